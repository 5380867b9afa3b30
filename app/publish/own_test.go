package publish

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestWhoseCheckItIs: proof by a check that the agent bound and nobody approved
// is told in the row, in every count of what is proven, and to reviewers.
func TestWhoseCheckItIs(t *testing.T) {
	const row, counted = "the agent&#39;s own, approved by nobody", "only by the agent's own check, which nobody approved"
	for name, c := range map[string]struct {
		from    []string
		by      string
		outcome app.Outcome
		rows    int
		own     bool
	}{
		"the issue's":                    {[]string{"issue"}, app.ByPolicy, app.OutcomeProven, 0, false},
		"the policy's":                   {[]string{"policy"}, app.ByPolicy, app.OutcomeProven, 0, false},
		"the agent's":                    {[]string{"plan"}, app.ByPolicy, app.OutcomeProven, 1, true},
		"the agent's, in no plan yet":    {[]string{"plan"}, "", app.OutcomeProven, 1, true},
		"the agent's, and approved":      {[]string{"plan"}, "github:ann", app.OutcomeProven, 0, false},
		"the agent's, and not proven":    {[]string{"plan"}, app.ByPolicy, app.OutcomeVoid, 1, false},
		"several of the agent's":         {[]string{"plan", "plan"}, app.ByPolicy, app.OutcomeProven, 2, true},
		"beside the issue's":             {[]string{"plan", "issue"}, app.ByPolicy, app.OutcomeProven, 1, false},
		"beside the issue's, that leads": {[]string{"issue", "plan"}, app.ByPolicy, app.OutcomeProven, 1, false},
	} {
		s := newStory(t).verified().pull(false)
		var checks []app.Check
		for n, from := range c.from {
			checks = append(checks, app.Check{Criterion: "C1", Command: strings.Repeat("true ", n+1), From: from})
		}
		s.goal.Plan, s.goal.PlanBy = &app.Plan{Version: 1, Checks: checks}, c.by
		r := app.CriterionResult{ID: "C1", Text: "It is faster.", Check: &checks[0], Outcome: c.outcome}
		for n := range checks[1:] {
			r.Beside = append(r.Beside, app.CriterionResult{ID: "C1", Text: "It is faster.", Check: &checks[n+1], Outcome: c.outcome})
		}
		v := s.view(r)
		body, run := PullBody(v), CheckRun(v)
		if got := strings.Count(strings.ReplaceAll(body, "'", "&#39;"), row); got != c.rows {
			t.Errorf("%s: %d rows say so, want %d:\n%s", name, got, c.rows, body)
		}
		for where, text := range map[string]string{"description": body, "title of the check": run.Title, "comment": PullComment(v)} {
			if strings.Contains(text, counted) != c.own {
				t.Errorf("%s: the %s does not fit: %s", name, where, text)
			}
		}
		if strings.Contains(body, "nobody approved it") != c.own {
			t.Errorf("%s: what people judge does not fit:\n%s", name, body)
		}
	}
}

// TestWhatNothingTurnedRed: a check that only held is proof of little, and the row and
// every count say so, where nothing else of its criterion was seen to fail.
func TestWhatNothingTurnedRed(t *testing.T) {
	const row, counted = "_(never seen red)_", "1 of them only by a check never seen red"
	held, planted := &app.Trial{Base: app.Tally{Green: 5}, Candidate: app.Tally{Green: 12}}, &app.Trial{Base: app.Tally{Green: 5}, Candidate: app.Tally{Green: 12}, Shown: "planted"}
	for name, c := range map[string]struct {
		trials  []*app.Trial
		outcome app.Outcome
		rows    int
		counted bool
	}{
		"it held":                    {[]*app.Trial{held}, app.OutcomeProven, 1, true},
		"a violation was planted":    {[]*app.Trial{planted}, app.OutcomeProven, 0, false},
		"beside one that was seen":   {[]*app.Trial{held, planted}, app.OutcomeProven, 1, false},
		"beside another that held":   {[]*app.Trial{held, held}, app.OutcomeProven, 2, true},
		"it is no proof":             {[]*app.Trial{held}, app.OutcomeVoid, 0, false},
		"before trials were kept":    {[]*app.Trial{nil}, app.OutcomeProven, 0, false},
		"one that was seen leads it": {[]*app.Trial{planted, held}, app.OutcomeProven, 1, false},
	} {
		s := newStory(t).verified().pull(false)
		r := app.CriterionResult{ID: "C1", Text: "It holds.", Kind: goalspec.MustHold, Check: &app.Check{Criterion: "C1", Command: "true", From: "issue"}, Outcome: c.outcome, Trial: c.trials[0]}
		for _, trial := range c.trials[1:] {
			other := r
			other.Trial, other.Check = trial, &app.Check{Criterion: "C1", Command: "make", From: "issue"}
			r.Beside = append(r.Beside, other)
		}
		v := s.view(r)
		body, run := PullBody(v), CheckRun(v)
		if got := strings.Count(body, row); got != c.rows {
			t.Errorf("%s: %d rows say so, want %d:\n%s", name, got, c.rows, body)
		}
		for where, text := range map[string]string{"description": body, "title of the check": run.Title, "comment": PullComment(v)} {
			if strings.Contains(text, counted) != c.counted {
				t.Errorf("%s: the %s does not fit: %s", name, where, text)
			}
		}
	}
}
