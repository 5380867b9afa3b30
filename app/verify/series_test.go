package verify

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// world answers a run of an arm.
type world func(app.Arm) (app.Status, map[string]app.Status)

// carry runs a series to its end, a second at a time.
func carry(t interface{ Fatalf(string, ...any) }, s Series, w world) Series {
	return carryIn(t, s, time.Second, w)
}

// carryIn does so with runs that take as long.
func carryIn(t interface{ Fatalf(string, ...any) }, s Series, took time.Duration, w world) Series {
	var at time.Time
	for range 200 {
		arm := s.Next()
		if arm == "" {
			return s
		}
		status, tests := w(arm)
		at = at.Add(took)
		e := app.Evidence{Arm: arm, Check: s.Check, Status: status, Duration: took, At: at}
		if tests != nil {
			counts := app.TestCounts{Format: "x", Complete: true}
			for _, s := range tests {
				switch s {
				case app.StatusPass:
					counts.Passed++
				case app.StatusSkipped:
					counts.Skipped++
				default:
					counts.Failed++
				}
			}
			e.Tests = &counts
		}
		s = s.And(Run{e, tests})
	}
	t.Fatalf("200 runs and no end")
	return s
}

const (
	p = app.StatusPass
	f = app.StatusFail
)

// steadily answers each arm always alike.
func steadily(answers map[app.Arm]map[string]app.Status) world {
	return func(arm app.Arm) (app.Status, map[string]app.Status) {
		if slices.Contains(slices.Collect(maps.Values(answers[arm])), f) {
			return f, answers[arm]
		}
		return p, answers[arm]
	}
}

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

// TestUnstableElsewhere: a test that another check of the same bytes has seen flip
// is unstable here, however it came out, and asks for no more runs.
func TestUnstableElsewhere(t *testing.T) {
	for name, c := range map[string]struct {
		result map[string]app.Status
		want   app.Outcome
	}{
		"green each time":          {map[string]app.Status{"a": p, "b": p}, app.OutcomeUnknown},
		"red each time":            {map[string]app.Status{"a": f, "b": p}, app.OutcomeUnknown},
		"red beside another":       {map[string]app.Status{"a": f, "b": f}, app.OutcomeFailed},
		"a check that runs it not": {map[string]app.Status{"b": p}, app.OutcomeProven},
	} {
		base := map[string]app.Status{"b": p}
		if _, runs := c.result["a"]; runs {
			base["a"] = p
		}
		s := carry(t, Series{Check: app.Check{Kind: goalspec.MustHold, From: "issue"}, Unstable: map[string]bool{"a": true}},
			steadily(map[app.Arm]map[string]app.Status{app.ArmBaseline: base, app.ArmCandidate: c.result}))
		if got, why := Weigh(s.Check, s.Trial(), false); got != c.want {
			t.Errorf("%s: %s (%s), want %s", name, got, why, c.want)
		}
	}
}

// TestNoticed: a mutant is noticed by a test that the base does not have and that
// is green without it; where no runner names tests, by the check.
func TestNoticed(t *testing.T) {
	type tests = map[string]app.Status
	for name, c := range map[string]struct {
		base, candidate, broken tests
		unnamed                 int // tests that ran on the result beside the named
		want                    int
	}{
		"by a new test":                 {tests{"b": p}, tests{"a": p, "b": p}, tests{"a": f, "b": p}, 0, 1},
		"by an error in one":            {tests{}, tests{"a": p}, tests{"a": app.StatusError}, 0, 0},
		"by one beside an error":        {tests{}, tests{"a": p, "b": p}, tests{"a": app.StatusError, "b": f}, 0, 1},
		"by a test that was there":      {tests{"b": p}, tests{"a": p, "b": p}, tests{"a": p, "b": f}, 0, 0},
		"by none":                       {tests{}, tests{"a": p}, tests{"a": p}, 0, 0},
		"by the check":                  {nil, nil, nil, 0, 1},
		"it does not build":             {tests{}, tests{"a": p}, nil, 0, 0},
		"nothing loads":                 {tests{}, tests{"a": p}, tests{}, 0, 0},
		"named only while red":          {tests{}, tests{}, tests{"a": f}, 2, 1},
		"named only while red, old too": {tests{"b": f}, tests{}, tests{"a": f}, 2, 0},
	} {
		s := Series{}
		for arm, of := range map[app.Arm]tests{app.ArmBaseline: c.base, app.ArmCandidate: c.candidate, "mutant-1": c.broken} {
			e := app.Evidence{Arm: arm, Status: f}
			if of != nil {
				e.Tests = &app.TestCounts{Passed: len(of)}
			}
			if arm == app.ArmCandidate && of != nil {
				e.Tests.Passed += c.unnamed
			}
			s.Runs = append(s.Runs, Run{e, of})
		}
		if all, killed := s.mutants(); all != 1 || killed != c.want {
			t.Errorf("%s: %d of %d, want %d", name, killed, all, c.want)
		}
	}
}

