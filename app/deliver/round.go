package deliver

import (
	"context"
	"errors"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

const batch = 100

// errLimited ends a round: whatever else is due comes back with what was
// refused, at the end of the limit.
var errLimited = errors.New("limited")

// round delivers what is due: posts in order until there are none, then
// surfaces. Each is tried once, however soon it would be due again. An error
// is the store's.
func (d *Deliverer) round(ctx context.Context, installation int64) error {
	err := d.posts(ctx, installation)
	if err == nil {
		err = d.surfaces(ctx, installation)
	}
	if errors.Is(err, errLimited) {
		return nil
	}
	return err
}

func (d *Deliverer) posts(ctx context.Context, installation int64) error {
	tried := map[int64]bool{}
	for {
		due, err := d.Outbox.NextEffects(ctx, installation, batch)
		if err != nil {
			return err
		}
		fresh := false
		for _, q := range due {
			if tried[q.ID] {
				continue
			}
			tried[q.ID], fresh = true, true
			if err := d.deliver(ctx, q); err != nil {
				return err
			}
		}
		if !fresh {
			return nil
		}
	}
}

func (d *Deliverer) surfaces(ctx context.Context, installation int64) error {
	tried := map[string]bool{}
	for {
		due, err := d.Outbox.NextSurfaces(ctx, installation, batch)
		if err != nil {
			return err
		}
		fresh := false
		for _, q := range due {
			name := string(q.Surface.Goal) + "/" + string(q.Surface.Kind)
			if tried[name] {
				continue
			}
			tried[name], fresh = true, true
			if err := d.converge(ctx, q); err != nil {
				return err
			}
		}
		if !fresh {
			return nil
		}
	}
}

// deliver makes one attempt at an effect and records what came of it.
func (d *Deliverer) deliver(ctx context.Context, q store.QueuedEffect) error {
	e := q.Effect
	if err := d.pace(ctx, e.Installation); err != nil {
		return err
	}
	ctx, cancel := detach(ctx)
	defer cancel()
	done, open, err := d.post(ctx, q)
	if lost := (*storeError)(nil); errors.As(err, &lost) {
		return lost.err
	}
	after := decide(attempt{
		kind: e.Kind, open: open, count: q.Attempts + 1, err: err, now: d.Clock.Now(), retry: d.Retry,
	})
	done.Key, done.Kind, done.Error = e.Key, e.Kind, after.fault
	d.report(ctx, q, after, err)
	if err := d.Outbox.Settle(ctx, q.ID, after.status, done, after.until); err != nil {
		return err
	}
	if github.CodeOf(err) == github.CodeLimit {
		return errLimited
	}
	return nil
}

func (d *Deliverer) report(ctx context.Context, q store.QueuedEffect, after next, err error) {
	log := d.Logger.With("goal_id", q.Effect.Goal, "effect", q.Effect.Key, "status", after.status)
	switch after.status {
	case app.EffectSettled:
		log.DebugContext(ctx, "effect done")
	case app.EffectDead:
		log.ErrorContext(ctx, "effect given up", "error", err.Error())
	default:
		log.WarnContext(ctx, "effect comes again", "until", after.until, "error", err.Error())
	}
}

// storeError is a failure of the outbox in the middle of an attempt.
type storeError struct{ err error }

func (e *storeError) Error() string { return fmt.Sprintf("outbox: %v", e.err) }
