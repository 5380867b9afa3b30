package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// proof is one check of a criterion with its newest runs.
type proof struct {
	of         app.CriterionResult
	check      app.Check
	base, head *app.Evidence
}

// proofs are all checks in the order of the criteria. A verdict names the
// check that decided; the others are found in the record.
func (p page) proofs() []proof {
	var out []proof
	for _, r := range p.Criteria {
		if r.Check == nil {
			if r.Outcome != app.OutcomeInspection {
				out = append(out, proof{of: r})
			}
			continue
		}
		out = append(out, proof{of: r, check: *r.Check, base: r.Baseline, head: r.Candidate})
		for _, c := range p.checksOf(r) {
			out = append(out, proof{
				of: r, check: c, base: p.newest(app.ArmBaseline, 0, c), head: p.newest(app.ArmCandidate, p.Goal.Round, c),
			})
		}
	}
	return out
}

// checksOf are the checks of a criterion beside the one that decided.
func (p page) checksOf(r app.CriterionResult) []app.Check {
	if p.Goal.Plan == nil {
		return nil
	}
	var out []app.Check
	for _, c := range p.Goal.Plan.Checks {
		if c.Criterion == r.ID && c.Command != r.Check.Command {
			out = append(out, c)
		}
	}
	return out
}

func (p page) newest(arm app.Arm, round int, c app.Check) *app.Evidence {
	for n := len(p.Goal.Evidence) - 1; n >= 0; n-- {
		e := &p.Goal.Evidence[n]
		if e.Arm == arm && e.Round == round && e.Check.Criterion == c.Criterion && e.Check.Command == c.Command && (arm != app.ArmBaseline || e.Tree == p.Goal.Contract.BaseTree) {
			return e
		}
	}
	return nil
}

// evidence is the table criterion → command → base → head → duration → log.
func (p page) evidence() string {
	all := p.proofs()
	var rows [][]string
	for _, f := range first(all, p.items) {
		rows = append(rows, p.evidenceRow(f))
	}
	table := markdown.Table([]string{"", "Criterion", "Check", "On the base", "On this head", "Took", "Log"}, rows)
	if left := len(all) - len(rows); left > 0 {
		table += fmt.Sprintf("\n\n%d more in the record.", left)
	}
	return table
}

// subject is the criterion a check is about and what it has to show.
func (p page) subject(f proof) string {
	criterion := fmt.Sprintf("**%s** %s", p.words(f.of.ID), p.words(f.of.Text))
	if tag := kindTag(f.check.Kind); tag != "" {
		criterion += " _(" + tag + ")_"
	}
	return criterion
}

func (p page) evidenceRow(f proof) []string {
	check := "none"
	if f.check.Command != "" {
		check = p.cell(f.check.Command)
	}
	if f.check.Predicate != nil {
		check += " " + p.words(f.check.Predicate.String())
	}
	if p.own(f.check) {
		check += " _(the agent's own, approved by nobody)_"
	}
	time, log := "–", "–"
	if f.head != nil {
		time, log = took(f.head.Duration), p.logLink(f.head.Log)
	}
	base, head := p.result(f.base), p.result(f.head)
	if t := trialOf(f); t != nil {
		base, head = all(base, f.base, t.Base), all(head, f.head, t.Candidate)
	}
	return []string{mark(f.of.Outcome), p.subject(f), check, base, head, time, log}
}

// all is what the runs of one side came to; those of another tree say nothing.
func all(result string, e *app.Evidence, t app.Tally) string {
	if e == nil && t.Runs() > 0 {
		return "–"
	}
	return result + runs(t)
}

// logs are the excerpts of what the harness saw, folded, one per check.
func (p page) logs(all []proof) string {
	var out []string
	for _, f := range first(all, p.items) {
		var parts []string
		for _, run := range []struct {
			where string
			e     *app.Evidence
		}{{"On the base", f.base}, {"On this head", f.head}} {
			if run.e != nil && strings.TrimSpace(run.e.Excerpt) != "" {
				parts = append(parts, fmt.Sprintf("%s, %s in %s (%s):", run.where, p.result(run.e), took(run.e.Duration), p.logLink(run.e.Log)), p.excerpt(run.e.Excerpt))
			}
		}
		if len(parts) > 0 {
			parts = append([]string{p.code(f.check.Command)}, parts...)
			out = append(out, markdown.Details("Log of "+label(f.of.ID), strings.Join(parts, "\n\n")))
		}
	}
	return strings.Join(out, "\n\n")
}

// open are the proofs of what is not proven.
func open(all []proof) []proof {
	return slices.DeleteFunc(all, func(f proof) bool { return f.of.Outcome == app.OutcomeProven })
}

// label is a criterion's id where only letters and digits are safe.
func label(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' {
			return r
		}
		return -1
	}, id[:min(len(id), 12)])
}

// unproven says of each criterion that can be run and is not proven why.
func (p page) unproven() string {
	var lines []string
	all := 0
	for _, r := range p.Criteria {
		if r.Outcome == app.OutcomeProven || r.Outcome == app.OutcomeInspection {
			continue
		}
		if all++; all <= p.items {
			lines = append(lines, fmt.Sprintf("%s **%s** %s _(%s)_", mark(r.Outcome), p.words(r.ID), p.words(r.Text), p.words(r.Why)))
		}
	}
	return markdown.List(more(lines, all))
}

// inspection is the checklist for people: nothing in it is ticked by us.
func (p page) inspection() string {
	var lines []string
	for _, r := range p.Criteria {
		if r.Outcome == app.OutcomeInspection && len(lines) < p.items {
			lines = append(lines, fmt.Sprintf("[ ] **%s** %s", p.words(r.ID), p.words(r.Text)))
		}
	}
	return markdown.List(append(lines, p.toApprove()...))
}

// toApprove asks reviewers what nobody was asked before the work: whether the
// agent's own check shows what the criterion says.
func (p page) toApprove() []string {
	var lines []string
	all := p.onlyOwn()
	for _, r := range first(all, p.items) {
		lines = append(lines, fmt.Sprintf("[ ] **%s** %s _(Does %s show it? The check is the agent's own, and nobody approved it.)_",
			p.words(r.ID), p.words(r.Text), p.code(r.Check.Command)))
	}
	return more(lines, len(all))
}
