package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// flags is the table of what gates found, for those whose answer is one of the
// given actions.
func (p page) flags(actions ...app.Action) string {
	if p.Goal.Verdict == nil {
		return ""
	}
	var rows [][]string
	all := 0
	for _, v := range p.Goal.Verdict.Children {
		if v.Status == app.StatusPass || !slices.Contains(actions, v.Action) {
			continue
		}
		places := v.Places
		if len(places) == 0 {
			places = []app.Place{{}}
		}
		for _, at := range places {
			if all++; all <= p.files {
				what := strings.TrimSpace(p.words(cmp.Or(at.Reason, v.Reason)) + " " + p.lapsed(v.Rule, at))
				rows = append(rows, []string{p.words(v.Rule), p.place(at), what, p.permits(v, at)})
			}
		}
	}
	table := markdown.Table([]string{"Rule", "Where", "What", "Who may permit it"}, rows)
	if left := all - len(rows); left > 0 {
		table += fmt.Sprintf("\n\n%d more.", left)
	}
	return table
}

// permits says who may let a place in, and by which words; that a rule is void
// stays told.
func (p page) permits(v app.Verdict, at app.Place) string {
	switch {
	case v.Status == app.StatusError:
		return "–"
	case at.Path != "" && plainWord.MatchString(at.Path):
		return p.words(strings.Replace(v.Who, " PATH`", " "+at.Path+"`", 1))
	}
	return p.words(v.Who)
}

// named tells whether a place is a path, and not the change as a whole.
func named(at app.Place) bool { return at.Path != "" && at.Path != "." }

func (p page) place(at app.Place) string {
	out := p.cell(at.Path)
	if !named(at) {
		if at.Text == "" {
			return "–"
		}
		return p.cell(p.scrubbed(at.Text))
	}
	if at.Line > 0 {
		out += fmt.Sprintf(" line %d", at.Line)
	}
	if at.Text != "" {
		out += " " + p.cell(p.scrubbed(at.Text))
	}
	return out
}

// lapsed tells of a permission for a place that holds no more.
func (p page) lapsed(rule string, at app.Place) string {
	w, changed, lapsed := app.Lapsed(p.permitted(), rule, at, p.Now)
	switch {
	case !lapsed:
		return ""
	case changed:
		return fmt.Sprintf("%s permitted %s as it stood before.", p.who(w.By), p.cell(w.Path))
	}
	return fmt.Sprintf("%s permitted %s up to %s.", p.who(w.By), p.cell(w.Path), lastDay(w))
}

// waivers are what people permitted, with the rule that it is permitted against.
func (p page) waivers(all []app.Waiver) string {
	var lines []string
	for _, w := range first(all, p.items) {
		line := fmt.Sprintf("%s permitted %s (%s)", p.who(w.By), p.code(w.Path), cmp.Or(p.words(w.Rule), "every rule"))
		if !w.Until.IsZero() {
			line += " up to " + lastDay(w)
		}
		if w.Reason != "" {
			line += " because " + p.words(w.Reason)
		}
		if w.Bound != nil {
			line += "; given ahead, it holds for what it was needed for first, as that stood then"
		}
		lines = append(lines, line)
	}
	return markdown.List(more(lines, len(all)))
}

func lastDay(w app.Waiver) string { return w.Until.AddDate(0, 0, -1).Format(time.DateOnly) }

// permitted is what people let pass, by approving it or in the contract.
func (p page) permitted() []app.Waiver {
	if p.Goal.Contract == nil {
		return p.Goal.Waivers
	}
	return slices.Concat(p.Goal.Waivers, p.Goal.Contract.Waivers)
}

// gateReport is what gates found in the result and what people permitted.
func (p page) gateReport() string {
	return filledJoin(p.flags(app.ActionFlag, app.ActionAsk, app.ActionStop), p.waivers(p.permitted()))
}
