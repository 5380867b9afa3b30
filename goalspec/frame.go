package goalspec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// frame is what stands over the things that are asked for. Where it names one thing, the
// items of a list are its parts; where it only says that there are things to do, or names
// several, nothing holds them together but what they say themselves.
type frame struct {
	counts bool
	unsure bool // what it counts may be what the work is on, as in "open tickets"
	parts  []string
	pair   bool // of which there are two, joined by no more than "and"
}

// loose reports that the frame ties nothing together, and ties that it names one thing.
func (f frame) loose() bool { return f.counts || len(f.parts) > 1 }

func (f frame) ties() bool { return !f.loose() && len(f.parts) > 0 }

// frame reads the title, and where it says nothing the words of the outcome.
func (l *linter) frame(words string) frame {
	title := l.headline()
	title = besides.ReplaceAllString(inFront.ReplaceAllString(title[:min(len(title), prose.MaxLead)], ""), ", $1")
	if countsThings(title) {
		return frame{counts: true, unsure: !surely.MatchString(title)}
	}
	if aVersion.MatchString(title) || onOccasion.MatchString(title) {
		return frame{counts: true, unsure: true}
	}
	if l.saysApart() {
		return frame{counts: true}
	}
	if list := l.units(true); len(list) > 1 && anOutcome.MatchString(list[0].Text) {
		return frame{counts: true, unsure: true}
	}
	parts := severalNamed(title)
	if last := len(parts) - 1; last > 0 && (countsThings(parts[last]) || theRest.MatchString(parts[last])) {
		return frame{counts: true, unsure: true, parts: parts}
	}
	return frame{counts: countsThings(words), parts: parts, pair: len(parts) == 2 && !strings.ContainsAny(title, ",;+/&")}
}

var (
	// inFront is what kind of issue it is, and besides what a title adds in brackets.
	inFront = regexp.MustCompile(`^(?:\[[^\]]{1,20}\]|(?:Task|Request|Feature|Bug|Issue)\b):? `)
	besides = regexp.MustCompile(`(?i) \((?:and|plus|\+|also) ([^()]+)\)`)
	// aVersion names no more than a product with its version.
	aVersion = regexp.MustCompile(`^[A-Za-z][\w-]* (?:v|version )?\d+(?:\.\d+)+$`)
	// nothingTies says of several things that they do not belong together.
	nothingTies = regexp.MustCompile(`(?i)\b(?:nothing|little|not much) to do with (?:each other|one another)\b|^(?:these|they|the (?:two|three|four|five|\w+ below)) (?:\w+ )?(?:are (?:\w+ )?(?:unrelated|independent of each other)|(?:aren['’]t|are not) (?:related|connected))\b|\b(?:put|throw|lump|collected|gathered|bundled) (?:it|them|these|everything|things) (?:all |both |together )*(?:in|into) (?:one|a single|the same) (?:issue|ticket)\b`)
)

// saysApart reports an author who says that the things do not belong together.
func (l *linter) saysApart() bool {
	context := l.doc.contract.context
	return slices.ContainsFunc(prose.First(context), func(p Passage) bool {
		return slices.ContainsFunc(page.Sentences(page.Bare(prose.Judged(p.Text))), func(s page.Text) bool {
			return nothingTies.MatchString(s.S)
		})
	})
}

// headline is the title of the document, or the heading that stands first, else a line of a
// few words that leads its context, as what is rendered has it.
func (l *linter) headline() string {
	if l.doc.title != "" {
		return prose.CleanTitle(l.doc.title)
	}
	if b := l.doc.blocks; len(b) > 0 && b[0].Kind == page.Heading {
		if b[0].Level == 1 {
			return prose.CleanTitle(b[0].Name.S)
		}
		if len(l.doc.contract.context) > 0 && l.doc.contract.context[0].Line == b[0].First+1 {
			return "" // it only leads a section
		}
	}
	if list := l.doc.contract.context; len(list) > 0 && len(list[0].Text) < prose.MaxLead && prose.Marker(list[0].Text) == 0 && !strings.HasSuffix(list[0].Text, ".") {
		return prose.CleanTitle(list[0].Text)
	}
	return ""
}

