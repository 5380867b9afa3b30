package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// maxRuns bounds the runs of one check in one verification: those that are
// asked for are fewer, and an interruption may repeat some.
const maxRuns = 100

// prove does the next run of the check that is due. Each run is recorded as it
// ends, so that a restart goes on with the next one; with the last of a check
// stands what all of them show.
func (r *run) prove(ctx context.Context) error {
	v := r.goal.Running
	if v == nil || len(v.Due) == 0 {
		return nil
	}
	c := v.Due[0]
	m, err := r.compose(ctx, v)
	if err != nil {
		return err
	}
	s, err := r.series(ctx, v, c, m)
	if err != nil {
		return err
	}
	arm := s.Next()
	if arm == "" {
		return r.Record(ctx, app.Say(app.EvidenceRecorded{Evidence: known(s, v)}))
	}
	e, err := r.check(ctx, arm, v.Round, m.trees[arm], c)
	if err != nil {
		return err
	}
	e.Key, e.Planted = r.key(e.Tree, c), m.broken[arm]
	if e, err = r.follow(ctx, s, e); err != nil {
		return err
	}
	return r.Record(ctx, app.Say(app.EvidenceRecorded{Evidence: e}))
}

// follow says of a run whether others follow, or what all of them show.
func (r *run) follow(ctx context.Context, s verify.Series, e app.Evidence) (app.Evidence, error) {
	tests, err := r.cfg.Verifier.Tests(ctx, e)
	if err != nil {
		return e, err
	}
	s = s.And(verify.Run{Evidence: e, Tests: tests})
	if e.More = s.Next() != ""; !e.More {
		t := s.Trial()
		e.Trial = &t
	}
	return e, nil
}

// known closes a check whose answer stands without another run: its results are
// those of an earlier round on the same bytes, or the budget is used up.
func known(s verify.Series, v *app.Verification) app.Evidence {
	t := s.Trial()
	e := app.Evidence{Status: app.StatusSkipped, Why: "the verification's budget is used up", Tree: v.Tree}
	for _, run := range s.Runs {
		if run.Arm == v.Arm && (e.Status == app.StatusSkipped || e.Status == app.StatusPass) {
			e = run.Evidence
		}
	}
	e.Arm, e.Round, e.Check, e.Trial, e.More, e.Reused = v.Arm, v.Round, s.Check, &t, false, true
	return e
}

// series gathers what is known of a check: the runs on the same bytes in the
// same environment, in every round, and the first red that a phase or a change saw
// there. People who want another try get one of what could not be run; green and
// red stay.
func (r *run) series(ctx context.Context, v *app.Verification, c app.Check, m matrix) (verify.Series, error) {
	checks := len(r.frozen())
	due := len(v.Due)
	if due == 0 { // they run beside planning
		due = checks
	}
	s := verify.Series{
		Check: c, Baseline: v.Arm == app.ArmBaseline, Arms: m.arms, Agreed: m.agreed, Back: m.back, Notice: m.notice, Doomed: m.doomed, Unstable: verify.Unstable(r.goal.Evidence, v.Round, c), Sure: r.cfg.Repeats,
		Budget: verify.Budget{Time: r.rules.VerificationTimeout(), Runs: maxRuns * checks, Share: due},
	}
	early := false
	for _, e := range r.goal.Evidence {
		if e.Reused {
			continue
		}
		if within(e, v) {
			s.Budget.Spent += e.Duration
			if e.Check.Criterion == c.Criterion && e.Check.Command == c.Command {
				s.Budget.Own += e.Duration
			}
			s.Budget.Used++
		}
		if !early && e.Early() && v.Arm == app.ArmCandidate && e.Key == r.key(v.Tree, c) {
			e.Arm, early = app.ArmCandidate, true
		}
		tree, there := m.trees[e.Arm]
		if !there || e.Key != r.key(tree, c) || v.Arm == app.ArmCandidate && e.Round < r.goal.Since && e.Status == app.StatusError {
			continue
		}
		tests, err := r.cfg.Verifier.Tests(ctx, e)
		if err != nil {
			return s, err
		}
		s.Runs = append(s.Runs, verify.Run{Evidence: e, Tests: tests})
	}
	return s, nil
}

// within tells whether a run takes of the budget of a verification. Baselines
// all have the same round: what tells them apart is the tree.
func within(e app.Evidence, v *app.Verification) bool {
	switch e.Arm {
	case app.ArmSetup, app.ArmPhase, app.ArmChange, app.ArmGenerate:
		return false
	}
	return e.Round == v.Round && (v.Arm != app.ArmBaseline || e.Tree == v.Tree)
}

// key is equal for runs that ask the same question: a set-up that was done anew
// may have left something else.
func (r *run) key(tree app.Tree, c app.Check) app.Digest {
	raw, err := json.Marshal([]any{
		tree, c.Command, c.Predicate, r.rules.Environ(), r.rules.CheckTimeout(), r.cfg.Sandbox.Level().String(), r.goal.SetUps(),
	})
	if err != nil {
		return "" // of strings and numbers: it can be encoded
	}
	return app.DigestOf(raw)
}

// check runs one check in a fresh checkout that no agent has touched.
func (r *run) check(ctx context.Context, arm app.Arm, round int, tree app.Tree, c app.Check) (app.Evidence, error) {
	b, err := r.bench(ctx, tree)
	if err != nil {
		return app.Evidence{}, err
	}
	e, err := r.cfg.Verifier.Run(ctx, b, c)
	if err != nil {
		return app.Evidence{}, err
	}
	e.Arm, e.Round, e.Tree = arm, round, tree
	if arm == app.ArmBaseline && round == 0 && c.From != "plan" {
		err = r.keepWarm(ctx, b.Home)
	}
	return e, errors.Join(err, r.clearBench(ctx))
}

func (r *run) benchDir() string { return filepath.Join(r.top(), "verify") }

func (r *run) clearBench(ctx context.Context) error {
	return r.cfg.Workspace.RemoveDir(context.WithoutCancel(ctx), r.benchDir())
}

// bench is a fresh checkout of a tree, with a home of its own.
func (r *run) bench(ctx context.Context, tree app.Tree) (b verify.Bench, err error) {
	repo, err := r.repo(ctx)
	if err != nil {
		return b, err
	}
	top := r.benchDir()
	b = verify.Bench{
		Tree: filepath.Join(top, "tree"), Home: filepath.Join(top, "home"), Env: r.rules.Environ(), Limit: r.rules.CheckTimeout(), Kept: r.keptParts(),
	}
	if err := r.cfg.Workspace.RemoveDir(ctx, top); err != nil {
		return b, err
	}
	if err := os.MkdirAll(top, 0o711); err != nil {
		return b, fmt.Errorf("make verification directory: %w", err)
	}
	if err := r.warmHome(b.Home); err != nil {
		return b, err
	}
	if err := repo.Checkout(ctx, workspace.Digest(tree), b.Tree); err != nil {
		return b, fmt.Errorf("check out %s: %w", tree, err)
	}
	return b, nil
}
