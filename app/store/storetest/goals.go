package storetest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func oneLiveGoal(w *world) {
	first := w.goal(1)
	id, second := w.delivery(), w.opening(1)
	w.refused(w.Handle(w.ctx, id, store.Handled{Opened: second}), store.ErrLiveGoal)

	w.commit(w.next(w.lease(first), app.Ended{State: app.StateStopped}))
	w.ok(w.Handle(w.ctx, id, store.Handled{Opened: second}))
	w.same(must(w.GoalOf(w.ctx, host, 1))(w).ID, second.Summary.ID)
}

func oneLiveGoalRaced(w *world) {
	const n = 16
	var ids [n]int64
	var openings [n]*store.Opening
	for i := range n {
		ids[i], openings[i] = w.delivery(), w.opening(1)
	}
	var won atomic.Int32
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			switch err := w.Handle(w.ctx, ids[i], store.Handled{Opened: openings[i]}); {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, store.ErrLiveGoal):
				w.Error(err)
			}
		})
	}
	all.Wait()
	w.same(won.Load(), 1)
	w.same(len(must(w.List(w.ctx, store.Filter{}))(w)), 1)
	w.same(len(must(w.NextDeliveries(w.ctx, 100))(w)), n-1)
}

func logGrowsAtEnd(w *world) {
	g := w.goal(1)
	l := w.lease(g)
	good := w.next(l, app.Paused{By: "ada"}, app.Resumed{By: "ada"})

	gap := good
	gap.Events = good.Events[1:]
	w.refused(w.Commit(w.ctx, gap), store.ErrClash)

	changed := good
	changed.Events = append([]app.Event{}, good.Events...)
	changed.Events[1].Actor = "somebody"
	w.refused(w.Commit(w.ctx, changed), store.ErrClash)

	elsewhere := good
	elsewhere.Events = good.Events[:1] // the summary is of the second
	w.refused(w.Commit(w.ctx, elsewhere), store.ErrClash)

	w.commit(good)
	w.refused(w.Commit(w.ctx, good), store.ErrClash) // a second time
	w.same(must(w.Events(w.ctx, g, 1))(w), good.Events)

	empty := w.next(l)
	w.commit(empty) // no events: only the row and what stands beside it
	empty.Summary.Seq++
	w.refused(w.Commit(w.ctx, empty), store.ErrClash)
}

func clashChangesNothing(w *world) {
	g := w.goal(1)
	l := w.lease(g)
	w.ok(w.Put(w.ctx, input(g, "a")))
	before := must(w.Goal(w.ctx, g))(w)

	c := w.next(l, app.Paused{By: "ada"}, app.Resumed{By: "ada"})
	c.Events = c.Events[1:]
	c.InputsRead = []int64{must(w.Inputs(w.ctx, g))(w)[0].ID}
	c.Effects = []app.Effect{comment(g, "a")}
	c.Surfaces = []app.Surface{goalComment(g, "a")}
	w.refused(w.Commit(w.ctx, c), store.ErrClash)

	w.same(must(w.Goal(w.ctx, g))(w), before)
	w.same(len(must(w.Inputs(w.ctx, g))(w)), 1)
	w.same(len(must(w.Installations(w.ctx))(w)), 0)
}

func logReadsBack(w *world) {
	g := w.goal(1)
	l := w.lease(g)
	for range 5 {
		w.commit(w.next(l, app.Paused{By: "ada", NotBefore: w.time.read().Add(time.Hour)}, app.Resumed{By: "ada"}))
		w.time.add(time.Second + time.Nanosecond)
	}
	all := must(w.Events(w.ctx, g, 0))(w)
	folded := must(app.Replay(all))(w)
	w.same(store.Of(folded), must(w.Goal(w.ctx, g))(w))
	w.same(must(w.Events(w.ctx, g, 4))(w), all[4:])
	w.same(len(must(w.Events(w.ctx, g, 11))(w)), 0)
}

func goalsFound(w *world) {
	_, err := w.Goal(w.ctx, "01HNOBODY")
	w.refused(err, store.ErrNotFound)
	_, err = w.GoalOf(w.ctx, host, 1)
	w.refused(err, store.ErrNotFound)

	g := w.goal(1)
	_, err = w.GoalOf(w.ctx, "other.example", 1)
	w.refused(err, store.ErrNotFound)
	_, err = w.GoalOfPull(w.ctx, host, 1, 0) // no pull request is none
	w.refused(err, store.ErrNotFound)

	c := w.next(w.lease(g))
	c.Summary.Pull, c.Summary.Title, c.Summary.Number = 12, "Renamed", 5
	c.Summary.Paused, c.Summary.Breakpoint, c.Summary.NotBefore = true, app.BreakpointAsk, w.time.read()
	c.Summary.Repo.Name, c.Summary.Head = "moved", "c0ffee"
	w.commit(c)
	w.same(must(w.Goal(w.ctx, g))(w), c.Summary)
	w.same(must(w.GoalOfPull(w.ctx, host, 1, 12))(w), c.Summary)
	w.same(must(w.List(w.ctx, store.Filter{Host: host, RepoID: 1, Head: "c0ffee", Live: true}))(w), []store.Summary{c.Summary})
	w.same(len(must(w.List(w.ctx, store.Filter{Host: host, RepoID: 1, Head: "decaf"}))(w)), 0)
	_, err = w.GoalOfPull(w.ctx, host, 2, 12)
	w.refused(err, store.ErrNotFound)
}

