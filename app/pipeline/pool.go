package pipeline

import (
	"context"
	"errors"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// Pool runs goals, each in a goroutine of its own while it can move, and none
// while it rests.
type Pool struct {
	cfg  Config
	ctx  context.Context
	stop context.CancelCauseFunc
	wg   sync.WaitGroup

	mu      sync.Mutex
	running map[app.GoalID]chan struct{} // wakes of a running goal
	free    int
	queue   queue
}

// errDrain ends running goals between two actions when the server stops.
var errDrain = errors.New("the server is stopping")

// New makes a pool; Close ends it.
func New(cfg Config) (*Pool, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancelCause(context.Background())
	return &Pool{cfg: cfg, ctx: ctx, stop: stop, running: map[app.GoalID]chan struct{}{}, free: cfg.Slots, queue: queue{told: map[app.GoalID]int{}}}, nil
}

// Close ends every running goal between two actions and waits for it. Their
// leases are given back; another start goes on where they stood.
func (p *Pool) Close() {
	p.mu.Lock() // Wake starts nothing from now on
	p.stop(errDrain)
	p.mu.Unlock()
	p.wg.Wait()
}

// Wake makes sure that somebody looks at the goal soon. It never blocks.
func (p *Pool) Wake(id app.GoalID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if wake, ok := p.running[id]; ok {
		select {
		case wake <- struct{}{}:
		default:
		}
		return
	}
	if p.ctx.Err() != nil {
		return
	}
	wake := make(chan struct{}, 1)
	p.running[id] = wake
	p.wg.Go(func() { p.look(id, wake) })
}

// Rescue wakes a goal that nobody holds, unless it only waits for a slot.
func (p *Pool) Rescue(id app.GoalID) {
	p.mu.Lock()
	waits := p.free == 0 && p.queue.place(id) > 0
	p.mu.Unlock()
	if !waits {
		p.Wake(id)
	}
}

// look runs the goal until it rests, and again when it was woken meanwhile.
func (p *Pool) look(id app.GoalID, wake chan struct{}) {
	for {
		err := p.run(id, wake)
		switch {
		case err == nil, errors.Is(err, errDrain):
		case errors.Is(err, store.ErrLeased), errors.Is(err, store.ErrLeaseLost), errors.Is(err, store.ErrNotFound):
			p.cfg.Logger.Debug("goal is not ours now", "goal_id", id, "err", err)
		default:
			p.cfg.Logger.Error("run goal", "goal_id", id, "err", err)
		}
		p.mu.Lock()
		select {
		case <-wake:
			p.mu.Unlock()
			if p.ctx.Err() == nil {
				continue
			}
			p.mu.Lock()
		default:
		}
		delete(p.running, id)
		p.mu.Unlock()
		return
	}
}

// take gives a slot, or notes that the goal waits for one.
func (p *Pool) take(id app.GoalID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	first := len(p.queue.ids) == 0 || p.queue.ids[0] == id
	if p.free > 0 && first {
		p.free--
		p.dequeue(id)
		return true
	}
	p.queue.join(id)
	return false
}

// give returns a slot and wakes whoever waits for it.
func (p *Pool) give() {
	p.mu.Lock()
	p.free++
	var first app.GoalID
	if len(p.queue.ids) > 0 {
		first = p.queue.ids[0]
	}
	p.mu.Unlock()
	if first != "" {
		p.Wake(first)
	}
}

// leave takes a goal that needs no slot any more out of the queue.
func (p *Pool) leave(id app.GoalID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dequeue(id)
}

// position in the queue for a slot, from 1; 0 when the goal does not wait.
func (p *Pool) position(id app.GoalID) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.queue.place(id)
}
