package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// dueSurfaces continues a query over surfaces with one time as argument.
const dueSurfaces = ` FROM surfaces WHERE desired <> applied AND not_until <= ? `

// setSurfaces wants new contents. Going back to what was applied while another
// version was due forgets what was applied: that version may have been sent.
func (t *tx) setSurfaces(surfaces []app.Surface) error {
	for _, f := range surfaces {
		repo, err := encodeRepo(f.Repo)
		if err != nil {
			return err
		}
		n, err := t.exec(`INSERT INTO surfaces (goal, kind, installation, repo, data, desired) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (goal, kind) DO UPDATE SET
				applied = CASE WHEN excluded.desired = applied THEN '' ELSE applied END,
				installation = excluded.installation, repo = excluded.repo, data = excluded.data, desired = excluded.desired
			WHERE desired <> excluded.desired`,
			f.Goal, f.Kind, f.Installation, repo, bytes(f.Data), app.DigestOf(f.Data))
		if violates(err, notPresent) {
			return fmt.Errorf("set surface %s of goal %s: %w", f.Kind, f.Goal, store.ErrNotFound)
		}
		if err != nil {
			return fmt.Errorf("set surface %s of goal %s: %w", f.Kind, f.Goal, err)
		}
		if n > 0 {
			t.wakeDeliverer(f.Installation, t.now)
		}
	}
	return nil
}

// NextSurfaces is [store.Outbox].
func (s *Store) NextSurfaces(ctx context.Context, installation int64, limit int) ([]store.QueuedSurface, error) {
	all, err := query(ctx, s.r, readSurface, `SELECT goal, kind, installation, repo, data, desired, remote_id, attempts`+
		dueSurfaces+`AND installation = ? ORDER BY rowid LIMIT ?`, micros(s.clock()), installation, limit)
	if err != nil {
		return nil, fmt.Errorf("read surfaces of installation %d: %w", installation, err)
	}
	return all, nil
}

func readSurface(r *sql.Rows) (q store.QueuedSurface, err error) {
	var repo, data []byte
	f := &q.Surface
	if err := r.Scan(&f.Goal, &f.Kind, &f.Installation, &repo, &data, &q.Digest, &q.RemoteID, &q.Attempts); err != nil {
		return q, err
	}
	f.Data = data
	f.Repo, err = decodeRepo(repo)
	return q, err
}

// Applied is [store.Outbox].
func (s *Store) Applied(ctx context.Context, goal app.GoalID, kind app.SurfaceKind, digest app.Digest, remoteID int64) error {
	err := s.write(ctx, func(t *tx) error {
		n, err := t.exec(`UPDATE surfaces SET applied = ?, remote_id = ?, attempts = 0, not_until = 0, why = ''
			WHERE goal = ? AND kind = ?`, digest, remoteID, goal, kind)
		if err == nil && n == 0 {
			err = store.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("record surface %s of goal %s as applied: %w", kind, goal, err)
	}
	return nil
}

// DelaySurface is [store.Outbox].
func (s *Store) DelaySurface(ctx context.Context, goal app.GoalID, kind app.SurfaceKind, until time.Time, why string) error {
	err := s.write(ctx, func(t *tx) error {
		var installation int64
		err := t.row(`UPDATE surfaces SET attempts = attempts + 1, not_until = ?, why = ?
			WHERE goal = ? AND kind = ? RETURNING installation`, micros(until), why, goal, kind).Scan(&installation)
		if err != nil {
			return absent(err)
		}
		t.wakeDeliverer(installation, until)
		return nil
	})
	if err != nil {
		return fmt.Errorf("delay surface %s of goal %s: %w", kind, goal, err)
	}
	return nil
}
