package verify

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

func TestOutcome(t *testing.T) {
	green, red, absent, broken := app.Tally{Green: 3}, app.Tally{Red: 3}, app.Tally{Absent: 3}, app.Tally{Green: 2, Broken: 1}
	for _, c := range []struct {
		base, candidate app.Tally
		want            app.TestOutcome
	}{
		{green, green, app.TestHolding},
		{red, green, app.TestFixed},
		{red, red, app.TestStillRed},
		{green, red, app.TestRegression},
		{green, absent, app.TestMissing},
		{red, absent, app.TestMissing},
		{absent, green, app.TestNew},
		{app.Tally{}, green, app.TestNew},
		{absent, red, app.TestNewRed},
		{absent, absent, app.TestSkipped},
		{app.Tally{Green: 4, Red: 1}, green, app.TestUnstable},
		{green, app.Tally{Green: 4, Red: 1}, app.TestUnstable},
		{red, app.Tally{Green: 1, Red: 4}, app.TestUnstable},
		{green, app.Tally{Green: 2, Absent: 1}, app.TestUnstable},
		{broken, green, app.TestEnvironment},
		{green, broken, app.TestEnvironment},
		{green, app.Tally{}, app.TestEnvironment},
	} {
		if got := Outcome(c.base, c.candidate); got != c.want {
			t.Errorf("base %+v, result %+v: %s, want %s", c.base, c.candidate, got, c.want)
		}
	}
}

// sure is how many green runs a server asks for where nobody has said otherwise.
const sure = 12

// TestFlakyIsUnstable plays judgements of a suite in which one test fails by chance,
// with and without names of tests. Of all 500, whether it was seen red or not, at
// least 490 call it unstable where it fails half of the time, or its runs are
// quickly had; of 500 in which it was seen red at least 490 do however long they
// take. None calls a regression what flickered before the change; of what does
// since, and is red half of the time, at most 8 do: in 1 of 128 all seven runs are red.
func TestFlakyIsUnstable(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	type told map[app.TestOutcome]int
	for _, took := range []time.Duration{100 * time.Millisecond, 2 * time.Second, time.Minute} {
		for _, chance := range []float64{0.1, 0.5} {
			for _, both := range []bool{true, false} { // flaky before the change, or since
				for _, named := range []bool{true, false} {
					all, seen, ofAll, ofSeen := 0, 0, told{}, told{}
					for ; all < 500 || seen < 500; all++ {
						base, candidate := play(t, rng, took, chance, both, named)
						o := Outcome(base, candidate)
						if all < 500 {
							ofAll[o]++
						}
						if base.Red+candidate.Red > 0 && seen < 500 {
							seen++
							ofSeen[o]++
						}
					}
					what := fmt.Sprintf("a run takes %s, fails at %v, on the base too %v, named %v", took, chance, both, named)
					t.Logf("seed 1, 2: %s: of 500 judgements %v; of 500 with a red %v", what, ofAll, ofSeen)
					regressions := 8
					if both || chance < 0.5 {
						regressions = 0
					}
					if ofSeen[app.TestUnstable] < 490 || max(ofSeen[app.TestRegression], ofAll[app.TestRegression]) > regressions {
						t.Errorf("%s: of 500 judgements with a red %v", what, ofSeen)
					}
					if ofAll[app.TestUnstable] < 490 && (chance == 0.5 || took < time.Second) {
						t.Errorf("%s: of 500 judgements %v", what, ofAll)
					}
				}
			}
		}
	}
}

// TestFlakyIsHardlyProven counts, of 500 judgements over a result that fails by
// chance and a base that does what it should, those that prove it: what fails half
// of the time once in 4,096, so in 0.12 of 500; what fails in 10 % of its runs in 3
// of 500 where these are quickly had, and in 141 where they are not.
func TestFlakyIsHardlyProven(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for took, most := range map[time.Duration][]int{100 * time.Millisecond: {10, 2}, 2 * time.Second: {170, 2}, time.Minute: {170, 2}} {
		for _, kind := range []app.Kind{goalspec.MustChange, goalspec.MustHold} {
			for n, chance := range []float64{0.1, 0.5} {
				for _, named := range []bool{true, false} {
					proven := 0
					for range 500 {
						s := carryIn(t, Series{Check: app.Check{Criterion: "C1", Kind: kind, From: "issue"}, Sure: sure}, took, func(arm app.Arm) (app.Status, map[string]app.Status) {
							status := app.StatusPass
							if arm == app.ArmBaseline && kind == goalspec.MustChange || arm == app.ArmCandidate && rng.Float64() < chance {
								status = app.StatusFail
							}
							if !named {
								return status, nil
							}
							return status, map[string]app.Status{"flaky": status, "steady": app.StatusPass}
						})
						if o, _ := Weigh(s.Check, s.Trial(), false); o == app.OutcomeProven {
							proven++
						}
					}
					t.Logf("seed 3, 4: a run takes %s, %s, fails at %v, named %v: of 500 judgements %d prove it", took, kind, chance, named, proven)
					if proven > most[n] {
						t.Errorf("a run takes %s, %s, fails at %v, named %v: of 500 judgements %d prove it, at most %d may", took, kind, chance, named, proven, most[n])
					}
				}
			}
		}
	}
}

