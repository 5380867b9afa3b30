package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	all     []store.Pending
	waiting []store.Pending
	until   map[int64]time.Time
	opened  *app.Goal
	log     []app.Event
	unread  int
	over    bool
	inputs  []app.InputKind
	why     map[string]string

	fails int // answers that GitHub owes
	label app.Labelled
}

func (w *world) NextDeliveries(context.Context, int) (out []store.Pending, err error) {
	for _, p := range w.waiting {
		if !w.until[p.ID].After(w.now) {
			out = append(out, p)
		}
	}
	return out, nil
}

func (w *world) Received(_ context.Context, since time.Time, holds string) (out []store.Pending, err error) {
	for _, p := range w.all {
		if !p.Delivery.ReceivedAt.Before(since) && strings.Contains(string(p.Delivery.Body), holds) {
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
		w.log = h.Opened.Events
		if w.opened = g; err != nil {
			return err
		}
	}
	for _, in := range h.Inputs {
		if !slices.Contains(w.inputs, in.Kind) {
			w.inputs = append(w.inputs, in.Kind)
		}
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
	sum := store.Of(w.opened)
	if sum.Unread = w.unread; w.over {
		sum.State = app.StateStopped
	}
	return sum, nil
}

func (w *world) Label(context.Context, int64, app.Repo) (string, error) { return "", nil }
func (w *world) Moved(app.Repo)                                         {}

func (w *world) Labelled(context.Context, int64, app.Repo, int, string) (app.Labelled, error) {
	return w.label, nil
}

func (w *world) Events(context.Context, app.GoalID, int64) ([]app.Event, error) { return w.log, nil }

func (w *world) Permission(context.Context, int64, app.Repo, string) (app.Permission, error) {
	if w.fails--; w.fails >= 0 {
		return "", errors.New("502")
	}
	return app.PermissionWrite, nil
}

// arrives puts a delivery of that kind into the inbox and works it off.
func (w *world) arrives(t *testing.T, i *Intake, kind app.InboundKind, at time.Time) {
	t.Helper()
	body, err := json.Marshal(at)
	if err != nil {
		t.Fatal(err)
	}
	p := store.Pending{ID: int64(len(w.all) + 1), Delivery: app.Delivery{GUID: fmt.Sprint(kind, len(w.all)), Event: string(kind), Body: append(body, "7"...), ReceivedAt: w.now}}
	w.all, w.waiting = append(w.all, p), append(w.waiting, p)
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
		Decode: func(d app.Delivery) (in app.Inbound, err error) {
			err = json.Unmarshal(d.Body[:len(d.Body)-1], &in.At)
			in.Kind, in.GUID, in.Host, in.Installation = app.InboundKind(d.Event), d.GUID, "github.com", 1
			in.Repo, in.Issue = app.Repo{ID: 1, Owner: "acme", Name: "billing"}, app.Issue{ID: 7, Number: 7, State: "open"}
			in.Label, in.Sender = "goal", app.User{ID: 1, Login: "ann", Type: "User"}
			return in, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return w, i
}

// TestLateLabel: the goal is told everything that came since its label was set,
// by GitHub's clock, in order and once, and nothing from before.
func TestLateLabel(t *testing.T) {
	second := func(n int) time.Time { return noon.Add(time.Duration(n) * time.Second) }
	label := func(w *world, i *Intake) { w.arrives(t, i, app.InboundLabelled, time.Time{}) } // as GitHub sends it: no time
	after := func(w *world, i *Intake) {
		w.label.On, w.label.Removed = false, second(1)
		w.arrives(t, i, app.InboundUnlabelled, time.Time{})
		w.arrives(t, i, app.InboundIssueClosed, second(1))
		w.arrives(t, i, app.InboundComment, second(2))
	}
	again := func(w *world, i *Intake) {
		after(w, i)
		w.now = w.now.Add(3 * time.Hour)
		label(w, i)
	}
	inOrder := func(w *world, i *Intake) { label(w, i); after(w, i) }
	all := []app.InputKind{"unlabelled", "issue_closed", "comment"}
	for name, c := range map[string]struct {
		off   time.Duration // of our clock
		fails int
		tell  func(*world, *Intake)
		want  []app.InputKind
	}{
		"in order":                         {0, 0, inOrder, all},
		"GitHub did not answer":            {0, 2, inOrder, all},
		"the same, and our clock is ahead": {2 * time.Minute, 2, inOrder, all},
		"the same, and our clock is late":  {-2 * time.Minute, 2, inOrder, all},
		"delivered again after hours":      {0, 0, again, all},
		"that, and our clock is ahead":     {5 * time.Minute, 0, again, all},
		"that, and our clock is late":      {-5 * time.Minute, 0, again, all},
		"what was before it": {0, 0, func(w *world, i *Intake) {
			w.label.Removed = second(0)
			w.arrives(t, i, app.InboundIssueClosed, second(-1))
			w.arrives(t, i, app.InboundUnlabelled, time.Time{})
			label(w, i)
			w.arrives(t, i, app.InboundComment, second(0))
		}, []app.InputKind{"comment"}},
	} {
		t.Run(name, func(t *testing.T) {
			w, i := newWorld(t)
			w.now, w.fails = noon.Add(c.off), c.fails
			w.label = app.Labelled{On: true, Set: noon}
			c.tell(w, i)
			for range 4 {
				w.now = w.now.Add(2 * time.Second)
				w.works(t, i)
			}
			if w.opened == nil || !w.opened.Labelled.Equal(noon) {
				t.Fatalf("opened %+v, and the label was set at %s", w.opened, noon)
			}
			if !slices.Equal(w.inputs, c.want) {
				t.Errorf("then %v; settled as %v", w.inputs, w.why)
			}
		})
	}
}

// TestLabelOvertakesItsRemoval: it waits until the goal that lives has read that
// it was taken off, and opens the next one then.
func TestLabelOvertakesItsRemoval(t *testing.T) {
	for name, removed := range map[string]time.Time{"taken off and set again": noon.Add(time.Minute), "set while it is on": noon.Add(-time.Hour)} {
		w, i := newWorld(t)
		w.label = app.Labelled{On: true, Set: noon}
		w.arrives(t, i, app.InboundLabelled, time.Time{})
		first := w.opened.ID
		w.label = app.Labelled{On: true, Set: noon.Add(2 * time.Minute), Removed: removed}
		w.arrives(t, i, app.InboundLabelled, time.Time{})
		for _, over := range []bool{false, true} {
			w.over, w.now = over, w.now.Add(time.Minute)
			w.works(t, i)
			if opened := w.opened.ID != first; opened != (over && removed.After(noon)) {
				t.Errorf("%s, over %v: opened again: %v", name, over, opened)
			}
		}
	}
}
