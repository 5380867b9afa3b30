package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// Work writes to s until it is killed or fails, and calls ack with one line
// for each write after it was answered; ack is called by many at once.
func Work(ctx context.Context, s store.Store, ack func(line string)) error {
	failed := make(chan error)
	for n := range 8 {
		go func() {
			for m := 0; ; m++ {
				d := Delivery()
				d.GUID = fmt.Sprintf("%d-%d", n, m)
				if _, err := s.Receive(ctx, d); err != nil {
					failed <- err
					return
				}
				ack("delivery " + d.GUID)
			}
		}()
	}
	go func() { failed <- workGoal(ctx, s, ack) }()
	return <-failed
}

// workGoal opens a goal and lets its log, outbox and mailbox grow.
func workGoal(ctx context.Context, s store.Store, ack func(line string)) error {
	id := app.GoalID("01J00000000000000000000000")
	g := &app.Goal{}
	grow := func(epoch int64, p app.Payload) (app.Event, error) {
		e, err := app.Seal(id, g.Seq, g.Hash, epoch, time.Now(), app.Say(p))
		if err != nil {
			return e, err
		}
		return e, g.Apply(e)
	}
	first, err := grow(0, app.GoalOpened{Host: host, Installation: 7, Repo: repo(1), Issue: app.Issue{ID: 1, Number: 1}})
	if err != nil {
		return err
	}
	if _, err := s.Receive(ctx, app.Delivery{AppID: 2, GUID: "first"}); err != nil {
		return err
	}
	all, err := s.NextDeliveries(ctx, 1<<20)
	if err != nil {
		return err
	}
	n := slices.IndexFunc(all, func(p store.Pending) bool { return p.Delivery.GUID == "first" })
	open := &store.Opening{Summary: store.Of(g), Events: []app.Event{first}}
	if err := s.Handle(ctx, all[n].ID, store.Handled{Opened: open}); err != nil {
		return err
	}
	l, err := s.Acquire(ctx, id, "runner", time.Hour)
	if err != nil {
		return err
	}
	for {
		e, err := grow(l.Epoch, app.Paused{By: "ada"})
		if err != nil {
			return err
		}
		c := store.Commit{Lease: l, Summary: store.Of(g), Events: []app.Event{e}}
		c.Effects = []app.Effect{comment(id, fmt.Sprint(g.Seq))}
		if err := s.Commit(ctx, c); err != nil {
			return err
		}
		ack(fmt.Sprintf("event %d", g.Seq))
		if err := s.Put(ctx, input(id, fmt.Sprint(g.Seq))); err != nil {
			return err
		}
		ack(fmt.Sprintf("input %d", g.Seq))
	}
}

// Kept checks that s has everything that was acknowledged, and nothing half.
func Kept(t *testing.T, s store.Store, acknowledged []string) {
	w := &world{tester: t, tb: t, Store: s, ctx: t.Context()}
	have := map[string]bool{}
	for _, p := range must(s.NextDeliveries(w.ctx, 1<<20))(w) {
		have["delivery "+p.Delivery.GUID] = true
	}
	goals := must(s.List(w.ctx, store.Filter{}))(w)
	w.same(len(goals), 1)
	log := must(s.Events(w.ctx, goals[0].ID, 0))(w)
	w.same(store.Of(must(app.Replay(log))(w)).Hash, goals[0].Hash)
	for _, e := range log {
		have[fmt.Sprint("event ", e.Seq)] = true
	}
	for _, in := range must(s.Inputs(w.ctx, goals[0].ID))(w) {
		have["input "+in.Key] = true
	}
	kinds := map[string]int{}
	for _, a := range acknowledged {
		if !have[a] {
			t.Errorf("acknowledged and lost: %s", a)
		}
		kinds[strings.Fields(a)[0]]++
	}
	if len(kinds) != 3 {
		t.Fatalf("only %v were acknowledged", kinds)
	}
	// An effect stands for each event after the first: they were one write.
	for n := range len(log) - 1 {
		q := w.first(7)
		w.same(q.Effect.Key, fmt.Sprint(n+2))
		w.ok(s.Settle(w.ctx, q.ID, app.EffectDead, app.EffectDone{}, time.Time{}))
	}
	w.same(w.due(7), []string{})
}
