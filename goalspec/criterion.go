package goalspec

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Kind says how a criterion relates to the base: what is false today, or what
// already holds.
type Kind string

// The kinds of criteria; KindUnknown when the author did not say.
const (
	KindUnknown Kind = ""
	MustChange  Kind = "must_change" // false today, true afterwards
	MustHold    Kind = "must_hold"   // true today and afterwards
)

// Criterion is one numbered statement of done. A criterion without a command
// is bound to a check by the plan, unless it is met by inspection.
type Criterion struct {
	ID           string     `json:"id"` // C1, C2, …
	Text         string     `json:"text"`
	Command      string     `json:"command"` // shell text, as written
	Predicate    *Predicate `json:"predicate"`
	ByInspection bool       `json:"by_inspection"`
	Kind         Kind       `json:"kind"`
	Span
}

// Runnable reports whether the criterion itself says what to run.
func (c Criterion) Runnable() bool { return c.Command != "" && !c.ByInspection }

// Constraint is something that must not regress.
type Constraint struct {
	Text string `json:"text"`
	Span
}

var (
	kindTags = []struct {
		re   *regexp.Regexp
		kind Kind
	}{
		{regexp.MustCompile(`(?i)\s*[\[(]must[ _-]change[\])]`), MustChange},
		{regexp.MustCompile(`(?i)\s*[\[(]must[ _-]hold[\])]`), MustHold},
	}
	inspectionTag = regexp.MustCompile(`(?i)\s*[\[(](?:by[ _-])?(?:inspection|manual|behaviou?ral)[\])]`)
	otherTag      = regexp.MustCompile(`(?i)^\s*\[(?:test|command|check)\]\s*|\s*\[(?:test|command|check)\]\s*$`)

	holdsWords   = regexp.MustCompile(`(?i)\bbefore and after\b|\bexisting\b.{0,40}\b(?:pass(?:es)?|green|work)\b|\bno changes?\b|\b(?:still|as before|stays? green|no regressions?|unchanged|(?:keeps?|continues? to|remains?) (?:pass(?:ing)?|green|work(?:ing)?|hold(?:ing)?))\b`)
	changesWords = regexp.MustCompile(`(?i)\b(?:fails? (?:today|now|on (?:the )?base)|(?:currently|today) (?:fails?|missing)|no longer|(?:fails?|failed) before)\b`)
	inspectWords = regexp.MustCompile(`(?i)\b(?:by inspection|by hand|manual(?:ly)? (?:check|review|verif|inspect)|(?:reviewed|confirmed|approved|signed off|checked) by\b|a (?:reviewer|person|maintainer) (?:confirms|checks|agrees|approves))`)
	// namedUnchanged stands where the word only says which things are meant
	namedUnchanged = regexp.MustCompile(`(?i)(?:^|\b(?:the|all|any|every|each|of|skips?|ignores?|an|no) )unchanged \b`)
	noteWords      = regexp.MustCompile(`(?i)\bmigration notes?\b`)
	noNoteWords    = regexp.MustCompile(`(?i)\b(?:no|without(?: an?)?|(?:not|never|[a-z]n[’']t) (?:need|want|require|write|add|include|provide|produce)(?: an?| any| the)?) migration notes?\b|\bmigration notes?\W+(?:(?:is|are) )?(?:no|none|not (?:needed|required|necessary|wanted)|n/a|unnecessary)\b`)
)

func wantsMigrationNote(s string) bool {
	return (strings.Contains(s, "igration ") || strings.Contains(s, "IGRATION ")) && noteWords.MatchString(s) && !noNoteWords.MatchString(s)
}

// onlyCoded is a statement that is nothing but one code span.
var onlyCoded = regexp.MustCompile("^`[^`]+`[.;]?$")

