package pipeline

import (
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
)

// seriesOf is what the first check's series of a verification takes from a goal.
func seriesOf(t *testing.T, g *app.Goal, v *app.Verification, trees map[app.Arm]app.Tree) verify.Series {
	t.Helper()
	r := &run{Pool: &Pool{cfg: Config{Verifier: &verify.Verifier{}, Sandbox: &stage{}}}, goal: g, rules: policy.Default()}
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

// TestSetUpDoneAnew: what ran beside other dependencies is another question.
func TestSetUpDoneAnew(t *testing.T) {
	r := &run{Pool: &Pool{cfg: Config{Sandbox: &stage{}}}, goal: &app.Goal{}, rules: policy.Default()}
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

// TestRetryKeepsTheBase: a verification that people want run again begins anew,
// and a base that is proven after it remembers its own runs.
func TestRetryKeepsTheBase(t *testing.T) {
	g := &app.Goal{Plan: &app.Plan{Checks: []app.Check{proven}}, Since: 2, Evidence: []app.Evidence{
		{Arm: app.ArmBaseline, Tree: "base", Check: proven, Status: app.StatusPass},
		{Arm: app.ArmCandidate, Round: 1, Tree: "new", Check: proven, Status: app.StatusFail},
	}}
	trees := map[app.Arm]app.Tree{app.ArmBaseline: "base", app.ArmCandidate: "new"}
	if s := seriesOf(t, g, &app.Verification{Arm: app.ArmCandidate, Round: 2, Tree: "new"}, trees); len(s.Runs) != 0 {
		t.Errorf("the new round counts %d earlier runs", len(s.Runs))
	}
	if s := seriesOf(t, g, &app.Verification{Arm: app.ArmBaseline, Tree: "base"}, map[app.Arm]app.Tree{app.ArmBaseline: "base"}); len(s.Runs) != 1 {
		t.Errorf("the base counts %d of its runs, want 1", len(s.Runs))
	}
}
