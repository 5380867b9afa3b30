package sqlite

import (
	"context"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// Commit is [store.Goals].
func (s *Store) Commit(ctx context.Context, c store.Commit) error {
	if err := s.commit(ctx, c); err != nil {
		return fmt.Errorf("commit to goal %s: %w", c.Lease.Goal, err)
	}
	return nil
}

func (s *Store) commit(ctx context.Context, c store.Commit) error {
	if err := inChain(c.Lease.Goal, c.Summary, c.Events); err != nil {
		return err
	}
	repo, err := encodeRepo(c.Summary.Repo)
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		if err := t.moveGoal(c, repo); err != nil {
			return err
		}
		if err := t.addEvents(c.Events); err != nil {
			return err
		}
		for _, id := range c.InputsRead {
			if _, err := t.exec(`UPDATE goal_input SET is_read = 1 WHERE id = ? AND goal = ?`, id, c.Lease.Goal); err != nil {
				return err
			}
		}
		if !c.WakeAt.IsZero() {
			t.wakeGoal(c.Lease.Goal, c.WakeAt)
		}
		if err := t.addEffects(c.Effects); err != nil {
			return err
		}
		return t.setSurfaces(c.Surfaces)
	})
}

// inChain checks what can be checked without the stored log: that the events
// are one unbroken piece of goal's log and that sum stands at its end.
func inChain(goal app.GoalID, sum store.Summary, events []app.Event) error {
	if sum.ID != goal {
		return fmt.Errorf("the summary is of goal %s", sum.ID)
	}
	if len(events) == 0 {
		return nil
	}
	seq, hash := events[0].Seq-1, events[0].Prev
	for _, e := range events {
		if e.Goal != goal {
			return fmt.Errorf("%w: event %d is of goal %s", store.ErrClash, e.Seq, e.Goal)
		}
		if err := e.Follows(seq, hash); err != nil {
			return fmt.Errorf("%w: %w", store.ErrClash, err)
		}
		seq, hash = e.Seq, e.Hash
	}
	if sum.Seq != seq || sum.Hash != hash {
		return fmt.Errorf("%w: the summary is of event %d, the last is %d", store.ErrClash, sum.Seq, seq)
	}
	return nil
}

// moveGoal sets the goal's row to what it is after the events, if the lease
// holds and the row stands where they begin.
func (t *tx) moveGoal(c store.Commit, repo []byte) error {
	g, seq, hash := c.Summary, c.Summary.Seq, c.Summary.Hash
	if len(c.Events) > 0 {
		seq, hash = c.Events[0].Seq-1, c.Events[0].Prev
	}
	n, err := t.exec(`UPDATE goals SET installation = ?, repo_id = ?, repo = ?, number = ?, title = ?, state = ?, live = ?,
			paused = ?, breakpoint = ?, not_before = ?, resting = ?, pull = ?, head = ?, seq = ?, hash = ?, changed_at = ?
		WHERE`+held+`AND seq = ? AND hash = ?`,
		g.Installation, g.Repo.ID, repo, g.Number, g.Title, g.State, !g.State.Over(),
		g.Paused, g.Breakpoint, micros(g.NotBefore), g.Resting, g.Pull, g.Head, g.Seq, g.Hash, micros(g.ChangedAt),
		c.Lease.Goal, c.Lease.Epoch, c.Lease.Owner, seq, hash)
	if err != nil || n > 0 {
		return err
	}
	if err := t.mustHold(t.count(`SELECT count(*) FROM goals WHERE`+held, c.Lease.Goal, c.Lease.Epoch, c.Lease.Owner)); err != nil {
		return err
	}
	return fmt.Errorf("%w: the log does not stand at %d", store.ErrClash, seq)
}

func (t *tx) addEvents(events []app.Event) error {
	for _, e := range events {
		if _, err := t.exec(`INSERT INTO events (goal, seq, at, kind, v, actor, epoch, prev, hash, data)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			e.Goal, e.Seq, micros(e.At), e.Kind, e.V, e.Actor, e.Epoch, e.Prev, e.Hash, bytes(e.Data)); err != nil {
			return fmt.Errorf("append event %d: %w", e.Seq, err)
		}
	}
	return nil
}

// openGoal adds a goal with its first events and everything beside them.
func (t *tx) openGoal(o *store.Opening) error {
	g := o.Summary
	if err := inChain(g.ID, g, o.Events); err != nil {
		return fmt.Errorf("open goal %s: %w", g.ID, err)
	}
	if len(o.Events) == 0 || o.Events[0].Follows(0, "") != nil {
		return fmt.Errorf("open goal %s: %w: a log begins with event 1", g.ID, store.ErrClash)
	}
	repo, err := encodeRepo(g.Repo)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO goals (id, host, installation, repo_id, repo, issue_id, number, title, state, live,
			paused, breakpoint, not_before, resting, pull, head, seq, hash, opened_at, changed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		g.ID, g.Host, g.Installation, g.Repo.ID, repo, g.IssueID, g.Number, g.Title, g.State, !g.State.Over(),
		g.Paused, g.Breakpoint, micros(g.NotBefore), g.Resting, g.Pull, g.Head, g.Seq, g.Hash, micros(g.OpenedAt), micros(g.ChangedAt))
	if violates(err, notUnique) {
		return store.ErrLiveGoal
	}
	if err != nil {
		return fmt.Errorf("open goal %s: %w", g.ID, err)
	}
	t.wakeGoal(g.ID, t.now)
	if err := t.addEvents(o.Events); err != nil {
		return err
	}
	if err := t.addEffects(o.Effects); err != nil {
		return err
	}
	return t.setSurfaces(o.Surfaces)
}