// thingsIn are the things that a title names.
func thingsIn(title string) []string {
	return between.Split(strings.NewReplacer(" also, ", " ", " also ", " ", " + ", "; ", " plus ", "; ", " & ", " and ", " / ", "; ").Replace(title), prose.MaxParts)
}

// severalNamed are those of which each is named by itself; "filters and sorting in the search"
// and "search: filters, sorting" are parts of one.
func severalNamed(title string) []string {
	if title == "" {
		return nil
	}
	if lead, behind, ok := strings.Cut(title, ": "); ok && !countsThings(lead) && !strings.ContainsAny(behind, ";+") {
		return []string{title}
	} else if ok {
		title = behind
	}
	parts := thingsIn(title)
	last := len(parts) - 1
	if len(parts) > 1 && saying.AsksToDo(parts[0]) {
		return nil // it asks for what the text may ask for
	}
	if len(parts) > 1 && (countsThings(parts[last]) || theRest.MatchString(parts[last])) {
		return parts
	}
	if slices.ContainsFunc(parts, func(p string) bool {
		return len(substance(p))+len(acronyms(p))+len(shortWords(p)) == 0 || accompanies(p) || refersBack.MatchString(p)
	}) || tailed.MatchString(parts[last]) && !strings.ContainsAny(title, ",;+/") && !slices.ContainsFunc(parts[:last], tailed.MatchString) {
		return []string{title}
	}
	return parts
}

// theRest is what a title does not name.
var theRest = regexp.MustCompile(`(?i)^(?:(?:some|a|few|bit|little|lot|much|many|the) )*(?:more|others?|rest|extras?|so on|so forth|etc\.?)(?: (?:of|while|as|in) .*)?$`)

// tailed is a thing with what is said of it behind it.
var tailed = regexp.MustCompile(`(?i)\pL (?:to|in|on|for|from|with|by|of|at|into|per|via|without|when|under|behind) \pL`)

// countsThings reports words that say no more than that there are things to do, perhaps
// behind the name of the project.
func countsThings(words string) bool {
	if len(words) > prose.MaxStatement {
		return false
	}
	_, behind, ok := strings.Cut(words, ": ")
	only := func(s string) bool { return severalOf.MatchString(s) && !theme(s) }
	return only(words) || ok && only(behind)
}

// onOccasion is a name with no more than an occasion behind it: "Ferry service, week 14".
var onOccasion = regexp.MustCompile(`(?i)^[^,:;]{1,40},? (?:calendar )?(?:week|cw|kw|sprint|release|quarter|iteration|milestone|month)s? (?:v?\d[\w./-]*|of \w+)$`)

// theme reports words over a list that say what its items are about, rather than only
// what kind of things they are, or how many, and for which occasion.
func theme(words string) bool {
	return nameLeft.MatchString(containers.ReplaceAllString(occasion.ReplaceAllString(words, " $1 "), " "))
}

