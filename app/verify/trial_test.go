package verify

import (
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

// TestFlakyIsHardlyProven counts, of 500 judgements over a result that fails by
// chance and a base that does what it should, those that prove it. Where runs are
// brief, what fails half of the time is proven once in 4,096, so in 0.12 of 500.
func TestFlakyIsHardlyProven(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, took := range []time.Duration{50 * time.Millisecond, time.Second} {
		for _, kind := range []app.Kind{goalspec.MustChange, goalspec.MustHold} {
			for n, chance := range []float64{0.1, 0.5} {
				most := map[time.Duration][]int{50 * time.Millisecond: {170, 2}, time.Second: {400, 75}}[took][n]
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
					if proven > most {
						t.Errorf("a run takes %s, %s, fails at %v, named %v: of 500 judgements %d prove it, at most %d may", took, kind, chance, named, proven, most)
					}
				}
			}
		}
	}
}

// TestBriefIsAskedOn: where a run of the result takes less than a second at its
// quickest, what would be proven is asked on until a dozen runs are green.
func TestBriefIsAskedOn(t *testing.T) {
	type tests = map[string]app.Status
	type arms = map[app.Arm]tests
	green, red, two := tests{"a": p}, tests{"a": f}, tests{"a": p, "b": p}
	short, long := 100*time.Millisecond, time.Second
	for name, c := range map[string]struct {
		kind         app.Kind
		sure         int
		took         time.Duration
		answers      arms
		base, result int
		want         app.Outcome
	}{
		"must change":             {goalspec.MustChange, sure, short, arms{app.ArmBaseline: red, app.ArmCandidate: green}, 5, 12, app.OutcomeProven},
		"must hold":               {goalspec.MustHold, sure, short, arms{app.ArmBaseline: two, app.ArmCandidate: two, app.ArmPlanted: red}, 3, 12, app.OutcomeProven},
		"slow":                    {goalspec.MustChange, sure, long, arms{app.ArmBaseline: red, app.ArmCandidate: green}, 5, 5, app.OutcomeProven},
		"fewer asked for":         {goalspec.MustChange, 2, short, arms{app.ArmBaseline: red, app.ArmCandidate: green}, 5, 5, app.OutcomeProven},
		"more asked for":          {goalspec.MustChange, 40, short, arms{app.ArmBaseline: red, app.ArmCandidate: green}, 5, 40, app.OutcomeProven},
		"green on the base too":   {goalspec.MustChange, sure, short, arms{app.ArmBaseline: green, app.ArmCandidate: green}, 5, 5, app.OutcomeVoid},
		"red":                     {goalspec.MustChange, sure, short, arms{app.ArmBaseline: red, app.ArmCandidate: red}, 5, 5, app.OutcomeFailed},
		"a test is gone":          {goalspec.MustHold, sure, short, arms{app.ArmBaseline: two, app.ArmCandidate: green}, 3, 3, app.OutcomeUnknown},
		"green by a bent test":    {goalspec.MustHold, sure, short, arms{app.ArmBaseline: two, app.ArmCandidate: two, app.ArmGuard: {"a": f, "b": p}}, 3, 3, app.OutcomeUnknown},
		"the base's tests say no": {goalspec.MustChange, sure, short, arms{app.ArmBaseline: red, app.ArmCandidate: green, app.ArmGuard: red}, 5, 5, app.OutcomeUnknown},
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
	s := carryIn(t, Series{Check: app.Check{Kind: goalspec.MustHold}, Sure: sure}, short, func(arm app.Arm) (app.Status, map[string]app.Status) {
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
	if s := carryIn(t, Series{Check: app.Check{Kind: goalspec.MustHold}, Sure: sure, Runs: []Run{first}}, short, steadily(nil)); s.tally(app.ArmCandidate).Runs() != sure {
		t.Errorf("brief but for its first run: %d runs", s.tally(app.ArmCandidate).Runs())
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
