package publish

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// plan is the whole proposal: a person can approve it without reading more.
func (p page) plan(plan *app.Plan) string {
	migration := ""
	if plan.Migration {
		migration = "The change comes with a migration note."
	}
	return filledJoin(
		p.prose(plan.Summary),
		titled("**Steps**", p.steps(plan.Steps)),
		titled("**Files**", p.paths(plan.Files)),
		titled("**Checks that prove the criteria**", p.checks(plan)),
		titled("**Risks**", p.lines(plan.Risks)),
		titled("**Questions**", p.lines(plan.Questions)),
		migration,
	)
}

func (p page) steps(steps []app.PlanStep) string {
	var lines []string
	for n, s := range first(steps, p.items) {
		lines = append(lines, fmt.Sprintf("%d. %s", n+1, p.words(s.Text)))
	}
	if left := len(steps) - len(lines); left > 0 {
		lines = append(lines, fmt.Sprintf("%d. and %d more", len(lines)+1, left))
	}
	return strings.Join(lines, "\n")
}

func (p page) paths(list []string) string {
	var lines []string
	for _, f := range first(list, p.files) {
		lines = append(lines, p.code(f))
	}
	return markdown.List(more(lines, len(list)))
}

func (p page) lines(list []string) string {
	var lines []string
	for _, s := range first(list, p.items) {
		lines = append(lines, p.words(s))
	}
	return markdown.List(more(lines, len(list)))
}

// checks is the table criterion → command → what it has to show. Criteria
// without a check stand in it too.
func (p page) checks(plan *app.Plan) string {
	var rows [][]string
	bound := map[string]bool{}
	for _, c := range first(plan.Checks, p.items) {
		bound[c.Criterion] = true
		check := p.cell(c.Command)
		if c.Predicate != nil {
			check += " " + p.words(c.Predicate.String())
		}
		rows = append(rows, []string{p.criterion(c.Criterion), check, kindWords(c.Kind)})
	}
	for _, r := range first(p.Criteria, p.items) {
		if !bound[r.ID] {
			rows = append(rows, []string{p.criterion(r.ID), "–", "for people to judge"})
		}
	}
	return markdown.Table([]string{"Criterion", "Check", "What it has to show"}, rows)
}

// criterion is an id with the text that belongs to it.
func (p page) criterion(id string) string {
	for _, r := range p.Criteria {
		if r.ID == id {
			return "**" + p.words(id) + "** " + p.words(r.Text)
		}
	}
	return "**" + p.words(id) + "**"
}