const (
	severalWord = `q[1-4]|wins|two|three|four|five|six|seven|several|some|few|couple|various|misc(?:ellaneous)?|assorted|mixed|following|unrelated|different|independent|separate|bunch|batch|bag|collection|list|checklist|things|stuff|items|points|topics|matters|ideas|wishes|requests|asks|fixes|hotfixes|bugs|faults|issues|problems|defects|errors|changes|improvements|enhancements|additions|tweaks|adjustments|tasks|jobs|chores|stories|pieces|features|goals|outcomes|results|leftovers|remains|remaining|pending|outstanding|open|to-?dos?|to do|odds|housekeeping|maintenance|work|tickets|feedback|everything|retro(?:spective)?|meeting|planning|review|backlog|roadmap|deployments?|rollout|launch|demo|releases?|versions?|v?\d+(?:\.\d+)+|rounds?|sprints?|iterations?|milestones?|quarters?|weeks?|months?|` +
		`spring|summer|autumn|winter|christmas|holidays?|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|these|those|both|zwei|drei|vier|fünf|mehrere|einige|paar|verschiedene|sachen|dinge|punkte|themen|wünsche|änderungen|aufgaben|dos|tres|varias|cosas|cambios|tareas|deux|trois|plusieurs|choses|tâches`
	singular   = `ones?|thing|item|point|topic|wish|request|fix|task|job|piece|feature|goal|outcome|result|ticket|part|change|bug fix|improvement|small|smaller|tiny|little|minor|quick|urgent|general|ends`
	workWord   = `covers?|contains?|consists?|need(?:s|ed)?|want(?:s|ed)?|required|planned|agreed|asked|done|doing|happens?|finished|left|over|wins|deliver(?:ed|ables?)?|address|resolve|complete|true|team|customers?|clients?|management|sales|marketing|support|project|product|backend|frontend|monorepo|repo(?:sitory)?|code ?base|website|site|system|app(?:lication)?|collected`
	littleWord = `would|like|this|that|next|last|please|after|before|with|shall|have|they|them|were|will|what|here|also|other|there|still|from|since|could|should|must|more|very|just|each|every|into|when|kleine(?:re)?|nächsten?|woche|pequeñas|petites|prochaine?|semaine|próxima|semana|pour|para`
)

var (
	// occasion is when the things are to be done, or from where they come.
	occasion = regexp.MustCompile(`(?i)\b(?:for|in|before|by|until) (?:(?:the|our|next|coming|new) )*(?:release|version|sprint|milestone|iteration|quarter|week|month)\b(?: v?[\d.]+)?(?: of (?:the |our )?[^.,:]{1,30}?)?(?:$|[.,:]| the following)|\b(?:from|before|after|since|until|by) [^.,:]{1,40}|\b((?:wish(?:es)?|requests?|asks|ideas|feedback|suggestions|stuff|leftovers|remains)) (?:of|for|to) [^.,:]{1,40}`)
	// containers are words for things to do, for how many, for whom and for when.
	containers = regexp.MustCompile(`(?i)\b(?:` + severalWord + `|` + singular + `|` + workWord + `|` + littleWord + `)\b`)
	// severalOf is one of them that says that there are several, or on what occasion.
	severalOf = regexp.MustCompile(`(?i)\b(?:` + severalWord + `)\b`)
	// surely is one that no product has for the name of a part of it, or the occasion.
	surely   = regexp.MustCompile(`(?i)\d|\b(?:one|two|three|four|five|six|seven|several|some|few|couple|various|misc(?:ellaneous)?|assorted|mixed|following|unrelated|different|independent|separate|things|stuff|wins|wishes|asks|fixes|hotfixes|bugs|faults|issues|problems|defects|changes|improvements|enhancements|additions|tweaks|adjustments|chores|leftovers|remains|remaining|pending|still|to-?dos?|to do|odds|housekeeping|everything|retro(?:spective)?|sprint|milestone|iteration|for|from|of|by|before|after|this|next|last|these|those|please|what|left|in|zwei|drei|vier|fünf|mehrere|einige|paar|verschiedene|sachen|dinge|dos|tres|varias|cosas|deux|trois|plusieurs|choses)\b`)
	nameLeft = regexp.MustCompile(`\pL{4}|\b[A-Z]{3}`)
	// ordinal leads a thing of several with its number, and boldName with its name.
	ordinal = regexp.MustCompile(`(?i)^(?:\*\*|__)?(?:[A-H][.)]|\([A-H]\)|(?:outcome|goal|task|part|item|issue|topic|thing|point|change|request|wish) ?(?:#?\d{1,2}|[A-F])\b|\d{1,2}[.)]|(?:first|second|third|fourth|fifth)(?:ly)?\b)[.:,)]*(?:\*\*|__)?[.:,]?\s+`)
	// anOutcome leads one of several that the author calls outcomes.
	anOutcome = regexp.MustCompile(`(?i)^\W*(?:outcome|goal|objective) ?(?:#?\d{1,2}|[A-H])\b`)
	boldName  = regexp.MustCompile(`^(?:\*\*|__)[^*_]{1,60}(?:\*\*|__)`)
)

