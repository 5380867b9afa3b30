package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/breakpoint"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
)

// Record appends entries to the goal's log in one commit, with the posts and
// texts that follow from them.
func (r *run) Record(ctx context.Context, entries ...app.Entry) error {
	return r.commit(ctx, entries, time.Time{})
}

// commit is the one write of a run. On an error the goal in memory may be
// ahead of the log; the run ends and the next one folds anew.
func (r *run) commit(ctx context.Context, entries []app.Entry, wakeAt time.Time) error {
	events, before := make([]app.Event, 0, len(entries)), *r.goal
	for _, entry := range entries {
		e, err := app.Seal(r.id(), r.goal.Seq, r.goal.Hash, r.lease.get().Epoch, r.cfg.Now(), entry)
		if err != nil {
			return err
		}
		early, answers := r.goal.Early, r.conv.Answers()
		if err := r.apply(e); err != nil {
			r.torn = true
			return err
		}
		r.caughtUp = r.caughtUp && !passesOver(e.Kind)
		r.receipts(e, answers)
		if err := r.comments(e, early); err != nil {
			r.torn = true
			return err
		}
		events = append(events, e)
	}
	if err := errors.Join(r.phaseEnded(events), r.answered(&before, events)); err != nil {
		r.torn = true
		return err
	}
	surfaces, err := r.surfaces(events)
	if err != nil {
		r.torn = true
		return err
	}
	if len(events) > 0 {
		r.resting, r.alarmed = false, time.Time{}
	}
	if len(events) == 0 && len(r.read) == 0 && len(r.effects) == 0 && len(surfaces) == 0 && wakeAt.IsZero() && !r.resting {
		return nil
	}
	row := store.Of(r.goal)
	row.Resting = r.resting
	if r.resting {
		row.NotBefore = r.alarm() // its wake can be told to a runner that dies
	}
	if !row.NotBefore.After(r.cfg.Now()) {
		row.NotBefore = time.Time{} // passed: no reason to be looked at
	}
	c := store.Commit{
		Lease: r.lease.get(), Summary: row, Events: events, InputsRead: r.read,
		Effects: r.effects, Surfaces: surfaces, WakeAt: wakeAt,
	}
	if err := r.cfg.Store.Commit(context.WithoutCancel(ctx), c); err != nil {
		r.torn = true
		return fmt.Errorf("commit goal %s: %w", r.goal.ID, err)
	}
	r.read, r.effects = nil, nil
	return nil
}

func (r *run) id() app.GoalID { return r.lease.get().Goal }

// refresh writes the texts people see as they should read now.
func (r *run) refresh(ctx context.Context) error {
	r.progress = time.Time{}
	return r.commit(ctx, nil, time.Time{})
}

// post adds one effect to the next commit.
func (r *run) post(key string, kind app.EffectKind, data any) error {
	e, err := r.effect(key, kind, data)
	if err == nil {
		r.effects = append(r.effects, e)
	}
	return err
}

func (r *run) effect(key string, kind app.EffectKind, data any) (app.Effect, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return app.Effect{}, fmt.Errorf("encode effect %s: %w", key, err)
	}
	return app.Effect{
		Key: string(r.id()) + "/" + key, Goal: r.id(), Installation: r.goal.Installation, Repo: r.goal.Repo, Kind: kind, Data: raw,
	}, nil
}

// view is what renderings see.
func (r *run) view() publish.View { return r.viewOf(r.goal) }

func (r *run) viewOf(g *app.Goal) publish.View {
	v := publish.View{
		Goal: g, Policy: r.rules, Criteria: verify.Judge(g), Queue: r.position(r.id()), Now: r.cfg.Now(), Slug: r.cfg.Slug, Scrub: r.cfg.Scrub,
		GivesUp: breakpoint.GivesUp(g, r.rules), SetUp: r.setting, Retention: r.cfg.Retention,
	}
	if of := g.OfHead(); of != nil && of != g {
		v.Head = verify.Judge(of)
	}
	if r.cfg.LogURL != nil {
		v.LogURL = func(d app.Digest) string { return r.cfg.LogURL(g.ID, d) }
	}
	return v
}

// surfaces renders what changed. Progress within a phase is shown at most
// every Progress; everything a person waits for at once.
func (r *run) surfaces(events []app.Event) ([]app.Surface, error) {
	if !r.due(events) {
		return nil, nil
	}
	v := r.view()
	mark := app.Mark(r.goal.ID, "goal", 1)
	out, err := r.surface(nil, app.SurfaceGoalComment, app.GoalComment{
		Number: r.goal.Issue.Number, Body: publish.GoalComment(v) + "\n\n" + mark, Mark: mark,
	})
	if err != nil || r.goal.Pull == nil {
		return out, err
	}
	if out, err = r.surface(out, app.SurfaceCheckRun, publish.CheckRun(v)); err != nil {
		return nil, err
	}
	told := []app.EventKind{app.EventPROpened, app.EventHeadMoved, app.EventBreakpointOpened, app.EventBreakpointAnswered}
	if r.goal.State != app.StateInReview && !r.goal.State.Over() && !slices.ContainsFunc(events, func(e app.Event) bool { return slices.Contains(told, e.Kind) }) {
		return out, nil // the description tells what was proven of the head and what is asked, not of work in progress
	}
	return r.surface(out, app.SurfacePullBody, app.PullBody{
		Number: r.goal.Pull.Number, Title: publish.PullTitle(v), Body: publish.PullBody(v), Draft: r.goal.Pull.Draft,
	})
}

func (r *run) surface(out []app.Surface, kind app.SurfaceKind, data any) ([]app.Surface, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", kind, err)
	}
	digest := app.DigestOf(raw)
	if r.shown[kind] == digest {
		return out, nil
	}
	r.shown[kind] = digest
	return append(out, app.Surface{Goal: r.goal.ID, Installation: r.goal.Installation, Repo: r.goal.Repo, Kind: kind, Data: raw}), nil
}

func (r *run) due(events []app.Event) bool {
	now := r.cfg.Now()
	for _, e := range events {
		switch e.Kind {
		case app.EventRequestSent, app.EventResponseReceived, app.EventToolStarted, app.EventToolFinished,
			app.EventTreeExported, app.EventGateJudged:
		default:
			r.progress = now
			return true
		}
	}
	if now.Sub(r.progress) < r.cfg.Progress {
		return false
	}
	r.progress = now
	return true
}
