package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// model is the mailbox, lease and effects of two goals, in a few lines.
type model struct {
	goals   [2]app.GoalID
	put     map[app.GoalID][]string // every key ever put, in order
	read    map[app.GoalID]map[string]bool
	lease   map[app.GoalID]store.Lease // held by the runner; zero: none
	effects []modelEffect
}

type modelEffect struct {
	key     string
	goal    app.GoalID
	settled bool
	until   time.Time
}

func (m *model) unread(id app.GoalID) []string {
	out := []string{}
	for _, k := range m.put[id] {
		if !m.read[id][k] {
			out = append(out, k)
		}
	}
	return out
}

func (m *model) due(now time.Time) []string {
	out := []string{}
	blocked := map[app.GoalID]bool{}
	for _, e := range m.effects {
		if e.settled {
			continue
		}
		if !blocked[e.goal] && !e.until.After(now) {
			out = append(out, e.key)
		}
		blocked[e.goal] = true
	}
	return out
}

func (m *model) effect(key string) *modelEffect {
	n := slices.IndexFunc(m.effects, func(e modelEffect) bool { return e.key == key })
	if n < 0 {
		return nil
	}
	return &m.effects[n]
}

func (m *model) addInput(id app.GoalID, key string) {
	if !slices.Contains(m.put[id], key) {
		m.put[id] = append(m.put[id], key)
	}
}

func behavesLikeModel(t *testing.T, fresh func(t testing.TB) Open) {
	w := newWorld(t, fresh(t))
	issue := int64(0)
	rapid.Check(t, func(r *rapid.T) {
		w.tester = r
		m := &model{put: map[app.GoalID][]string{}, read: map[app.GoalID]map[string]bool{}, lease: map[app.GoalID]store.Lease{}}
		round := issue // has an installation of its own
		for n := range m.goals {
			issue++
			m.goals[n] = w.goal(issue)
			m.read[m.goals[n]] = map[string]bool{}
		}
		name := func(r *rapid.T, what string) string {
			return fmt.Sprintf("%s %d/%d", what, round, rapid.IntRange(0, 9).Draw(r, what))
		}
		pick := func(r *rapid.T) app.GoalID { return rapid.SampledFrom(m.goals[:]).Draw(r, "goal") }
		r.Repeat(map[string]func(*rapid.T){
			"put": func(r *rapid.T) {
				id, key := pick(r), name(r, "input")
				w.ok(w.Put(w.ctx, input(id, key)))
				m.addInput(id, key)
			},
			"acquire": func(r *rapid.T) {
				id := pick(r)
				l, err := w.Acquire(w.ctx, id, "runner", 3*time.Second)
				if m.lease[id].Until.After(w.time.read()) {
					w.refused(err, store.ErrLeased)
					return
				}
				w.ok(err)
				m.lease[id] = l
			},
			"release": func(r *rapid.T) {
				id := pick(r)
				err := w.Release(w.ctx, store.Lease{Goal: id, Owner: "runner", Epoch: m.lease[id].Epoch})
				switch {
				case m.lease[id].Epoch == 0:
					w.refused(err, store.ErrLeaseLost)
				case len(m.unread(id)) > 0:
					w.refused(err, store.ErrUnread)
				default:
					w.ok(err)
					delete(m.lease, id)
				}
			},
			"commit": func(r *rapid.T) {
				id, key := pick(r), name(r, "effect")
				c := w.next(store.Lease{Goal: id, Owner: "runner", Epoch: m.lease[id].Epoch}, app.Paused{By: "ada"})
				unread := must(w.Inputs(w.ctx, id))(w)
				some := unread[:rapid.IntRange(0, len(unread)).Draw(r, "read")]
				for _, in := range some {
					c.InputsRead = append(c.InputsRead, in.ID)
				}
				c.Effects = []app.Effect{comment(id, key)}
				c.Effects[0].Installation = round
				if m.lease[id].Epoch == 0 {
					w.refused(w.Commit(w.ctx, c), store.ErrLeaseLost)
					return
				}
				w.commit(c)
				for _, in := range some {
					m.read[id][in.Key] = true
				}
				if m.effect(key) == nil {
					m.effects = append(m.effects, modelEffect{key: key, goal: id})
				}
			},
			"deliver": func(r *rapid.T) {
				due := must(w.NextEffects(w.ctx, round, 10))(w)
				if len(due) == 0 {
					r.Skip("nothing is due")
				}
				q := rapid.SampledFrom(due).Draw(r, "effect")
				status := rapid.SampledFrom([]app.EffectStatus{
					app.EffectSettled, app.EffectDead, app.EffectUnknown, app.EffectPending,
				}).Draw(r, "outcome")
				until := w.time.read().Add(time.Second)
				w.ok(w.MarkSending(w.ctx, q.ID))
				w.ok(w.Settle(w.ctx, q.ID, status, app.EffectDone{Key: q.Effect.Key}, until))
				e := m.effect(q.Effect.Key)
				if status == app.EffectUnknown || status == app.EffectPending {
					e.until = until
					return
				}
				e.settled = true
				m.addInput(e.goal, "effect:"+e.key)
			},
			"time": func(*rapid.T) { w.time.add(time.Second) },
			"": func(*rapid.T) {
				for _, id := range m.goals {
					w.same(keys(must(w.Inputs(w.ctx, id))(w)), m.unread(id))
				}
				w.same(w.due(round), m.due(w.time.read()))
			},
		})
	})
}