// units are the things that stand below words which name none: the paragraphs and headings
// with a name or a number of their own, else perhaps the items of the first list, and only those
// that are called outcomes where there are such.
func (l *linter) units(itemsToo bool) []Passage {
	var named, items []Passage
	level, list := 0, true
	blocks := l.doc.blocks
	for i := range blocks[:min(len(blocks), maxUnits)] {
		b := &blocks[i]
		if b.First < 0 || i == 0 && b.Kind == page.Heading || !l.isContext(b.First+1) {
			list = list && len(items) == 0
			continue
		}
		switch t := page.Join(b.Lines); b.Kind {
		case page.Heading:
			t = b.Name
			fallthrough
		case page.Para:
			for _, said := range namedIn(b, t) {
				if p := nameAndSaid(said); p.Text != "" {
					named = append(named, p)
				}
			}
			list = list && len(items) == 0
		case page.Item:
			if len(items) == 0 {
				level = b.Level
			}
			if list && b.Level == level {
				items = append(items, passageOf(t))
			}
		default:
			list = list && len(items) == 0
		}
	}
	if len(named) < 2 && itemsToo {
		named = items
	}
	if list := slices.DeleteFunc(slices.Clone(named), func(p Passage) bool { return !anOutcome.MatchString(p.Text) }); len(list) > 1 {
		return list
	}
	return named
}

// namedIn are the lines of a block of which each has a name or a number, else the whole of it.
func namedIn(b *page.Block, whole page.Text) []page.Text {
	if len(b.Lines) < 2 || slices.ContainsFunc(b.Lines, func(line page.Text) bool { return nameAndSaid(line).Text == "" }) {
		return []page.Text{whole}
	}
	return b.Lines
}

// nameAndSaid is the first sentence of a paragraph with a name or a number before it, and
// nothing where there is none, or one that says what the paragraph is for.
func nameAndSaid(t page.Text) Passage {
	name := boldName.FindString(t.S)
	behind := ordinal.ReplaceAllString(cmp.Or(name, t.S), "")
	if name == "" && len(behind) == len(t.S) || saysWhatFor(strings.Trim(behind, "*_.:) ")) {
		return Passage{}
	}
	said := page.Sentences(t.Slice(0, min(len(t.S), maxBeside)))
	if len(said) > 1 && len(said[0].S) < prose.MaxLead/2 {
		return passageOf(page.Join(said[:2]))
	}
	return passageOf(said[0])
}

// saysWhatFor reports a name that goes with any work.
func saysWhatFor(name string) bool {
	return len(name) < prose.MaxLead && (labels.Field(name, true) != field.Unknown || labels.Meant(name) != field.Unknown || forAnyWork.MatchString(name))
}

var forAnyWork = regexp.MustCompile(`(?i)^(?:(?:the|our|my|some|more|first|next|current|possible|proposed) )*(?:background|context|problem|idea|plan|approach|solution|design|details?|summary|overview|introduction|intro|reason|motivation|why|how|what|notes?|risks?|steps?|remarks?|status|situation|today|now|before|after|then|important|caution|warning|tip|careful|examples?|questions?|history|follow-up|later|for (?:all|each)\b.*)$`)

// maxUnits bounds how many blocks are looked at for them.
const maxUnits = 60

// isContext reports a line of the outcome, or of what the contract does not claim.
func (l *linter) isContext(line int) bool {
	context := l.doc.contract.context
	at := func(p Passage) bool { return p.Line <= line && line <= p.EndLine }
	if boldName.MatchString(l.doc.outcome.Text) && slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool { return c.Line == line }) {
		return true // it shows itself that it is reached
	}
	return at(l.doc.outcome) || slices.ContainsFunc(context[:min(len(context), maxUnits)], at)
}

