package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// Receive is [store.Inbox].
func (s *Store) Receive(ctx context.Context, d app.Delivery) (fresh bool, err error) {
	err = s.write(ctx, func(t *tx) error {
		n, err := t.exec(`INSERT INTO inbox (app_id, guid, event, body, received_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (app_id, guid) DO NOTHING`, d.AppID, d.GUID, d.Event, bytes(d.Body), micros(d.ReceivedAt))
		if fresh = n > 0; fresh {
			t.wakeInbox(t.now)
		}
		return err
	})
	if err != nil {
		return false, fmt.Errorf("store delivery %s: %w", d.GUID, err)
	}
	return fresh, nil
}

// NextDeliveries is [store.Inbox].
func (s *Store) NextDeliveries(ctx context.Context, limit int) ([]store.Pending, error) {
	return s.deliveries(ctx, `status = 'waiting' AND not_until <= ? ORDER BY id LIMIT ?`, micros(s.clock()), limit)
}

// Received is [store.Inbox].
func (s *Store) Received(ctx context.Context, since time.Time, holds string) ([]store.Pending, error) {
	return s.deliveries(ctx, `received_at >= ? AND instr(body, ?) > 0 ORDER BY id`, micros(since), []byte(holds))
}

func (s *Store) deliveries(ctx context.Context, which string, args ...any) ([]store.Pending, error) {
	all, err := query(ctx, s.r, readPending, `SELECT id, attempts, app_id, guid, event, body, received_at FROM inbox WHERE `+which, args...)
	if err != nil {
		return nil, fmt.Errorf("read inbox: %w", err)
	}
	return all, nil
}

// ForgetDeliveries is [store.Inbox].
func (s *Store) ForgetDeliveries(ctx context.Context, before time.Time) error {
	err := s.write(ctx, func(t *tx) error {
		_, err := t.exec(`UPDATE inbox SET body = x'' WHERE received_at < ? AND status <> 'waiting' AND length(body) > 0`, micros(before))
		return err
	})
	if err != nil {
		return fmt.Errorf("forget deliveries: %w", err)
	}
	return nil
}

func readPending(r *sql.Rows) (p store.Pending, err error) {
	var received int64
	d := &p.Delivery
	err = r.Scan(&p.ID, &p.Attempts, &d.AppID, &d.GUID, &d.Event, &d.Body, &received)
	d.ReceivedAt = fromMicros(received)
	return p, err
}

// Handle is [store.Inbox].
func (s *Store) Handle(ctx context.Context, id int64, h store.Handled) error {
	err := s.write(ctx, func(t *tx) error {
		if err := t.settleDelivery(`status = 'handled', why = ? WHERE id = ?`, h.Ignored, id); err != nil {
			return err
		}
		if h.Opened != nil {
			if err := t.openGoal(h.Opened); err != nil {
				return err
			}
		}
		for _, in := range h.Inputs {
			if err := t.put(in); err != nil {
				return err
			}
		}
		return t.addEffects(h.Effects)
	})
	if err != nil {
		return fmt.Errorf("end handling of delivery %d: %w", id, err)
	}
	return nil
}

// Postpone is [store.Inbox].
func (s *Store) Postpone(ctx context.Context, id int64, until time.Time, why string, dead bool) error {
	status := "waiting"
	if dead {
		status = "dead"
	}
	err := s.write(ctx, func(t *tx) error {
		if !dead {
			t.wakeInbox(until)
		}
		return t.settleDelivery(`status = ?, attempts = attempts + 1, not_until = ?, why = ? WHERE id = ?`,
			status, micros(until), why, id)
	})
	if err != nil {
		return fmt.Errorf("postpone delivery %d: %w", id, err)
	}
	return nil
}

func (t *tx) settleDelivery(set string, args ...any) error {
	n, err := t.exec(`UPDATE inbox SET `+set+` AND status = 'waiting'`, args...)
	if err == nil && n == 0 {
		err = store.ErrNotFound
	}
	return err
}
