package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/praise"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// job is one thing that is asked for: an item of a list, a sentence or a clause.
type job struct {
	Passage
	bare   string // without the words that only join it to the one before
	head   string // of that, without what is said behind it
	words  []string
	whence string // what it is written in: an item, or a paragraph below the outcome
	stands joint
	thread int  // the first of the jobs with which something ties it together
	whole  bool // it says by itself what it is about
	beside bool // it stands below the outcome
	ask
}

// joint is how an author sets a job off from the one before.
type joint byte

const (
	asClause joint = iota
	asSentence
	asItem
	aside // by words that say that it is another one, or one as well
)

// jobs are the things that the outcome, and what stands below it, ask for.
func (l *linter) jobs(words string, f frame) (out []job) {
	at := l.doc.outcome.Span.orStart()
	beside := ""
	add := func(p Passage, stands joint) {
		if len(out) < prose.MaxParts {
			j := newJob(p, stands, len(out) == 0, f.loose() && stands != asClause && !saying.Background(p.Text) && !narrates.MatchString(p.Text))
			if j.beside = beside != ""; j.beside {
				j.whence = beside
			}
			out = append(out, j)
		}
	}
	if list := l.listed(words, f); len(list) > 1 {
		for _, p := range list {
			add(p, asItem)
		}
		return out
	}
	for _, s := range page.Sentences(page.Bare(words)) {
		before := len(out)
		clauses(Passage{Text: s.S, Span: l.sentence(s.S, at)}, add)
		if before > 0 && len(out)-before > 1 && out[before].stands != aside { // it goes into detail
			for i := range out[before:] {
				out[before+i].whole = false
			}
		}
	}
	below := l.doc.facts.beside
	titled := words == l.headline()
	if titled {
		below = l.doc.contract.context
	}
	if f.loose() && titled || countsThings(words) {
		out = nil // and what is asked for stands below
	}
	for _, p := range prose.First(below) {
		if prose.Marker(p.Text) > 0 {
			continue
		}
		beside = p.Text
		text := p.Text[:min(len(p.Text), maxBeside)]
		for _, s := range page.Sentences(page.Bare(text)) {
			bare := saying.Joining.ReplaceAllString(s.S, "")
			if f.loose() && titled || (!titled || saying.OnTheSide.MatchString(s.S)) && saying.Wants(bare) || !titled && saying.AsksToDo(bare) || countsThings(words) && knownSubject.MatchString(bare) {
				clauses(Passage{Text: s.S, Span: p.Span}, add)
			} else if saying.OnTheSide.MatchString(s.S) {
				add(Passage{Text: text[max(strings.Index(text, s.S), 0):], Span: p.Span}, aside)
				break
			}
		}
	}
	for _, c := range prose.First(l.doc.contract.criteria) {
		if beside = c.Text; saying.OnTheSide.MatchString(c.Text) {
			clauses(Passage{Text: c.Text, Span: c.Span}, add)
		}
	}
	return out
}

// listed are the things that are asked for one by one: the items of the outcome, its parts
// with a number each, or what stands below words that name none.
func (l *linter) listed(words string, f frame) []Passage {
	if phases := l.doc.contract.phases; len(phases) > 1 && words == l.headline() && f.loose() {
		var list []Passage
		for _, p := range phases {
			if said := p.statements(); len(said) > 0 {
				list = append(list, Passage{Text: p.Name + ". " + page.Sentences(page.Bare(said[0].Text))[0].S, Span: said[0].Span})
			}
		}
		return list
	}
	if list := l.doc.facts.outcomes; len(list) > 1 {
		if lead, _, ok := strings.Cut(words, list[0].Text); ok && theme(lead) {
			return nil
		}
		return list
	}
	parts := enumerated.Split(words, prose.MaxParts)
	if len(parts) > 2 && !theme(parts[0]) {
		parts = parts[1:]
	} else if parts = strings.Split(words, "; "); !f.loose() || len(parts) > prose.MaxParts {
		parts = nil
	}
	if len(parts) > 1 {
		var list []Passage
		for _, p := range parts {
			list = append(list, Passage{Text: strings.Trim(p, " ,;."), Span: l.doc.outcome.Span.orStart()})
		}
		return list
	}
	if f.loose() {
		return l.units(words == l.headline() || countsThings(words) || pointsBelow.MatchString(words) && len(words) < prose.MaxLead && !saying.Wants(words))
	}
	return nil
}

