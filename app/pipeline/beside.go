package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// While the agent plans, the checks that were frozen with the contract run on
// the base. The runs are handed over and recorded between two steps, by the one
// writer of the log; those that a restart, a hold or a new contract cuts off are
// lost and run again. The baseline, once the plan stands, finds them as it finds
// every run on the same bytes, and adds what the plan's own checks need.

// beside are such runs, in a goroutine of its own. What it reads of the goal,
// its contract and what set-up left, stays as it is until it is over: set-up and
// a new contract stop it first.
type beside struct {
	runs   chan app.Evidence // has room for all
	over   chan struct{}
	met    bool // when it is over: nothing is left to do
	cancel context.CancelFunc
}

// ownChecks are the checks that the contract itself holds, the and then
// the policy's.
func ownChecks(c *app.Contract, rules policy.Policy) []app.Check {
	out := c.Checks()
	for n := range out {
		if out[n].Kind == goalspec.KindUnknown {
			out[n].Kind = goalspec.MustHold
		}
	}
	for n, command := range rules.Verification {
		out = append(out, app.Check{Criterion: fmt.Sprintf("P%d", n+1), Command: command, Kind: goalspec.MustHold, From: verify.FromPolicy})
	}
	return out
}

// frozen are the checks that stand: the plan's, which hold the contract's own,
// and these alone before there is a plan.
func (r *run) frozen() []app.Check {
	if r.goal.Plan != nil {
		return r.goal.Plan.Checks
	}
	return ownChecks(r.goal.Contract, r.rules)
}

// runBeside begins with what is still to be seen of the base. The agent has its
// home by then: the one that is kept for copies may change.
func (r *run) runBeside(ctx context.Context) error {
	if r.beside != nil || r.goal.State != app.StatePlanning {
		return nil
	}
	v := &app.Verification{Arm: app.ArmBaseline, Tree: r.goal.Contract.BaseTree}
	base := matrix{trees: map[app.Arm]app.Tree{v.Arm: v.Tree}}
	var due []verify.Series
	for _, c := range ownChecks(r.goal.Contract, r.rules) {
		s, err := r.series(ctx, v, c, base)
		if err != nil {
			return err
		}
		due = append(due, s)
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx)) // it outlives the turn
	r.beside = &beside{runs: make(chan app.Evidence, maxRuns*len(due)), over: make(chan struct{}), cancel: cancel}
	go func(b *beside, seen app.Goal) {
		defer close(b.over)
		err := safely(func() error {
			return r.lookAt(ctx, due, func(e app.Evidence) {
				seen.Evidence = append(slices.Clip(seen.Evidence), e)
				b.runs <- e
			})
		})
		if err != nil && ctx.Err() == nil { // the baseline meets it again
			r.cfg.Logger.Warn("run a check beside planning", "goal_id", seen.ID, "err", err)
		}
		b.met = err == nil && met(&seen)
	}(r.beside, *r.goal)
	return nil
}

// lookAt runs checks on the base, each as often as it wants.
func (r *run) lookAt(ctx context.Context, due []verify.Series, saw func(app.Evidence)) error {
	for n, s := range due {
		for s.Next() != "" {
			e, err := r.check(ctx, app.ArmBaseline, 0, r.goal.Contract.BaseTree, s.Check)
			if err != nil {
				return err
			}
			tests, err := r.cfg.Verifier.Tests(ctx, e)
			if err != nil {
				return err
			}
			s = s.And(verify.Run{Evidence: e, Tests: tests})
			e.More = true // it is judged with the plan
			saw(e)
		}
		for n := n + 1; n < len(due); n++ {
			if due[n].Check.Asks(s.Check) {
				due[n].Runs = s.Runs
			}
		}
	}
	return nil
}

// errMet ends a turn of planning: nothing is left to do.
var errMet = errors.New("what must change is met on the base")

// whileUnmet is ctx until what runs beside shows that nothing is left to do. What
// is over before was looked at before: the turn goes on all the same.
func (r *run) whileUnmet(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	b := r.beside
	if b == nil || len(r.goal.Instructions) > 0 || b.ended() {
		return ctx, func() { cancel(nil) }
	}
	go func() {
		select {
		case <-b.over:
			if b.met {
				cancel(errMet)
			}
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

func (b *beside) ended() bool {
	select {
	case <-b.over:
		return true
	default:
		return false
	}
}

// met tells whether the goal ends before it has a plan: the issue states what
// proves it, and the base does. Where people have said more the plan decides.
func met(g *app.Goal) bool { return g.Plan == nil && len(g.Instructions) == 0 && verify.NothingToDo(g) }

// overtake records what has run beside so far.
func (r *run) overtake(ctx context.Context) error {
	for r.beside != nil && len(r.beside.runs) > 0 {
		e := <-r.beside.runs
		e.Key = r.key(e.Tree, e.Check)
		if err := r.Record(ctx, app.Say(app.EvidenceRecorded{Evidence: e})); err != nil {
			return err
		}
	}
	return nil
}

// awaitBeside lets what runs beside come to its end, and records it.
func (r *run) awaitBeside(ctx context.Context) error {
	if r.beside == nil {
		return nil
	}
	select {
	case <-r.beside.over:
		return r.overtake(ctx)
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// stopBeside ends what runs beside; what it was at is lost.
func (r *run) stopBeside() {
	if r.beside == nil {
		return
	}
	r.beside.cancel()
	<-r.beside.over
	r.beside = nil
}
