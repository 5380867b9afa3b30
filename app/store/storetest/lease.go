package storetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func leaseExpires(w *world) {
	g := w.goal(1)
	_, err := w.Acquire(w.ctx, "01HNOBODY", "ada", time.Minute)
	w.refused(err, store.ErrNotFound)

	l := must(w.Acquire(w.ctx, g, "ada", time.Minute))(w)
	w.same(l, store.Lease{Goal: g, Owner: "ada", Epoch: 1, Until: w.time.read().Add(time.Minute)})
	for _, owner := range []string{"bob", "ada"} {
		_, err = w.Acquire(w.ctx, g, owner, time.Minute)
		w.refused(err, store.ErrLeased)
	}
	w.time.add(59 * time.Second)
	l = must(w.Renew(w.ctx, l, time.Minute))(w)
	w.same(l.Until, w.time.read().Add(time.Minute))
	w.same(must(w.Goal(w.ctx, g))(w).LeaseUntil, l.Until)
	w.same(must(w.Goal(w.ctx, g))(w).Owner, "ada")
	w.time.add(59 * time.Second)
	_, err = w.Acquire(w.ctx, g, "bob", time.Minute)
	w.refused(err, store.ErrLeased)

	w.time.add(time.Second)
	taken := must(w.Acquire(w.ctx, g, "bob", time.Minute))(w)
	w.same(taken.Epoch, 2)
	w.ok(w.Release(w.ctx, taken))
	w.refused(w.Release(w.ctx, taken), store.ErrLeaseLost)
	w.same(must(w.Acquire(w.ctx, g, "ada", time.Minute))(w).Epoch, 3)
}

func staleEpoch(w *world) {
	g := w.goal(1)
	old := w.lease(g)
	c := w.next(old, app.Paused{By: "ada"})
	c.Effects = []app.Effect{comment(g, "stale")}
	w.time.add(2 * time.Minute)
	l := w.lease(g) // the same owner: only the epoch tells them apart
	before := must(w.Goal(w.ctx, g))(w)

	w.refused(w.Commit(w.ctx, c), store.ErrLeaseLost)
	_, err := w.Renew(w.ctx, old, time.Hour)
	w.refused(err, store.ErrLeaseLost)
	w.refused(w.Release(w.ctx, old), store.ErrLeaseLost)
	w.same(must(w.Goal(w.ctx, g))(w), before)
	w.same(len(must(w.Installations(w.ctx))(w)), 0)

	forged := l
	forged.Owner = "mallory"
	c.Lease = forged
	w.refused(w.Commit(w.ctx, c), store.ErrLeaseLost)
	w.ok(w.Release(w.ctx, l))
	c.Lease = l
	w.refused(w.Commit(w.ctx, c), store.ErrLeaseLost) // given back
}

func lateLease(w *world) {
	g := w.goal(1)
	l := w.lease(g)
	w.time.add(time.Hour)
	w.commit(w.next(l, app.Paused{By: "ada"}))
	must(w.Renew(w.ctx, l, time.Minute))(w)
	_, err := w.Acquire(w.ctx, g, "bob", time.Minute)
	w.refused(err, store.ErrLeased)
}

func leaseRaced(w *world) {
	g := w.goal(1)
	for round := range 5 {
		var won atomic.Int32
		var all sync.WaitGroup
		for n := range 8 {
			all.Go(func() {
				switch _, err := w.Acquire(w.ctx, g, fmt.Sprint(n), time.Minute); {
				case err == nil:
					won.Add(1)
				case !errors.Is(err, store.ErrLeased):
					w.Error(err)
				}
			})
		}
		all.Wait()
		w.same([]any{round, won.Load()}, []any{round, 1})
		w.time.add(time.Minute)
	}
}

func inputOnce(w *world) {
	g, other := w.goal(1), w.goal(2)
	for _, key := range []string{"a", "b", "a", "c"} {
		w.ok(w.Put(w.ctx, input(g, key)))
	}
	w.ok(w.Put(w.ctx, input(other, "a")))
	w.refused(w.Put(w.ctx, input("01HNOBODY", "a")), store.ErrNotFound)
	got := must(w.Inputs(w.ctx, g))(w)
	w.same(keys(got), []string{"a", "b", "c"})
	w.same(must(w.Goal(w.ctx, g))(w).Unread, 3)
	want := input(g, "a")
	want.ID = got[0].ID
	w.same(got[0], want)

	c := w.next(w.lease(g), app.Paused{By: "ada"})
	c.InputsRead = []int64{got[0].ID, got[2].ID, must(w.Inputs(w.ctx, other))(w)[0].ID}
	w.commit(c)
	w.same(keys(must(w.Inputs(w.ctx, g))(w)), []string{"b"})
	w.same(keys(must(w.Inputs(w.ctx, other))(w)), []string{"a"}) // not ours to read
	w.ok(w.Put(w.ctx, input(g, "a")))                            // was read already
	w.same(keys(must(w.Inputs(w.ctx, g))(w)), []string{"b"})
}

func releaseUnread(w *world) {
	g := w.goal(1)
	l := w.lease(g)
	w.ok(w.Put(w.ctx, input(g, "a")))
	w.refused(w.Release(w.ctx, l), store.ErrUnread)

	c := w.next(l) // the lease is still ours
	c.InputsRead = []int64{must(w.Inputs(w.ctx, g))(w)[0].ID}
	w.commit(c)
	w.ok(w.Release(w.ctx, l))
	w.same(must(w.Goal(w.ctx, g))(w).Owner, "")
}

// putAgainstRelease has people speak while a runner reads and gives back: in
// the end every input was read, by this runner or by one that was woken.
func putAgainstRelease(w *world) {
	g := w.goal(1)
	const people, each = 4, 25
	woken := make(chan struct{}, 1)
	wake := func() {
		select {
		case woken <- struct{}{}:
		default:
		}
	}
	var all sync.WaitGroup
	for p := range people {
		all.Go(func() {
			for n := range each {
				if err := w.Put(w.ctx, input(g, fmt.Sprintf("%d/%d", p, n))); err != nil {
					w.Error(err)
				}
				wake() // as the store does after the write
			}
		})
	}
	read := map[string]bool{}
	for len(read) < people*each && !w.Failed() {
		select {
		case <-woken:
		case <-time.After(20 * time.Second):
			w.Fatalf("%d of %d inputs were read, then nobody was woken", len(read), people*each)
		}
		l := w.lease(g)
		for released := false; !released; {
			c := w.next(l)
			for _, in := range must(w.Inputs(w.ctx, g))(w) {
				if read[in.Key] {
					w.Fatalf("input %s came twice", in.Key)
				}
				read[in.Key] = true
				c.InputsRead = append(c.InputsRead, in.ID)
			}
			w.commit(c)
			err := w.Release(w.ctx, l)
			if released = err == nil; !released {
				w.refused(err, store.ErrUnread)
			}
		}
	}
	all.Wait()
	w.same(must(w.Goal(w.ctx, g))(w).Unread, 0)
}