// TestWhoDecidesAlone: an exit status, or the one test that ran, is asked more
// often on both sides than one of several.
func TestWhoDecidesAlone(t *testing.T) {
	type tests = map[string]app.Status
	for name, c := range map[string]struct {
		base, result tests
		want         int
	}{
		"an exit status":        {nil, nil, strict},
		"one test":              {tests{"a": p}, tests{"a": p}, strict},
		"one of two":            {tests{"a": p, "b": p}, tests{"a": p, "b": p}, quiet},
		"the second is new":     {tests{"a": p}, tests{"a": p, "b": p}, quiet},
		"the second is skipped": {tests{"a": p, "b": app.StatusSkipped}, tests{"a": p, "b": app.StatusSkipped}, strict},
	} {
		for _, kind := range []app.Kind{goalspec.MustHold, goalspec.MustChange} {
			s := carry(t, Series{Check: app.Check{Kind: kind}}, steadily(map[app.Arm]tests{app.ArmBaseline: c.base, app.ArmCandidate: c.result}))
			if base, result := s.tally(app.ArmBaseline).Runs(), s.tally(app.ArmCandidate).Runs(); base != c.want || result != c.want {
				t.Errorf("%s, %s: %d and %d runs, want %d", name, kind, base, result, c.want)
			}
		}
		if s := carry(t, Series{Check: app.Check{Kind: goalspec.MustChange}, Baseline: true}, steadily(map[app.Arm]tests{app.ArmBaseline: c.base})); len(s.Runs) != c.want && name != "the second is new" {
			t.Errorf("%s: the base is looked at %d times, want %d", name, len(s.Runs), c.want)
		}
	}
}

// TestSeriesEnds: whatever runs answer, a check is judged after a bounded
// number of runs, and only what was green every time on the result is proven.
func TestSeriesEnds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := Series{
			Check:    app.Check{Criterion: "C1", Kind: rapid.SampledFrom([]app.Kind{goalspec.MustChange, goalspec.MustHold}).Draw(rt, "kind"), From: rapid.SampledFrom([]string{"issue", "plan"}).Draw(rt, "from")},
			Arms:     []app.Arm{app.ArmGuard, app.ArmProof, app.ArmPlanted},
			Baseline: rapid.Bool().Draw(rt, "baseline"),
			Budget:   Budget{Time: rapid.SampledFrom([]time.Duration{0, 4 * time.Second, time.Hour}).Draw(rt, "budget"), Share: 1},
		}
		statuses := []app.Status{p, p, p, f, app.StatusError}
		s = carry(rt, s, func(arm app.Arm) (app.Status, map[string]app.Status) {
			if rapid.Bool().Draw(rt, "mute") {
				return rapid.SampledFrom(statuses).Draw(rt, "status"), nil
			}
			tests := map[string]app.Status{}
			for _, name := range []string{"a", "b"} {
				if rapid.Bool().Draw(rt, "there") {
					tests[name] = rapid.SampledFrom(statuses).Draw(rt, name)
				}
			}
			return rapid.SampledFrom(statuses).Draw(rt, "status"), tests
		})
		if len(s.Runs) > 2*strict+3*quiet {
			rt.Fatalf("%d runs", len(s.Runs))
		}
		if o, why := Weigh(s.Check, s.Trial(), false); o == app.OutcomeProven {
			for _, r := range s.Runs {
				if r.Arm == app.ArmCandidate && r.Status != p {
					rt.Fatalf("proven (%s) with a result that was %s", why, r.Status)
				}
			}
			if n := s.tally(app.ArmCandidate).Runs(); n < quiet {
				rt.Fatalf("proven by %d runs", n)
			}
		}
	})
}

