package storetest

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func blobPieces(w *world) {
	b := []byte("0123456789")
	d := must(w.PutBlob(w.ctx, b))(w)
	w.same(d, app.DigestOf(b))
	w.same(must(w.PutBlob(w.ctx, b))(w), d)
	for _, c := range []struct {
		offset, limit int64
		want          string
	}{
		{0, 0, "0123456789"},
		{0, -1, "0123456789"},
		{0, 4, "0123"},
		{4, 4, "4567"},
		{8, 4, "89"},
		{8, 0, "89"},
		{10, 4, ""},
		{11, 0, ""},
	} {
		got, size, err := w.Blob(w.ctx, d, c.offset, c.limit)
		w.ok(err)
		w.same([]any{string(got), size}, []any{c.want, 10})
	}
	empty := must(w.PutBlob(w.ctx, nil))(w)
	got, size, err := w.Blob(w.ctx, empty, 0, 0)
	w.ok(err)
	w.same([]any{len(got), size}, []any{0, 0})
	_, _, err = w.Blob(w.ctx, app.DigestOf([]byte("absent")), 0, 0)
	w.refused(err, store.ErrNotFound)
}

// hostileText carries bytes that are no text wherever people can put some.
func hostileText(w *world) {
	for n, text := range []string{
		"nul \x00 inside", "not utf-8 \xff\xfe\xc0\xaf", "'); DROP TABLE goals; --", "\u202eright to left", "\x1b[31mred\r\n", "😀\u0301", "?1 :a @b $c %s",
	} {
		d := app.Delivery{AppID: 1, GUID: fmt.Sprint(n), Event: "issues", Body: []byte(text), ReceivedAt: w.time.read()}
		must(w.Receive(w.ctx, d))(w)
		p := must(w.NextDeliveries(w.ctx, 1))(w)[0]
		w.same(string(p.Delivery.Body) == text, true)
		w.ok(w.Handle(w.ctx, p.ID, store.Handled{Ignored: text}))

		g := w.goal(int64(n + 1))
		in := input(g, "k")
		in.Data = []byte(text)
		w.ok(w.Put(w.ctx, in))
		w.same(string(must(w.Inputs(w.ctx, g))(w)[0].Data) == text, true)

		c := w.next(w.lease(g), app.Paused{By: "ada", Reason: text})
		c.Effects = []app.Effect{comment(g, fmt.Sprint("effect ", n))}
		c.Effects[0].Data = must(json.Marshal(text))(w)
		c.Surfaces = []app.Surface{goalComment(g, "x")}
		c.Surfaces[0].Data = c.Effects[0].Data
		w.commit(c)
		w.same(must(w.Events(w.ctx, g, 1))(w), c.Events)
		must(app.Replay(must(w.Events(w.ctx, g, 0))(w)))(w)
		b := must(w.PutBlob(w.ctx, []byte(text)))(w)
		got, _, err := w.Blob(w.ctx, b, 0, 0)
		w.ok(err)
		w.same(string(got) == text, true)
		q := w.first(7)
		w.same(q.Effect.Data, c.Effects[0].Data)
		w.ok(w.Settle(w.ctx, q.ID, app.EffectDead, app.EffectDone{Error: text}, w.time.read()))
	}
}

func bigPayloads(w *world) {
	big := make([]byte, 5<<20)
	rand.Read(big)
	d := must(w.PutBlob(w.ctx, big))(w)
	got, size, err := w.Blob(w.ctx, d, 4<<20, 1<<20)
	w.ok(err)
	w.same(size, len(big))
	w.same(bytes.Equal(got, big[4<<20:]), true)

	text := string(bytes.Repeat([]byte("0123456789abcdef"), 1<<16)) // 1 MiB
	g := w.goal(1)
	c := w.next(w.lease(g), app.Paused{By: "ada", Reason: text})
	c.Effects = []app.Effect{comment(g, "a")}
	c.Effects[0].Data = must(json.Marshal(text))(w)
	c.Surfaces = []app.Surface{goalComment(g, text)}
	w.commit(c)
	w.same(must(w.Events(w.ctx, g, 1))(w)[0].Hash, c.Events[0].Hash)
	must(app.Replay(must(w.Events(w.ctx, g, 0))(w)))(w)
	w.same(len(w.first(7).Effect.Data), len(text)+2)
	w.same(w.surfaces()[0].Digest, app.DigestOf(c.Surfaces[0].Data))
}

