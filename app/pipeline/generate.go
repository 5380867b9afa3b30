package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/generated"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// maxGenerators bounds the generators that are run for one tree.
const maxGenerators = 10

// generate runs the generators that the base has for a change. On the base a
// blank line more is planted at the end of each generated file: those that come
// out as they stood are its work. The others are not held against it, and where
// there are none it is void. The same runs on the result, whose files must come
// out as they stand. What ran before on the same trees is not run again; fresh
// is what has to be recorded.
func (r *run) generate(ctx context.Context, tree app.Tree) (probes, fresh []app.Evidence, err error) {
	in, err := r.compared(ctx, tree)
	if err != nil {
		return nil, nil, err
	}
	all, err := gate.Generators(in)
	if err != nil {
		return nil, nil, err
	}
	for n, g := range all {
		if n == maxGenerators {
			probes = append(probes, void(g, fmt.Sprintf("was not run: the change has %d generators, and %d are run", len(all), n)))
			break
		}
		ground := app.Tree(r.goal.Ground())
		base, ran, err := r.generated(ctx, g, ground, ground)
		if err != nil {
			return nil, nil, err
		}
		if ran {
			fresh = append(fresh, base)
		}
		if base.Status == app.StatusError {
			probes = append(probes, base)
			continue
		}
		g.Files = base.Planted
		result, ran, err := r.generated(ctx, g, tree, ground)
		if err != nil {
			return nil, nil, err
		}
		if ran {
			fresh = append(fresh, result)
		}
		probes = append(probes, result)
	}
	return probes, fresh, nil
}

func void(g generated.Generator, why string) app.Evidence {
	return app.Evidence{Arm: app.ArmGenerate, Check: generatorCheck(g), Status: app.StatusError, Why: why, Planted: g.Files}
}

func generatorCheck(g generated.Generator) app.Check {
	return app.Check{Command: g.Command, Kind: goalspec.MustHold, From: "generator"}
}

// generated is one run on a tree, or what is on record of it. ground is the base
// on which it had to show what it writes.
func (r *run) generated(ctx context.Context, g generated.Generator, tree, ground app.Tree) (e app.Evidence, ran bool, err error) {
	c := generatorCheck(g)
	key := app.DigestOf([]byte(string(r.key(tree, c)) + string(r.key(ground, c))))
	for _, e := range r.goal.Evidence {
		if e.Arm == app.ArmGenerate && e.Key == key {
			return e, false, nil
		}
	}
	repo, err := r.repo(ctx)
	if err != nil {
		return e, false, err
	}
	planted, err := r.plantIn(ctx, repo, tree, g.Files)
	if err != nil {
		return e, false, err
	}
	b, err := r.bench(ctx, planted)
	if err != nil {
		return e, false, err
	}
	if e, err = r.cfg.Verifier.Run(ctx, b, c); err != nil {
		return e, false, err
	}
	repo.Forget(b.Tree)
	out, err := repo.Export(ctx, b.Tree, workspace.Digest(planted), r.keptPaths()...)
	if err = errors.Join(err, r.clearBench(ctx)); err != nil {
		return e, false, err
	}
	differs, err := r.between(ctx, repo, workspace.Digest(tree), out.Tree)
	if err != nil {
		return e, false, err
	}
	e.Arm, e.Round, e.Tree, e.Key, e.Planted = app.ArmGenerate, r.goal.Phase.N, tree, key, g.Files
	return weighed(e, differs.Paths(), tree == ground), true, nil
}

// plantIn is a tree with a blank line more in those of some files that it has.
func (r *run) plantIn(ctx context.Context, repo *workspace.Repo, tree app.Tree, paths []string) (app.Tree, error) {
	files := map[string]*workspace.File{}
	for _, p := range paths {
		text, err := repo.Read(ctx, workspace.Digest(tree), p)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("plant in %s: %w", p, err)
		}
		files[p] = &workspace.File{Data: append(text, '\n')}
	}
	planted, err := repo.Write(ctx, workspace.Digest(tree), files)
	if err != nil {
		return "", fmt.Errorf("plant in generated files: %w", err)
	}
	return app.Tree(planted), nil
}

// weighed says what a generator's run shows, from the paths that came out in
// another way than the tree has them.
func weighed(e app.Evidence, differs []string, onBase bool) app.Evidence {
	failed := e.Status != app.StatusPass
	why := e.Why
	if failed && why == "" {
		why = fmt.Sprintf("ended with exit status %d", e.Exit)
	}
	other := func(p string) bool { return slices.Contains(differs, p) }
	if !onBase {
		switch {
		case e.TimedOut || e.Status == app.StatusError:
			e.Status, e.Why = app.StatusError, why
		case failed:
			e.Why, e.Differs = why, e.Planted
		default:
			if e.Differs = slices.DeleteFunc(slices.Clone(e.Planted), func(p string) bool { return !other(p) }); len(e.Differs) > 0 {
				e.Status = app.StatusFail
			}
		}
		return e
	}
	shown := slices.DeleteFunc(slices.Clone(e.Planted), other)
	switch {
	case failed:
		e.Status, e.Why = app.StatusError, why+" on the base"
	case len(shown) == 0:
		e.Status, e.Why = app.StatusError, "does not write any file as the base has it"
	default:
		e.Planted = shown
	}
	return e
}
