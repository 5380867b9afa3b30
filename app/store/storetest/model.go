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

// rounds bounds the time that the race detector costs; each has its own
// installation.
const rounds = 40

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
	issue, round := int64(0), int64(0)
	rapid.Check(t, func(r *rapid.T) {
		if round++; round > rounds {
			return
		}
		w.tester = r
		m := &machine{world: w, round: round, model: model{
			put: map[app.GoalID][]string{}, read: map[app.GoalID]map[string]bool{}, lease: map[app.GoalID]store.Lease{},
		}}
		for n := range m.goals {
			issue++
			m.goals[n] = w.goal(issue)
			m.read[m.goals[n]] = map[string]bool{}
		}
		r.Repeat(map[string]func(*rapid.T){
			"put": m.doPut, "acquire": m.doAcquire, "release": m.doRelease, "commit": m.doCommit,
			"deliver": m.doDeliver, "time": func(*rapid.T) { w.time.add(time.Second) }, "look": m.doLook,
		})
	})
}

// machine does the same to the store and to the model.
type machine struct {
	*world
	model
	round int64
}

func (m *machine) pick(r *rapid.T) app.GoalID { return rapid.SampledFrom(m.goals[:]).Draw(r, "goal") }

func (m *machine) name(r *rapid.T, what string) string {
	return fmt.Sprintf("%s %d/%d", what, m.round, rapid.IntRange(0, 9).Draw(r, what))
}

func (m *machine) doPut(r *rapid.T) {
	id, key := m.pick(r), m.name(r, "input")
	m.ok(m.Put(m.ctx, input(id, key)))
	m.addInput(id, key)
}

func (m *machine) doAcquire(r *rapid.T) {
	id := m.pick(r)
	l, err := m.Acquire(m.ctx, id, "runner", 3*time.Second)
	if m.model.lease[id].Until.After(m.time.read()) {
		m.refused(err, store.ErrLeased)
		return
	}
	m.ok(err)
	m.model.lease[id] = l
}

// held is the lease as the model has it; with epoch 0 there is none.
func (m *machine) held(id app.GoalID) store.Lease {
	return store.Lease{Goal: id, Owner: "runner", Epoch: m.model.lease[id].Epoch}
}

func (m *machine) doRelease(r *rapid.T) {
	id := m.pick(r)
	switch err := m.Release(m.ctx, m.held(id)); {
	case m.held(id).Epoch == 0:
		m.refused(err, store.ErrLeaseLost)
	case len(m.unread(id)) > 0:
		m.refused(err, store.ErrUnread)
	default:
		m.ok(err)
		delete(m.model.lease, id)
	}
}

func (m *machine) doCommit(r *rapid.T) {
	id, key := m.pick(r), m.name(r, "effect")
	c := m.next(m.held(id), app.Paused{By: "ada"})
	unread := must(m.Inputs(m.ctx, id))(m.world)
	some := unread[:rapid.IntRange(0, len(unread)).Draw(r, "read")]
	for _, in := range some {
		c.InputsRead = append(c.InputsRead, in.ID)
	}
	c.Effects = []app.Effect{comment(id, key)}
	c.Effects[0].Installation = m.round
	if m.held(id).Epoch == 0 {
		m.refused(m.Commit(m.ctx, c), store.ErrLeaseLost)
		return
	}
	m.commit(c)
	for _, in := range some {
		m.read[id][in.Key] = true
	}
	if m.effect(key) == nil {
		m.effects = append(m.effects, modelEffect{key: key, goal: id})
	}
}

func (m *machine) doDeliver(r *rapid.T) {
	all := must(m.NextEffects(m.ctx, m.round, 10))(m.world)
	if len(all) == 0 {
		r.Skip("nothing is due")
	}
	q := rapid.SampledFrom(all).Draw(r, "effect")
	status := rapid.SampledFrom([]app.EffectStatus{
		app.EffectSettled, app.EffectDead, app.EffectUnknown, app.EffectPending,
	}).Draw(r, "outcome")
	until := m.time.read().Add(time.Second)
	m.ok(m.MarkSending(m.ctx, q.ID))
	m.ok(m.Settle(m.ctx, q.ID, status, app.EffectDone{Key: q.Effect.Key}, until))
	e := m.effect(q.Effect.Key)
	if status == app.EffectUnknown || status == app.EffectPending {
		e.until = until
		return
	}
	e.settled = true
	m.addInput(e.goal, "effect:"+e.key)
}

func (m *machine) doLook(*rapid.T) {
	for _, id := range m.goals {
		m.same(keys(must(m.Inputs(m.ctx, id))(m.world)), m.unread(id))
	}
	m.same(m.world.due(m.round), m.model.due(m.time.read()))
}