// onState begins what is so in a state of what stands before it.
var onState = regexp.MustCompile(`(?i)^(?:without|if|when|whenever|unless|otherwise|until|once|as long as)\b`)

// leansHard says nothing without what stands before it.
var leansHard = regexp.MustCompile(`(?i)\b(?:it|they|them|these|those|this|instead[.,;]|accordingly|again|otherwise)\b|\bthe (?:old|new|other|latter|former|rest)(?:$|[.,;]| (?:ones?|is|are|should|must)\b)`)

// pointsBelow points to what stands below.
var pointsBelow = regexp.MustCompile(`(?i)\b(?:these|those|this|following|below|here)\b`)

// narrates is what tells what came before.
var narrates = regexp.MustCompile(`(?i)^(?:we|i|it|this|that|since|now) |\b(?:ago|(?:has|have|had|was|were) been|yesterday|last (?:week|month|year|time))\b`)

// clauses adds the jobs of a sentence: a clause that asks for nothing itself goes on with
// the one before it.
func clauses(sentence Passage, add func(Passage, joint)) {
	s, from, stands := sentence.Text, 0, asSentence
	if !leadsList.MatchString(s) {
		joins := len(saying.Joining.FindString(s))
		for _, loc := range partEnd.FindAllStringIndex(prose.MaskCode(s), prose.MaxParts) {
			mark := s[loc[0]:loc[1]]
			if loc[0] <= joins || !asksAnew(s[loc[1]:], mark) {
				continue
			}
			add(Passage{Text: s[from:loc[0]], Span: sentence.Span}, stands)
			if from, stands = loc[1], asClause; joinsAlso.MatchString(mark) {
				stands = aside
			}
		}
	}
	add(Passage{Text: s[from:], Span: sentence.Span}, stands)
}

var (
	joinsAlso = regexp.MustCompile(`(?i)\b(?:also|while|additionally|separately)\b`)
	// wanted leads what somebody would like.
	wanted = regexp.MustCompile(`(?i)^(?:we|i)(?:['’]d| would)? (?:(?:also|really) )?(?:want|need|like|love|have)(?: to)? |^(?:can|could|would) (?:you|we) (?:please |also )*`)
	// ownVerb follows a subject.
	ownVerb  = regexp.MustCompile("(?i)^(?:the|our|each|every|an?) (?:[^\\s,;]+ ){1,9}?(?:is|are|can|has|have|gets?|no longer|[a-z]+[a-rt-z]s) |^`[^`]+`(?: [a-z]+)? (?:is|are|can|has|gets|[a-z]+[a-rt-z]s) ")
	ownModal = regexp.MustCompile(`(?i)^(?:[\pL\pN'-]+ ){1,6}?(?:should|must|shall|needs? to|ha(?:s|ve) to|ought to|can|may) `)
	// knownSubject is a subject of its own: one that is known, or who acts.
	knownSubject = regexp.MustCompile("(?i)^(?:(?:the|our|each|every|all) |`)|^[\\pL-]+ (?:should|must|shall|needs? to|ha(?:s|ve) to|ought to|can|may) |^(?-i:[A-Z]+[a-z]*[A-Z]\\w*) ")
	// thingsAre begins with what there are many of, and what becomes of them or what they do.
	thingsAre = regexp.MustCompile(`(?i)^(?:[\pL-]+ )?[\pL-]{2,}[^s\W]s (?:(?:of|for|in|from|by|on|that|which|with) (?:[\pL-]+ ){1,4}?)?(?:are|have|can|get|[a-z]+ (?:an?|the|their|its|every|each)) `)
	// namedActs begins a clause with a proper name and what it does.
	namedActs = regexp.MustCompile(`^[A-Z][\w.]+ [a-z]+[a-rt-z]s `)
	// leansOn says something of what the text before it speaks of.
	leansOn = regexp.MustCompile(`(?i)\b(?:it|they|them|this|these|those|ones?|there|instead(?:[.,;]|$)|same|accordingly|callers?|everywhere|then|again|corresponding|matching|related|remaining|existing|(?:ear|la)t?l?ier|later|former|otherwise|both|too)\b|\bwhat (?:fail|happen|chang|went|is|was|were|would)|\bthe (?:old|new|other|second|first|latter|result|rest|process)\b`)
)

