package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// Put is [store.Goals].
func (s *Store) Put(ctx context.Context, in app.Input) error {
	if err := s.write(ctx, func(t *tx) error { return t.put(in) }); err != nil {
		return fmt.Errorf("put input into goal %s: %w", in.Goal, err)
	}
	return nil
}

func (t *tx) put(in app.Input) error {
	n, err := t.exec(`INSERT INTO goal_input (goal, key, kind, at, data) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (goal, key) DO NOTHING`, in.Goal, in.Key, in.Kind, micros(in.At), bytes(in.Data))
	if violates(err, notPresent) {
		return store.ErrNotFound
	}
	if n > 0 {
		t.wakeGoal(in.Goal, t.now)
	}
	return err
}

// Inputs is [store.Goals].
func (s *Store) Inputs(ctx context.Context, id app.GoalID) ([]app.Input, error) {
	all, err := query(ctx, s.r, readInput, `SELECT id, goal, key, kind, at, data FROM goal_input
		WHERE goal = ? AND is_read = 0 ORDER BY id`, id)
	if err != nil {
		return nil, fmt.Errorf("read mailbox of goal %s: %w", id, err)
	}
	return all, nil
}

func readInput(r *sql.Rows) (in app.Input, err error) {
	var at int64
	err = r.Scan(&in.ID, &in.Goal, &in.Key, &in.Kind, &at, &in.Data)
	in.At = fromMicros(at)
	return in, err
}
