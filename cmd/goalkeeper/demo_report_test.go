package main

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestRunsOfACheckOnTheTerminal: what repeats is told once it is all there, what differs
// at once.
func TestRunsOfACheckOnTheTerminal(t *testing.T) {
	g := &app.Goal{}
	for n, c := range []struct {
		arm    app.Arm
		status app.Status
		more   bool
		want   string
	}{
		{app.ArmCandidate, app.StatusPass, true, "  C1 make check on candidate: pass (0.0 s)"},
		{app.ArmCandidate, app.StatusPass, true, ""},
		{app.ArmBaseline, app.StatusFail, true, "  C1 make check on baseline: fail (0.0 s)"},
		{app.ArmCandidate, app.StatusFail, true, "  C1 make check on candidate: fail (0.0 s)"},
		{app.ArmBaseline, app.StatusFail, false, "  C1 make check on baseline: fail (0.0 s), as in 2 of 2 runs"},
		{app.ArmCandidate, app.StatusPass, false, "  C1 make check on candidate: pass (0.0 s), as in 3 of 4 runs"},
	} {
		e := app.Evidence{Arm: c.arm, Status: c.status, More: c.more, Check: app.Check{Criterion: "C1", Command: "make check"}}
		g.Evidence = append(g.Evidence, e)
		if got := evidenceLine(g, e); got != c.want {
			t.Errorf("run %d: %q, want %q", n+1, got, c.want)
		}
	}
}
