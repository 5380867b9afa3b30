package verify

import (
	"math/rand/v2"
	"testing"

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

// TestFlakyOnceSeenRedIsUnstable plays judgements of a suite in which one test
// fails by chance, with and without names of tests, until it was red at least once
// in 500 of them, on whichever side. Of these, at least 490 call it unstable. None
// calls a regression what flickered before the change; of what does since, and is
// red half of the time, at most 8 do: in 1 of 128 all seven runs are red.
func TestFlakyOnceSeenRedIsUnstable(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, chance := range []float64{0.1, 0.5} {
		for _, both := range []bool{true, false} { // flaky before the change, or since
			for _, named := range []bool{true, false} {
				all, seen, said := 0, 0, map[app.TestOutcome]int{}
				for ; seen < 500; all++ {
					base, candidate := play(t, rng, chance, both, named)
					if base.Red+candidate.Red > 0 {
						seen++
						said[Outcome(base, candidate)]++
					}
				}
				t.Logf("seed 1, 2: fails at %v, on the base too %v, named %v: of %d judgements, %d of them with a red, %v", chance, both, named, all, seen, said)
				regressions := 8
				if both || chance < 0.5 {
					regressions = 0
				}
				if said[app.TestUnstable] < 490 || said[app.TestRegression] > regressions {
					t.Errorf("fails at %v, on the base too %v, named %v: of %d judgements %v", chance, both, named, seen, said)
				}
			}
		}
	}
}

// play runs a suite with a test that fails by chance for as long as the rule
// asks for runs, and counts what was seen of it.
func play(t *testing.T, rng *rand.Rand, chance float64, both, named bool) (base, candidate app.Tally) {
	s := carry(t, Series{Check: app.Check{Criterion: "C1", Kind: goalspec.MustHold}}, func(arm app.Arm) (app.Status, map[string]app.Status) {
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
