package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// unrelated finds jobs that nothing ties together and that are work of their own.
func (l *linter) unrelated(words string, span Span) {
	if found, _ := l.apart(words, span); found.Code != "" {
		l.add(found)
	}
}

// apart finds what has nothing in common with something that is asked for before, with its
// words as they stand in the outcome, or in a paragraph beside it.
func (l *linter) apart(words string, span Span) (found Finding, other string) {
	if m := twoFaults.FindStringSubmatch(words); m != nil && areasIn(m[1])&^areasBelow != 0 && !meet(areasIn(m[1]), areasIn(m[2])) && !related(m[1], m[2]) && !refersBack.MatchString(m[2]) {
		return manyOutcomes.at(span, "%q asks to mend two things that have nothing in common", prose.Clip(words)), words[strings.LastIndex(words, m[2]):]
	}
	f := l.frame(words)
	jobs := l.jobs(words, f)
	if f.counts {
		ofAny(jobs)
	}
	proofs := l.proofs(jobs)
	if !f.ties() {
		eachShown(jobs, proofs)
	}
	f.thread(jobs, proofs)
	told, strays := f.tellsApart(jobs, proofs), l.strays(f, jobs)
	for j, b := range jobs {
		for i, a := range jobs[:j] {
			if a.whole && b.whole && a.thread != b.thread && (told && f.shows(proofs, jobs, i, j) || (strays || !f.ties() || b.stands == aside) && shownApart(proofs, jobs, i, j) || !(f.ties() && b.stands == asItem) && workOfItsOwn(jobs, i, j)) {
				return manyOutcomes.at(b.Span, "%q has nothing in common with %q", prose.Clip(b.Text), prose.Clip(a.Text)), written(words, jobs, j)
			}
		}
	}
	return Finding{}, ""
}

// eachShown makes jobs whole of which there are several, each with a check of its own: what is
// shown by itself needs nothing before it to be said.
func eachShown(jobs []job, proofs []proof) {
	own := func(i int) bool {
		return slices.ContainsFunc(proofs, func(p proof) bool { return p.shows && p.on == 1<<i })
	}
	for i, j := range jobs {
		if len(jobs) < 3 || j.beside || !own(i) || accompanies(j.head) {
			return
		}
	}
	for i := range jobs {
		jobs[i].whole = true
	}
}

// strays reports a title that counts things, with a name of which nothing that is asked for
// speaks, nor a check or another word: it holds nothing together.
func (l *linter) strays(f frame, jobs []job) bool {
	title := l.headline()
	if !f.ties() || !severalOf.MatchString(title) || len(jobs) < 3 || !allApart(jobs) {
		return false
	}
	speaks := func(text string) bool { return related(title, text) || shared(shortWords(title), shortWords(text)) }
	return !slices.ContainsFunc(jobs, func(j job) bool { return speaks(j.Text) }) &&
		!slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool { return speaks(c.Text) }) &&
		!slices.ContainsFunc(prose.First(l.doc.contract.context), func(p Passage) bool { return prose.CleanTitle(p.Text) != title && speaks(p.Text) })
}

// ofAny takes from the words of several jobs the programs of which one names something that
// they do: a product has a part in whatever is asked for.
func ofAny(jobs []job) {
	var programs []string
	for _, j := range jobs {
		programs = append(programs, programsIn(j.bare)...)
	}
	for i := range jobs {
		if words := slices.DeleteFunc(slices.Clone(jobs[i].words), func(w string) bool { return slices.Contains(programs, w) }); len(words) > 0 {
			jobs[i].words = words
		}
	}
}

// written is a job with those that go on with it, as they stand.
func written(words string, jobs []job, at int) string {
	j := jobs[at]
	from := strings.LastIndex(words, j.Text)
	if j.beside || j.stands == asItem || from < 0 {
		return j.whence
	}
	to := from + len(j.Text)
	for _, next := range jobs[at+1:] {
		i := strings.Index(words[to:], next.Text)
		if next.thread != j.thread || next.beside || i < 0 {
			break
		}
		to += i + len(next.Text)
	}
	return words[from:to]
}

// thread finds the jobs that something ties together; what says nothing by itself goes
// on with the job before it.
func (f frame) thread(jobs []job, proofs []proof) {
	for j := range jobs {
		jobs[j].thread = j
		for i := j - 1; i >= 0; i-- {
			if from, to := jobs[j].thread, jobs[i].thread; from != to && (!jobs[j].whole && jobs[j].stands != aside && i == j-1 || akin(jobs[i], jobs[j], f.loose()) || brought(proofs, jobs, i, j)) {
				for k := range jobs[:j+1] {
					if jobs[k].thread == from || jobs[k].thread == to {
						jobs[k].thread = min(from, to)
					}
				}
			}
		}
	}
}

