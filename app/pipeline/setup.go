package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/egress"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// setUp runs the policy's set-up commands on a fresh checkout of the base, in
// the only sandboxes that have a way to the network, and keeps what they left.
// It is the harness's work and costs the goal no active minutes. A command that
// fails goes to people; whatever interrupts it, all of it is done anew.
func (r *run) setUp(ctx context.Context) error {
	defer func() { r.setting = nil }()
	way, err := r.wayOut()
	if err != nil {
		return err
	}
	if way != nil {
		defer way.Close()
	}
	r.stopBeside()
	r.leaveClone(ctx) // it may show what an earlier set-up left
	r.left = nil
	if err := r.clearSetUp(ctx); err != nil {
		return err
	}
	round := r.goal.SetUps() + 1
	for n, command := range r.rules.Setup {
		r.setting = &publish.SetUp{N: n + 1, Of: len(r.rules.Setup), Command: command, Since: r.cfg.Now()}
		if err := r.refresh(ctx); err != nil {
			return err
		}
		e, err := r.setUpCommand(ctx, command, way)
		if err != nil {
			return err
		}
		e.Round = round
		entries := []app.Entry{app.Say(app.EvidenceRecorded{Evidence: e})}
		if e.Status != app.StatusPass {
			r.setting = nil
			return r.Record(ctx, append(entries, r.setUpFails(fmt.Sprintf("Command %d of %d of the set-up fails.", n+1, len(r.rules.Setup))))...)
		}
		if err := r.Record(ctx, entries...); err != nil {
			return err
		}
	}
	r.setting = nil
	if err := r.keepSetUp(); !errors.Is(err, errScattered) {
		return err
	}
	return r.Record(ctx, r.setUpFails(fmt.Sprintf("Set-up leaves files at more than %d places in the tree, too many to show them to other commands.", maxKept)))
}

// setUpFails asks people: nothing goes on without what set-up was to fetch.
func (r *run) setUpFails(what string) app.Entry {
	return app.Say(app.BreakpointOpened{Breakpoint: r.breakpoint(app.BreakpointSetup,
		what+fmt.Sprintf(" The goal does not go on without it. When what is missing outside is there, try again; a correction of `setup` or `network` on %s counts for a goal that is started anew.",
			r.goal.Contract.BaseBranch), "/goal retry", "/goal stop")})
}

// wayOut opens the proxy, nil where the policy names no host.
func (r *run) wayOut() (*egress.Proxy, error) {
	if len(r.rules.Network) == 0 {
		return nil, nil
	}
	return egress.Open(egress.Config{
		Allow: r.rules.Network, Private: r.cfg.Private, UID: r.cfg.UID, GID: r.cfg.GID, Logger: r.cfg.Logger.With("goal_id", r.goal.ID),
	})
}

// clearSetUp makes the checkout and the home in which set-up begins.
func (r *run) clearSetUp(ctx context.Context) error {
	dir := r.setUpDir()
	if err := r.cfg.Workspace.RemoveDir(ctx, dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return fmt.Errorf("make set-up directory: %w", err)
	}
	if err := copyTree("", filepath.Join(dir, "home"), r.cfg.UID, r.cfg.GID); err != nil {
		return fmt.Errorf("make home: %w", err)
	}
	repo, err := r.repo(ctx)
	if err != nil {
		return err
	}
	tree := filepath.Join(dir, "tree")
	if err := repo.Checkout(ctx, r.baseTree(), tree); err != nil {
		return err
	}
	return repo.Decoy(ctx, tree, workspace.Digest(r.goal.Contract.Base))
}

func (r *run) setUpCommand(ctx context.Context, command string, way *egress.Proxy) (app.Evidence, error) {
	dir := r.setUpDir()
	bench := verify.Bench{
		Tree: filepath.Join(dir, "tree"), Home: filepath.Join(dir, "home"), Env: r.rules.Environ(), Limit: r.rules.CheckTimeout(),
	}
	if way != nil {
		bench.WayOut = way.Socket()
	}
	e, err := r.cfg.Verifier.Run(ctx, bench, app.Check{Command: command, Kind: goalspec.MustHold, From: "policy"})
	if err != nil {
		return e, err
	}
	e.Arm, e.Tree = app.ArmSetup, r.goal.Contract.BaseTree
	if way != nil {
		e.Network = visits(way.Visits())
	}
	return e, nil
}

// visits are what was asked of the network, a line for each host.
func visits(all []egress.Visit) []string {
	var out []string
	for _, v := range all {
		if v.Why != "" {
			out = append(out, fmt.Sprintf("%s was refused: it %s", v.Host, v.Why))
			continue
		}
		out = append(out, fmt.Sprintf("%s was reached, %d bytes sent, %d received", v.Host, v.Up, v.Down))
	}
	return out
}
