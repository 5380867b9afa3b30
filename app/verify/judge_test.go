package verify

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestWeigh walks every pair of results: nothing but a green result with a
// base that says what it should is ever proven.
func TestWeigh(t *testing.T) {
	all := []app.Status{app.StatusUnknown, app.StatusPass, app.StatusFail, app.StatusError, app.StatusSkipped}
	for _, kind := range []app.Kind{goalspec.MustChange, goalspec.MustHold} {
		for _, base := range all {
			for _, candidate := range all {
				got, why := Weigh(kind, base, candidate)
				if why == "" {
					t.Errorf("%s %q→%q has no reason", kind, base, candidate)
				}
				ran := base == app.StatusPass || base == app.StatusFail
				may := candidate == app.StatusPass && ran && !(kind == goalspec.MustChange && base == app.StatusPass)
				if (got == app.OutcomeProven) != may {
					t.Errorf("%s: base %q, result %q: %s", kind, base, candidate, got)
				}
				if candidate == app.StatusFail && got != app.OutcomeFailed {
					t.Errorf("%s: a red result is %s", kind, got)
				}
			}
		}
	}
	if got, _ := Weigh(goalspec.MustChange, app.StatusPass, app.StatusPass); got != app.OutcomeVoid {
		t.Errorf("green on both sides is %s", got)
	}
}

// goal is one with two criteria, the second by inspection, and one check.
func goal(t *testing.T, evidence ...app.Evidence) *app.Goal {
	t.Helper()
	spec, err := goalspec.Parse("Speed up the export", "Goal: Export ten thousand invoices faster than today\n\nConstraints:\n- keep the format\n\nEvidence:\n- The benchmark runs below 1.5s: `make bench` [must_change]\n- The notes read well [inspection]\n").Goal()
	if err != nil {
		t.Fatal(err)
	}
	return &app.Goal{
		State: app.StateVerifying, Round: 1, Evidence: evidence, Contract: &app.Contract{Goal: spec},
		Plan: &app.Plan{Version: 1, Checks: []app.Check{check}},
	}
}

var check = app.Check{Criterion: "C1", Command: "make bench", Kind: goalspec.MustChange}

func TestJudge(t *testing.T) {
	red := app.Evidence{Arm: app.ArmBaseline, Check: check, Status: app.StatusFail}
	green := app.Evidence{Arm: app.ArmCandidate, Round: 1, Check: check, Status: app.StatusPass}
	stale := green
	stale.Round = 0
	phase := green
	phase.Arm = app.ArmPhase
	other := green
	other.Check.Command = "true"
	for name, c := range map[string]struct {
		evidence []app.Evidence
		want     app.Outcome
	}{
		"nothing ran":                       {nil, app.OutcomeUnknown},
		"red then green":                    {[]app.Evidence{red, green}, app.OutcomeProven},
		"green of an earlier round":         {[]app.Evidence{red, stale}, app.OutcomeUnknown},
		"green at the end of a phase":       {[]app.Evidence{red, phase}, app.OutcomeUnknown},
		"another command's green":           {[]app.Evidence{red, other}, app.OutcomeUnknown},
		"no baseline":                       {[]app.Evidence{green}, app.OutcomeUnknown},
		"green on the base as well":         {[]app.Evidence{{Arm: app.ArmBaseline, Check: check, Status: app.StatusPass}, green}, app.OutcomeVoid},
		"the newest of two results decides": {[]app.Evidence{red, green, {Arm: app.ArmCandidate, Round: 1, Check: check, Status: app.StatusFail}}, app.OutcomeFailed},
	} {
		t.Run(name, func(t *testing.T) {
			got := Judge(goal(t, c.evidence...))
			if len(got) != 2 || got[0].Outcome != c.want || got[1].Outcome != app.OutcomeInspection {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestNothingToDo(t *testing.T) {
	met := app.Evidence{Arm: app.ArmBaseline, Check: check, Status: app.StatusPass}
	if !NothingToDo(goal(t, met)) {
		t.Error("met on the base, and yet something to do")
	}
	met.Status = app.StatusFail
	if NothingToDo(goal(t, met)) || NothingToDo(goal(t)) {
		t.Error("nothing to do without proof")
	}
}

func TestMeasure(t *testing.T) {
	for _, c := range []struct {
		log, unit string
		want      float64
		ok        bool
	}{
		{"coverage: 81.4% of statements", "%", 81.4, true},
		{"run 1: 70%\nrun 2: 84 %", "%", 84, true},
		{"took 1.2s for 300 rows", "s", 1.2, true},
		{"12 passed", "", 12, true},
		{"ok", "%", 0, false},
		{"300 rows", "ms", 0, false},
	} {
		got, ok := Measure(c.log, c.unit)
		if got != c.want || ok != c.ok {
			t.Errorf("Measure(%q, %q) = %v, %v", c.log, c.unit, got, ok)
		}
	}
}