func goalsListed(w *world) {
	var ids []app.GoalID
	for issue := range int64(4) {
		ids = append(ids, w.goal(issue+1))
		w.time.add(time.Second)
	}
	w.commit(w.next(w.lease(ids[1]), app.Ended{State: app.StateStopped}))
	list := func(f store.Filter) []app.GoalID {
		out := []app.GoalID{}
		for _, g := range must(w.List(w.ctx, f))(w) {
			out = append(out, g.ID)
		}
		return out
	}
	w.same(list(store.Filter{}), []app.GoalID{ids[3], ids[2], ids[1], ids[0]})
	w.same(list(store.Filter{Limit: 2}), []app.GoalID{ids[3], ids[2]})
	w.same(list(store.Filter{Live: true}), []app.GoalID{ids[3], ids[2], ids[0]})
	w.same(list(store.Filter{States: []app.State{app.StateStopped, app.StateDone}}), []app.GoalID{ids[1]})
	w.same(list(store.Filter{Host: host, RepoID: 1, Limit: 1}), []app.GoalID{ids[3]})
	w.same(list(store.Filter{Host: "other.example"}), []app.GoalID{})
	w.same(list(store.Filter{RepoID: 2}), []app.GoalID{})
}

func runnable(w *world) {
	free, held, parked, spoken, later, over := w.goal(1), w.goal(2), w.goal(3), w.goal(4), w.goal(5), w.goal(6)
	resting := w.goal(7)
	l := w.lease(resting)
	rest := w.next(l, app.ContractLinted{})
	rest.Summary.Resting = true
	w.commit(rest)
	w.ok(w.Release(w.ctx, l))
	hold := func(id app.GoalID, events ...app.Payload) {
		l := w.lease(id)
		w.commit(w.next(l, events...))
		w.ok(w.Release(w.ctx, l))
	}
	hold(parked, app.Paused{By: "ada"})
	hold(spoken, app.BreakpointOpened{Breakpoint: app.Breakpoint{N: 1, Kind: app.BreakpointAsk}})
	w.ok(w.Put(w.ctx, input(spoken, "answer")))
	hold(later, app.Paused{By: "harness", NotBefore: w.time.read().Add(2 * time.Minute)})
	hold(over, app.Ended{State: app.StateStopped})
	asked := w.goal(8)
	l = w.lease(asked)
	alarm := w.next(l, app.BreakpointOpened{Breakpoint: app.Breakpoint{N: 1, Kind: app.BreakpointAsk}})
	alarm.Summary.Resting, alarm.Summary.NotBefore = true, w.time.read().Add(90*time.Second)
	w.commit(alarm)
	w.ok(w.Release(w.ctx, l))
	w.lease(held)

	w.runnable(free, spoken)
	if !must(w.Goal(w.ctx, resting))(w).Resting {
		w.Fatal("the goal does not rest")
	}
	w.time.add(time.Minute) // the lease is over
	w.runnable(free, held, spoken)
	w.time.add(time.Minute)
	w.runnable(free, held, spoken, later, asked)
	w.same(len(must(w.Runnable(w.ctx, 2))(w)), 2)
}

func (w *world) runnable(want ...app.GoalID) {
	w.Helper()
	got := map[app.GoalID]bool{}
	for _, id := range must(w.Runnable(w.ctx, 100))(w) {
		got[id] = true
	}
	for _, id := range want {
		if !got[id] {
			w.Fatalf("goal %s is not runnable", id)
		}
		delete(got, id)
	}
	if len(got) > 0 {
		w.Fatalf("also runnable: %v", got)
	}
}

func closed(w *world) {
	g := w.goal(1)
	w.ok(w.Ready(w.ctx))
	w.ok(w.Close())
	if w.Put(w.ctx, input(g, "late")) == nil {
		w.Fatal("a closed store takes input")
	}
	if w.Ready(context.WithoutCancel(w.ctx)) == nil {
		w.Fatal("a closed store is ready")
	}
}
