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
	if _, err := db.Exec(`UPDATE river_job SET state = 'running', attempt = 1`); err != nil {
		t.Fatal(err)
	}
	woken := make(waker, 10)
	if err := s.Start(t.Context(), jobs.Config{Waker: woken}); err != nil {
		t.Fatal(err)
	}
	if got := <-woken; got != "inbox:" {
		t.Fatalf("woken for %s", got)
	}
	if s.Start(t.Context(), jobs.Config{Waker: woken}) == nil {
		t.Fatal("started twice")
	}
}
