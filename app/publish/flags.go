package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// finding is one place at which a rule saw something.
type finding struct {
	rule   app.Verdict
	at     app.Place
	waived bool // a person let it in
}

// findings are those whose answer is one of the given actions.
func (p page) findings(actions ...app.Action) []finding {
	var out []finding
	for _, v := range p.verdicts() {
		if v.Status == app.StatusPass || !slices.Contains(actions, v.Action) {
			continue
		}
		places := v.Places
		if len(places) == 0 {
			places = []app.Place{{}}
		}
		for _, at := range places {
			out = append(out, finding{rule: v, at: at})
		}
	}
	return out
}

// letIn are the findings that people let in.
func (p page) letIn() []finding {
	var out []finding
	for _, v := range p.verdicts() {
		for _, at := range v.Permitted {
			out = append(out, finding{v, at, true})
		}
	}
	return out
}

func (p page) verdicts() []app.Verdict {
	if p.Goal.Verdict == nil {
		return nil
	}
	return p.Goal.Verdict.Children
}

// flags is the table of what gates found, for those whose answer is one of the
// given actions.
func (p page) flags(actions ...app.Action) string { return p.table(p.findings(actions...)) }

func (p page) table(all []finding) string {
	var rows [][]string
	for _, f := range first(all, p.files) {
		what := strings.TrimSpace(p.reason(f) + " " + p.lapsed(f))
		rows = append(rows, []string{p.words(f.rule.Rule), p.place(f.at), what, p.permits(f)})
	}
	table := markdown.Table([]string{"Rule", "Where", "What", "Who may permit it"}, rows)
	if left := len(all) - len(rows); left > 0 {
		table += fmt.Sprintf("\n\n%d more.", left)
	}
	return table
}

func (p page) reason(f finding) string { return p.words(cmp.Or(f.at.Reason, f.rule.Reason)) }

// permits says who may let a finding in, and by which words, or who did; that a
// rule is void stays told.
func (p page) permits(f finding) string {
	switch {
	case f.waived:
		return "permitted " + p.terms(p.permission(f), p.words)
	case f.rule.Status == app.StatusError:
		return "–"
	case f.at.Path != "" && plainWord.MatchString(f.at.Path):
		return p.words(strings.Replace(f.rule.Who, " PATH`", " "+f.at.Path+"`", 1))
	}
	return p.words(f.rule.Who)
}

// permission is the one that let a finding in. None of the record's is that of
// an approved plan, which lies in the plan.
func (p page) permission(f finding) app.Waiver {
	w, ok := app.WaiverFor(p.permitted(), f.rule.Rule, f.at, time.Time{})
	if !ok {
		return app.Waiver{By: p.Goal.PlanBy, Reason: "the approved plan names it"}
	}
	return w
}

// terms are the person, the end and the reason of a permission, in words made
// safe by say.
func (p page) terms(w app.Waiver, say func(string) string) string {
	end, why := "until the goal ends", "no reason given"
	if s := p.Goal.State; !s.Over() && s != app.StateInReview && plainWord.MatchString(w.Path) && (w.Rule == "" || policy.Rule(w.Rule)) {
		why += fmt.Sprintf("; `/goal allow %s because …` gives one", strings.TrimSpace(w.Rule+" "+w.Path))
	}
	if !w.Until.IsZero() {
		end = "until " + lastDay(w)
	}
	if w.Reason != "" {
		why = "because " + say(w.Reason)
	}
	return fmt.Sprintf("by %s %s, %s", p.who(w.By), end, why)
}

// named tells whether a place is a path, and not the change as a whole.
func named(at app.Place) bool { return at.Path != "" && at.Path != "." }

func (p page) place(at app.Place) string {
	out := p.cell(at.Path)
	if !named(at) {
		if at.Text == "" {
			return "–"
		}
		return p.cell(at.Text)
	}
	if at.Line > 0 {
		out += fmt.Sprintf(" line %d", at.Line)
	}
	if at.Text != "" {
		out += " " + p.cell(at.Text)
	}
	return out
}

// lapsed tells of a permission for a place that holds no more.
func (p page) lapsed(f finding) string {
	w, changed, lapsed := app.Lapsed(p.permitted(), f.rule.Rule, f.at, p.Now)
	switch {
	case f.waived, !lapsed:
		return ""
	case changed:
		return fmt.Sprintf("%s permitted %s as it stood before.", p.who(w.By), p.cell(w.Path))
	}
	return fmt.Sprintf("%s permitted %s until %s.", p.who(w.By), p.cell(w.Path), lastDay(w))
}

// waivers are what people permitted, with the rule that it is permitted against.
func (p page) waivers(all []app.Waiver) string {
	var lines []string
	for _, w := range all {
		line := fmt.Sprintf("%s (%s), permitted %s", p.code(w.Path), cmp.Or(p.words(w.Rule), "every rule"), p.terms(w, p.words))
		if w.Bound != nil {
			line += "; given ahead, it holds for what it was needed for first, as that stood then"
		}
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return markdown.List(more(first(lines, p.items), len(lines)))
}

func lastDay(w app.Waiver) string { return w.Until.AddDate(0, 0, -1).Format(time.DateOnly) }

// permitted is what people let pass, by approving it or in the contract.
func (p page) permitted() []app.Waiver {
	if p.Goal.Contract == nil {
		return p.Goal.Waivers
	}
	return slices.Concat(p.Goal.Waivers, p.Goal.Contract.Waivers)
}

// gateReport is what gates found in the result, with what people permitted of
// it, and which permissions nothing needed.
func (p page) gateReport() string {
	in := p.letIn()
	idle := slices.DeleteFunc(slices.Clone(p.permitted()), func(w app.Waiver) bool {
		return slices.ContainsFunc(in, func(f finding) bool { return app.Waived([]app.Waiver{w}, f.rule.Rule, f.at, time.Time{}) })
	})
	return filledJoin(
		p.table(append(p.findings(app.ActionFlag, app.ActionAsk, app.ActionStop), in...)),
		titled("Permitted by people, beside what the table tells:", p.waivers(idle)),
	)
}