// asksAnew reports a clause that asks for something itself.
func asksAnew(clause, mark string) bool {
	clause = saying.Joining.ReplaceAllString(clause, "")
	if saying.AsksToDo(clause) || ownModal.MatchString(clause) {
		return true
	}
	return strings.ContainsAny(mark, ",;") && (ownVerb.MatchString(clause) || namedActs.MatchString(clause) || thingsAre.MatchString(clause))
}

// newJob reads what is asked for; alone says that what stands before it does not explain it.
func newJob(p Passage, stands joint, first, alone bool) job {
	whence := p.Text
	p.Text = strings.Trim(p.Text, " ,;.")
	j := job{Passage: p, whence: whence, stands: stands, bare: saying.Joining.ReplaceAllString(ordinal.ReplaceAllString(p.Text, ""), "")}
	if joins := p.Text[:len(p.Text)-len(j.bare)]; saying.OnTheSide.MatchString(joins) || saying.AsWellAs.MatchString(p.Text) || joinsAlso.MatchString(joins) {
		j.stands = aside
	}
	j.bare = wanted.ReplaceAllString(j.bare, "")
	j.words = j.about()
	j.ask = newAsk(j.bare, stands == asItem)
	if j.head = j.bare; subclause.MatchString(j.bare) {
		j.head = subclause.Split(j.bare, 2)[0]
	}
	head := j.head
	asked := saying.AsksToDo(head)
	switch {
	case len(j.bare) > prose.MaxStatement, len(matter(j.bare)) == 0 && j.near == 0, unasked.MatchString(j.bare), j.near == 0 && praise.OfSentence(head) == praise.Quality && len(matter(head)) < 2:
	case first, alone && stands == asItem:
		j.whole = true
	case alone && (leansHard.MatchString(head) || stands == asSentence && onState.MatchString(head)):
	case alone:
		j.whole = true
	case extends.MatchString(head), leans.MatchString(head), leansOn.MatchString(head), asked && stands == asClause && refersBack.MatchString(head):
	case accompanies(head) && !anew.MatchString(head):
	default:
		j.whole = asked || stands == asItem && newThing.MatchString(head) || knownSubject.MatchString(head) || thingsAre.MatchString(head) || stands == asClause && namedActs.MatchString(head) || ownModal.MatchString(head)
	}
	return j
}

// about is the substance of a job; of how it is checked only the places that are named.
func (j job) about() []string {
	words := substance(ownCheck.ReplaceAllString(prose.BlankCode(j.bare), ""))
	for _, code := range prose.CodeSpan.FindAllStringSubmatch(j.bare, prose.MaxCalls) {
		if check.LooksLikeCommand(code[1]) {
			code[1] = strings.Join(homesIn(code[1]), " ")
		}
		words = append(words, substance(code[1])...)
	}
	return words
}

// ownCheck is a remark on how what stands before it is checked.
var ownCheck = regexp.MustCompile("(?i)\\([^()`]*`[^()]*\\)|\\b(?:checks?|checked (?:by|with)|evidence|proof|verified (?:by|with))[:*_]+ .*$")

// newThing is an item that only names what is to come.
var newThing = regexp.MustCompile(`(?i)^(?:(?:an?|new|native|basic|full|better) |support (?:for|of) )`)

// subclause begins what is said of the same thing behind it.
var subclause = regexp.MustCompile(`(?i)(?:, (?:so|as|where|when)|[, ](?:so that|before|after|which|because|since|until|once|while|whenever|unless)) |: `)

// accompanies reports work that goes with many a change, on documents or tests, and not
// on what is only called after them.
func accompanies(s string) bool {
	for _, loc := range companion.FindAllStringIndex(s, prose.MaxParts) {
		if !calledAfter.MatchString(s[loc[1]:]) {
			return true
		}
	}
	return false
}

// calledAfter is the noun behind another one that only says of which kind it is.
var calledAfter = regexp.MustCompile(`^ (?:generators?|builds?|builders?|runners?|suites?|harness|systems?|servers?|sites?|search|parsers?|tools?|pipelines?|jobs?|environments?|data|users?|accounts?|scores?|results?|orders?|drives?|kits?)\b`)

