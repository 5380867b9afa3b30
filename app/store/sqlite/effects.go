package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// unsettled is where an effect still has to be looked after: 'sending' is an
// attempt under way or one whose process died.
const unsettled = `status IN ('pending', 'sending', 'unknown')`

// dueEffects continues a query over effects e with one time as argument.
const dueEffects = ` FROM effects e WHERE e.` + unsettled + ` AND e.not_until <= ? AND (e.goal = '' OR NOT EXISTS (
	SELECT 1 FROM effects f WHERE f.goal = e.goal AND f.id < e.id AND f.` + unsettled + `)) `

func (t *tx) addEffects(effects []app.Effect) error {
	for _, e := range effects {
		repo, err := encodeRepo(e.Repo)
		if err != nil {
			return err
		}
		n, err := t.exec(`INSERT INTO effects (key, goal, installation, repo, kind, data) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (key) DO NOTHING`, e.Key, e.Goal, e.Installation, repo, e.Kind, bytes(e.Data))
		if err != nil {
			return fmt.Errorf("add effect %s: %w", e.Key, err)
		}
		if n > 0 {
			t.wakeDeliverer(e.Installation, t.now)
		}
	}
	return nil
}

// Post is [store.Goals].
func (s *Store) Post(ctx context.Context, effects ...app.Effect) error {
	if err := s.write(ctx, func(t *tx) error { return t.addEffects(effects) }); err != nil {
		return fmt.Errorf("post effects: %w", err)
	}
	return nil
}

// NextEffects is [store.Outbox].
func (s *Store) NextEffects(ctx context.Context, installation int64, limit int) ([]store.QueuedEffect, error) {
	all, err := query(ctx, s.r, readEffect, `SELECT id, key, goal, installation, repo, kind, data, status, attempts, not_until`+
		dueEffects+`AND installation = ? ORDER BY id LIMIT ?`, micros(s.clock()), installation, limit)
	if err != nil {
		return nil, fmt.Errorf("read effects of installation %d: %w", installation, err)
	}
	return all, nil
}

func readEffect(r *sql.Rows) (q store.QueuedEffect, err error) {
	var repo, data []byte
	var notUntil int64
	e := &q.Effect
	if err := r.Scan(&q.ID, &e.Key, &e.Goal, &e.Installation, &repo, &e.Kind, &data, &q.Status, &q.Attempts, &notUntil); err != nil {
		return q, err
	}
	e.Data, q.NotUntil = data, fromMicros(notUntil)
	e.Repo, err = decodeRepo(repo)
	return q, err
}

// MarkSending is [store.Outbox].
func (s *Store) MarkSending(ctx context.Context, id int64) error {
	err := s.write(ctx, func(t *tx) error {
		n, err := t.exec(`UPDATE effects SET status = 'sending', attempts = attempts + 1 WHERE id = ? AND `+unsettled, id)
		if err == nil && n == 0 {
			err = store.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("mark effect %d as being sent: %w", id, err)
	}
	return nil
}

// Settle is [store.Outbox].
func (s *Store) Settle(ctx context.Context, id int64, status app.EffectStatus, done app.EffectDone, until time.Time) error {
	err := s.write(ctx, func(t *tx) error {
		switch status {
		case app.EffectSettled, app.EffectDead:
			return t.endEffect(id, status, done)
		case app.EffectPending, app.EffectUnknown:
			return t.delayEffect(id, status, until)
		}
		return fmt.Errorf("%q is not an outcome", status)
	})
	if err != nil {
		return fmt.Errorf("settle effect %d: %w", id, err)
	}
	return nil
}

// endEffect records the last word on an effect and reports it to the goal.
func (t *tx) endEffect(id int64, status app.EffectStatus, done app.EffectDone) error {
	data, err := json.Marshal(done)
	if err != nil {
		return fmt.Errorf("encode outcome: %w", err)
	}
	var goal app.GoalID
	var key string
	err = t.row(`UPDATE effects SET status = ?, result = ?, not_until = 0 WHERE id = ? AND `+unsettled+
		` RETURNING goal, key`, status, data, id).Scan(&goal, &key)
	if err != nil {
		return absent(err)
	}
	if goal == "" {
		return nil
	}
	return t.put(app.Input{Goal: goal, Key: "effect:" + key, Kind: app.InputEffectDone, At: t.now, Data: data})
}

func (t *tx) delayEffect(id int64, status app.EffectStatus, until time.Time) error {
	var installation int64
	err := t.row(`UPDATE effects SET status = ?, not_until = ? WHERE id = ? AND `+unsettled+
		` RETURNING installation`, status, micros(until), id).Scan(&installation)
	if err != nil {
		return absent(err)
	}
	t.wakeDeliverer(installation, until)
	return nil
}

// Installations is [store.Outbox].
func (s *Store) Installations(ctx context.Context) ([]int64, error) {
	now := micros(s.clock())
	all, err := query(ctx, s.r, readInstallation, `SELECT installation`+dueEffects+`UNION SELECT installation`+dueSurfaces+`ORDER BY 1`, now, now)
	if err != nil {
		return nil, fmt.Errorf("list installations with something due: %w", err)
	}
	return all, nil
}

func readInstallation(r *sql.Rows) (id int64, err error) { return id, r.Scan(&id) }
