package verify

import (
	"maps"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestTaken: what people agreed to take out is missed where its tests, on the base's
// code, still run it; where the runner names none of them, by their number.
func TestTaken(t *testing.T) {
	type tests = map[string]app.Status
	for name, c := range map[string]struct {
		agreed                bool
		base, result, proof   tests
		unnamed               [3]int // tests beside these that are green
		taken, missing, asked int
	}{
		"with agreement":                   {true, tests{"a": p, "b": p}, tests{"a": p}, tests{"a": p}, [3]int{}, 1, 0, 1},
		"without":                          {false, tests{"a": p, "b": p}, tests{"a": p}, tests{"a": p}, [3]int{}, 0, 1, 0},
		"by the code":                      {true, tests{"a": p, "b": p}, tests{"a": p}, tests{"a": p, "b": p}, [3]int{}, 0, 1, 1},
		"by the code, and another by them": {true, tests{"a": p, "b": p, "c": p}, tests{"a": p}, tests{"a": p, "b": f}, [3]int{}, 1, 1, 1},
		"on code that cannot load them":    {true, tests{"a": p, "b": p}, tests{"a": p}, nil, [3]int{}, 1, 0, 1},
		"nothing":                          {true, tests{"a": p}, tests{"a": p, "b": p}, nil, [3]int{}, 0, 0, 0},
		"unnamed":                          {true, tests{}, tests{}, tests{}, [3]int{3, 2, 2}, 1, 0, 1},
		"unnamed, by the code":             {true, tests{}, tests{}, tests{}, [3]int{3, 2, 3}, 0, 1, 1},
		"unnamed, beside a new one":        {false, tests{}, tests{}, tests{}, [3]int{3, 3, 4}, 0, 1, 1},
		"unnamed, all there":               {false, tests{}, tests{}, tests{}, [3]int{3, 4, 4}, 0, 0, 1},
	} {
		s := Series{Check: app.Check{Kind: goalspec.MustHold, From: "issue"}, Agreed: c.agreed, Arms: []app.Arm{app.ArmProof}}
		for arm := s.Next(); arm != ""; arm = s.Next() {
			n := map[app.Arm]int{app.ArmBaseline: 0, app.ArmCandidate: 1, app.ArmProof: 2}[arm]
			r := Run{app.Evidence{Arm: arm, Status: p}, []tests{c.base, c.result, c.proof}[n]}
			if r.Tests != nil {
				r.Evidence.Tests = &app.TestCounts{Complete: true, Passed: len(r.Tests) + c.unnamed[n]}
			}
			s = s.And(r)
		}
		got := s.Trial().Counts
		if got[app.TestTaken] != c.taken || got[app.TestMissing] != c.missing || s.tally(app.ArmProof).Runs() != c.asked {
			t.Errorf("%s: %v after %d runs of them on the base's code", name, got, s.tally(app.ArmProof).Runs())
		}
		if o, why := Weigh(s.Check, s.Trial(), false); (o == app.OutcomeProven) != (c.missing == 0) {
			t.Errorf("%s: %s (%s)", name, o, why)
		}
	}
}

// TestRedTellsMore: a runner that names only what failed tells of more on the base, or
// on its code, than where all is green, and a script of node is a test on neither.
func TestRedTellsMore(t *testing.T) {
	const green, two, unbuilt = "ok  \tx/p\t0.1s\n", "--- FAIL: TestA (0.00s)\n--- FAIL: TestB (0.00s)\nFAIL\nFAIL\tx/p\t0.1s\n", "FAIL\tx/p [build failed]\n"
	for name, c := range map[string]struct {
		base, proof, result string
		proven              bool
	}{
		"red on the base":          {two, "", green, true},
		"red with the base's code": {unbuilt, two, green, true},
		"a package less":           {two + "ok  \tx/q\t0.1s\n", "", green, false},
		"a package less in proof":  {unbuilt, two + "ok  \tx/q\t0.1s\n", green, false},
		"a script":                 {"TAP version 13\nnot ok 1 - test/a.js\n1..1\n", "", "TAP version 13\nok 1 - test/a.js\n1..1\n", true},
		"a test that is gone":      {"TAP version 13\nnot ok 1 - adds\n1..1\n", "", "TAP version 13\nok 1 - test/a.js\n1..1\n", false},
	} {
		s := Series{Check: app.Check{Kind: goalspec.MustChange, From: "issue"}}
		run := func(arm app.Arm, out string, status app.Status) {
			r, _ := report.Of("make test").Output([]byte(out))
			counts := r.Counts()
			s = s.And(Run{app.Evidence{Arm: arm, Status: status, Tests: &counts}, r.Tests})
		}
		for range strict {
			run(app.ArmBaseline, c.base, f)
			run(app.ArmCandidate, c.result, p)
		}
		if c.proof != "" {
			run(app.ArmProof, c.proof, f)
		}
		if o, why := Weigh(s.Check, s.Trial(), true); (o == app.OutcomeProven) != c.proven {
			t.Errorf("%s: %s (%s) %v", name, o, why, s.Trial().Counts)
		}
	}
}

// TestEnvironment: of a test whose run could not be had nothing is known: it is
// neither missing nor new. What ran and has no report any more is missing.
func TestEnvironment(t *testing.T) {
	for name, c := range map[string]struct {
		base, result app.Status // that has no report; else both tests are green
		counts       map[app.TestOutcome]int
		why          string
	}{
		"the result hangs":          {p, app.StatusError, map[app.TestOutcome]int{app.TestEnvironment: 2}, "the check could not be run to its end"},
		"the base hangs":            {app.StatusError, p, map[app.TestOutcome]int{app.TestEnvironment: 2}, "the check has no result on the base to compare with"},
		"the result has no report":  {p, f, map[app.TestOutcome]int{app.TestMissing: 2}, "the check fails on the result"},
		"neither hangs":             {p, p, map[app.TestOutcome]int{app.TestHolding: 2}, "holds on the base and on the result; it was never seen red"},
		"both hang, nothing to say": {app.StatusError, app.StatusError, nil, "the check could not be run to its end"},
	} {
		s := carry(t, Series{Check: app.Check{Criterion: "C1", Kind: goalspec.MustHold, From: "issue"}}, func(arm app.Arm) (app.Status, map[string]app.Status) {
			if s := map[bool]app.Status{true: c.base, false: c.result}[arm == app.ArmBaseline]; s != p {
				return s, nil
			}
			return p, map[string]app.Status{"a": p, "b": p}
		})
		if _, why := Weigh(s.Check, s.Trial(), false); !maps.Equal(s.Trial().Counts, c.counts) || why != c.why {
			t.Errorf("%s: %v (%s), want %v (%s)", name, s.Trial().Counts, why, c.counts, c.why)
		}
	}
	green := Run{app.Evidence{Arm: app.ArmCandidate, Status: p}, map[string]app.Status{"a": p}}
	s := Series{Runs: []Run{{app.Evidence{Arm: app.ArmBaseline, Status: p}, green.Tests}, green, {app.Evidence{Arm: app.ArmCandidate, Status: app.StatusError}, nil}}}
	if got := s.Trial().Counts; !maps.Equal(got, map[app.TestOutcome]int{app.TestEnvironment: 1}) {
		t.Errorf("hangs after a green run: %v", got)
	}
}
