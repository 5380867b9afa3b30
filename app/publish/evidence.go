package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// proofs are what all checks show, in the order of the criteria, and criteria
// without one that are not for people.
func (p page) proofs() []app.CriterionResult {
	var out []app.CriterionResult
	for _, r := range p.Criteria {
		if r.Check != nil || r.Outcome != app.OutcomeInspection {
			out = append(out, r.Each()...)
		}
	}
	return out
}

// evidence is the table criterion → command → base → head → duration → log.
func (p page) evidence() string {
	all := p.proofs()
	var rows [][]string
	for _, r := range first(all, p.items) {
		rows = append(rows, p.evidenceRow(r))
	}
	table := markdown.Table([]string{"", "Criterion", "Check", "On the base", "On this head", "Took", "Log"}, rows)
	if left := len(all) - len(rows); left > 0 {
		table += fmt.Sprintf("\n\n%d more in the record.", left)
	}
	return table
}

// subject is the criterion a check is about and what it has to show.
func (p page) subject(r app.CriterionResult) string {
	criterion := fmt.Sprintf("**%s** %s", p.words(r.ID), p.words(r.Text))
	if r.Check != nil && kindTag(r.Check.Kind) != "" {
		criterion += " _(" + kindTag(r.Check.Kind) + ")_"
	}
	return criterion
}

func (p page) evidenceRow(r app.CriterionResult) []string {
	time := "–"
	if r.Candidate != nil {
		time = took(r.Candidate.Duration)
	}
	var logs []string
	for _, side := range sides(r) {
		if side.e != nil && side.e.Log != "" {
			logs = append(logs, side.short+" "+p.logLink(side.e.Log))
		}
	}
	base, head := p.result(r.Baseline), p.result(r.Candidate)
	if t := r.Trial; t != nil {
		base, head = all(base, r.Baseline, t.Base), all(head, r.Candidate, t.Candidate)
	}
	check := p.checkWords(r.Check)
	if unshown(r) {
		check += " _(never seen red)_"
	}
	return []string{mark(r.Outcome), p.subject(r), check, base, head, time, cmp.Or(strings.Join(logs, ", "), "–")}
}

// checkWords are a check's command and bound, and whose it is.
func (p page) checkWords(c *app.Check) string {
	if c == nil {
		return "none"
	}
	words := p.cell(c.Command)
	if c.Predicate != nil {
		words += " " + p.words(c.Predicate.String())
	}
	if p.own(*c) {
		words += " _(the agent's own, approved by nobody)_"
	}
	return words
}

// all is what the runs of one side came to; those of another tree say nothing.
func all(result string, e *app.Evidence, t app.Tally) string {
	if e == nil && t.Runs() > 0 {
		return "–"
	}
	return result + runs(t)
}

// side is what a check's telling run on one tree is called.
type side struct {
	where, short string
	e            *app.Evidence
}

func sides(r app.CriterionResult) []side {
	return []side{{"On the base", "base", r.Baseline}, {"On this head", "head", r.Candidate}}
}

// logs are the excerpts of what the harness saw, folded, one per check.
func (p page) logs(all []app.CriterionResult) string {
	var out []string
	for _, r := range first(all, p.items) {
		var parts []string
		for _, s := range sides(r) {
			if s.e == nil || s.e.Log == "" && s.e.Excerpt == "" {
				continue
			}
			head := fmt.Sprintf("%s, %s in %s (%s)", s.where, p.result(s.e), took(s.e.Duration), p.logLink(s.e.Log))
			if strings.TrimSpace(s.e.Excerpt) == "" {
				parts = append(parts, head+": no output.")
				continue
			}
			parts = append(parts, head+":", p.excerpt(s.e.Excerpt))
		}
		if len(parts) > 0 {
			parts = append([]string{p.code(r.Check.Command)}, parts...)
			out = append(out, markdown.Details("Log of "+label(p.scrubbed(r.ID)), strings.Join(parts, "\n\n")))
		}
	}
	return strings.Join(out, "\n\n")
}

// open are the proofs of what is not proven.
func open(all []app.CriterionResult) []app.CriterionResult {
	return slices.DeleteFunc(all, func(r app.CriterionResult) bool { return r.Outcome == app.OutcomeProven })
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
