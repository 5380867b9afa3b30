package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// tally counts criteria. Those for people to judge are never runnable.
type tally struct{ all, runnable, proven, failed, own, unshown int }

func (p page) tally() tally {
	t := tallyOf(p.Criteria)
	t.own = len(p.onlyOwn())
	for _, r := range p.Criteria {
		if r.Outcome == app.OutcomeProven && !slices.ContainsFunc(r.Each(), func(one app.CriterionResult) bool { return !unshown(one) }) {
			t.unshown++
		}
	}
	return t
}

// unshown tells whether a check is proof, and was never seen red.
func unshown(r app.CriterionResult) bool {
	return r.Outcome == app.OutcomeProven && r.Trial != nil && r.Trial.Shown == ""
}

// own tells whether a check is the agent's, and stands in a plan that nobody
// approved.
func (p page) own(c app.Check) bool { return c.From == "plan" && !p.Goal.PlanApproved() }

// onlyOwn are the criteria of which nothing but the agent's own checks is proof.
func (p page) onlyOwn() (out []app.CriterionResult) {
	for _, r := range p.Criteria {
		others := slices.ContainsFunc(r.Beside, func(b app.CriterionResult) bool { return !p.own(*b.Check) })
		if r.Outcome == app.OutcomeProven && r.Check != nil && p.own(*r.Check) && !others {
			out = append(out, r)
		}
	}
	return out
}

func tallyOf(results []app.CriterionResult) (t tally) {
	for _, r := range results {
		t.all++
		switch r.Outcome {
		case app.OutcomeInspection:
			continue
		case app.OutcomeProven:
			t.proven++
		case app.OutcomeFailed:
			t.failed++
		}
		t.runnable++
	}
	return t
}

func (t tally) String() string {
	words := "nothing that can be run to prove"
	if t.runnable > 0 {
		words = fmt.Sprintf("%d of %s proven", t.proven, count(t.runnable, "criterion"))
	}
	if t.own > 0 {
		words += fmt.Sprintf(", %d of them only by the agent's own check, which nobody approved", t.own)
	}
	if t.unshown > 0 {
		words += fmt.Sprintf(", %d of them only by a check never seen red", t.unshown)
	}
	if t.failed > 0 {
		words += fmt.Sprintf(", %d failed", t.failed)
	}
	if people := t.all - t.runnable; people > 0 {
		words += fmt.Sprintf(", %d for people to judge", people)
	}
	return words
}

// criteria lists every criterion with its mark.
func (p page) criteria() string {
	var lines []string
	for _, r := range first(p.Criteria, p.items) {
		line := fmt.Sprintf("%s **%s** %s", p.mark(r), p.words(r.ID), p.words(r.Text))
		if why := p.why(r); why != "" {
			line += " _(" + why + ")_"
		}
		lines = append(lines, line)
	}
	return markdown.List(more(lines, len(p.Criteria)))
}

// met tells whether a criterion was found met where nothing had to be done.
func (p page) met(r app.CriterionResult) bool {
	return p.Goal.State == app.StateNothingToDo && r.Baseline != nil && r.Baseline.Status == app.StatusPass
}

func (p page) mark(r app.CriterionResult) string {
	if p.met(r) {
		return mark(app.OutcomeProven)
	}
	return mark(r.Outcome)
}

// why is what is worth saying about a criterion beside its mark.
func (p page) why(r app.CriterionResult) string {
	if p.met(r) {
		return "met on the base already"
	}
	switch r.Outcome {
	case app.OutcomeProven:
		return outcomeWords(r.Outcome)
	case app.OutcomeInspection:
		return "for people to judge"
	case app.OutcomeUnknown:
		if r.Candidate == nil {
			return kindTag(r.Kind)
		}
	}
	return outcomeWords(r.Outcome) + ": " + p.words(r.Why)
}

// first is at most n of list.
func first[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// more ends a list of lines that shows only some of all.
func more(lines []string, all int) []string {
	if left := all - len(lines); left > 0 {
		return append(lines, fmt.Sprintf("and %d more", left))
	}
	return lines
}

// titled is a section, or nothing when there is no body.
func titled(heading, body string) string {
	if strings.TrimSpace(body) == "" {
		return ""
	}
	return heading + "\n\n" + body
}