// manyWriters has goals worked on, spoken to and delivered for at once; one
// write in three is refused, which must not touch the others.
func manyWriters(w *world) {
	const goals, turns = 8, 15
	var ids [goals]app.GoalID
	for n := range goals {
		ids[n] = w.goal(int64(n + 1))
	}
	var all sync.WaitGroup
	for n, id := range ids {
		one := &world{tester: w.tester, Store: w.Store, ctx: w.ctx, time: w.time, last: map[app.GoalID]*app.Goal{id: w.last[id]}}
		all.Go(func() {
			for turn := range turns {
				if err := one.turn(id, fmt.Sprintf("%d/%d", n, turn)); err != nil {
					w.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	for _, id := range ids {
		log := must(w.Events(w.ctx, id, 0))(w)
		w.same(len(log), 1+2*turns)
		must(app.Replay(log))(w)
		w.same(must(w.Goal(w.ctx, id))(w).Unread, 1)
	}
	w.same(len(w.due(7)), goals)
}

// turn is what a runner does in one, with a commit that clashes in between.
func (w *world) turn(id app.GoalID, key string) error {
	l, err := w.Acquire(w.ctx, id, "runner", 1<<40)
	if err != nil {
		return err
	}
	c := w.next(l, app.Paused{By: "ada"}, app.Resumed{By: "ada"})
	c.Effects = []app.Effect{comment(id, key)}
	said, err := w.Inputs(w.ctx, id)
	if err != nil {
		return err
	}
	for _, in := range said {
		c.InputsRead = append(c.InputsRead, in.ID)
	}
	if err := w.Commit(w.ctx, c); err != nil {
		return err
	}
	if err := w.Commit(w.ctx, c); err == nil {
		return fmt.Errorf("commit of goal %s was stored twice", id)
	}
	for _, e := range c.Events {
		g := *w.last[id]
		if err := g.Apply(e); err != nil {
			return err
		}
		w.last[id] = &g
	}
	if err := w.Release(w.ctx, l); err != nil {
		return err
	}
	if err := w.Put(w.ctx, input(id, key)); err != nil {
		return err
	}
	l, err = w.Acquire(w.ctx, id, "runner", 1<<40)
	if err != nil {
		return err
	}
	if err := w.Release(w.ctx, l); err == nil {
		return fmt.Errorf("goal %s was released over unread input", id)
	}
	w.time.add(1 << 41)
	return nil
}

// blobsForgotten: what was put again counts as new.
func blobsForgotten(w *world) {
	old := must(w.PutBlob(w.ctx, []byte("old")))(w)
	both := must(w.PutBlob(w.ctx, []byte("old and new")))(w)
	w.time.add(time.Hour)
	since := w.time.read()
	w.time.add(time.Second)
	fresh := must(w.PutBlob(w.ctx, []byte("new")))(w)
	w.same(must(w.PutBlob(w.ctx, []byte("old and new")))(w), both)
	w.same(must(w.ForgetBlobs(w.ctx, since))(w), int64(1))
	if _, _, err := w.Blob(w.ctx, old, 0, 0); !errors.Is(err, store.ErrNotFound) {
		w.Fatalf("an old blob: %v", err)
	}
	for _, d := range []app.Digest{both, fresh} {
		if _, _, err := w.Blob(w.ctx, d, 0, 0); err != nil {
			w.Error(err)
		}
	}
}
