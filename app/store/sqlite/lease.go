package sqlite

import (
	"context"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// held is the condition under which a lease stands: nobody took the goal since
// and it was not given back. A lease past its time still stands then.
const held = ` id = ? AND epoch = ? AND lease_owner = ? `

// Acquire is [store.Goals].
func (s *Store) Acquire(ctx context.Context, id app.GoalID, owner string, ttl time.Duration) (store.Lease, error) {
	l := store.Lease{Goal: id, Owner: owner}
	err := s.write(ctx, func(t *tx) error {
		l.Until = t.now.Add(ttl).UTC().Truncate(time.Microsecond)
		n, err := t.exec(`UPDATE goals SET lease_owner = ?, lease_until = ?, epoch = epoch + 1 WHERE id = ? AND lease_until <= ?`,
			owner, micros(l.Until), id, micros(t.now))
		if err != nil {
			return err
		}
		if err := t.row(`SELECT epoch FROM goals WHERE id = ?`, id).Scan(&l.Epoch); err != nil {
			return absent(err)
		}
		if n == 0 {
			return store.ErrLeased
		}
		return nil
	})
	if err != nil {
		return store.Lease{}, fmt.Errorf("acquire goal %s: %w", id, err)
	}
	return l, nil
}

// Renew is [store.Goals].
func (s *Store) Renew(ctx context.Context, l store.Lease, ttl time.Duration) (store.Lease, error) {
	err := s.write(ctx, func(t *tx) error {
		l.Until = t.now.Add(ttl).UTC().Truncate(time.Microsecond)
		return t.mustHold(t.exec(`UPDATE goals SET lease_until = ? WHERE`+held, micros(l.Until), l.Goal, l.Epoch, l.Owner))
	})
	if err != nil {
		return store.Lease{}, fmt.Errorf("renew lease of goal %s: %w", l.Goal, err)
	}
	return l, nil
}

// Release is [store.Goals].
func (s *Store) Release(ctx context.Context, l store.Lease) error {
	err := s.write(ctx, func(t *tx) error {
		n, err := t.exec(`UPDATE goals SET lease_owner = '', lease_until = 0 WHERE`+held+
			`AND NOT EXISTS (SELECT 1 FROM goal_input WHERE goal = goals.id AND is_read = 0)`, l.Goal, l.Epoch, l.Owner)
		if err != nil || n > 0 {
			return err
		}
		if err := t.mustHold(t.count(`SELECT count(*) FROM goals WHERE`+held, l.Goal, l.Epoch, l.Owner)); err != nil {
			return err
		}
		return store.ErrUnread
	})
	if err != nil {
		return fmt.Errorf("release goal %s: %w", l.Goal, err)
	}
	return nil
}

// mustHold reads the number of rows found under a lease.
func (t *tx) mustHold(n int64, err error) error {
	if err == nil && n == 0 {
		return store.ErrLeaseLost
	}
	return err
}
