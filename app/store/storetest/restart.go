package storetest

import (
	"context"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func restart(w *world) {
	g := w.goal(1)
	l := w.lease(g)
	w.ok(w.Put(w.ctx, input(g, "a")))
	c := w.next(l, app.Paused{By: "ada"})
	c.Effects = []app.Effect{comment(g, "a")}
	c.Surfaces = []app.Surface{goalComment(g, "one")}
	w.commit(c)
	blob := must(w.PutBlob(w.ctx, []byte("blob")))(w)
	w.delivery()
	look := func() []any {
		b, _, err := w.Blob(w.ctx, blob, 0, 0)
		w.ok(err)
		return []any{
			must(w.Goal(w.ctx, g))(w), must(w.Events(w.ctx, g, 0))(w), must(w.Inputs(w.ctx, g))(w), b,
			must(w.NextEffects(w.ctx, 7, 9))(w), w.surfaces(), must(w.NextDeliveries(w.ctx, 9))(w),
		}
	}
	before := look()
	w.reopen(Options{Clock: w.time.read})
	w.same(look(), before)
	w.commit(w.next(l, app.Resumed{By: "ada"})) // the lease and the log go on
}

// collector is a waker that remembers.
type collector struct {
	mu   sync.Mutex
	got  map[string]int
	last map[string]time.Time
	more chan struct{} // closed and renewed at each wake
}

func newCollector() *collector {
	return &collector{got: map[string]int{}, last: map[string]time.Time{}, more: make(chan struct{})}
}

// Wake is [store.Waker].
func (c *collector) Wake(_ context.Context, k store.Wake, id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.got[string(k)+":"+id]++
	c.last[string(k)+":"+id] = time.Now()
	close(c.more)
	c.more = make(chan struct{})
}

func (c *collector) count(wake string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.got[wake]
}

// await waits until wake was told after a time.
func (w *world) await(c *collector, wake string, after time.Time) {
	w.Helper()
	limit := time.After(30 * time.Second)
	for {
		c.mu.Lock()
		last, more := c.last[wake], c.more
		c.mu.Unlock()
		if last.After(after) {
			return
		}
		select {
		case <-more:
		case <-limit:
			w.Fatalf("nobody was told of %s", wake)
		}
	}
}

func wakesAtOnce(w *world) {
	c := newCollector()
	w.reopen(Options{Waker: c})
	d := app.Delivery{AppID: 1, GUID: "a", Event: "issues"}
	must(w.Receive(w.ctx, d))(w)
	w.same(c.count("inbox:") > 0, true) // told before Receive returned

	o := w.opening(1)
	id := o.Summary.ID
	w.ok(w.Handle(w.ctx, must(w.NextDeliveries(w.ctx, 1))(w)[0].ID, store.Handled{Opened: o}))
	before := c.count("goal:" + string(id))
	w.same(before > 0, true)
	w.ok(w.Put(w.ctx, input(id, "a")))
	w.same(c.count("goal:"+string(id)) > before, true)
	w.same(c.count("deliver:7"), 0)

	l := w.lease(id)
	w.commit(w.next(l, app.Paused{By: "ada"}))
	w.same(c.count("deliver:7"), 0) // a commit without a wish wakes nobody
	next := w.next(l)
	next.Effects = []app.Effect{comment(id, "a")}
	w.commit(next)
	w.same(c.count("deliver:7") > 0, true)
	told := c.count("goal:" + string(id))
	w.ok(w.Settle(w.ctx, w.first(7).ID, app.EffectSettled, app.EffectDone{Key: "a"}, time.Time{}))
	w.same(c.count("goal:"+string(id)) > told, true) // the outcome is in its mailbox
}

func wakesAfterRestart(w *world) {
	a, b := w.goal(1), w.goal(2)
	w.ok(w.Put(w.ctx, input(b, "a")))
	w.show(a, "one")
	w.delivery()
	c := newCollector()
	w.reopen(Options{Waker: c})
	for _, wake := range []string{"inbox:", "goal:" + string(a), "goal:" + string(b), "deliver:7"} {
		w.await(c, wake, time.Time{})
	}
}

// wakeAtTime looks at both ways: past the queue, and through it when the
// process that knew of the wake is gone.
func wakeAtTime(w *world) {
	g := w.goal(1)
	wake := "goal:" + string(g)
	c := newCollector()
	w.reopen(Options{Waker: c})
	l := w.lease(g)
	commit := func(at time.Time) {
		next := w.next(l)
		next.WakeAt = at
		w.commit(next)
	}
	soon := time.Now().Add(30 * time.Millisecond)
	commit(soon)
	w.await(c, wake, soon)

	later := time.Now().Add(100 * time.Millisecond)
	commit(later)
	c = newCollector()
	w.reopen(Options{Waker: c})
	w.await(c, wake, later)
}
