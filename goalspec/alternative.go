package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

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
