package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// eitherEnough is the fault of a command that is one of several ways to meet a statement.
const eitherEnough = "whether one of the commands is enough or all have to pass is not certain; join them in one command with || or &&"

var (
	// either ends, between two commands, what makes the one an alternative to the other.
	either = regexp.MustCompile(`(?i)(?:\bor(?: else)?(?: (?:when|once|if|as soon as)\b[^,;.]{0,40})?|\b(?:alternatively|otherwise))(?:,(?:[^,]{1,60},)?)?\s*$|^\s*/\s*$`)
	// onOther ends, between two commands, what makes the one the condition of the other, and
	// otherFirst does before both.
	onOther    = regexp.MustCompile(`(?i)\b(?:unless|if)\s*$`)
	otherFirst = regexp.MustCompile(`(?i)^\W*(?:if|unless)\s*$`)
	// ofSeveral leads the commands, in marks only, of which one is enough.
	ofSeveral = regexp.MustCompile("(?i)\\b(?:either\\b[^.;`]*`|(?:one|any|whichever) of\\b[^.;`]*(?::[^`]*`|`+[^`]{0,12}`))")
	// oneOf is such a lead over a list.
	oneOf           = regexp.MustCompile(`(?i)\beither\b|\b(?:one|any|whichever) of\b|\bany one\b`)
	orNext, orFirst = regexp.MustCompile(`(?i)(?:^|[\s,;])(?:or(?: else)?|alternatively|otherwise)[\s.,;:]*$`), regexp.MustCompile(`(?i)^(?:or(?: else)?|alternatively|otherwise),?\s`)
)

// settleEither marks the commands of which one may be enough: those with "or" between
// them, where anything is said of one, and all of a list of alternatives.
func settleEither(list []call, or []bool, s string) {
	all := ofSeveral.MatchString(maskCode(s))
	for i := range list {
		if i+1 < len(list) && or[i] && (list[i].said != saysNothing || list[i+1].said != saysNothing) {
			list[i].said, list[i+1].said = saysEither, saysEither
		}
		if all && list[i].said == saysPasses {
			list[i].said = saysEither
		}
	}
}

// alternatives makes one statement of the items of a list below words that say that one
// of them is enough.
func (s section) alternatives(items []entry) []entry {
	lead := ""
	if oneOf.MatchString(s.label()[:min(len(s.label()), maxLead)]) && !slices.ContainsFunc(items, func(e entry) bool { return e.code || len(e.cells) > 0 }) {
		lead = "One of these holds:"
	}
	var out []entry
	for _, e := range items {
		if e.group == "" {
			e.group = lead
		}
		if n := len(out) - 1; n >= 0 && e.group == out[n].group && oneOf.MatchString(e.group) && e.fenced+out[n].fenced == "" && len(out[n].text.S)+len(e.text.S) <= maxStatement/2 {
			front := out[n].text
			front.S = orNext.ReplaceAllString(front.S, "")
			out[n].text = tied(front, ";", e.text)
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
		if n < 0 || commandIn(c.Text) != c.Command || commandIn(out[n].Text) != out[n].Command {
			out = append(out, c)
			continue
		}
		both := measuredBy(out[n].Text, c.Text)
		if orFirst.MatchString(c.Text) || orNext.MatchString(out[n].Text) {
			both = strings.TrimRight(orNext.ReplaceAllString(out[n].Text, ""), endMarks) + ", or " + orFirst.ReplaceAllString(c.Text, "")
		}
		if both == "" || len(both) > maxStatement {
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
