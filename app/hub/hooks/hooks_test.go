package hooks_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/hooks"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, dir, url string, pending ...string) *state.Store {
	t.Helper()
	store, err := state.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = store.Update(func(d *state.Data) error {
		d.Apps.Put(state.App{ID: 1, WebhookURL: url, WebhookSecret: "s", ContentType: "json"})
		for _, guid := range pending {
			d.Deliveries.Put(state.Delivery{ID: d.NextID(), GUID: guid, Event: "ping", Pending: true, Payload: []byte(`{}`)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func dispatcher(store *state.Store) *hooks.Dispatcher {
	return hooks.New(hooks.Config{Store: store, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
}

// A receiver that never answers is left when the hub closes, and gets the delivery at the next start.
func TestCloseLeavesDeliveriesPending(t *testing.T) {
	arrived, release := make(chan string, 10), make(chan struct{})
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		arrived <- r.Header.Get("X-GitHub-Delivery")
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	defer receiver.Close()
	dir := t.TempDir()
	store := open(t, dir, receiver.URL, "one", "two")
	d := dispatcher(store)
	d.Start(t.Context())
	if got := <-arrived; got != "one" {
		t.Errorf("first delivery %q", got)
	}
	d.Close()
	store.Close()

	close(release)
	store = open(t, dir, receiver.URL)
	defer store.Close()
	d = dispatcher(store)
	d.Start(t.Context())
	defer d.Close()
	for _, want := range []string{"one", "two"} {
		if got := <-arrived; got != want {
			t.Errorf("after the restart %q, want %q", got, want)
		}
	}
}

func TestOutcomesAreLogged(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get("X-GitHub-Delivery") {
		case "broken":
			w.WriteHeader(http.StatusBadGateway)
		case "moved":
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
		}
	}))
	defer receiver.Close()
	for _, test := range []struct {
		guid, url, status string
		code              int
	}{
		{"fine", receiver.URL, "OK", 200},
		{"broken", receiver.URL, "Bad Gateway", 502},
		{"moved", receiver.URL, "Found", 302},
		{"refused", gone.URL, "failed to connect to host", 0},
	} {
		store := open(t, t.TempDir(), test.url, test.guid)
		done := make(logged, 1)
		d := hooks.New(hooks.Config{Store: store, Now: time.Now, Log: slog.New(done)})
		d.Start(t.Context())
		<-done
		list, err := d.List(hooks.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		first := list[len(list)-1]
		if first.Status != test.status || first.StatusCode != test.code || first.DeliveredAt.IsZero() {
			t.Errorf("%s is logged as %d %q, want %d %q", test.guid, first.StatusCode, first.Status, test.code, test.status)
		}
		failed, err := d.List(hooks.Filter{Status: "failure"})
		if err != nil || (len(failed) == 1) != (test.code != 200) {
			t.Errorf("failed deliveries %v, %v", failed, err)
		}
		d.Close()
		store.Close()
	}
}

// logged is a log handler that tells about each delivery that was recorded.
type logged chan struct{}

func (logged) Enabled(context.Context, slog.Level) bool { return true }

func (l logged) Handle(_ context.Context, r slog.Record) error {
	if r.Message == "delivered" {
		l <- struct{}{}
	}
	return nil
}

func (l logged) WithAttrs([]slog.Attr) slog.Handler { return l }

func (l logged) WithGroup(string) slog.Handler { return l }