// TestProofIsAskedOn: what would be proven is asked on until a dozen runs of the
// result are green, whatever they take, and four dozen while that takes no longer
// than a look at it.
func TestProofIsAskedOn(t *testing.T) {
	type tests = map[string]app.Status
	type arms = map[app.Arm]tests
	green, red, two := tests{"a": p}, tests{"a": f}, tests{"a": p, "b": p}
	short, long := 50*time.Millisecond, time.Minute
	for name, c := range map[string]struct {
		kind         app.Kind
		sure         int
		took         time.Duration
		answers      arms
		base, result int
		want         app.Outcome
	}{
		"must change":              {goalspec.MustChange, sure, short, arms{app.ArmBaseline: red, app.ArmCandidate: green}, 5, 48, app.OutcomeProven},
		"must hold":                {goalspec.MustHold, sure, short, arms{app.ArmBaseline: two, app.ArmCandidate: two, app.ArmPlanted: red}, 3, 48, app.OutcomeProven},
		"as far as ten seconds go": {goalspec.MustHold, sure, 400 * time.Millisecond, arms{app.ArmBaseline: two, app.ArmCandidate: two}, 3, 24, app.OutcomeProven},
		"slow":                     {goalspec.MustChange, sure, long, arms{app.ArmBaseline: red, app.ArmCandidate: green}, 5, 12, app.OutcomeProven},
		"fewer asked for":          {goalspec.MustChange, 4, short, arms{app.ArmBaseline: red, app.ArmCandidate: green}, 5, 5, app.OutcomeProven},
		"more asked for":           {goalspec.MustChange, 60, long, arms{app.ArmBaseline: red, app.ArmCandidate: green}, 5, 60, app.OutcomeProven},
		"green on the base too":    {goalspec.MustChange, sure, short, arms{app.ArmBaseline: green, app.ArmCandidate: green}, 5, 5, app.OutcomeVoid},
		"red":                      {goalspec.MustChange, sure, short, arms{app.ArmBaseline: red, app.ArmCandidate: red}, 5, 5, app.OutcomeFailed},
		"a test is gone":           {goalspec.MustHold, sure, short, arms{app.ArmBaseline: two, app.ArmCandidate: green}, 3, 3, app.OutcomeUnknown},
		"green by a bent test":     {goalspec.MustHold, sure, short, arms{app.ArmBaseline: two, app.ArmCandidate: two, app.ArmGuard: {"a": f, "b": p}}, 3, 3, app.OutcomeUnknown},
		"the base's tests say no":  {goalspec.MustChange, sure, short, arms{app.ArmBaseline: red, app.ArmCandidate: green, app.ArmGuard: red}, 5, 5, app.OutcomeUnknown},
	} {
		s := Series{Check: app.Check{Criterion: "C1", Kind: c.kind, From: "issue"}, Sure: c.sure}
		for _, arm := range []app.Arm{app.ArmGuard, app.ArmPlanted} {
			if c.answers[arm] != nil {
				s.Arms = append(s.Arms, arm)
			}
		}
		s = carryIn(t, s, c.took, steadily(c.answers))
		if o, why := Weigh(s.Check, s.Trial(), false); o != c.want || s.tally(app.ArmBaseline).Runs() != c.base || s.tally(app.ArmCandidate).Runs() != c.result {
			t.Errorf("%s: %s (%s) by %d and %d runs, want %s by %d and %d", name, o, why, s.tally(app.ArmBaseline).Runs(), s.tally(app.ArmCandidate).Runs(), c.want, c.base, c.result)
		}
	}
	at := 0
	s := carryIn(t, Series{Check: app.Check{Kind: goalspec.MustHold}, Sure: sure}, long, func(arm app.Arm) (app.Status, map[string]app.Status) {
		if arm == app.ArmCandidate {
			at++
		}
		if at == 9 {
			return f, nil
		}
		return p, nil
	})
	if o, why := Weigh(s.Check, s.Trial(), false); at != 9 || o != app.OutcomeUnknown || why != "unstable: it is red in 1 of 9 runs on the same bytes" {
		t.Errorf("red in the ninth run: %s (%s) after %d", o, why, at)
	}
	first := Run{Evidence: app.Evidence{Arm: app.ArmCandidate, Status: p, Duration: time.Minute}} // that fills the caches
	if s := carryIn(t, Series{Check: app.Check{Kind: goalspec.MustHold}, Sure: sure, Runs: []Run{first}}, short, steadily(nil)); s.tally(app.ArmCandidate).Runs() != 48 {
		t.Errorf("quick but for its first run: %d runs", s.tally(app.ArmCandidate).Runs())
	}
}

