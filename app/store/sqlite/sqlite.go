// Package sqlite keeps everything durable in one SQLite file: the store of a
// single machine.
//
// In come values of package app, out go the same values. It may touch its file
// and the two that SQLite keeps beside it (-wal, -shm). Every write is on disk
// when its call returns (WAL, synchronous=FULL); concurrent writes share one
// transaction and one sync. If the process dies inside a call, the write has
// happened whole or not at all, and so have the wakes that follow from it.
//
// A wake travels twice: at once, by a call of the waker in this process after
// the commit, and as a River job written in the same transaction, which a
// process that dies in between leaves to the next one.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river/riverdriver/riversqlite"

	"github.com/goalkeeper-dev/goalkeeper/app/jobs"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

var _ store.Store = (*Store)(nil)

var errClosed = errors.New("store is closed")

// Config says where the store lives.
type Config struct {
	Path   string           // of the file; its directory must exist
	Clock  func() time.Time // nil: time.Now
	Logger *slog.Logger     // of the queue; nil: none
}

// Store is the open file. One process at a time may run its queue; any number
// may read and write beside it.
type Store struct {
	clock  func() time.Time
	logger *slog.Logger
	w, r   *sql.DB // one connection that writes, several that read
	sender *jobs.Sender[*sql.Tx]

	writes chan *write
	done   chan struct{} // closed by Close
	writer sync.WaitGroup
	close  func() error

	mu    sync.Mutex
	queue *jobs.Queue[*sql.Tx]
	waker store.Waker
}

// New opens the file, makes it (mode 0600) when it does not exist, and brings
// its tables up to date. A file written by a newer program is refused.
func New(ctx context.Context, c Config) (*Store, error) {
	if c.Path == "" {
		return nil, errors.New("open store: no path")
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	w, r, err := open(ctx, c.Path)
	if err != nil {
		return nil, err
	}
	s := &Store{clock: c.Clock, logger: c.Logger, w: w, r: r, writes: make(chan *write), done: make(chan struct{})}
	s.close = sync.OnceValue(s.shut)
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", c.Path, err), w.Close(), r.Close())
	}
	s.writer.Go(func() { s.commitWrites(context.WithoutCancel(ctx)) })
	return s, nil
}

func (s *Store) prepare(ctx context.Context) (err error) {
	if err := migrate(ctx, s.w); err != nil {
		return err
	}
	driver := riversqlite.New(s.w)
	if err := jobs.Migrate(ctx, driver, s.logger); err != nil {
		return err
	}
	s.sender, err = jobs.NewSender(driver, s.logger)
	return err
}

// Start runs the queue: wakes and sweeps go to c until Close.
func (s *Store) Start(ctx context.Context, c jobs.Config) error {
	if c.Logger == nil {
		c.Logger = s.logger
	}
	queue, err := jobs.New(riversqlite.New(s.w), c)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue != nil {
		return errors.New("start store: its queue is running")
	}
	if err := s.inherit(ctx); err != nil {
		return err
	}
	if err := queue.Start(ctx); err != nil {
		return err
	}
	s.queue, s.waker = queue, c.Waker
	return nil
}

// inherit takes over at once what a dead process held: its turn as leader of
// the queue's upkeep and the jobs that it was working.
func (s *Store) inherit(ctx context.Context) error {
	for _, q := range []string{
		`DELETE FROM river_leader`,
		`UPDATE river_job SET state = 'available' WHERE state = 'running'`,
	} {
		if _, err := s.w.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("inherit the queue: %w", err)
		}
	}
	return nil
}

// Ready writes nothing, durably: it answers when a write would.
func (s *Store) Ready(ctx context.Context) error {
	return s.write(ctx, func(*tx) error { return nil })
}

// Close stops the queue, finishes the writes that were accepted and closes the
// file. Later calls answer an error.
func (s *Store) Close() error { return s.close() }

func (s *Store) shut() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	var err error
	s.mu.Lock()
	queue := s.queue
	s.waker = nil
	s.mu.Unlock()
	if queue != nil {
		err = queue.Stop(ctx)
	}
	close(s.done)
	s.writer.Wait()
	return errors.Join(err, s.r.Close(), s.w.Close())
}
