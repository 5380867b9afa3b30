package pipeline

import (
	"slices"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// nowhere is a sandbox in which nothing runs.
type nowhere struct{ sandbox.Sandbox }

func (nowhere) Level() sandbox.Level { return sandbox.LevelBubblewrap }

// seriesOf is what the first check's series of a verification takes from a goal.
func seriesOf(t *testing.T, g *app.Goal, v *app.Verification, trees map[app.Arm]app.Tree) verify.Series {
	t.Helper()
	r := &run{Pool: &Pool{cfg: Config{Verifier: &verify.Verifier{}, Sandbox: nowhere{}}}, goal: g, rules: policy.Default()}
	for n := range g.Evidence {
		g.Evidence[n].Key = r.key(g.Evidence[n].Tree, g.Plan.Checks[0])
	}
	s, err := r.series(t.Context(), v, g.Plan.Checks[0], matrix{trees: trees})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestBudgetOfAVerification: what others ran takes nothing of it.
func TestBudgetOfAVerification(t *testing.T) {
	ran := func(arm app.Arm, round int, tree app.Tree) app.Evidence {
		return app.Evidence{Arm: arm, Round: round, Tree: tree, Check: proven, Status: app.StatusPass, Duration: time.Second}
	}
	g := &app.Goal{Plan: &app.Plan{Checks: []app.Check{proven}}, Evidence: []app.Evidence{
		ran(app.ArmSetup, 1, ""), ran(app.ArmPhase, 1, "new"), ran(app.ArmChange, 1, "new"),
		ran(app.ArmBaseline, 0, "old base"), ran(app.ArmBaseline, 0, "base"), ran(app.ArmBaseline, 0, "base"),
		ran(app.ArmBaseline, 1, "base"), ran(app.ArmGuard, 1, "mixed"), ran(app.ArmCandidate, 1, "new"), ran(app.ArmCandidate, 2, "newer"),
	}}
	for _, c := range []struct {
		of   app.Verification
		want int
	}{
		{app.Verification{Arm: app.ArmBaseline, Tree: "base"}, 2},
		{app.Verification{Arm: app.ArmCandidate, Round: 1, Tree: "new"}, 3},
		{app.Verification{Arm: app.ArmCandidate, Round: 2, Tree: "newer"}, 1},
	} {
		s := seriesOf(t, g, &c.of, map[app.Arm]app.Tree{app.ArmBaseline: "base", app.ArmCandidate: c.of.Tree})
		if s.Budget.Used != c.want || s.Budget.Spent != time.Duration(c.want)*time.Second {
			t.Errorf("%s of round %d: %d runs in %s, want %d", c.of.Arm, c.of.Round, s.Budget.Used, s.Budget.Spent, c.want)
		}
	}
}

// TestEarlyRedStays: what was red on the same bytes at the end of a phase or after a
// change flickers where it is green afterwards. Their greens are no proof, and of
// many reds the first says all.
func TestEarlyRedStays(t *testing.T) {
	ran := func(arm app.Arm, tree app.Tree, s app.Status) app.Evidence {
		return app.Evidence{Arm: arm, Tree: tree, Check: proven, Status: s}
	}
	v := &app.Verification{Arm: app.ArmCandidate, Round: 1, Tree: "new"}
	for name, c := range map[string]struct {
		before []app.Evidence
		want   app.Tally
	}{
		"at the end of a phase": {[]app.Evidence{ran(app.ArmPhase, "new", app.StatusFail)}, app.Tally{Green: 1, Red: 1}},
		"after a change":        {[]app.Evidence{ran(app.ArmChange, "new", app.StatusFail)}, app.Tally{Green: 1, Red: 1}},
		"again and again":       {slices.Repeat([]app.Evidence{ran(app.ArmPhase, "new", app.StatusFail)}, 9), app.Tally{Green: 1, Red: 1}},
		"of other bytes":        {[]app.Evidence{ran(app.ArmPhase, "newer", app.StatusFail)}, app.Tally{Green: 1}},
		"green":                 {[]app.Evidence{ran(app.ArmPhase, "new", app.StatusPass)}, app.Tally{Green: 1}},
		"not to be had":         {[]app.Evidence{ran(app.ArmPhase, "new", app.StatusError)}, app.Tally{Green: 1}},
	} {
		g := &app.Goal{Plan: &app.Plan{Checks: []app.Check{proven}}, Evidence: append(c.before, ran(app.ArmCandidate, "new", app.StatusPass))}
		if got := seriesOf(t, g, v, map[app.Arm]app.Tree{app.ArmBaseline: "base", app.ArmCandidate: "new"}).Trial().Candidate; got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// TestSetUpDoneAnew: what ran beside other dependencies is another question.
func TestSetUpDoneAnew(t *testing.T) {
	r := &run{Pool: &Pool{cfg: Config{Sandbox: nowhere{}}}, goal: &app.Goal{}, rules: policy.Default()}
	before := r.key("base", proven)
	if again := r.key("base", proven); again != before {
		t.Error("the same question has two keys")
	}
	r.goal.Evidence = append(r.goal.Evidence, app.Evidence{Arm: app.ArmSetup, Round: 1})
	first := r.key("base", proven)
	r.goal.Evidence = append(r.goal.Evidence, app.Evidence{Arm: app.ArmSetup, Round: 2})
	if second := r.key("base", proven); first == before || second == first {
		t.Error("runs before and after a set-up count alike")
	}
}

// TestOneQuestionIsAskedOnce: what ran for a criterion answers another with the
// same command; a bound is a part of the question.
func TestOneQuestionIsAskedOnce(t *testing.T) {
	r := &run{Pool: &Pool{cfg: Config{Sandbox: nowhere{}}}, goal: &app.Goal{}, rules: policy.Default()}
	below := func(v float64) *goalspec.Predicate { return &goalspec.Predicate{Op: "<", Value: v, Unit: "s"} }
	checks := []app.Check{
		proven,
		{Criterion: "C2", Command: "true", Kind: goalspec.MustHold, From: "issue"},
		{Criterion: "P1", Command: "true", Kind: goalspec.MustHold, From: verify.FromPolicy},
		{Criterion: "C3", Command: "true", Predicate: below(1)},
		{Criterion: "C4", Command: "true", Predicate: below(1)},
		{Criterion: "C5", Command: "true", Predicate: below(2)},
		{Criterion: "C1", Command: "false"},
	}
	question := []int{0, 0, 0, 1, 1, 2, 3}
	for n, a := range checks {
		for m, b := range checks {
			if want := question[n] == question[m]; (r.key("base", a) == r.key("base", b)) != want || a.Asks(b) != want {
				t.Errorf("%+v and %+v ask the same: want %v", a, b, want)
			}
		}
	}
}

// TestRetryTakesNoRedBack: what ran on the same bytes counts in every round, and
// people who want another try get one of what could not be run.
func TestRetryTakesNoRedBack(t *testing.T) {
	ran := func(arm app.Arm, round int, all ...app.Status) (out []app.Evidence) {
		for _, s := range all {
			out = append(out, app.Evidence{Arm: arm, Round: round, Tree: map[app.Arm]app.Tree{app.ArmBaseline: "base", app.ArmCandidate: "new"}[arm], Check: proven, Status: s})
		}
		return out
	}
	const green, red, broken = app.StatusPass, app.StatusFail, app.StatusError
	base := ran(app.ArmBaseline, 0, red, red, red, red, red)
	for name, c := range map[string]struct {
		before []app.Evidence
		tree   app.Tree
		next   app.Arm
		why    string
	}{
		"it flipped":                     {ran(app.ArmCandidate, 1, green, red), "new", "", "unstable: it is red in 1 of 2 runs on the same bytes"},
		"in two rounds":                  {append(ran(app.ArmCandidate, 1, red), ran(app.ArmCandidate, 2, green)...), "new", "", "unstable: it is red in 1 of 2 runs on the same bytes"},
		"it was red":                     {ran(app.ArmCandidate, 1, red, red, red, red, red), "new", "", "the check fails on the result"},
		"it could not be run":            {ran(app.ArmCandidate, 1, broken), "new", app.ArmCandidate, ""},
		"nor to its end, and was red":    {ran(app.ArmCandidate, 1, green, red, broken), "new", "", "unstable: it is red in 1 of 2 runs on the same bytes"},
		"it was green and then broke":    {ran(app.ArmCandidate, 1, green, green, green, green, broken), "new", app.ArmCandidate, ""},
		"the change is another":          {ran(app.ArmCandidate, 1, green, red), "newer", app.ArmCandidate, ""},
		"the base could not be run then": {ran(app.ArmBaseline, 1, broken), "new", app.ArmCandidate, ""},
	} {
		g := &app.Goal{Plan: &app.Plan{Checks: []app.Check{proven}}, Since: 3, Evidence: append(slices.Clone(base), c.before...)}
		s := seriesOf(t, g, &app.Verification{Arm: app.ArmCandidate, Round: 3, Tree: c.tree}, map[app.Arm]app.Tree{app.ArmBaseline: "base", app.ArmCandidate: c.tree})
		if next := s.Next(); next != c.next {
			t.Errorf("%s: %q runs next, want %q", name, next, c.next)
		} else if _, why := verify.Weigh(proven, s.Trial(), false); next == "" && why != c.why {
			t.Errorf("%s: %s, want %s", name, why, c.why)
		}
	}
}
