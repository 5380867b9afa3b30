package publish

import (
	"html"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestSilentCheckIsExplained: people read of a check that falls silent when it is
// green what happened and what they can do, wherever it is told.
func TestSilentCheckIsExplained(t *testing.T) {
	s := newStory(t).verified().pull(true)
	check := app.Check{Criterion: "C1", Command: `out=$(go test ./... 2>&1) || { echo "$out"; exit 1; }`, Kind: goalspec.MustChange, From: "issue"}
	trial := app.Trial{Base: app.Tally{Red: 5}, Candidate: app.Tally{Silent: 1}, Shown: "base"}
	r := app.CriterionResult{
		ID: "C1", Text: "It is faster.", Kind: check.Kind, Check: &check, Trial: &trial,
		Baseline: &app.Evidence{Arm: app.ArmBaseline, Status: app.StatusFail, Exit: 1}, Candidate: &app.Evidence{Arm: app.ArmCandidate, Status: app.StatusPass},
	}
	r.Outcome, r.Why = verify.Weigh(check, trial, false)
	v := s.view(r)
	run := CheckRun(v)
	for where, text := range map[string]string{"goal comment": GoalComment(v), "description": PullBody(v), "check run": run.Summary} {
		text = html.UnescapeString(text)
		for _, want := range []string{"silent about tests", "let the command show its tests' report when it is green, too, or name one that does"} {
			if !strings.Contains(text, want) {
				t.Errorf("the %s does not say %q:\n%s", where, want, text)
			}
		}
	}
	if text := PullBody(v) + run.Text; strings.Count(text, "1 silent") != 4 || strings.Contains(text, "broken off") {
		t.Errorf("the runs are not told as silent:\n%s", text)
	}
}
