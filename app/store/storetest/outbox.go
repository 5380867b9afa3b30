package storetest

import (
	"encoding/json"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// due are the keys of the effects that are due.
func (w *world) due(installation int64) []string {
	w.Helper()
	out := []string{}
	for _, q := range must(w.NextEffects(w.ctx, installation, 100))(w) {
		out = append(out, q.Effect.Key)
	}
	return out
}

func (w *world) first(installation int64) store.QueuedEffect {
	w.Helper()
	all := must(w.NextEffects(w.ctx, installation, 1))(w)
	if len(all) != 1 {
		w.Fatalf("%d effects are due, want 1", len(all))
	}
	return all[0]
}

func (w *world) add(goal app.GoalID, effects ...app.Effect) {
	w.Helper()
	l := w.lease(goal)
	c := w.next(l)
	c.Effects = effects
	w.commit(c)
	w.ok(w.Release(w.ctx, l))
}

func effectsInOrder(w *world) {
	a, b := w.goal(1), w.goal(2)
	w.add(a, comment(a, "a1"), comment(a, "a2"))
	w.add(b, comment(b, "b1"))
	elsewhere := comment(b, "b2")
	elsewhere.Installation = 8
	w.add(b, elsewhere)
	w.same(w.due(7), []string{"a1", "b1"})
	w.same(w.due(8), []string{}) // b1 comes first, wherever it goes

	q := w.first(7)
	w.same(q.Effect, comment(a, "a1"))
	w.ok(w.MarkSending(w.ctx, q.ID))
	w.same(w.due(7), []string{"a1", "b1"}) // an attempt whose process died
	w.ok(w.Settle(w.ctx, q.ID, app.EffectPending, app.EffectDone{}, w.time.read().Add(time.Minute)))
	w.same(w.due(7), []string{"b1"}) // a2 waits for a1
	w.ok(w.Settle(w.ctx, w.first(7).ID, app.EffectSettled, app.EffectDone{Key: "b1"}, time.Time{}))
	w.same(w.due(8), []string{"b2"})
	w.time.add(time.Minute)
	w.same(w.due(7), []string{"a1"})
	w.ok(w.Settle(w.ctx, q.ID, app.EffectSettled, app.EffectDone{Key: "a1"}, time.Time{}))
	w.same(w.due(7), []string{"a2"})
}

func effectOnce(w *world) {
	g := w.goal(1)
	w.add(g, comment(g, "a"))
	again := comment(g, "a")
	again.Data = json.RawMessage(`{"body":"other"}`)
	w.add(g, again)
	w.ok(w.Post(w.ctx, again)) // beside the commits, too
	q := w.first(7)
	w.same(q.Effect, comment(g, "a"))

	w.ok(w.MarkSending(w.ctx, q.ID))
	done := app.EffectDone{Key: "a", Kind: app.EffectComment, ID: 99, URL: "https://github.example/c/99"}
	w.ok(w.Settle(w.ctx, q.ID, app.EffectSettled, done, time.Time{}))
	w.refused(w.Settle(w.ctx, q.ID, app.EffectDead, done, time.Time{}), store.ErrNotFound)
	w.refused(w.MarkSending(w.ctx, q.ID), store.ErrNotFound)
	w.ok(w.Post(w.ctx, again))
	w.same(w.due(7), []string{})
	w.ok(w.Post(w.ctx, comment(g, "b")))
	w.same(w.first(7).Effect, comment(g, "b"))

	got := must(w.Inputs(w.ctx, g))(w)
	w.same(len(got), 1)
	w.same(got[0].Kind, app.InputEffectDone)
	w.same(json.RawMessage(got[0].Data), done)
}

func effectUnknown(w *world) {
	g := w.goal(1)
	w.add(g, comment(g, "a"))
	q := w.first(7)
	w.same([]any{q.Status, q.Attempts}, []any{app.EffectPending, 0})
	w.ok(w.MarkSending(w.ctx, q.ID))
	w.same([]any{w.first(7).Status, w.first(7).Attempts}, []any{app.EffectSending, 1})

	until := w.time.read().Add(time.Second)
	w.ok(w.Settle(w.ctx, q.ID, app.EffectUnknown, app.EffectDone{}, until))
	w.same(w.due(7), []string{})
	w.time.add(time.Second)
	q = w.first(7)
	w.same([]any{q.Status, q.Attempts, q.NotUntil}, []any{app.EffectUnknown, 1, until})
	w.same(len(must(w.Inputs(w.ctx, g))(w)), 0)

	w.ok(w.MarkSending(w.ctx, q.ID))
	if w.Settle(w.ctx, q.ID, app.EffectSending, app.EffectDone{}, time.Time{}) == nil {
		w.Fatal("an attempt under way is no outcome")
	}
	w.refused(w.Settle(w.ctx, 1<<40, app.EffectSettled, app.EffectDone{}, time.Time{}), store.ErrNotFound)
}

func effectDead(w *world) {
	g := w.goal(1)
	w.add(g, comment(g, "a"), comment(g, "b"))
	done := app.EffectDone{Key: "a", Kind: app.EffectComment, Error: "the issue is locked"}
	w.ok(w.Settle(w.ctx, w.first(7).ID, app.EffectDead, done, time.Time{}))
	w.same(json.RawMessage(must(w.Inputs(w.ctx, g))(w)[0].Data), done)
	w.same(w.due(7), []string{"b"}) // one refusal does not hold up the rest
}

func effectsOutside(w *world) {
	w.handle(store.Handled{Effects: []app.Effect{comment("", "a"), comment("", "b")}})
	w.same(w.due(7), []string{"a", "b"}) // not of one goal: none waits for another
	w.ok(w.Settle(w.ctx, w.first(7).ID, app.EffectSettled, app.EffectDone{Key: "a"}, time.Time{}))
	w.same(w.due(7), []string{"b"})
}

func (w *world) show(goal app.GoalID, body string) {
	w.Helper()
	l := w.lease(goal)
	c := w.next(l)
	c.Surfaces = []app.Surface{goalComment(goal, body)}
	w.commit(c)
	w.ok(w.Release(w.ctx, l))
}

func (w *world) surfaces() []store.QueuedSurface {
	w.Helper()
	return must(w.NextSurfaces(w.ctx, 7, 10))(w)
}

func surfacesConverge(w *world) {
	g := w.goal(1)
	for _, body := range []string{"one", "two", "three"} {
		w.show(g, body)
	}
	due := w.surfaces()
	want := goalComment(g, "three")
	w.same(due, []store.QueuedSurface{{Surface: want, Digest: app.DigestOf(want.Data)}})

	w.show(g, "four") // while three is being sent
	w.ok(w.Applied(w.ctx, g, want.Kind, due[0].Digest, 42))
	due = w.surfaces()
	w.same([]any{due[0].Surface, due[0].RemoteID}, []any{goalComment(g, "four"), 42})
	w.ok(w.Applied(w.ctx, g, want.Kind, due[0].Digest, 42))
	w.same(len(w.surfaces()), 0)
	w.show(g, "four")
	w.same(len(w.surfaces()), 0)

	w.refused(w.Applied(w.ctx, g, app.SurfaceCheckRun, "x", 1), store.ErrNotFound)
	w.refused(w.DelaySurface(w.ctx, g, app.SurfaceCheckRun, time.Time{}, "x"), store.ErrNotFound)
}

// surfaceGoesBack wants the applied version again after another one may have
// been sent.
func surfaceGoesBack(w *world) {
	g := w.goal(1)
	w.show(g, "one")
	w.ok(w.Applied(w.ctx, g, app.SurfaceGoalComment, w.surfaces()[0].Digest, 42))
	w.show(g, "two")
	w.show(g, "one")
	due := w.surfaces()
	w.same(len(due), 1)
	w.same([]any{due[0].Surface, due[0].RemoteID}, []any{goalComment(g, "one"), 42})
	w.ok(w.Applied(w.ctx, g, app.SurfaceGoalComment, due[0].Digest, 42))
	w.same(len(w.surfaces()), 0)
}

func surfaceDelayed(w *world) {
	g := w.goal(1)
	w.show(g, "one")
	w.ok(w.DelaySurface(w.ctx, g, app.SurfaceGoalComment, w.time.read().Add(time.Minute), "rate limit"))
	w.same(len(w.surfaces()), 0)
	w.show(g, "two")
	w.same(len(w.surfaces()), 0) // a new version waits as long
	w.time.add(time.Minute)
	w.same([]any{w.surfaces()[0].Attempts, w.surfaces()[0].Surface}, []any{1, goalComment(g, "two")})
	w.ok(w.Applied(w.ctx, g, app.SurfaceGoalComment, w.surfaces()[0].Digest, 1))
	w.show(g, "three")
	w.same(w.surfaces()[0].Attempts, 0)
}

func installations(w *world) {
	a, b := w.goal(1), w.goal(2)
	w.same(len(must(w.Installations(w.ctx))(w)), 0)
	other := comment(b, "b")
	other.Installation = 3
	w.add(b, other)
	w.show(a, "one")
	w.same(must(w.Installations(w.ctx))(w), []int64{3, 7})
	w.ok(w.Settle(w.ctx, w.first(3).ID, app.EffectPending, app.EffectDone{}, w.time.read().Add(time.Minute)))
	w.same(must(w.Installations(w.ctx))(w), []int64{7})
	w.ok(w.Applied(w.ctx, a, app.SurfaceGoalComment, w.surfaces()[0].Digest, 1))
	w.same(len(must(w.Installations(w.ctx))(w)), 0)
	w.time.add(time.Minute)
	w.same(must(w.Installations(w.ctx))(w), []int64{3})
}
