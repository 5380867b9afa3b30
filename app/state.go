package app

// State is where a goal stands in its life.
type State string

// The states. A goal that is over never lives again; labelling again opens a
// new goal that names this one.
const (
	StateUnknown     State = ""
	StateDraft       State = "draft"
	StateQueued      State = "queued"
	StatePlanning    State = "planning"
	StateWorking     State = "working"
	StateVerifying   State = "verifying"
	StateInReview    State = "in_review"
	StateDone        State = "done"
	StateStopped     State = "stopped"
	StateFailed      State = "failed"
	StateNothingToDo State = "nothing_to_do"
)

// Over tells whether the goal has ended.
func (s State) Over() bool {
	switch s {
	case StateDone, StateStopped, StateFailed, StateNothingToDo:
		return true
	}
	return false
}

// Transition is one row of the table of contents of this program: in From, the
// event When moves the goal to To.
type Transition struct {
	From    State
	When    EventKind
	To      State
	Meaning string
}

// Transitions returns every legal change of state. An event that is not named
// here never changes the state; `ended` is legal in every live state and
// carries the state it ends in.
func Transitions() []Transition {
	return []Transition{
		{StateUnknown, EventGoalOpened, StateDraft, "somebody with write permission labelled the issue"},
		{StateDraft, EventContractFrozen, StateQueued, "the contract passes the lint and is frozen"},
		{StateQueued, EventAdmitted, StatePlanning, "a slot is free; the agent reads the code with read-only tools"},
		{StatePlanning, EventPhaseStarted, StateWorking, "the plan stands; work begins"},
		{StateWorking, EventVerificationStarted, StateVerifying, "the agent says it is finished; the harness proves the criteria"},
		{StateVerifying, EventPhaseStarted, StateWorking, "a criterion failed; the agent gets the harness's output"},
		{StateVerifying, EventPROpened, StateInReview, "the pull request is open"},
		{StateVerifying, EventHeadMoved, StateInReview, "the pull request's branch has the corrected head"},
		{StateInReview, EventVerificationStarted, StateVerifying, "others moved the branch or its base; the harness proves the criteria again"},
		{StateInReview, EventPhaseStarted, StateWorking, "a review asks for changes"},
	}
}

// next is the state after an event of kind k, and whether k is legal in s.
// Kinds that move nothing are legal in every state but the unknown one.
func next(s State, k EventKind) (State, bool) {
	moves := false
	for _, t := range Transitions() {
		if t.When != k {
			continue
		}
		if t.From == s {
			return t.To, true
		}
		moves = true
	}
	if s == StateUnknown {
		return s, false
	}
	return s, !moves || stays(s, k)
}

// stays holds the moving kinds that are also legal without a move.
func stays(s State, k EventKind) bool {
	switch k {
	case EventPhaseStarted:
		return s == StateWorking
	case EventVerificationStarted: // the baseline runs beside planning and work
		return s == StatePlanning || s == StateWorking || s == StateVerifying
	case EventHeadMoved:
		return s == StateInReview
	case EventContractFrozen: // a new version of the contract
		return !s.Over()
	}
	return false
}

// BreakpointKind names why people are asked.
type BreakpointKind string

// The kinds of breakpoints.
const (
	BreakpointPlan     BreakpointKind = "plan"
	BreakpointGate     BreakpointKind = "gate"
	BreakpointAsk      BreakpointKind = "ask"
	BreakpointBudget   BreakpointKind = "budget"
	BreakpointRepeat   BreakpointKind = "repeat"
	BreakpointConflict BreakpointKind = "conflict"
	BreakpointPolicy   BreakpointKind = "policy"
	BreakpointVerify   BreakpointKind = "verify"
	BreakpointSetup    BreakpointKind = "setup"
)

// NeedsApproval tells whether only an explicit approval answers the breakpoint;
// at the others a plain reply is the answer.
func (k BreakpointKind) NeedsApproval() bool {
	return k == BreakpointPlan || k == BreakpointGate || k == BreakpointPolicy
}
