package storetest

import (
	"bytes"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func deliveryOnce(w *world) {
	d := app.Delivery{AppID: 1, GUID: "a", Event: "issues", Body: []byte("{}"), ReceivedAt: w.time.read()}
	w.same(must(w.Receive(w.ctx, d))(w), true)
	w.same(must(w.Receive(w.ctx, d))(w), false)
	other := d
	other.AppID = 2 // another app's delivery may carry the same name
	w.same(must(w.Receive(w.ctx, other))(w), true)
	w.same(len(must(w.NextDeliveries(w.ctx, 10))(w)), 2)

	for _, p := range must(w.NextDeliveries(w.ctx, 10))(w) {
		w.ok(w.Handle(w.ctx, p.ID, store.Handled{Ignored: "test"}))
	}
	w.same(must(w.Receive(w.ctx, d))(w), false) // also when it was handled
	w.same(len(must(w.NextDeliveries(w.ctx, 10))(w)), 0)
}

func deliveriesInOrder(w *world) {
	bodies := [][]byte{[]byte("first"), {}, {0, 0xff, 0xfe, '\n'}, bytes.Repeat([]byte("x"), 1<<20)}
	for n, b := range bodies {
		must(w.Receive(w.ctx, app.Delivery{AppID: 1, GUID: string(rune('z' - n)), Event: "push", Body: b, ReceivedAt: w.time.read()}))(w)
	}
	got := must(w.NextDeliveries(w.ctx, 3))(w)
	w.same(len(got), 3)
	got = must(w.NextDeliveries(w.ctx, 10))(w)
	for n, p := range got {
		if !bytes.Equal(p.Delivery.Body, bodies[n]) {
			w.Fatalf("delivery %d has a body of %d bytes, want %d", n, len(p.Delivery.Body), len(bodies[n]))
		}
		w.same(p.Delivery.ReceivedAt, w.time.read())
		w.same(p.Delivery.Event, "push")
	}
}

func deliveryPostponed(w *world) {
	id := w.delivery()
	w.ok(w.Postpone(w.ctx, id, w.time.read().Add(time.Minute), "no network", false))
	w.same(len(must(w.NextDeliveries(w.ctx, 10))(w)), 0)
	w.time.add(time.Minute)
	got := must(w.NextDeliveries(w.ctx, 10))(w)
	w.same([]any{got[0].ID, got[0].Attempts}, []any{id, 1})
}

func deliveriesSince(w *world) {
	for n, body := range []string{"of 7", "of 8", "of 7 too", "of 7 also"} {
		must(w.Receive(w.ctx, app.Delivery{AppID: 1, GUID: string(rune('a' + n)), Event: "issues", Body: []byte(body), ReceivedAt: w.time.read()}))(w)
		w.time.add(time.Second)
	}
	waiting := must(w.NextDeliveries(w.ctx, 10))(w)
	w.ok(w.Handle(w.ctx, waiting[2].ID, store.Handled{Ignored: "test"}))
	got := must(w.Received(w.ctx, w.time.read().Add(-3*time.Second), "7"))(w)
	w.same(len(got), 2)
	w.same([]any{got[0].ID, string(got[0].Delivery.Body), got[1].ID}, []any{waiting[2].ID, "of 7 too", waiting[3].ID})

	w.ok(w.Handle(w.ctx, waiting[3].ID, store.Handled{Ignored: "test"}))
	w.ok(w.ForgetDeliveries(w.ctx, w.time.read().Add(-time.Second)))
	got = must(w.Received(w.ctx, time.Time{}, "of"))(w)
	w.same(len(got), 3) // two that wait, and the newest
	w.same(must(w.Receive(w.ctx, app.Delivery{AppID: 1, GUID: "c", Event: "issues", Body: []byte("again"), ReceivedAt: w.time.read()}))(w), false)
}

func deliveryDead(w *world) {
	id := w.delivery()
	w.ok(w.Postpone(w.ctx, id, time.Time{}, "cannot be read", true))
	w.time.add(time.Hour)
	w.same(len(must(w.NextDeliveries(w.ctx, 10))(w)), 0)
	w.refused(w.Handle(w.ctx, id, store.Handled{}), store.ErrNotFound)
}

func handleWhole(w *world) {
	have := w.goal(1)
	o := w.opening(2)
	o.Effects = []app.Effect{comment(o.Summary.ID, "hello")}
	o.Surfaces = []app.Surface{goalComment(o.Summary.ID, "goal")}
	h := store.Handled{Opened: o, Inputs: []app.Input{input(have, "i"), input("01HNOBODY", "i")}, Effects: []app.Effect{comment("", "out")}}
	id := w.delivery()
	w.refused(w.Handle(w.ctx, id, h), store.ErrNotFound) // no such goal

	_, err := w.Goal(w.ctx, o.Summary.ID)
	w.refused(err, store.ErrNotFound)
	w.same(len(must(w.Inputs(w.ctx, have))(w)), 0)
	w.same(len(must(w.Installations(w.ctx))(w)), 0)
	w.same(must(w.NextDeliveries(w.ctx, 10))(w)[0].ID, id)

	h.Inputs = h.Inputs[:1]
	w.ok(w.Handle(w.ctx, id, h))
	w.same(must(w.Goal(w.ctx, o.Summary.ID))(w), o.Summary)
	w.same(must(w.Events(w.ctx, o.Summary.ID, 0))(w), o.Events)
	w.same(keys(must(w.Inputs(w.ctx, have))(w)), []string{"i"})
	w.same(len(must(w.NextEffects(w.ctx, 7, 10))(w)), 2)
	w.same(len(must(w.NextSurfaces(w.ctx, 7, 10))(w)), 1)
	w.same(len(must(w.NextDeliveries(w.ctx, 10))(w)), 0)
}

func handleOnce(w *world) {
	g := w.goal(1)
	id := w.delivery()
	w.ok(w.Handle(w.ctx, id, store.Handled{Inputs: []app.Input{input(g, "a")}}))
	w.refused(w.Handle(w.ctx, id, store.Handled{Inputs: []app.Input{input(g, "b")}}), store.ErrNotFound)
	w.refused(w.Postpone(w.ctx, id, w.time.read(), "late", false), store.ErrNotFound)
	w.same(keys(must(w.Inputs(w.ctx, g))(w)), []string{"a"})
}
