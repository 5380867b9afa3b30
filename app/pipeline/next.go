package pipeline

import (
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/breakpoint"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// Step is what a goal needs next.
type Step string

// The steps.
const (
	StepRest     Step = "rest"     // nothing to do until an input or a time
	StepRead     Step = "read"     // read policy and issue, lint, freeze the contract
	StepTakeUp   Step = "take_up"  // start from what the goal before left
	StepAdmit    Step = "admit"    // take a slot
	StepSetUp    Step = "setup"    // run the policy's set-up commands
	StepTurn     Step = "turn"     // one model request and its calls
	StepBaseline Step = "baseline" // prove what holds on the base
	StepBegin    Step = "begin"    // the first phase of work
	StepCheck    Step = "check"    // the turn wrote: run what is to be run after each change
	StepAsk      Step = "ask"      // a breakpoint is due
	StepRemind   Step = "remind"   // people have not answered: tell them once more
	StepGiveUp   Step = "give_up"  // nobody answered for too long: stop with the work saved
	StepShow     Step = "show"     // a draft shows the newest checkpoint
	StepProve    Step = "prove"    // run the next pending check on the candidate
	StepJudge    Step = "judge"    // all checks have run: publish, ask or go back to work
	StepReview   Step = "review"   // people ask for changes of the pull request
	StepReprove  Step = "reprove"  // others moved the branch or its base
	StepCatchUp  Step = "catch_up" // look whether they did
)

// light tells whether a step takes no slot: it only writes to the log, or reads
// the issue.
func (s Step) light() bool {
	return s == StepRead || s == StepShow || s == StepTakeUp || s == StepAsk || s == StepRemind || s == StepGiveUp || s == StepCatchUp
}

// Look is what a decision sees besides the goal.
type Look struct {
	Signs breakpoint.Signs
	Rules policy.Policy
	Unset bool // this machine lacks what set-up leaves
	Moved bool // others may have moved the branch or its base unseen
	Now   time.Time
}

// Next decides what a goal needs; it looks at nothing but its arguments.
func Next(g *app.Goal, l Look) Step {
	if g.State.Over() {
		return StepRest
	}
	if g.Hold.Parked(l.Now) {
		return parked(g, l)
	}
	if g.ToShow() != nil {
		return StepShow
	}
	if g.Publishing == nil && breakpoint.Due(g, l.Signs, l.Rules) != nil {
		return StepAsk
	}
	if l.Unset && runs(g) {
		return StepSetUp
	}
	switch g.State {
	case app.StateDraft:
		return draft(g)
	case app.StateQueued:
		if g.Start != nil {
			return StepTakeUp
		}
		return StepAdmit
	case app.StatePlanning:
		return planning(g)
	case app.StateWorking:
		if g.Publishing != nil {
			return StepRest // the answer comes through the mailbox
		}
		if g.BaseProven != "" && !g.OnBase() || len(g.Due(app.ArmBaseline)) > 0 {
			return StepReprove
		}
		if len(unchecked(g, l.Rules)) > 0 {
			return StepCheck
		}
		return StepTurn
	case app.StateVerifying:
		return verifying(g)
	case app.StateInReview:
		if len(g.Deliverable()) > 0 {
			return StepReview
		}
		if g.Stale() {
			return StepReprove
		}
		if l.Moved {
			return StepCatchUp
		}
	}
	return StepRest
}

// parked: the goal rests, unless people have let it wait for too long.
func parked(g *app.Goal, l Look) Step {
	turn, at := breakpoint.Wait(g, l.Rules)
	switch {
	case turn == breakpoint.TurnNone || l.Now.Before(at):
		return StepRest
	case turn == breakpoint.TurnRemind:
		return StepRemind
	}
	return StepGiveUp
}

// runs tells whether the goal's next step may run commands.
func runs(g *app.Goal) bool {
	switch g.State {
	case app.StatePlanning, app.StateWorking:
		return true
	case app.StateVerifying:
		return g.Publishing == nil && len(g.Due(app.ArmCandidate)) > 0
	case app.StateInReview:
		return g.Stale()
	}
	return false
}

// draft is read once; an edit or a retry clears what was read.
func draft(g *app.Goal) Step {
	if g.Linted && g.Contract == nil {
		return StepRest
	}
	return StepRead
}

func planning(g *app.Goal) Step {
	switch {
	case met(g):
		return StepBegin
	case g.Plan == nil || g.PlanBy == "":
		return StepTurn
	case !g.Baselined():
		return StepBaseline
	}
	return StepBegin
}

func verifying(g *app.Goal) Step {
	switch {
	case g.Publishing != nil:
		return StepRest // the answer comes through the mailbox
	case len(g.Due(app.ArmCandidate)) > 0:
		return StepProve
	}
	return StepJudge
}
