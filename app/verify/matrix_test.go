package verify

import (
	"maps"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestMatrix plays what agents do to tests, with a suite that must change and
// one that must hold.
func TestMatrix(t *testing.T) {
	all := []app.Arm{app.ArmGuard, app.ArmProof, app.ArmPlanted}
	type arms = map[app.Arm]map[string]app.Status
	type tests = map[string]app.Status
	red := tests{"a": f}
	for name, c := range map[string]struct {
		kind    app.Kind
		arms    []app.Arm
		answers arms
		want    app.Outcome
		counts  map[app.TestOutcome]int
	}{
		"fixed": {
			goalspec.MustChange, nil,
			arms{app.ArmBaseline: {"a": f, "b": p}, app.ArmCandidate: {"a": p, "b": p}},
			app.OutcomeProven,
			map[app.TestOutcome]int{app.TestFixed: 1, app.TestHolding: 1},
		},
		"a new test that proves": {
			goalspec.MustChange, all,
			arms{app.ArmBaseline: {"pkg": f}, app.ArmCandidate: {"a": p, "pkg": p}, app.ArmGuard: {"pkg": p}, app.ArmProof: {"a": f}},
			app.OutcomeProven,
			map[app.TestOutcome]int{app.TestProving: 1, app.TestFixed: 1},
		},
		"a new test that is green on the base": {
			goalspec.MustChange, all,
			arms{app.ArmBaseline: {"pkg": f}, app.ArmCandidate: {"a": p, "pkg": p}, app.ArmGuard: {"pkg": p}, app.ArmProof: {"a": p}},
			app.OutcomeVoid,
			map[app.TestOutcome]int{app.TestVacuous: 1, app.TestFixed: 1},
		},
		"a new test that the base's code skips": {
			goalspec.MustChange,
			[]app.Arm{app.ArmProof},
			arms{app.ArmBaseline: {"b": f}, app.ArmCandidate: {"a": p, "b": p}, app.ArmProof: {"a": app.StatusSkipped, "b": f}},
			app.OutcomeProven,
			map[app.TestOutcome]int{app.TestNew: 1, app.TestFixed: 1},
		},
		"the test was bent": {
			goalspec.MustHold, all,
			arms{app.ArmBaseline: {"a": p}, app.ArmCandidate: {"a": p}, app.ArmGuard: {"a": f}, app.ArmPlanted: red},
			app.OutcomeUnknown,
			map[app.TestOutcome]int{app.TestContradicts: 1},
		},
		"a test is gone": {
			goalspec.MustHold, nil,
			arms{app.ArmBaseline: {"a": p, "b": p}, app.ArmCandidate: {"a": p}},
			app.OutcomeUnknown,
			map[app.TestOutcome]int{app.TestHolding: 1, app.TestMissing: 1},
		},
		"no report any more": {
			goalspec.MustHold, nil,
			arms{app.ArmBaseline: {"a": p}},
			app.OutcomeUnknown,
			map[app.TestOutcome]int{app.TestMissing: 1},
		},
		"no report where the base could not load it": {
			goalspec.MustChange, nil,
			arms{app.ArmBaseline: {}},
			app.OutcomeUnknown, nil,
		},
		"a report without the new test": {
			goalspec.MustChange,
			[]app.Arm{app.ArmProof},
			arms{app.ArmBaseline: {"a": f}, app.ArmCandidate: {"a": p}, app.ArmProof: {"a": f, "new": f}},
			app.OutcomeUnknown,
			map[app.TestOutcome]int{app.TestFixed: 1, app.TestMissing: 1},
		},
		"skipped on both, and run with the base's code": {
			goalspec.MustChange,
			[]app.Arm{app.ArmProof},
			arms{app.ArmBaseline: {"a": f, "b": app.StatusSkipped}, app.ArmCandidate: {"a": p, "b": app.StatusSkipped}, app.ArmProof: {"a": f, "b": p}},
			app.OutcomeUnknown,
			map[app.TestOutcome]int{app.TestFixed: 1, app.TestSkippedNow: 1},
		},
		"skipped on the result": {
			goalspec.MustHold, nil,
			arms{app.ArmBaseline: {"a": p, "b": p}, app.ArmCandidate: {"a": p, "b": app.StatusSkipped}},
			app.OutcomeUnknown,
			map[app.TestOutcome]int{app.TestHolding: 1, app.TestSkippedNow: 1},
		},
		"skipped on both": {
			goalspec.MustHold, nil,
			arms{app.ArmBaseline: {"a": p, "b": app.StatusSkipped}, app.ArmCandidate: {"a": p, "b": app.StatusSkipped}},
			app.OutcomeProven,
			map[app.TestOutcome]int{app.TestHolding: 1, app.TestSkipped: 1},
		},
		"the base's tests end without a word": {
			goalspec.MustHold,
			[]app.Arm{app.ArmGuard},
			arms{app.ArmBaseline: {"a": p}, app.ArmCandidate: {"a": p}},
			app.OutcomeUnknown,
			map[app.TestOutcome]int{app.TestHolding: 1},
		},
		"the first report of a check": {
			goalspec.MustHold, all,
			arms{app.ArmCandidate: {"a": p}, app.ArmGuard: {"a": p}, app.ArmPlanted: red},
			app.OutcomeProven,
			map[app.TestOutcome]int{app.TestNew: 1},
		},
		"no report at all": {
			goalspec.MustHold, nil, arms{}, app.OutcomeProven, nil,
		},
		"broken on the way": {
			goalspec.MustHold, all,
			arms{app.ArmBaseline: {"a": p}, app.ArmCandidate: red},
			app.OutcomeFailed,
			map[app.TestOutcome]int{app.TestRegression: 1},
		},
		"a coverage goal's new test": {
			goalspec.MustChange,
			[]app.Arm{"mutant-1", "mutant-2"},
			arms{app.ArmBaseline: {"pkg": f}, app.ArmCandidate: {"a": p, "pkg": p}, "mutant-1": {"a": p}, "mutant-2": red},
			app.OutcomeProven,
			map[app.TestOutcome]int{app.TestNew: 1, app.TestFixed: 1},
		},
		"a new test that notices nothing": {
			goalspec.MustChange,
			[]app.Arm{"mutant-1", "mutant-2"},
			arms{app.ArmBaseline: {"pkg": f}, app.ArmCandidate: {"a": p, "pkg": p}, "mutant-1": {"a": p}, "mutant-2": {"a": p, "pkg": f}},
			app.OutcomeVoid,
			map[app.TestOutcome]int{app.TestNew: 1, app.TestFixed: 1},
		},
		"all as it was": {
			goalspec.MustHold, all,
			arms{app.ArmBaseline: {"a": p}, app.ArmCandidate: {"a": p}, app.ArmGuard: {"a": p}, app.ArmPlanted: red},
			app.OutcomeProven,
			map[app.TestOutcome]int{app.TestHolding: 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := carry(t, Series{Check: app.Check{Criterion: "C1", Kind: c.kind, From: "issue"}, Arms: c.arms}, steadily(c.answers))
			trial := s.Trial()
			if got, why := Weigh(s.Check, trial, false); got != c.want || !maps.Equal(trial.Counts, c.counts) {
				t.Errorf("%s (%s), counts %v, want %s and %v", got, why, trial.Counts, c.want, c.counts)
			}
		})
	}
}

// TestNewBesideBent: tests in a new file, which the base cannot load, and one in
// a file that was there. What the base had and the result does not run is missed
// all the same.
func TestNewBesideBent(t *testing.T) {
	const loaded, none = "test_half (tests.test_rounding.R.test_half) ... ok\n\nRan 1 test in 0.000s\n\nOK\n", "E\nERROR: test_rounding (unittest.loader._FailedTest.test_rounding)\n\nRan 1 test in 0.000s\n\nFAILED (errors=1)\n"
	for name, c := range map[string]struct {
		base, result string
		want         app.Outcome
	}{
		"a file that was not there": {none, loaded, app.OutcomeProven},
		"told without names":        {none, ".\nRan 1 test in 0.000s\n\nOK\n", app.OutcomeProven},
		"a package":                 {"FAIL\t./label [setup failed]\nFAIL\n", "ok  \texample.com/shop/label\t0.1s\n", app.OutcomeProven},
		"red in a file that was there": {
			"F.\nFAIL: test_a (tests.test_price.P.test_a)\n\nRan 2 tests in 0.000s\n\nFAILED (failures=1)\n", "..\nRan 2 tests in 0.000s\n\nOK\n", app.OutcomeProven,
		},
		"red, and taken out": {
			"F.\nFAIL: test_a (tests.test_price.P.test_a)\n\nRan 2 tests in 0.000s\n\nFAILED (failures=1)\n", ".\nRan 1 test in 0.000s\n\nOK\n", app.OutcomeUnknown,
		},
		"red by name, and taken out": {
			"test_a (tests.test_price.P.test_a) ... FAIL\ntest_b (tests.test_price.P.test_b) ... ok\n\nRan 2 tests in 0.000s\n\nFAILED (failures=1)\n",
			"test_b (tests.test_price.P.test_b) ... ok\n\nRan 1 test in 0.000s\n\nOK\n", app.OutcomeUnknown,
		},
	} {
		s := Series{Check: app.Check{Criterion: "C1", Kind: goalspec.MustChange, From: "issue"}}
		for range strict {
			for arm, out := range map[app.Arm]string{app.ArmBaseline: c.base, app.ArmCandidate: c.result} {
				r, ok := report.Of("make test").Output([]byte(out))
				if !ok {
					t.Fatalf("%s: no report", name)
				}
				e, counts := app.Evidence{Arm: arm, Status: f}, r.Counts()
				if e.Tests = &counts; arm == app.ArmCandidate {
					e.Status = p
				}
				s.Runs = append(s.Runs, Run{e, r.Tests})
			}
		}
		if got, why := Weigh(s.Check, s.Trial(), false); got != c.want {
			t.Errorf("%s: %s (%s), want %s", name, got, why, c.want)
		}
	}
}