// tellsApart reports a frame that says itself that some jobs do not belong together: it
// only counts them, or names two of them by themselves.
func (f frame) tellsApart(jobs []job, proofs []proof) bool {
	if slices.ContainsFunc(jobs, func(j job) bool { return ofAllThese.MatchString(j.bare) }) {
		return false
	}
	if f.unsure && (len(jobs) < 3 || !allApart(jobs)) {
		return false
	}
	if len(f.parts) > 1 && slices.ContainsFunc(proofs, func(p proof) bool { return p.shows && f.names(p.text) > 1 }) {
		return f.counts
	}
	only := -1
	for _, part := range f.parts[:min(len(f.parts), prose.MaxParts)] {
		thread, several := -1, false
		for i, j := range jobs {
			if onIt(codeWords(part), j) || speaksOf(substance(part), j) || shared(shortWords(part), shortWords(j.bare)) || shownAs(part, proofs, i) {
				several = several || thread >= 0 && thread != j.thread
				thread = j.thread
			}
		}
		if several || thread < 0 {
			continue
		}
		if only >= 0 && only != thread {
			return true
		}
		only = thread
	}
	return f.counts
}

// shownAs reports a thing by the name of which a check goes that has to do with one job only.
func shownAs(part string, proofs []proof, at int) bool {
	return slices.ContainsFunc(proofs, func(p proof) bool {
		words := checkWords(p.text)
		return p.shows && p.on == 1<<at && slices.ContainsFunc(codeWords(part), func(w string) bool { return len(w) > 3 && slices.Contains(words, w) })
	})
}

// shortWords are those of three letters, which a title may be about.
func shortWords(s string) (out []string) {
	for _, w := range shortWord.FindAllString(strings.ToLower(s[:min(len(s), prose.MaxLead)]), prose.MaxParts) {
		if w = strings.TrimSuffix(w, "s"); !noName.MatchString(w) {
			out = append(out, w)
		}
	}
	return out
}

var (
	shortWord = regexp.MustCompile(`\b[a-z]{3}s?\b`)
	noName    = regexp.MustCompile(`^(?:the|and|for|our|you|all|any|new|old|are|wa|ha|had|has|was|not|but|can|may|its|per|via|off|out|add|fix|get|set|use|two|one|now|old|who|how|why|end|day|way|let|run|see|say|due|yet|too|own|she|her|him|hi|doe|did|thi|than|then)$`)
)

// shows reports that nothing more is needed to tell two jobs apart, or that each has a check of
// its own.
func (f frame) shows(proofs []proof, jobs []job, i, j int) bool {
	return f.counts || !f.pair || len(ownProofs(proofs, jobs, jobs[i].thread)) > 0 && len(ownProofs(proofs, jobs, jobs[j].thread)) > 0
}

// allApart reports jobs of which nothing ties any to another.
func allApart(jobs []job) bool {
	for i, j := range jobs {
		if !j.whole || j.thread != i {
			return false
		}
	}
	return true
}

// names is how many of the things that it names a check has to do with.
func (f frame) names(check string) (n int) {
	words := checkWords(check)
	for _, part := range f.parts {
		if slices.ContainsFunc(codeWords(part), func(w string) bool { return len(w) > 3 && slices.Contains(words, w) }) {
			n++
		}
	}
	return n
}

// ofAllThese says something of all that stands before it.
var ofAllThese = regexp.MustCompile(`(?i)^(?:both|all (?:of (?:them|these)|three|four|this)|these|they|their|its?|it['’]s|each of (?:them|these)|either|the (?:\w+est|first|last|other|same) ones?) |\b(?:of|from|for|with|to|by|in|below|behind) (?:them|both|these|those)[.;]?$`)
