package storetest

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

const host = "github.example"

// world is one database with a clock that stands still until it is moved.
type world struct {
	tester
	store.Store
	tb   testing.TB // for opening
	ctx  context.Context
	open Open
	time *clock
	last map[app.GoalID]*app.Goal // as committed
}

// tester is what a test and a round of a property test have in common.
type tester interface {
	Helper()
	Error(args ...any)
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Failed() bool
}

func newWorld(t testing.TB, open Open) *world {
	w := &world{tester: t, tb: t, ctx: t.Context(), open: open, last: map[app.GoalID]*app.Goal{}}
	w.time = &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 123456000, time.UTC)}
	w.Store = open(t, Options{Clock: w.time.read})
	t.Cleanup(func() { _ = w.Store.Close() })
	return w
}

// reopen closes the store and opens it again.
func (w *world) reopen(o Options) {
	w.Helper()
	w.ok(w.Store.Close())
	w.Store = w.open(w.tb, o)
}

type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) refused(err, want error) {
	w.Helper()
	if !errors.Is(err, want) {
		w.Fatalf("error is %v, want %v", err, want)
	}
}

func (w *world) same(got, want any) {
	w.Helper()
	g, err := json.Marshal(got)
	w.ok(err)
	t, err := json.Marshal(want)
	w.ok(err)
	if string(g) != string(t) {
		w.Fatalf("got  %.2000s\nwant %.2000s", g, t)
	}
}

// must is for calls whose error ends the test.
func must[T any](v T, err error) func(*world) T {
	return func(w *world) T {
		w.Helper()
		w.ok(err)
		return v
	}
}

func repo(id int64) app.Repo {
	return app.Repo{ID: id, Owner: "acme", Name: fmt.Sprintf("billing-%d", id), DefaultBranch: "main"}
}

// opening is a goal of issue that nobody stored yet.
func (w *world) opening(issue int64) *store.Opening {
	w.Helper()
	id := must(app.NewGoalID(w.time.read(), rand.Reader))(w)
	g := &app.Goal{}
	e := must(app.Seal(id, 0, "", 0, w.time.read(), app.Say(app.GoalOpened{
		Host: host, Installation: 7, Repo: repo(1),
		Issue: app.Issue{ID: issue, Number: int(issue), Title: fmt.Sprintf("Issue %d", issue)}, Label: "goal",
	})))(w)
	w.ok(g.Apply(e))
	w.last[id] = g
	return &store.Opening{Summary: store.Of(g), Events: []app.Event{e}}
}

// goal stores a goal of issue and answers its id.
func (w *world) goal(issue int64) app.GoalID {
	w.Helper()
	o := w.opening(issue)
	w.handle(store.Handled{Opened: o})
	return o.Summary.ID
}

// handle stores a delivery and ends its handling with h.
func (w *world) handle(h store.Handled) {
	w.Helper()
	w.ok(w.Handle(w.ctx, w.delivery(), h))
}

// delivery stores one and answers its id in the inbox.
func (w *world) delivery() int64 {
	w.Helper()
	guid := rand.Text()
	must(w.Receive(w.ctx, app.Delivery{AppID: 1, GUID: guid, Event: "issues", Body: []byte("{}"), ReceivedAt: w.time.read()}))(w)
	for _, p := range must(w.NextDeliveries(w.ctx, 1000))(w) {
		if p.Delivery.GUID == guid {
			return p.ID
		}
	}
	w.Fatalf("delivery %s is not in the inbox", guid)
	return 0
}

func (w *world) lease(id app.GoalID) store.Lease {
	w.Helper()
	return must(w.Acquire(w.ctx, id, "runner", time.Minute))(w)
}

// next is a commit of entries after what was committed last.
func (w *world) next(l store.Lease, entries ...app.Payload) store.Commit {
	w.Helper()
	g := *w.last[l.Goal]
	c := store.Commit{Lease: l}
	for _, p := range entries {
		e := must(app.Seal(l.Goal, g.Seq, g.Hash, l.Epoch, w.time.read(), app.Say(p)))(w)
		w.ok(g.Apply(e))
		c.Events = append(c.Events, e)
	}
	c.Summary = store.Of(&g)
	return c
}

// commit stores c and remembers where the log stands.
func (w *world) commit(c store.Commit) {
	w.Helper()
	w.ok(w.Commit(w.ctx, c))
	g := *w.last[c.Lease.Goal]
	for _, e := range c.Events {
		w.ok(g.Apply(e))
	}
	w.last[c.Lease.Goal] = &g
}

func comment(goal app.GoalID, key string) app.Effect {
	return app.Effect{
		Key: key, Goal: goal, Installation: 7, Repo: repo(1), Kind: app.EffectComment,
		Data: json.RawMessage(`{"number":1,"body":"` + key + `"}`),
	}
}

func goalComment(goal app.GoalID, body string) app.Surface {
	return app.Surface{
		Goal: goal, Installation: 7, Repo: repo(1), Kind: app.SurfaceGoalComment,
		Data: json.RawMessage(`{"number":1,"body":"` + body + `"}`),
	}
}

func input(goal app.GoalID, key string) app.Input {
	return app.Input{
		Goal: goal, Key: key, Kind: app.InputKind(app.InboundComment),
		At: time.Date(2026, 3, 1, 12, 0, 0, 1000, time.UTC), Data: []byte(`{"key":"` + key + `"}`),
	}
}

func keys(inputs []app.Input) []string {
	out := []string{}
	for _, in := range inputs {
		out = append(out, in.Key)
	}
	return out
}
