package pipeline

import (
	"context"
	"errors"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// offer asks whether to go on from what the goal before left behind, when there
// is anything left.
func (r *run) offer(ctx context.Context) ([]app.Entry, error) {
	before, err := r.before(ctx)
	if err != nil || before == nil {
		return nil, err
	}
	switch kept, err := r.mirror().Kept(ctx, string(before.ID), workspace.Digest(before.Tree)); {
	case errors.Is(err, workspace.ErrNotKept):
		return nil, nil // kept no longer
	case err != nil:
		return nil, err
	default:
		kept.Close()
	}
	b := r.breakpoint(app.BreakpointAsk, fmt.Sprintf(
		"A goal before this one ended (%s) with work saved: %s, on top of commit %s. Shall the new goal go on from it?",
		before.Ended.Reason, publish.Size(before.Stat), before.Contract.Base.Short()),
		"Go on from the saved work", "Start afresh")
	b.Title = "Work of the goal before is kept"
	b.Start = &app.Start{Goal: before.ID, Base: before.Contract.Base, BaseTree: before.Contract.BaseTree, Tree: before.Tree, Stat: before.Stat}
	return []app.Entry{app.Say(app.BreakpointOpened{Breakpoint: b})}, nil
}

// before is the last goal of the issue that was given up with changes; those
// since then were given up without any, and nobody chose to start afresh. Nil:
// there is none.
func (r *run) before(ctx context.Context) (*app.Goal, error) {
	for id := r.goal.Previous; id != ""; {
		g, err := r.replay(ctx, id)
		if err != nil {
			return nil, err
		}
		switch {
		case g.Repo.ID != r.goal.Repo.ID:
			return nil, nil
		case g.LeftWork():
			return g, nil
		case g.Afresh, !g.GivenUp():
			return nil, nil
		}
		id = g.Previous
	}
	return nil, nil
}

func (r *run) replay(ctx context.Context, id app.GoalID) (*app.Goal, error) {
	events, err := r.cfg.Store.Events(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	return app.Replay(events)
}

// takeUp starts from the saved work on the base it was made for. When it is
// kept no longer, the goal starts afresh.
func (r *run) takeUp(ctx context.Context) error {
	s := *r.goal.Start
	kept, err := r.mirror().Kept(ctx, string(s.Goal), workspace.Digest(s.Tree))
	if errors.Is(err, workspace.ErrNotKept) {
		r.cfg.Logger.Warn("take up earlier work", "goal_id", r.goal.ID, "from", s.Goal, "err", err)
		return r.Record(ctx, app.Say(app.TreeExported{Tree: r.goal.Contract.BaseTree, Why: "the work of goal " + string(s.Goal) + " is kept no longer"}))
	}
	if err != nil {
		return err
	}
	defer kept.Close()
	repo, err := r.repo(ctx)
	if err != nil {
		return err
	}
	if err := repo.Adopt(ctx, kept); err != nil {
		return err
	}
	next := *r.goal.Contract
	next.Version++
	next.Base, next.BaseTree = s.Base, s.BaseTree
	left, err := r.replay(ctx, s.Goal)
	if err != nil {
		return err
	}
	if left.Contract != nil { // what people froze holds for its work
		next.Freeze(left.Contract.Frozen...)
	}
	return r.Record(ctx,
		app.Say(app.ContractFrozen{Contract: next, Why: fmt.Sprintf("the work starts from what goal %s left, on commit %s; %d files are changed already", s.Goal, s.Base.Short(), len(s.Stat.Files))}),
		app.Say(app.TreeExported{Tree: s.Tree, Stat: s.Stat, Why: "left by goal " + string(s.Goal)}))
}
