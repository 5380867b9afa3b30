package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// takesNext asks to take one thing after another.
	takesNext = regexp.MustCompile(`(?i)(?:^|[.;:!?,)] +|\b(?:and|then|please) )(?:please |then |also )*(?:(?:take|pick|choose|grab|do|fix|migrate|convert|port) (?:any |some |a |the )?(?:next|another)\b|(?:continue|proceed|go on|move on|carry on|keep going|keep on|start over|resume)(?:,? (?:with|to|like|through|until|from)\b|[.;,]|$)|(?:keep|continue) (?:fix|convert|migrat|port|improv|add|remov|replac|updat|upgrad|translat|document|refactor|rewrit|clos|resolv|review|implement|go)ing\b|(?:and )?so on (?:with|through|until)\b|on to the next\b|then the next\b)`)
	// inTurn says of work that it is done one after another.
	inTurn = regexp.MustCompile(`(?i)\bone (?:\w+ )?(?:after|by|at) (?:another|the other|one|a time)\b|\bin turn\b`)
	// eachBy may be a thing by, or after, itself: "page by page".
	eachBy = regexp.MustCompile(`(?i)\b(\pL{3,}) (?:by|after|for|per) (\pL{3,})\b`)
	// handedInEach hands something in on each of many things.
	handedInEach = regexp.MustCompile(`(?i)\b(?:one|an?|(?:a )?(?:own|separate|single)) (?:\w+ )?(?:commit|pr|pull request|branch|merge request|mr|patch) (?:per|for (?:each|every)|each) (\pL+)|\b(?:each|every) (?:one|\pL+) (?:is|in|as|gets|becomes) (?:in )?(?:an?|its) (?:own |separate |single )+(?:commit|pr|pull request|branch)\b`)
	stages       = regexp.MustCompile(`(?i)^(?:phases?|steps?|changes?|stages?|milestones?|parts?|concerns?|topics?|logical|days?|weeks?|years?|sides?|hands?|words?|lines?|rows?|bytes?|bits?|letters?|face|back|little)$`)
	// goesAbout says how to go about the work.
	goesAbout = regexp.MustCompile(`(?i)^(?:please )?(?:take|do|go|proceed|work|start|begin|tackle|handle) `)
	// workedOn is what is done to code, and not by it.
	workedOn = regexp.MustCompile(`(?i)\b(?:converted|migrated|ported|rewritten|refactored|fixed|documented|translated|cleaned|moderni[sz]ed|replaced|resolved|implemented|reviewed|covered|worked off|worked through|dealt with|taken care of|addressed|tackled|typed|annotated|gets? \w+ed)\b`)
)

// convertsThem asks to turn things that nobody counted, nor says where they are, into others.
var convertsThem = regexp.MustCompile(`(?i)^(?:please |let[’']?s )?(?:convert|migrate|port|rewrite|transition|moderni[sz]e|refactor|turn) (?:the )?(?:(?:all|our|any|remaining|old|legacy|existing|outdated|deprecated) (?:of )?(?:the |our )?)+(?:[\w-]+ ){0,2}?[\w-]*[a-hj-rtv-z]s (?:to|into|onto|over to|by|with|in|as) [^.;:,` + "`" + `\d]{1,40}[.!]?$`)

// suiteItself are things of which the suite shows whether one is left.
var suiteItself = regexp.MustCompile(`(?i)\b(?:tests|specs|suites|fixtures|snapshots)\b`)

// iterates reports a sentence that asks for the same work on one thing after another.
func iterates(s string) bool {
	bare := joining.ReplaceAllString(s, "")
	if behaves.MatchString(bare) {
		return false
	}
	if takesNext.MatchString(s) || eachHandedIn(s) {
		return true
	}
	if loc := ofProgram.FindStringIndex(s); loc != nil {
		s = s[:loc[0]]
	}
	asks := goesAbout.MatchString(bare) || asksToDo(bare) || workedOn.MatchString(s)
	return asks && (inTurn.MatchString(s) || slices.ContainsFunc(eachBy.FindAllStringSubmatch(s, maxJobs), func(m []string) bool {
		return strings.EqualFold(m[1], m[2]) && !stages.MatchString(m[1])
	}))
}

// ofProgram begins what is said of what a program does.
var ofProgram = regexp.MustCompile(`(?i)\b(?:that|which|who|when|if|where|so) `)

func eachHandedIn(s string) bool {
	m := handedInEach.FindStringSubmatch(s)
	return m != nil && !stages.MatchString(m[1])
}

// goesThrough reports a text that asks for that: in its outcome, beside it, or in what holds of
// the work.
func (l *linter) goesThrough(words string) bool {
	says := func(s string) bool {
		return slices.ContainsFunc(page.Sentences(page.Bare(s[:min(len(s), maxStatement)])), func(t page.Text) bool { return iterates(t.S) })
	}
	if says(words) || says(l.headline()) {
		return true
	}
	d := &l.doc
	return slices.ContainsFunc(d.contract.context[:min(len(d.contract.context), maxLeadAt)], func(p Passage) bool { return says(p.Text) }) ||
		slices.ContainsFunc(d.contract.criteria[:min(len(d.contract.criteria), maxLeadAt)], func(c Criterion) bool { return eachHandedIn(c.Text) }) ||
		slices.ContainsFunc(d.contract.constraint[:min(len(d.contract.constraint), maxLeadAt)], func(c Constraint) bool { return says(c.Text) })
}

// eachPiece is a piece of the work, of which there are as many as are done.
const eachPiece = `(?:each|every) (?:fix|commit|pr|pull request|change|conversion|migration|update|patch|step)\b`

var ofPieces = regexp.MustCompile(`(?i)\b` + eachPiece)

var (
	// ofEachOnly says of each of many things, and not of all of them, what is seen.
	ofEachOnly = regexp.MustCompile(`(?i)^\W*(?:for|after|with|per|on|in|of) (?:each|every|any|one|an?) |^\W*(?:per|after each|after every) |\b(?:after|for) (?:each|every) (?:\w+|of them)\b|^\W*` + eachPiece + `|<\w[\w -]*>|=\.\.\.`)
	// eachBelow is a label over what is seen of each.
	eachBelow = regexp.MustCompile(`(?i)\b(?:for|per|of|after|with) (?:each|every|any|an?|one)\b|\bper [\pL-]+\b|^(?:when|once) an? `)
)

// ofEach reports a criterion on each item by itself, which says nothing of when there is none
// left.
func (l *linter) ofEach(c Criterion) bool {
	if ofEachOnly.MatchString(c.Text) && !aCount.MatchString(blankCode(c.Text)) {
		return true
	}
	label := ""
	for i := range l.doc.blocks {
		b := &l.doc.blocks[i]
		if b.First+1 > c.Line {
			break
		}
		switch {
		case b.Kind == page.Heading, b.Kind == page.Label:
			label = b.Name.S
		case b.Kind == page.Para && b.Last+1 < c.Line:
			if t := page.Join(b.Lines).S; len(t) < maxLead && strings.HasSuffix(t, ":") {
				label = t
			}
		}
	}
	return c.Line > 0 && len(label) < maxLead && eachBelow.MatchString(label)
}
