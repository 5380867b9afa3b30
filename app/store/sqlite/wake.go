package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/jobs"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func (t *tx) wakeInbox(at time.Time) { t.wake(store.WakeInbox, "", at) }

func (t *tx) wakeGoal(id app.GoalID, at time.Time) { t.wake(store.WakeGoal, string(id), at) }

func (t *tx) wakeDeliverer(installation int64, at time.Time) {
	t.wake(store.WakeDeliver, strconv.FormatInt(installation, 10), at)
}

// wake asks for a wake at a time; one that is not in the future means now.
func (t *tx) wake(kind store.Wake, id string, at time.Time) {
	if !at.After(t.now) {
		at = time.Time{}
	}
	w := jobs.Wake{Kind: kind, ID: id, At: at}
	if !slices.Contains(t.wakes, w) {
		t.wakes = append(t.wakes, w)
	}
}

// wakeSet keeps each wake once.
type wakeSet struct {
	list []jobs.Wake
	seen map[jobs.Wake]bool
}

func (s *wakeSet) add(wakes []jobs.Wake) {
	for _, w := range wakes {
		if s.seen[w] {
			continue
		}
		if s.seen == nil {
			s.seen = map[jobs.Wake]bool{}
		}
		s.seen[w] = true
		s.list = append(s.list, w)
	}
}

// send writes the wakes as jobs of the queue. A wake for now is left out while
// an equal one waits: nobody can take that job before this transaction is
// committed, so whoever does sees what was written here.
func (s *Store) send(ctx context.Context, t *sql.Tx, wakes []jobs.Wake) error {
	var fresh []jobs.Wake
	for _, w := range wakes {
		waits, err := waiting(ctx, t, w)
		if err != nil {
			return err
		}
		if !waits {
			fresh = append(fresh, w)
		}
	}
	return s.sender.Send(ctx, t, fresh)
}

func waiting(ctx context.Context, t *sql.Tx, w jobs.Wake) (yes bool, err error) {
	if !w.At.IsZero() {
		return false, nil
	}
	err = t.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM river_job WHERE state = 'available' AND queue = 'default'
		AND kind = ? AND coalesce(json_extract(cast(args AS text), '$.id'), '') = ?)`, string(w.Kind), w.ID).Scan(&yes)
	if err != nil {
		return false, fmt.Errorf("look for waiting wakes: %w", err)
	}
	return yes, nil
}

// tell is the short way of a wake, past the queue. The context of whoever
// wrote ends too early for what is told.
func (s *Store) tell(ctx context.Context, wakes []jobs.Wake) {
	ctx = context.WithoutCancel(ctx)
	for _, w := range wakes {
		if w.At.IsZero() {
			s.tellNow(ctx, w)
		} else {
			time.AfterFunc(w.At.Sub(s.clock()), func() { s.tellNow(ctx, w) })
		}
	}
}

func (s *Store) tellNow(ctx context.Context, w jobs.Wake) {
	s.mu.Lock()
	waker := s.waker
	s.mu.Unlock()
	if waker != nil {
		waker.Wake(ctx, w.Kind, w.ID)
	}
}
