package jobs_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/riverqueue/river/riverdriver/riversqlite"
	_ "modernc.org/sqlite"

	"github.com/goalkeeper-dev/goalkeeper/app/jobs"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func database(t *testing.T) *sql.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "queue.db")
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=busy_timeout(5000)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	for range 2 { // again changes nothing
		if err := jobs.Migrate(t.Context(), riversqlite.New(db), nil); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// run starts a queue over db and stops it when the test ends.
func run(t *testing.T, db *sql.DB, c jobs.Config) *jobs.Queue[*sql.Tx] {
	t.Helper()
	c.PollEvery = 10 * time.Millisecond
	q, err := jobs.New(riversqlite.New(db), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = q.Stop(context.WithoutCancel(t.Context())) })
	return q
}

// send writes wakes in one transaction and ends it.
func send(t *testing.T, db *sql.DB, commit bool, wakes ...jobs.Wake) {
	t.Helper()
	sender, err := jobs.NewSender(riversqlite.New(db), nil)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := sender.Send(t.Context(), tx, wakes); err != nil {
		t.Fatal(err)
	}
	if commit {
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
	}
}

type waker chan string

func (w waker) Wake(_ context.Context, k store.Wake, id string) { w <- string(k) + ":" + id }

func TestWakesAreTold(t *testing.T) {
	t.Parallel()
	db, woken := database(t), make(waker, 10)
	send(t, db, false, jobs.Wake{Kind: store.WakeGoal, ID: "rolled back"})
	send(t, db, true, jobs.Wake{Kind: store.WakeGoal, ID: "01J"}, jobs.Wake{Kind: store.WakeInbox}, jobs.Wake{Kind: store.WakeDeliver, ID: "7"})
	run(t, db, jobs.Config{Waker: woken})
	got := map[string]bool{<-woken: true, <-woken: true, <-woken: true}
	for _, want := range []string{"goal:01J", "inbox:", "deliver:7"} {
		if !got[want] {
			t.Errorf("nobody was told of %s, but of %v", want, got)
		}
	}
	send(t, db, true, jobs.Wake{Kind: store.WakeGoal, ID: "later"})
	if w := <-woken; w != "goal:later" {
		t.Errorf("told of %s", w)
	}
}

func TestUnknownWake(t *testing.T) {
	t.Parallel()
	db := database(t)
	sender, err := jobs.NewSender(riversqlite.New(db), nil)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if sender.Send(t.Context(), tx, []jobs.Wake{{Kind: "lunch"}}) == nil {
		t.Error("a wake of unknown kind was sent")
	}
	if _, err := jobs.New(riversqlite.New(db), jobs.Config{}); err == nil {
		t.Error("a queue without waker was made")
	}
}

func TestSweeps(t *testing.T) {
	t.Parallel()
	db, swept := database(t), make(chan struct{})
	var log bytes.Buffer
	var mu sync.Mutex
	var n atomic.Int32
	run(t, db, jobs.Config{
		Waker: make(waker), SweepEvery: 100 * time.Millisecond,
		Logger: slog.New(slog.NewTextHandler(&locked{mu: &mu, w: &log}, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Sweep: func(context.Context) error {
			swept <- struct{}{}
			if n.Add(1) == 1 {
				return errors.New("GitHub does not answer")
			}
			return nil
		},
	})
	for range 4 { // the first, a failed one tried again, and those that come every SweepEvery
		<-swept
	}
	mu.Lock()
	defer mu.Unlock()
	if !bytes.Contains(log.Bytes(), []byte("GitHub does not answer")) {
		t.Errorf("the failed sweep is not in the log:\n%s", log.Bytes())
	}
	if bytes.Contains(log.Bytes(), []byte("level=INFO")) || bytes.Contains(log.Bytes(), []byte("level=DEBUG")) {
		t.Errorf("the queue chats:\n%s", log.Bytes())
	}
}

type locked struct {
	mu *sync.Mutex
	w  *bytes.Buffer
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

// TestSweepsDoNotOverlap holds one sweep until three more were asked for and
// dropped.
func TestSweepsDoNotOverlap(t *testing.T) {
	t.Parallel()
	db, woken := database(t), make(waker)
	began, end := make(chan struct{}, 1), make(chan struct{})
	var running atomic.Int32
	run(t, db, jobs.Config{Waker: woken, SweepEvery: 20 * time.Millisecond, Sweep: func(context.Context) error {
		if running.Add(1) > 1 {
			t.Error("two sweeps at once")
		}
		defer running.Add(-1)
		select {
		case began <- struct{}{}:
		default: // nobody asks any more
		}
		<-end
		return nil
	}})
	<-began
	for asked := 0; asked < 3; {
		send(t, db, true, jobs.Wake{Kind: store.WakeInbox})
		<-woken
		if err := db.QueryRow(`SELECT count(*) FROM river_job WHERE kind = 'sweep' AND state = 'completed'`).Scan(&asked); err != nil {
			t.Fatal(err)
		}
	}
	close(end)
	<-began // and then they go on
}

func TestStop(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		patience bool
	}{{"waits for a sweep", true}, {"cancels a sweep in the end", false}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			began, finish := make(chan struct{}), make(chan struct{})
			var cancelled, ended atomic.Bool
			q := run(t, database(t), jobs.Config{Waker: make(waker), Sweep: func(ctx context.Context) error {
				close(began)
				select {
				case <-finish:
				case <-ctx.Done():
					cancelled.Store(true)
				}
				ended.Store(true)
				return nil
			}})
			<-began
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if c.patience {
				time.AfterFunc(20*time.Millisecond, func() { close(finish) })
			} else {
				cancel()
			}
			if err := q.Stop(ctx); err != nil {
				t.Fatal(err)
			}
			if !ended.Load() || cancelled.Load() == c.patience {
				t.Errorf("ended %v, cancelled %v", ended.Load(), cancelled.Load())
			}
		})
	}
}

// panicky fails the first time it is told of something.
type panicky struct {
	once sync.Once
	told chan struct{}
}

func (p *panicky) Wake(context.Context, store.Wake, string) {
	p.once.Do(func() { panic("not today") })
	close(p.told)
}

func TestFailedWakeComesAgain(t *testing.T) {
	t.Parallel()
	db, p := database(t), &panicky{told: make(chan struct{})}
	run(t, db, jobs.Config{Waker: p})
	send(t, db, true, jobs.Wake{Kind: store.WakeInbox})
	<-p.told
}