// workOfItsOwn reports a job that no check sets apart from another, and its words do.
func workOfItsOwn(jobs []job, i, j int) bool {
	a, b := jobs[i], jobs[j]
	least := min(len(matter(a.bare)), len(matter(b.bare)))
	switch {
	case b.stands == asItem && saying.AsksToDo(a.bare) && saying.AsksToDo(b.bare):
		return least > 1
	case b.stands == aside && saying.OnTheSide.MatchString(b.Text) && (saying.AsksToDo(b.bare) || saying.Desire.MatchString(b.Text)):
		return true
	case b.stands == aside && (prose.Imperative.MatchString(b.bare) && !saying.Behaves.MatchString(b.bare) && len(matter(b.bare)) > 1 || areasIn(b.bare) != 0):
		return true
	case translates.MatchString(b.bare) && !companion.MatchString(a.bare) && areasIn(a.bare)&areaLanguage == 0, areasApart(jobs, j):
		return true
	case b.stands == asClause && inSequence(a.bare, b.bare):
		return false
	case !a.beside && !b.beside && prose.Imperative.MatchString(a.bare) && prose.Imperative.MatchString(b.bare):
		return least > 2 || least > 0 && severalAsked(jobs)
	}
	one, other := fact.FindStringSubmatch(a.bare), fact.FindStringSubmatch(b.bare)
	return one != nil && other != nil && !strings.EqualFold(one[1], other[1]) && b.stands != asClause
}

// severalAsked reports more than two threads of which each asks for something to be done.
func severalAsked(jobs []job) bool {
	n := 0
	for i, j := range jobs {
		if j.thread == i && !j.beside {
			if n++; !j.whole || !prose.Imperative.MatchString(j.bare) {
				return false
			}
		}
	}
	return n > 2
}

// translates is work of its own beside any that is not on languages.
var translates = regexp.MustCompile(`(?i)^(?:translate|locali[sz]e) .*\b(?:docs?|documentation|readme|website|manual|handbook)\b`)

// twoFaults are two of which the second says itself where it is.
var twoFaults = regexp.MustCompile(`(?i)^(?:please )?(?:fix|repair|resolve|correct) (.+?),? (?:as well as|and(?: also)?|plus|\+|&) ((?:the|an?|our) .{1,60}? (?:on|in|of) (?:the|our|an?) [\pL-]+ (?:pages?|screens?|dialogs?|e-?mails?|reports?|exports?|menus?|forms?|footers?|headers?|dashboards?))\b`)

// fact is a sentence that says what a part of a product does.
var fact = regexp.MustCompile(`(?i)^(?:the|an?|each|every|all|our) (?:[\pL\pN'-]+ ){0,3}?(pages?|screens?|exports?|imports?|api|endpoints?|commands?|cli|dashboards?|reports?|jobs?|workers?|services?|servers?|apps?|forms?|menus?|mails?|e-?mails?|webhooks?|exporter|importer|parser|scheduler|installer|search|login|checkout) [\pL]+s\b`)

// sentence is where a sentence of the outcome stands.
func (l *linter) sentence(s string, outcome Span) Span {
	s = strings.TrimSpace(s)
	for _, p := range l.doc.facts.asked {
		if strings.HasPrefix(p.Text, s) {
			return p.Span
		}
	}
	return outcome
}

// akin reports two jobs that belong together by themselves: they have a word in common, or
// an area, or, where they do not stand loosely, the one may bring the other along.
func akin(a, b job, loose bool) bool {
	return shared(a.words, b.words) || a.near&b.near != 0 || !loose && meet(a.near, b.near) || !loose && (b.stands == asClause || b.beside && b.stands != aside) && brings(a, b)
}

// brings reports that a job brings another one along, of no other area: what the program then does, what has to be adapted, or what
// can go.
func brings(a, b job) bool {
	return (a.of == 0 || b.of == 0) && (keepsUp.MatchString(b.bare) || thenDoes.MatchString(b.bare) || puts.MatchString(a.verb) && removes.MatchString(b.bare))
}

var (
	keepsUp  = regexp.MustCompile(`(?i)^(?:update|adapt|adjust|keep) `)
	thenDoes = regexp.MustCompile(`(?i)^(?:show|return|send|store|log|persist|print|report|display|save|redirect|reject|hide|warn|print|list) `)
)