// newCriterion reads what a statement says about itself: its tags come off,
// command, predicate, inspection and kind are taken from the words.
func newCriterion(words string) Criterion {
	c := Criterion{Text: words}
	c.takeTags()
	cmd, unsure := check.CommandOf(c.Text)
	if c.Command = cmd; cmd == "" && unsure == "" && onlyCoded.MatchString(c.Text) && check.MayBeScript(prose.BareCode(c.Text)) {
		c.Command = prose.BareCode(c.Text)
	}
	p, fault := check.BoundIn(c.Text)
	if p != nil && unsure != check.EitherEnough && !check.LedToFail(c.Text) && !check.OnChange(prose.BlankCode(c.Text)) {
		c.Predicate = (*Predicate)(p)
	}
	if inspectWords.MatchString(c.Text) || wantsMigrationNote(c.Text) || c.Command == "" && check.AsksElsewhere(c.Text) != "" {
		c.ByInspection = true
	}
	if (c.Command != "" || c.Predicate != nil) && overclaims(c, p, fault) != "" {
		c.Command, c.Predicate = "", nil
	}
	if c.Predicate != nil && check.PrintsBare(c.Command) {
		c.Predicate.Unit = "" // of what is counted
	}
	switch {
	case c.Kind != KindUnknown:
	case changesWords.MatchString(strings.ReplaceAll(c.Text, "no longer than", "")), c.isMade():
		c.Kind = MustChange
	case holdsWords.MatchString(unchangedThings(c.Text)) && !(c.Predicate != nil && strings.Contains(c.Text, " and ")): // of a bound and more, only one may hold today
		c.Kind = MustHold
	}
	return c
}

// unchangedThings takes the word off things that it only names, as in "unchanged
// rows are skipped".
func unchangedThings(s string) string {
	if !strings.Contains(s, "nchanged ") {
		return s
	}
	return namedUnchanged.ReplaceAllString(s, " ")
}

func (c *Criterion) takeTags() {
	for _, t := range kindTags {
		if s := t.re.ReplaceAllString(c.Text, ""); s != c.Text {
			c.Text, c.Kind = s, t.kind
		}
	}
	if s := inspectionTag.ReplaceAllString(c.Text, ""); s != c.Text {
		c.Text, c.ByInspection = s, true
	}
	c.Text = strings.TrimSpace(otherTag.ReplaceAllString(c.Text, ""))
}

// written is the statement such that newCriterion reads the same from it;
// a command that the words do not give away follows in a fence.
func (c Criterion) written() (words, fenced string) {
	words = c.Text
	read := newCriterion(words)
	if c.Kind != read.Kind {
		words += " [" + string(c.Kind) + "]"
	}
	if c.ByInspection && !read.ByInspection {
		words += " [inspection]"
	}
	if c.Command != read.Command {
		fenced = c.Command
	}
	return words, fenced
}

const (
	// runnable are things that a command runs and that the work can make.
	runnableThing = `(?:target|script|task|command|recipe|rule|program|binary)`
	// madeHere says in brackets that the work makes what stands in front.
	madeHere = `\s*[(\[](?:(?:brand[- ])?new(?: ` + runnableThing + `)?|(?:` + runnableThing + ` )?(?:to be|will be|is|gets?)? ?(?:added|created|introduced|written)(?: (?:by|in|with|as part of|for) (?:this|the)\b[^)\]]*| here)?|` +
		`(?:` + runnableThing + ` )?(?:(?:does(?: not|n['’]t) (?:yet )?exist|(?:is )?not (?:there|written|added|in place))(?: yet| today| so far)|(?:is )?missing today))[)\]]`
)

var (
	// leadsNew ends in front of a command that the work makes, and isNew follows one.
	leadsNew = regexp.MustCompile(`(?i)^(?:[(\[]new[)\]]|new:) ?$|\bnew (?:[\w-]+ )?` + runnableThing + `(?: called| named)? $`)
	isNew    = regexp.MustCompile(`(?i)^(?: (?:passes|succeeds|works|exits (?:with )?0|is green))?` + madeHere + `|^, (?:(?:which|that) is )?new\b,?`)
)

// isMade reports a statement that says of its command that the work makes what it runs:
// it fails today.
func (c Criterion) isMade() bool {
	if c.Command == "" {
		return false
	}
	text := check.BareCommand(c.Text)
	for _, at := range prose.CodeSpan.FindAllStringSubmatchIndex(text, prose.MaxCalls) {
		if strings.Contains(c.Command, text[at[2]:at[3]]) && (leadsNew.MatchString(text[:at[0]]) || isNew.MatchString(text[at[1]:])) {
			return true
		}
	}
	return false
}