var (
	// unasked permits rather than asks.
	unasked    = regexp.MustCompile(`(?i)\b(?:feel free|may|might|could|if (?:you|there|it|possible|time)|optional(?:ly)?|nice to have|no need|not|n['’]t|never)\b`)
	enumerated = regexp.MustCompile(`(?:^|[\s;,])\(?(?:[a-h]|[ivx]{1,4}|\d)\) `)
	// extends begins what only says where else the same holds: "Also with semicolons."
	extends = regexp.MustCompile(`(?i)^(?:(?:and|also|too|or|even|but),? )*(?:with|without|for|in|on|under|from|of|when|if|across|inside|outside|at|by)\b`)
	// leadsList begins an outcome that names one thing, and behind a colon what it is made of.
	leadsList  = regexp.MustCompile(`^[^.;]+: `)
	partEnd    = regexp.MustCompile(`(?i)(?:[.;,]\s+(?:(?:and|then|also|plus|while (?:(?:you|we)(?:['’]re| are) )?(?:at it|there),?) )*|\s+(?:and|then|plus|as well as|\+|&)(?: also| then|,? while (?:(?:you|we)(?:['’]re| are) )?(?:at it|there),?)*\s+)`)
	refersBack = regexp.MustCompile(`(?i)\b(?:its?|them|their|they|this|that|these|those|old|former|accordingly|callers?|uses?|everywhere|there|instead|so|same|corresponding|matching|related)\b`)
	// companion is what goes with many a change
	companion = regexp.MustCompile(`(?i)\b(?:docs?|documentation|readme|changelog|tests?|examples?)\b`)
	anew      = regexp.MustCompile(`(?i)^(?:please )?(?:rewrite|redesign|translate|migrate|port|convert|switch) `)
	// release is a product with its version
	release = regexp.MustCompile(`\b[A-Z][\w.+#-]*(?: to)? v?\d`)
	// ownObject is a thing that the words before it need not have named.
	ownObject = regexp.MustCompile(`(?i)^(?:please )?\S+ (?:(?:the|our|an?|all|each|every) )`)
	ofThat    = regexp.MustCompile(`(?i)^(?:please )?\S+ (?:the|an?|each) (?:number|count|total|sum|result|outcome|progress|status|state|time|date|age|rest|name|size|reason|list|cause|others?|error|warning|message|notice|hint)\b`)
)

// inSequence reports two things that a program does, the second with what the
// first leaves: "cache the index and delete stale entries"; or a change and how the
// program then answers: "add rate limiting and return 429".
func inSequence(a, b string) bool {
	if answers.MatchString(b) && !saying.Behaves.MatchString(a) {
		return true
	}
	return saying.Behaves.MatchString(a) && saying.Behaves.MatchString(b) && (!ownObject.MatchString(b) || ofThat.MatchString(b))
}

// matter is the substance of what is asked for, without the verb; a release is of
// substance, however short its name.
func matter(part string) []string {
	_, object, _ := strings.Cut(strings.TrimPrefix(part, "please "), " ")
	return append(substance(object), release.FindAllString(object, 1)...)
}

func related(a, b string) bool {
	seen := map[string]bool{}
	for _, w := range substance(a) {
		seen[w] = true
	}
	return slices.ContainsFunc(substance(b), func(w string) bool { return seen[w] })
}

// substance are the words of a statement that say what it is about, cut to
// their stems. Scripts written without blanks have none and count as related.
func substance(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f) }) {
		if len(w) < 4 || common(w) || strings.Trim(w, "0123456789") == "" {
			continue
		}
		if w = strings.TrimSuffix(w, "s"); common(w) {
			continue
		}
		for _, ending := range []string{"ing", "ed", "ion"} {
			if stem := strings.TrimSuffix(w, ending); len(stem) > 3 {
				w = stem
			}
		}
		out = append(out, w[:min(len(w), 6)])
	}
	return out
}

func common(w string) bool {
	switch w {
	case "test", "tests", "testing", "spec", "specs", "passes", "exits", "show", "shows", "two", "three", "four", "five", "seven", "eight", "nine", "take", "takes", "less", "than", "where", "which", "there", "about", "been", "before", "after", "done", "also", "with", "from", "that", "this", "into", "then", "when", "make", "move", "update", "change", "remove", "create", "should", "must", "have", "will", "they", "them", "their",
		"please", "some", "more", "page", "code", "support", "replace", "fix", "while", "additionally", "addition", "separately", "using", "instead", "every", "each", "only", "such", "rather", "without", "within", "again", "always", "another", "other", "both", "same", "need", "want", "like":
		return true
	}
	return false
}
