package pipeline

import (
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestRunBesidePlanningEndsNoWait: the model is not asked again before its
// provider's time because a check on the base came to its end.
func TestRunBesidePlanningEndsNoWait(t *testing.T) {
	base := app.EvidenceRecorded{Evidence: app.Evidence{Arm: app.ArmBaseline, Check: app.Check{Criterion: "C1", Command: "true"}, More: true}}
	for _, s := range []app.State{app.StatePlanning, app.StateVerifying} {
		m := newMachine(t)
		m.reach(s)
		m.say(app.Paused{By: "harness", Reason: "the model's provider", NotBefore: m.now.Add(time.Hour)}, base)
		if waits := m.goal.Hold.Parked(m.now); waits != (s == app.StatePlanning) {
			t.Errorf("in %s the goal waits: %v", s, waits)
		}
	}
}