// alternatives makes one statement of the items of a list below words that say that one
// of them is enough, and says of each what they say.
func (s section) alternatives(items []entry.Entry) []entry.Entry {
	lead := check.LeadOf(s.label())
	var out []entry.Entry
	for _, e := range items {
		switch {
		case lead != "" && (e.Code || e.Fenced != ""):
			e = e.Under(lead)
		case e.Group == "":
			e.Group = lead
		}
		if n := len(out) - 1; n >= 0 && e.Group == out[n].Group && (check.OneOf.MatchString(check.EachOf(e.Group)) || check.SomeOf(e.Group)) && e.Fenced+out[n].Fenced == "" && len(out[n].Text.S)+len(e.Text.S) <= prose.MaxStatement/2 {
			front := out[n].Text
			front.S = check.OrNext.ReplaceAllString(front.S, "")
			out[n].Text = check.Tied(front, ";", e.Text)
			continue
		}
		out = append(out, e)
	}
	return out
}

// tie makes one criterion of two that are one: with "or" between them, or of which the
// second says how the first is measured.
func tie(list []Criterion) []Criterion {
	var out []Criterion
	for _, c := range list {
		n := len(out) - 1
		if n < 0 || check.CommandIn(c.Text) != c.Command || check.CommandIn(out[n].Text) != out[n].Command {
			out = append(out, c)
			continue
		}
		both := check.MeasuredBy(out[n].Text, c.Text)
		if check.OrFirst.MatchString(c.Text) || check.OrNext.MatchString(out[n].Text) {
			both = strings.TrimRight(check.OrNext.ReplaceAllString(out[n].Text, ""), prose.EndMarks) + ", or " + check.OrFirst.ReplaceAllString(c.Text, "")
		}
		if both == "" || len(both) > prose.MaxStatement {
			out = append(out, c)
			continue
		}
		one := newCriterion(both)
		one.Span = out[n].Span
		one.EndLine, one.EndColumn = c.EndLine, c.EndColumn
		out[n] = one
	}
	return out
}

// Predicate is a measurable bound: the number a check prints compared with
// Value. Op is one of "<", "<=", ">", ">=", "==".
type Predicate struct {
	Op    string  `json:"op"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit,omitempty"` // as written: %, s, ms, MiB, errors; may be empty
}

// String is the predicate as an author would write it.
func (p Predicate) String() string { return check.Bound(p).String() }

// Holds reports whether a measured value satisfies the predicate.
func (p Predicate) Holds(v float64) bool { return check.Bound(p).Holds(v) }

// ParsePredicate reads a predicate such as ">= 80%", "< 1.5s" or "at most 3
// errors".
func ParsePredicate(s string) (Predicate, error) {
	p, fault := check.BoundIn(s)
	switch {
	case fault != "":
		return Predicate{}, fmt.Errorf("read predicate %q: %s", s, fault)
	case p == nil:
		return Predicate{}, fmt.Errorf("read predicate %q: want an operator and a number, such as \">= 80%%\"", s)
	}
	return Predicate(*p), nil
}

var (
	// shares are of a whole, counts at least nothing.
	shares = regexp.MustCompile(`(?i)\b(?:cover(?:age)?|accuracy|precision|recall|availability|uptime|mutation score|(?:success|pass|hit|error|failure) rate)\b|% of (?:the |all |its )?(?:\w+ )?(?:requests|tests|rows|cases|lines|branches|statements|users|files|pages|calls|runs|packages|records)\b`)
	counts = regexp.MustCompile(`(?i)\b(?:coverage|rate|latency|p\d\d|time|duration|size|memory|count|number|errors?|warnings?|failures?|findings|issues|bytes|requests|queries|allocations)\b`)
)

// never reports a bound that no measurement of what the words name can keep.
func (p Predicate) never(words string) bool {
	counted := counts.MatchString(words) || prose.IsTime(p.Unit)
	switch p.Op {
	case ">":
		return p.Unit == "%" && p.Value >= 100 && shares.MatchString(words)
	case ">=", "==":
		return p.Unit == "%" && p.Value > 100 && shares.MatchString(words) || p.Op == "==" && p.Value < 0 && counted
	case "<":
		return p.Value <= 0 && counted
	case "<=":
		return p.Value < 0 && counted
	}
	return false
}
