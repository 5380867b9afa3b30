package intake

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// world is an inbox, a GitHub and a policy that names no label.
type world struct {
	Store
	now     time.Time
	waiting []store.Pending
	until   map[int64]time.Time
	opened  *app.Goal
	inputs  []app.InputKind
	why     map[string]string

	fails int // answers that GitHub owes
}

func (w *world) NextDeliveries(context.Context, int) (out []store.Pending, err error) {
	for _, p := range w.waiting {
		if !w.until[p.ID].After(w.now) {
			out = append(out, p)
		}
	}
	return out, nil
}

func (w *world) Postponed(context.Context) (out []store.Pending, err error) {
	for _, p := range w.waiting {
		if w.until[p.ID].After(w.now) {
			p.NotUntil = w.until[p.ID]
			out = append(out, p)
		}
	}
	return out, nil
}

func (w *world) Handle(_ context.Context, id int64, h store.Handled) error {
	for n, p := range w.waiting {
		if p.ID == id {
			w.waiting = append(w.waiting[:n:n], w.waiting[n+1:]...)
			w.why[p.Delivery.GUID] = h.Ignored
		}
	}
	if h.Opened != nil {
		g, err := app.Replay(h.Opened.Events)
		w.opened = g
		return err
	}
	for _, in := range h.Inputs {
		w.inputs = append(w.inputs, in.Kind)
	}
	return nil
}

func (w *world) Postpone(_ context.Context, id int64, until time.Time, _ string, _ bool) error {
	w.until[id] = until
	return nil
}

func (w *world) GoalOf(context.Context, string, int64) (store.Summary, error) {
	if w.opened == nil {
		return store.Summary{}, store.ErrNotFound
	}
	return store.Of(w.opened), nil
}

func (w *world) Label(context.Context, int64, app.Repo) (string, error) { return "", nil }
func (w *world) Moved(app.Repo)                                         {}

func (w *world) Permission(context.Context, int64, app.Repo, string) (app.Permission, error) {
	if w.fails--; w.fails >= 0 {
		return "", errors.New("502")
	}
	return app.PermissionWrite, nil
}

// arrives puts a delivery of that kind into the inbox and works it off.
func (w *world) arrives(t *testing.T, i *Intake, kind app.InboundKind) {
	t.Helper()
	w.waiting = append(w.waiting, store.Pending{ID: int64(len(w.why) + len(w.waiting) + 1), Delivery: app.Delivery{GUID: string(kind), Event: string(kind), ReceivedAt: w.now}})
	w.works(t, i)
}

func (w *world) works(t *testing.T, i *Intake) {
	t.Helper()
	if err := i.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func newWorld(t *testing.T) (*world, *Intake) {
	t.Helper()
	w := &world{now: noon, until: map[int64]time.Time{}, why: map[string]string{}}
	i, err := New(Config{
		Store: w, GitHub: w, Rules: w, Label: "goal", Bot: 99, Now: func() time.Time { return w.now },
		Entropy: strings.NewReader(strings.Repeat("entropy ", 9)), Logger: slog.New(slog.DiscardHandler),
		Greet: func(*app.Goal) string { return "hello" },
		Decode: func(d app.Delivery) (app.Inbound, error) {
			return app.Inbound{
				Kind: app.InboundKind(d.Event), GUID: d.GUID, Host: "github.com", Installation: 1, Repo: app.Repo{ID: 1, Owner: "acme", Name: "billing"},
				Issue: app.Issue{ID: 7, Number: 7, State: "open"}, Label: "goal", Sender: app.User{ID: 1, Login: "ann", Type: "User"}, At: d.ReceivedAt,
			}, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return w, i
}

// TestNothingOvertakesTheLabel: what comes behind a delivery that waits for
// GitHub waits too, and reaches the goal in its order.
func TestNothingOvertakesTheLabel(t *testing.T) {
	w, i := newWorld(t)
	w.fails = 2
	for _, k := range []app.InboundKind{app.InboundLabelled, app.InboundUnlabelled, app.InboundIssueClosed, app.InboundComment} {
		w.arrives(t, i, k)
	}
	for range 2 {
		if w.opened != nil || len(w.waiting) != 4 {
			t.Fatalf("%d wait, opened %v", len(w.waiting), w.opened)
		}
		w.now = w.now.Add(2 * time.Second)
		w.works(t, i)
	}
	if w.opened == nil || !w.opened.Labelled.Equal(noon) {
		t.Errorf("opened %+v, and the label was set at %s", w.opened, noon)
	}
	want := []app.InputKind{"unlabelled", "issue_closed", "comment"}
	if !slices.Equal(w.inputs, want) {
		t.Errorf("then %v; settled as %v", w.inputs, w.why)
	}
}
