package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/jobs"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// TestGroup commits one group by hand: a refused and a given up write leave
// nothing, their neighbours stand.
func TestGroup(t *testing.T) {
	s, err := New(t.Context(), Config{Path: filepath.Join(t.TempDir(), "goalkeeper.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	refusal := errors.New("refused")
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	receive := func(name string, err error) func(*tx) error {
		return func(x *tx) error {
			x.wakeInbox(x.now)
			if _, err := x.exec(`INSERT INTO inbox (app_id, guid, event, body, received_at) VALUES (1, ?, '', x'', 0)`, name); err != nil {
				return err
			}
			return err
		}
	}
	var group []*write
	add := func(ctx context.Context, do func(*tx) error) {
		group = append(group, &write{ctx: ctx, do: do, done: make(chan struct{})})
	}
	add(t.Context(), receive("a", nil))
	add(t.Context(), receive("b", refusal))
	add(gone, receive("c", nil))
	add(t.Context(), receive("a", nil)) // breaks a constraint
	add(t.Context(), receive("d", nil))
	s.commitGroup(t.Context(), group)

	for n, want := range []error{nil, refusal, context.Canceled, nil, nil} {
		<-group[n].done
		if got := group[n].err; !errors.Is(got, want) && n != 3 {
			t.Errorf("write %d: %v, want %v", n, got, want)
		}
	}
	if !violates(group[3].err, notUnique) {
		t.Errorf("write 3: %v", group[3].err)
	}
	all, err := s.NextDeliveries(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%d %s %s", len(all), all[0].Delivery.GUID, all[1].Delivery.GUID); got != "2 a d" {
		t.Errorf("inbox holds %s", got)
	}
	if len(group[0].wakes) != 1 || len(group[1].wakes) != 0 || group[0].wakes[0] != (jobs.Wake{Kind: store.WakeInbox}) {
		t.Errorf("wakes are %v and %v", group[0].wakes, group[1].wakes)
	}
}

// TestGroupFailsTogether breaks the transaction as a whole: nobody is told
// that a write stands.
func TestGroupFailsTogether(t *testing.T) {
	s, err := New(t.Context(), Config{Path: filepath.Join(t.TempDir(), "goalkeeper.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	fine := func(x *tx) error {
		_, err := x.exec(`INSERT INTO blobs (digest, data) VALUES ('a', x'')`)
		return err
	}
	group := []*write{
		{ctx: t.Context(), do: fine, done: make(chan struct{})},
		{ctx: t.Context(), done: make(chan struct{}), do: func(x *tx) error {
			if _, err := x.exec(`ROLLBACK`); err != nil {
				return err
			}
			return errors.New("the disk is full") // upon which SQLite rolls back by itself
		}},
		{ctx: t.Context(), do: fine, done: make(chan struct{})},
	}
	s.commitGroup(t.Context(), group)
	for n, w := range group {
		if <-w.done; w.err == nil {
			t.Errorf("write %d has no error", n)
		}
	}
	if _, _, err := s.Blob(t.Context(), "a", 0, 0); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("something was written: %v", err)
	}
}
