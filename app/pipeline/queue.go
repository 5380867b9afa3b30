package pipeline

import (
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
)

// queue are the goals that want a slot, in order, with the place that people
// were told last. The pool's lock guards it.
type queue struct {
	ids     []app.GoalID
	told    map[app.GoalID]int
	telling bool
}

func (q *queue) place(id app.GoalID) int { return slices.Index(q.ids, id) + 1 }

func (q *queue) join(id app.GoalID) {
	if !slices.Contains(q.ids, id) {
		q.ids = append(q.ids, id)
	}
	q.told[id] = publish.QueuePlace(q.place(id))
}

// drop tells whether somebody moved up.
func (q *queue) drop(id app.GoalID) bool {
	n := slices.Index(q.ids, id)
	if n < 0 {
		return false
	}
	q.ids = slices.Delete(q.ids, n, n+1)
	delete(q.told, id)
	return n < len(q.ids)
}

// stale are the goals whose place reads differently by now. Places far behind
// read alike, so that a long queue does not rewrite every comment at each step.
func (q *queue) stale() []app.GoalID {
	var out []app.GoalID
	for n, id := range q.ids {
		if place := publish.QueuePlace(n + 1); q.told[id] != place {
			q.told[id] = place
			out = append(out, id)
		}
	}
	return out
}

// dequeue takes a goal out of the queue, wakes the next one if there is a slot
// for it, and lets those behind it show their new places, soon and no more often
// than progress is shown. The lock is held.
func (p *Pool) dequeue(id app.GoalID) {
	moved := p.queue.drop(id)
	if moved && p.free > 0 && p.ctx.Err() == nil {
		next := p.queue.ids[0]
		p.wg.Go(func() { p.Wake(next) })
	}
	if !moved || p.queue.telling || p.ctx.Err() != nil {
		return
	}
	p.queue.telling = true
	p.wg.Go(func() {
		wait := time.NewTimer(p.cfg.Progress)
		defer wait.Stop()
		select {
		case <-p.ctx.Done():
			return
		case <-wait.C:
		}
		p.mu.Lock()
		p.queue.telling = false
		stale := p.queue.stale()
		p.mu.Unlock()
		for _, id := range stale {
			p.Wake(id)
		}
	})
}
