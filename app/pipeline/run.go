package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent"
	"github.com/goalkeeper-dev/goalkeeper/app/breakpoint"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// run is one goal while this process holds its lease.
type run struct {
	*Pool
	goal  *app.Goal
	rules policy.Policy // of the goal's contract
	conv  *agent.Conversation
	lease leaseHolder
	wake  chan struct{}
	slot  bool
	trust *workspace.Repo // the goal's repository, nil while nothing reads it
	clone *clone          // nil while the goal needs none
	mixed map[int]matrix  // by the number of checks that are due; void with any event but evidence
	left  *kept           // by set-up; nil: nothing, or not looked for yet

	people  *people        // nil: each is asked about anew
	setting *publish.SetUp // the command of set-up that runs now
	beside  *beside        // checks on the base while the agent plans; nil: none

	preserved map[string]int // lines of @preserve on the base, as far as they were asked for

	read     []int64      // inputs whose handling the next commit carries
	effects  []app.Effect // posts for the next commit
	shown    map[app.SurfaceKind]app.Digest
	progress time.Time // of the last progress edit
	torn     bool      // the goal in memory is ahead of its log
	resting  bool      // as the store has it
	alarmed  time.Time // when the store will wake the goal, unless something happens; zero: not known
	caughtUp bool      // nobody has moved the branch or its base unseen
}

// run takes the lease and moves the goal until it rests.
func (p *Pool) run(id app.GoalID, wake chan struct{}) error {
	lease, err := p.cfg.Store.Acquire(p.ctx, id, p.cfg.Owner, p.cfg.Lease)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(p.ctx)
	defer cancel(nil)
	r := &run{Pool: p, goal: &app.Goal{}, rules: policy.Default(), conv: &agent.Conversation{}, wake: wake, shown: map[app.SurfaceKind]app.Digest{}}
	r.lease.lease = lease
	beat := make(chan struct{})
	go func() {
		defer close(beat)
		r.lease.keep(ctx, p.cfg, cancel)
	}()
	err = r.work(ctx)
	if err != nil {
		p.leave(id)
	}
	cancel(nil)
	<-beat
	if cause := context.Cause(ctx); errors.Is(cause, store.ErrLeaseLost) {
		return cause
	}
	return err
}

// work moves the goal until it rests and its mailbox is empty, and gives the
// lease back. On an error the lease runs out and a sweep wakes the goal.
func (r *run) work(ctx context.Context) error {
	if err := r.load(ctx); err != nil {
		return errors.Join(err, r.cfg.Store.Release(context.WithoutCancel(ctx), r.lease.get()))
	}
	for {
		err := safely(func() error { return r.move(ctx) })
		r.stopBeside()
		if err != nil && ctx.Err() == nil {
			err = r.trouble(ctx, err)
		}
		after := context.WithoutCancel(ctx)
		r.leaveClone(after)
		r.closeRepo()
		if r.slot {
			r.slot = false
			r.give()
		}
		released := r.cfg.Store.Release(after, r.lease.get())
		if err != nil {
			return err
		}
		if !errors.Is(released, store.ErrUnread) {
			return released
		}
	}
}

// safely makes an error of a panic: a fault in one goal must not end the others.
func safely(do func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("panic: %v\n%s", fault, debug.Stack())
		}
	}()
	return do()
}

// trouble parks the goal for a while when a step broke, so that people see why
// it does not move; it is tried again. A log that cannot be written is not
// worked around.
func (r *run) trouble(ctx context.Context, err error) error {
	if errors.Is(err, store.ErrLeaseLost) || errors.Is(err, store.ErrClash) || r.goal.State.Over() || r.torn {
		return err
	}
	if r.goal.Hold.NotBefore.After(r.cfg.Now()) {
		return err // people see it already; the lease runs out and a sweep tries again
	}
	r.cfg.Logger.Error("step of goal", "goal_id", r.goal.ID, "err", err)
	r.read, r.effects = nil, nil // what was being handled comes again
	return r.Record(ctx, app.Say(app.Paused{By: "harness", Reason: "a step could not be done on our side; the server's log says why, and it is tried again", NotBefore: r.cfg.Now().Add(r.patience())}))
}

// move does one step after another.
func (r *run) move(ctx context.Context) error {
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := r.overtake(ctx); err != nil {
			return err
		}
		if err := r.hear(ctx); err != nil {
			return err
		}
		step := Next(r.goal, r.look())
		if step == StepRest {
			return r.rest(ctx)
		}
		if !step.light() && !r.slot {
			if r.slot = r.take(r.goal.ID); !r.slot {
				return r.refresh(ctx)
			}
		}
		if err := r.do(ctx, step); err != nil {
			return err
		}
	}
}

