package verify

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app"
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