// TestBudgetLeavesItOpen: where the budget ends before a check was green as often as
// it takes, it is not proven, and the words say how far it came; people who grant
// another get the rest.
func TestBudgetLeavesItOpen(t *testing.T) {
	s := Series{Check: app.Check{Kind: goalspec.MustHold}, Sure: sure, Budget: Budget{Time: time.Hour, Share: 1}}
	s = carryIn(t, s, 5*time.Minute, steadily(nil))
	if o, why := Weigh(s.Check, s.Trial(), false); o != app.OutcomeUnknown || why != "the verification's budget ended before it was certain: green in 7 of the 12 runs that it takes" {
		t.Errorf("%s (%s)", o, why)
	}
	s.Budget = Budget{Time: time.Hour, Share: 1}
	s = carryIn(t, s, 5*time.Minute, steadily(nil))
	if o, why := Weigh(s.Check, s.Trial(), false); o != app.OutcomeProven || s.tally(app.ArmCandidate).Runs() != sure {
		t.Errorf("with another budget: %s (%s) after %d runs", o, why, s.tally(app.ArmCandidate).Runs())
	}
}

// play runs a suite with a test that fails by chance for as long as the rule
// asks for runs, and counts what was seen of it.
func play(t *testing.T, rng *rand.Rand, took time.Duration, chance float64, both, named bool) (base, candidate app.Tally) {
	s := carryIn(t, Series{Check: app.Check{Criterion: "C1", Kind: goalspec.MustHold, From: "issue"}, Sure: sure}, took, func(arm app.Arm) (app.Status, map[string]app.Status) {
		status := app.StatusPass
		if rng.Float64() < chance && (both || arm == app.ArmCandidate) {
			status = app.StatusFail
		}
		if !named {
			return status, nil
		}
		return status, map[string]app.Status{"flaky": status, "steady": app.StatusPass}
	})
	if !named {
		return s.tally(app.ArmBaseline), s.tally(app.ArmCandidate)
	}
	return s.of("flaky", app.ArmBaseline), s.of("flaky", app.ArmCandidate)
}

// TestSteadyIsBelieved: what always answers the same is called by its name,
// after three runs when several tests are green, and after five when one decides
// alone or something is red.
func TestSteadyIsBelieved(t *testing.T) {
	for _, c := range []struct {
		base, candidate app.Status
		least           int
		want            app.TestOutcome
		runs            int
	}{
		{app.StatusPass, app.StatusPass, quiet, app.TestHolding, 3},
		{app.StatusPass, app.StatusPass, strict, app.TestHolding, 5},
		{app.StatusFail, app.StatusPass, quiet, app.TestFixed, 5},
		{app.StatusPass, app.StatusFail, quiet, app.TestRegression, 7},
		{app.StatusPass, app.StatusFail, strict, app.TestRegression, 7},
		{app.StatusFail, app.StatusFail, quiet, app.TestStillRed, 5},
		{app.StatusPass, app.StatusError, strict, app.TestEnvironment, 1},
	} {
		var base, candidate app.Tally
		for range 100 {
			onBase, onCandidate := Due(base, candidate, c.least)
			if onBase {
				base = base.Plus(c.base)
			} else if onCandidate {
				candidate = candidate.Plus(c.candidate)
			}
		}
		if got := Outcome(base, candidate); got != c.want || candidate.Runs() != c.runs || base.Runs() != c.runs {
			t.Errorf("%s then %s: %s after %d and %d runs", c.base, c.candidate, got, base.Runs(), candidate.Runs())
		}
	}
}
