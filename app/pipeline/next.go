package pipeline

import (
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent"
)

// Step is what a goal needs next.
type Step string

// The steps.
const (
	StepRest     Step = "rest"     // nothing to do until an input or a time
	StepRead     Step = "read"     // read policy and issue, lint, freeze the contract
	StepAdmit    Step = "admit"    // take a slot
	StepTurn     Step = "turn"     // one model request and its calls
	StepBaseline Step = "baseline" // prove what holds on the base
	StepBegin    Step = "begin"    // the first phase of work
	StepBudget   Step = "budget"   // a meter has ended: ask
	StepRepeat   Step = "repeat"   // the agent goes round in circles: ask
	StepProve    Step = "prove"    // run the next pending check on the candidate
	StepJudge    Step = "judge"    // all checks have run: publish, ask or go back to work
	StepReview   Step = "review"   // people ask for changes of the pull request
	StepReprove  Step = "reprove"  // others moved the branch or its base
)

// silentLimit is how many answers without a tool call are taken before people
// are asked.
const silentLimit = 3

// Signs are what the conversation says about how the work goes.
type Signs struct {
	Repeats int
	Silent  int
}

// Next decides what a goal needs; it looks at nothing but its arguments.
func Next(g *app.Goal, s Signs, now time.Time) Step {
	if g.State.Over() || g.Hold.Parked(now) {
		return StepRest
	}
	switch g.State {
	case app.StateDraft:
		return draft(g)
	case app.StateQueued:
		return StepAdmit
	case app.StatePlanning:
		return planning(g, s)
	case app.StateWorking:
		if g.BaseProven != "" && !g.OnBase() || len(g.Due(app.ArmBaseline)) > 0 {
			return StepReprove
		}
		return turn(g, s)
	case app.StateVerifying:
		return verifying(g)
	case app.StateInReview:
		if len(g.Deliverable()) > 0 {
			return StepReview
		}
		if g.Stale() {
			return StepReprove
		}
	}
	return StepRest
}

// draft is read once; an edit or a retry clears what was read.
func draft(g *app.Goal) Step {
	if g.Linted && g.Contract == nil {
		return StepRest
	}
	return StepRead
}

func planning(g *app.Goal, s Signs) Step {
	switch {
	case g.Plan == nil || g.PlanBy == "":
		return turn(g, s)
	case !g.Baselined():
		return StepBaseline
	}
	return StepBegin
}

func turn(g *app.Goal, s Signs) Step {
	if len(g.Spent()) > 0 {
		return StepBudget
	}
	if s.Repeats >= agent.RepeatStop || s.Silent >= silentLimit {
		return StepRepeat
	}
	return StepTurn
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
