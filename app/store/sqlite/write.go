package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/jobs"
)

// maxGroup bounds how many writes share one transaction.
const maxGroup = 128

// write is one atomic change on its way to disk.
type write struct {
	ctx   context.Context // of the caller; honoured until the change begins
	do    func(*tx) error
	wakes []jobs.Wake
	err   error
	done  chan struct{}
}

// tx is what a change works on.
type tx struct {
	ctx   context.Context
	sql   *sql.Tx
	now   time.Time
	wakes []jobs.Wake
}

// write makes do's change durable and tells its wakes. Do runs on the writer's
// goroutine, so it must not call the store.
func (s *Store) write(ctx context.Context, do func(*tx) error) error {
	w := &write{ctx: ctx, do: do, done: make(chan struct{})}
	select {
	case s.writes <- w:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.done:
		return errClosed
	}
	<-w.done
	if w.err == nil {
		s.tell(ctx, w.wakes)
	}
	return w.err
}

// commitWrites is the writer: it takes whatever waits and commits it together.
func (s *Store) commitWrites(ctx context.Context) {
	for {
		select {
		case <-s.done:
			return
		case first := <-s.writes:
			group := []*write{first}
			for more := true; more && len(group) < maxGroup; {
				select {
				case w := <-s.writes:
					group = append(group, w)
				default:
					more = false
				}
			}
			s.commitGroup(ctx, group)
		}
	}
}

// commitGroup answers every write of the group: with its own error, which
// undoes it alone, or with that of the transaction, which undoes all.
func (s *Store) commitGroup(ctx context.Context, group []*write) {
	err := s.runGroup(ctx, group)
	for _, w := range group {
		if err != nil && w.err == nil {
			w.err = fmt.Errorf("write to store: %w", err)
		}
		close(w.done)
	}
}

func (s *Store) runGroup(ctx context.Context, group []*write) error {
	t, err := s.w.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback()
	var wakes wakeSet
	for _, w := range group {
		if w.err = w.ctx.Err(); w.err != nil {
			continue
		}
		one := &tx{ctx: ctx, sql: t, now: s.clock()}
		if len(group) == 1 {
			w.err = w.do(one)
		} else if err := one.savepoint(w); err != nil {
			return err
		}
		if w.err == nil {
			w.wakes = one.wakes
			wakes.add(one.wakes)
		}
	}
	if len(group) == 1 && group[0].err != nil {
		return nil
	}
	if err := s.send(ctx, t, wakes.list); err != nil {
		return err
	}
	return t.Commit()
}

// savepoint keeps the change of w or undoes it alone and sets its error. It
// answers an error when the transaction as a whole cannot go on.
func (t *tx) savepoint(w *write) error {
	if _, err := t.exec(`SAVEPOINT one`); err != nil {
		return err
	}
	if w.err = w.do(t); w.err != nil {
		if _, err := t.exec(`ROLLBACK TO one`); err != nil {
			return err
		}
	}
	_, err := t.exec(`RELEASE one`)
	return err
}

// exec tells how many rows changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	res, err := t.sql.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// row is the first row that a query answers.
func (t *tx) row(query string, args ...any) *sql.Row {
	return t.sql.QueryRowContext(t.ctx, query, args...)
}

// count reads the number that a query answers.
func (t *tx) count(query string, args ...any) (n int64, err error) {
	err = t.row(query, args...).Scan(&n)
	return n, err
}
