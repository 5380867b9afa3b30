package sqlite_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/jobs"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/store/sqlite"
	"github.com/goalkeeper-dev/goalkeeper/app/store/storetest"
)

// waker passes on what it is told, as far as there is room.
type waker chan string

func (w waker) Wake(_ context.Context, k store.Wake, id string) {
	select {
	case w <- string(k) + ":" + id:
	default:
	}
}

// TestWakesCoalesce stores many deliveries and then some more: while a wake
// waits, no second one is needed; after it was taken, one is.
func TestWakesCoalesce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "goalkeeper.db")
	s := at(path)(t, storetest.Options{})
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	jobsAre := func(want int) {
		t.Helper()
		var n int
		if err := db.QueryRow(`SELECT count(*) FROM river_job`).Scan(&n); err != nil || n != want {
			t.Fatalf("%d jobs, want %d; %v", n, want, err)
		}
	}
	receive := func() {
		t.Helper()
		if _, err := s.Receive(t.Context(), storetest.Delivery()); err != nil {
			t.Fatal(err)
		}
	}
	for range 10 {
		receive()
	}
	jobsAre(1)
	all, err := s.NextDeliveries(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Postpone(t.Context(), all[0].ID, time.Now().Add(time.Hour), "later", false); err != nil {
		t.Fatal(err)
	}
	jobsAre(2) // one for its time
	if _, err := db.Exec(`UPDATE river_job SET state = 'running' WHERE state = 'available'`); err != nil {
		t.Fatal(err)
	}
	receive()
	jobsAre(3)
}

// TestStartInherits kills no process, but leaves what a killed one leaves: a
// wake that it was telling and its turn as leader.
func TestStartInherits(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "goalkeeper.db")
	s, err := sqlite.New(t.Context(), sqlite.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.Receive(t.Context(), storetest.Delivery()); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for _, q := range []string{
		`UPDATE river_job SET state = 'running', attempt = 1`,
		`INSERT INTO river_leader (leader_id, elected_at, expires_at) VALUES ('dead', datetime('now'), datetime('now', '+1 hour'))`,
	} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	woken, swept := make(waker, 10), make(chan string, 3)
	c := jobs.Config{Waker: woken, SweepEvery: 10 * time.Millisecond, Sweep: func(context.Context) error {
		select {
		case swept <- "sweep":
		default:
		}
		return nil
	}}
	if err := s.Start(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if got := soon(t, woken); got != "inbox:" {
		t.Fatalf("woken for %s", got)
	}
	for range 3 { // one at the start, the others only from a leader
		soon(t, swept)
	}
	if s.Start(t.Context(), c) == nil {
		t.Fatal("started twice")
	}
}

// soon is the next of c.
func soon(t *testing.T, c <-chan string) string {
	t.Helper()
	select {
	case s := <-c:
		return s
	case <-time.After(20 * time.Second):
		t.Fatal("nothing came")
		return ""
	}
}
