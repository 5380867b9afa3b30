package pipeline

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/doomed"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/footing"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// matrix are the trees on which a check runs in one verification. The mixed
// ones are composed in the trusted repository: whatever stands behind a check —
// tests, files that its command names, and what these stand on — from one side,
// all else from the other.
type matrix struct {
	trees  map[app.Arm]app.Tree
	arms   []app.Arm            // beside base and result
	broken map[app.Arm][]string // what was broken on purpose, and where
	back   []string             // that are as the base has them where its tests judge
	agreed bool
	notice bool // new tests have to notice what was broken
	doomed doomed.Tests
}

// compose makes the matrix of the check that is due, once for all its runs.
func (r *run) compose(ctx context.Context, v *app.Verification) (matrix, error) {
	if m, made := r.mixed[len(v.Due)]; made {
		return m, nil
	}
	repo, err := r.repo(ctx)
	if err != nil {
		return matrix{}, err
	}
	m, err := r.matrix(ctx, repo, v, v.Due[0])
	if err != nil {
		return m, err
	}
	if r.mixed == nil {
		r.mixed = map[int]matrix{}
	}
	r.mixed[len(v.Due)] = m
	return m, nil
}

func (r *run) matrix(ctx context.Context, repo *workspace.Repo, v *app.Verification, c app.Check) (matrix, error) {
	m := matrix{trees: map[app.Arm]app.Tree{app.ArmBaseline: r.goal.Contract.BaseTree}, broken: map[app.Arm][]string{}}
	if v.Arm == app.ArmBaseline {
		return m, nil
	}
	base, result := r.baseTree(), workspace.Digest(v.Tree)
	m.trees[app.ArmCandidate] = v.Tree
	changes, err := repo.Diff(ctx, base, result)
	if err != nil {
		return m, fmt.Errorf("compare with the base: %w", err)
	}
	peoples := c.From != "plan" || r.goal.PlanApproved()
	s := footing.Change{Base: repo.FS(base), Result: repo.FS(result), Files: changes, Command: c.Command, Peoples: peoples, Agreed: r.agreed}.Sides()
	m.back = s.Back()
	m.agreed = s.Agreed()
	if len(m.back) > 0 {
		parts := map[string][]byte{}
		for _, one := range s.Parts {
			parts[one.Path] = one.Guard
		}
		if err := m.mix(ctx, repo, app.ArmGuard, result, base, slices.Concat(s.Bent, s.Along), parts); err != nil {
			return m, err
		}
	}
	covers := r.goal.Contract.Goal.WorkType() == goalspec.WorkTestCoverage && len(s.Tests) > 0 // the base's code is what the new tests are green on
	m.notice = covers && c.Kind == goalspec.MustChange
	if covers && !footing.OnlyAsks(c.Command) {
		if err := m.mutate(ctx, repo, result, r.covering(repo.FS(result), s.Tests)); err != nil {
			return m, err
		}
	}
	if !covers && len(s.Tests) > 0 {
		parts := map[string][]byte{}
		for _, one := range s.Parts {
			parts[one.Path] = one.Proof
		}
		if err := m.mix(ctx, repo, app.ArmProof, base, result, s.Tests, parts); err != nil {
			return m, err
		}
	}
	if len(s.Code) > 0 && c.Kind == goalspec.MustHold {
		if err := m.plant(ctx, repo, result, s.Code); err != nil {
			return m, err
		}
	}
	return m, m.doom(ctx, repo, result, c.Command)
}

// mix adds the tree that is now with paths as they are in from, and some files
// in parts of both.
func (m *matrix) mix(ctx context.Context, repo *workspace.Repo, arm app.Arm, now, from workspace.Digest, paths []string, parts map[string][]byte) error {
	tree, err := repo.PutBack(ctx, now, from, paths...)
	if err != nil {
		return fmt.Errorf("compose the tree of %s: %w", arm, err)
	}
	files := map[string]*workspace.File{}
	for p, b := range parts {
		files[p] = &workspace.File{Data: b}
	}
	if tree, err = repo.Write(ctx, tree, files); err != nil {
		return fmt.Errorf("compose the tree of %s: %w", arm, err)
	}
	m.trees[arm], m.arms = app.Tree(tree), append(m.arms, arm)
	return nil
}

// violation stands first in code that is broken on purpose: no language takes
// it for a program, and no reader for the text that was there.
const violation = ")( planted by goalkeeper\n"

// maxPlanted bounds the files that are broken.
const maxPlanted = 100

func (m *matrix) plant(ctx context.Context, repo *workspace.Repo, result workspace.Digest, code []string) error {
	files := map[string]*workspace.File{}
	for _, p := range code[:min(len(code), maxPlanted)] {
		b, err := repo.Read(ctx, result, p)
		if err != nil {
			return fmt.Errorf("plant a violation in %s: %w", p, err)
		}
		files[p] = &workspace.File{Data: append([]byte(violation), b...)}
		m.broken[app.ArmPlanted] = append(m.broken[app.ArmPlanted], p)
	}
	tree, err := repo.Write(ctx, result, files)
	if err != nil {
		return fmt.Errorf("plant a violation: %w", err)
	}
	m.trees[app.ArmPlanted], m.arms = app.Tree(tree), append(m.arms, app.ArmPlanted)
	return nil
}

// agreed tells whether a person permitted that a test of the base changes: by
// approving the plan that names it, by letting it into the scope, or by a waiver
// of what a gate said of it.
func (r *run) agreed(p string) bool {
	if r.goal.PlanApproved() && slices.Contains(r.goal.Plan.Files, p) {
		return true
	}
	if r.goal.Contract.Allows("scope", p) || laidIn(r.goal.Contract.Goal.Scope(), p) {
		return true
	}
	waivers := slices.Concat(r.goal.Waivers, r.goal.Contract.Waivers)
	if r.goal.Verdict == nil {
		return false
	}
	return letIn(r.goal.Verdict.Children, waivers, p, r.cfg.Now())
}

// laidIn tells whether the issue itself names data as the place of the work: it
// is there to be changed. A recipe, a script or a test that it names may gain
// something, and checks no less for it.
func laidIn(s goalspec.Scope, p string) bool {
	return footing.IsData(p) && slices.ContainsFunc(slices.Concat(s.Allow, s.Focus), func(g goalspec.Glob) bool { return g.Pattern == p })
}

// letIn tells whether people permitted what rules found of a test, and with it
// the file as it is: nothing else was found there, and not a byte came since.
func letIn(rules []app.Verdict, waivers []app.Waiver, p string, now time.Time) bool {
	let := false
	for _, v := range rules {
		for _, at := range slices.Concat(v.Places, v.Permitted) {
			switch {
			case at.Path != p:
			case app.OfTests(v.Rule):
				if let = app.Agreed(waivers, v.Rule, at, now); !let {
					return false
				}
			case v.Status == app.StatusFail && !slices.Contains(v.Permitted, at) && !app.Waived(waivers, v.Rule, at, now):
				return false
			}
		}
	}
	return let
}