func (r *run) do(ctx context.Context, step Step) error {
	r.cfg.Logger.Debug("step", "goal_id", r.goal.ID, "state", r.goal.State, "step", step)
	switch step {
	case StepRead:
		return r.readContract(ctx, text{r.goal.Title, r.goal.Body, r.goal.TextBy, r.goal.TextAs, false, nil})
	case StepTakeUp:
		return r.takeUp(ctx)
	case StepAdmit:
		return r.Record(ctx, app.Say(app.Admitted{}))
	case StepSetUp:
		return r.interruptible(ctx, r.setUp)
	case StepTurn:
		return r.interruptible(ctx, r.turn)
	case StepCheck:
		return r.interruptible(ctx, r.checkChange)
	case StepBaseline:
		return r.interruptible(ctx, r.baseline)
	case StepBegin:
		return r.begin(ctx)
	case StepAsk:
		return r.Record(ctx, app.Say(app.BreakpointOpened{Breakpoint: r.opening(*breakpoint.Due(r.goal, r.signs(), r.rules))}))
	case StepRemind:
		return r.Record(ctx, app.Say(app.Reminded{N: r.goal.Hold.Breakpoint.N}))
	case StepGiveUp:
		return r.Record(ctx, app.Say(app.Ended{State: app.StateStopped, Reason: "nobody answered: " + r.goal.Hold.Breakpoint.Question}))
	case StepShow:
		return r.show(ctx)
	case StepProve:
		return r.interruptible(ctx, r.prove)
	case StepReview:
		return r.review(ctx)
	case StepReprove:
		return r.interruptible(ctx, r.reprove)
	case StepCatchUp:
		return r.catchUp(ctx)
	case StepJudge:
		return r.judge(ctx)
	}
	return fmt.Errorf("goal %s: no such step %q", r.goal.ID, step)
}

// load folds the log into the goal and its conversation.
func (r *run) load(ctx context.Context) error {
	events, err := r.cfg.Store.Events(ctx, r.lease.get().Goal, 0)
	if err != nil {
		return err
	}
	for _, e := range events {
		if err := r.apply(e); err != nil {
			return err
		}
	}
	if r.goal.Seq == 0 {
		return fmt.Errorf("goal %s: its log is empty", r.lease.get().Goal)
	}
	row, err := r.cfg.Store.Goal(ctx, r.lease.get().Goal)
	r.caughtUp = row.Resting && (row.NotBefore.IsZero() || row.Breakpoint != "") // else it rested because it could not look
	if row.Resting {
		r.alarmed = row.NotBefore
	}
	return err
}

func (r *run) apply(e app.Event) error {
	if e.Kind == app.EventContractFrozen {
		r.stopBeside()
	}
	if err := r.conv.Apply(r.goal, e); err != nil {
		return err
	}
	if e.Kind != app.EventEvidenceRecorded {
		r.mixed = nil
	}
	if err := r.goal.Apply(e); err != nil || e.Kind != app.EventContractFrozen {
		return err
	}
	rules, err := policy.Sealed(r.goal.Contract.Policy)
	r.rules = rules
	if r.people != nil {
		r.people = &people{} // the teams may be others
	}
	return err
}

// rest gives up what a resting goal must not own, and sets its alarm.
func (r *run) rest(ctx context.Context) error {
	r.stopBeside()
	r.leave(r.goal.ID)
	if r.goal.State.Over() { // caches too
		r.leaveClone(ctx)
		if err := r.cfg.Workspace.RemoveDir(ctx, r.top()); err != nil {
			r.cfg.Logger.Warn("remove work directory", "goal_id", r.goal.ID, "err", err)
		}
	}
	r.progress, r.resting = time.Time{}, true
	wake := r.alarm()
	if wake.Equal(r.alarmed) {
		return r.commit(ctx, nil, time.Time{})
	}
	r.alarmed = wake
	return r.commit(ctx, nil, wake)
}

// alarm is when a parked goal wants to be looked at again.
func (r *run) alarm() time.Time {
	now := r.cfg.Now()
	if at := r.goal.Hold.NotBefore; at.After(now) && !r.goal.State.Over() {
		return at
	}
	if _, at := breakpoint.Wait(r.goal, r.rules); at.After(now) {
		return at
	}
	return time.Time{}
}

func (r *run) look() Look {
	return Look{Signs: r.signs(), Rules: r.rules, Unset: r.unset(), Moved: !r.caughtUp, Now: r.cfg.Now()}
}

func (r *run) signs() breakpoint.Signs { return signsOf(r.conv) }

func signsOf(c *agent.Conversation) breakpoint.Signs {
	s := breakpoint.Signs{Repeats: c.Repeats(), Repeated: c.Repeated(), Silent: c.Silent()}
	s.Failures, s.Attempts, s.Output = c.Failure()
	return s
}

// opening numbers and dates a breakpoint.
func (r *run) opening(b app.Breakpoint) app.Breakpoint {
	b.N, b.At = r.goal.Breakpoints+1, r.cfg.Now()
	return b
}