// TestLongChecksAreNotCertain: a check whose runs do not fit into its share of
// the time is proven by no fewer than it takes; a new budget goes on from there.
func TestLongChecksAreNotCertain(t *testing.T) {
	change, hold := app.Check{Kind: goalspec.MustChange, From: "issue"}, app.Check{Kind: goalspec.MustHold, From: "issue"}
	for _, c := range []struct {
		check         app.Check
		share         int
		before        time.Duration // that the checks before it took
		took          time.Duration
		base, result  int
		verifications int // until it is proven
	}{
		{change, 2, 0, time.Second, 5, 5, 1},
		{change, 2, 0, 3 * time.Minute, 5, 5, 1},
		{change, 2, 0, 5 * time.Minute, 3, 3, 2},
		{change, 2, 0, 20 * time.Minute, 1, 1, 5},
		{change, 1, 0, 5 * time.Minute, 5, 5, 1}, // the last of them has what the others left
		{change, 1, 30 * time.Minute, 5 * time.Minute, 3, 3, 2},
		{change, 2, 58 * time.Minute, time.Second, 5, 5, 1},
		{hold, 1, 0, 30 * time.Minute, 1, 1, 5},
		{hold, 2, 0, 30 * time.Minute, 1, 0, 10},
	} {
		s := Series{Check: c.check, Budget: Budget{Time: time.Hour, Share: c.share, Spent: c.before}}
		for n := 1; ; n++ {
			for arm := s.Next(); arm != ""; arm = s.Next() {
				status := p
				if arm == app.ArmBaseline && c.check.Kind == goalspec.MustChange {
					status = f
				}
				s = s.And(Run{Evidence: app.Evidence{Arm: arm, Status: status, Duration: c.took}})
			}
			trial := s.Trial()
			o, why := Weigh(c.check, trial, false)
			if n == 1 && (trial.Base.Runs() != c.base || trial.Candidate.Runs() != c.result) {
				t.Errorf("%+v: it runs %d and %d times", c, trial.Base.Runs(), trial.Candidate.Runs())
			}
			if o == app.OutcomeProven && n != c.verifications || trial.Spent == (o == app.OutcomeProven) || n > 20 {
				t.Errorf("%+v: after %d verifications it is %s (%s)", c, n, o, why)
			}
			if o == app.OutcomeProven || n > 20 {
				break
			}
			s.Budget.Spent, s.Budget.Own = 0, 0
		}
	}
}

func TestScript(t *testing.T) {
	for in, want := range map[string]string{
		"go test ./...": "go test -json ./...",
		"cd billing && CGO_ENABLED=0 go test ./...": "cd billing && CGO_ENABLED=0 go test -json ./...",
		"go vet ./... && go test -run 'A|B' ./...":  "go vet ./... && go test -json -run 'A|B' ./...",
		"go test ./... | tail -1":                   "go test ./... | tail -1",
		"go test ./... > out; grep ok out":          "go test ./... > out; grep ok out",
		"echo 'go test ./...'":                      "echo 'go test ./...'",
		"make test":                                 "make test",
		"go testing":                                "go testing",
	} {
		if got := script(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// TestBudgetEndsBeforeTheMatrix: what the base's own tests say of the result is
// not left out because the time is over.
func TestBudgetEndsBeforeTheMatrix(t *testing.T) {
	check := app.Check{Criterion: "C1", Kind: goalspec.MustChange, From: "issue"}
	always := steadily(map[app.Arm]map[string]app.Status{app.ArmBaseline: {"a": f}, app.ArmCandidate: {"a": p}, app.ArmGuard: {"a": p}})
	for runs, spent := range map[int]bool{9: true, 10: true, 11: false} {
		s := carry(t, Series{Check: check, Arms: []app.Arm{app.ArmGuard}, Budget: Budget{Runs: runs, Share: 1}}, always)
		trial := s.Trial()
		if o, why := Weigh(check, trial, false); trial.Spent != spent || (o == app.OutcomeProven) == spent {
			t.Errorf("with %d runs: spent %v, %s (%s)", runs, trial.Spent, o, why)
		}
		if got := app.OutOfBudget([]app.CriterionResult{{Outcome: app.OutcomeUnknown, Trial: &trial}, {Outcome: app.OutcomeProven}}); got != spent {
			t.Errorf("with %d runs: out of budget %v", runs, got)
		}
	}
	if app.OutOfBudget([]app.CriterionResult{{Outcome: app.OutcomeUnknown, Trial: &app.Trial{Spent: true}}, {Outcome: app.OutcomeFailed}}) {
		t.Error("a failure beside it is the budget's")
	}
	spent := app.CriterionResult{Outcome: app.OutcomeUnknown, Trial: &app.Trial{Spent: true}}
	spent.Beside = []app.CriterionResult{{Outcome: app.OutcomeUnknown, Trial: &app.Trial{Candidate: app.Tally{Green: 1, Red: 1}}}}
	if app.OutOfBudget([]app.CriterionResult{spent}) {
		t.Error("another check of it that flips is the budget's")
	}
}
