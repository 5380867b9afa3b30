package app

import (
	"fmt"
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Goal is what the log says about a goal: a fold over its events and nothing
// else. The zero value is a goal before its first event.
type Goal struct {
	ID           GoalID
	Host         string
	Installation int64
	Repo         Repo
	Issue        Issue // as opened; edits by people without permission change nothing
	OpenedBy     User
	StartedBy    User // where the word of who labelled was not enough
	Label        string
	Previous     GoalID
	Afresh       bool      // what Previous left is not wanted
	OpenedAt     time.Time // by our clock
	Labelled     time.Time // by GitHub's, in whole seconds

	State State
	Hold  Hold

	AnsweredBy string // the text that lifted the last breakpoint

	Title, Body string // as linted last
	TextBy      User   // who stands behind them
	TextAs      time.Time
	Linted      bool
	Findings    []goalspec.Finding
	LintFault   string
	Draft       string          // of a better issue, while the contract is not clean
	Edited      *ContractLinted // the text as it reads since, where that is not what was frozen
	Contract    *Contract
	Plan        *Plan
	PlanBy      string   // who approved it; ByPolicy when nobody had to
	Plans       []Plan   // the versions before it
	Seen        []string // changed paths that people have approved beyond the plan
	SeenBy      string   // who of them, last
	Passed      []string // declared points at which people approved
	Phase       Phase
	Phases      []Phase
	Steps       int // the phase at whose end the agent was given what is to be done then
	Checkpoints []Checkpoint
	PhaseOver   bool // the newest checkpoint ended a phase, and nothing was done since

	Turn      int
	Snapshots int                    // of the conversation, when it became too long
	Calls     map[string]ToolStarted // started and not finished
	Trail     []Step                 // the last steps, oldest first
	Tree      Tree                   // the workspace as last seen
	Stat      DiffStat

	Own       Tree     // what gates compare with; empty: the base tree
	Merge     *Merged  // waits for the agent to resolve its conflicts
	Conflicts []string // paths in which they are

	Earlier      []Earlier // read at the start
	Instructions []Instruction
	Refused      []InstructionRefused
	Heard        []string // ids of texts that were followed at once
	Breakpoints  int      // opened so far
	Start        *Start   // to be taken up before the work begins

	Usage    Usage // lifetime
	RunStart Usage // lifetime usage when this run was granted
	Limits   Budget
	Troubles int // waits for a provider or for us, in a row, without progress between

	Round      int           // of candidate verification
	Rounds     int           // of them since the pull request last had a new head
	Candidate  Tree          // of the candidate arm started last
	BaseProven Tree          // of the baseline arm started last
	Approved   int           // the round a person approved to publish
	Since      int           // what could not be run before this round does not count
	Again      bool          // a person wants the last verification run again
	Publishing *Publishing   // on its way to GitHub
	Running    *Verification // the arm started last
	Baselines  []int         // plan versions whose baseline has begun
	Evidence   []Evidence
	Verdict    *Verdict // of the gates over the last judged tree
	Waivers    []Waiver
	Notes      []Note
	FollowUps  []FollowUp
	Finish     *Finish
	Work       string // what the agent said of all of it, before corrections and changes that people asked for
	Pull       *Pull
	Left       Commit // the head whose failing checks people leave as they are
	Unshown    string // why no draft shows the work before it is proven, where one was to
	Early      bool   // the pull request's head was pushed before it was proven
	proven     *Goal  // as it was when a head of the pull request was proven last
	Ended      *Ended

	Seq  int64
	Hash string
	At   time.Time
}

// Step is one tool call that is over, as far as rules about conduct ask.
type Step struct {
	Tool    string
	Command string // that it ran, if it ran one: its beginning
	Cut     bool   // of which the end is not kept
	Status  ToolStatus
	Network string // what it said when it looked for the network in vain
	Moved   bool   // the tree changed
}

// What is kept of the trail and of one step, in bytes.
const (
	trailSteps  = 500
	stepCommand = 16 << 10
)

// Verification is one arm on its way: what still has to run.
type Verification struct {
	Arm   Arm
	Round int
	Tree  Tree
	Plan  int
	Due   []Check
}

// ByPolicy stands for a person where the policy asks for none.
const ByPolicy = "policy"

// PlanApproved tells whether a person approved the plan that stands.
func (g *Goal) PlanApproved() bool { return g.PlanBy != "" && g.PlanBy != ByPolicy }

// showing tells whether what is on its way to GitHub is not proven yet.
func (g *Goal) showing() bool { return g.Publishing != nil && g.Publishing.Early }

// Unproven tells whether nothing was proven of what the pull request shows.
func (g *Goal) Unproven() bool { return g.Early || g.showing() || g.Outdated() }

// OfHead is the goal as it was when what its pull request shows, or is to show,
// was proven on the base as it is; nil: that is not proven. Work and its proof
// may have gone on since.
func (g *Goal) OfHead() *Goal {
	switch {
	case g.Unproven():
		return nil
	case g.Pull == nil, g.State == StateInReview, g.State.Over():
		return g
	case g.proven != nil && g.proven.Pull.Commit == g.Pull.Commit && g.proven.Contract.Base == g.Contract.Base:
		return g.proven
	}
	return nil
}

// Outdated tells whether what was proven last is not what the pull request
// shows, or not on the base as it is: others have moved one of them.
func (g *Goal) Outdated() bool {
	if g.Pull == nil || g.BaseProven == "" || g.State != StateInReview && !g.State.Over() {
		return false
	}
	for _, c := range g.Checkpoints {
		if c.Commit == g.Pull.Commit {
			return c.Tree != g.Candidate || !g.OnBase()
		}
	}
	return true
}

// BaseMoved tells whether what the pull request shows was proven, and only on an
// earlier base.
func (g *Goal) BaseMoved() bool {
	return g.Outdated() && !g.OnBase() && slices.ContainsFunc(g.Checkpoints, func(c Checkpoint) bool {
		return c.Commit == g.Pull.Commit && c.Tree == g.Candidate
	})
}

// ToShow is the newest checkpoint when a draft is to show it before it is
// proven, else nil. A pull request that is ready moves by proof alone.
func (g *Goal) ToShow() *Checkpoint {
	cp := g.LastCheckpoint()
	live := g.State == StateWorking || g.State == StateVerifying
	if !live || g.Unshown != "" || cp == nil || !cp.Show || g.Publishing != nil || g.Pull != nil && (!g.Pull.Draft || g.Pull.Commit == cp.Commit) {
		return nil
	}
	return cp
}

// Due are the checks of an arm that still have to run.
func (g *Goal) Due(arm Arm) []Check {
	if g.Running == nil || g.Running.Arm != arm {
		return nil
	}
	return g.Running.Due
}

// Stale tells whether the newest checkpoint, or the base, is another than the
// one that was verified: others have moved the branch or the base.
func (g *Goal) Stale() bool {
	cp := g.LastCheckpoint()
	return cp != nil && g.BaseProven != "" && (cp.Tree != g.Candidate || !g.OnBase())
}

// OnBase tells whether the baseline was run on the base as it is now.
func (g *Goal) OnBase() bool { return g.Contract == nil || g.BaseProven == g.Contract.BaseTree }

// Ground is the tree that the agent's change is judged against.
func (g *Goal) Ground() Tree {
	if g.Own != "" {
		return g.Own
	}
	return g.Contract.BaseTree
}

// Deliverable are the instructions that the next request carries.
func (g *Goal) Deliverable() []Instruction {
	var out []Instruction
	for _, i := range g.Waiting() {
		if !i.Queued {
			out = append(out, i)
		}
	}
	return out
}

// Baselined tells whether the base was proven against the plan that stands.
func (g *Goal) Baselined() bool {
	for _, v := range g.Baselines {
		if g.Plan != nil && v == g.Plan.Version {
			return len(g.Due(ArmBaseline)) == 0
		}
	}
	return false
}

// SetUps counts how often set-up has begun.
func (g *Goal) SetUps() int {
	last := 0
	for _, e := range g.Evidence {
		if e.Arm == ArmSetup {
			last = e.Round
		}
	}
	return last
}

// SetUp is what the newest set-up ran, in order.
func (g *Goal) SetUp() []Evidence {
	var out []Evidence
	last := g.SetUps()
	for _, e := range g.Evidence {
		if e.Arm == ArmSetup && e.Round == last {
			out = append(out, e)
		}
	}
	return out
}

// Hold is what keeps a live goal from moving; it is orthogonal to the state.
type Hold struct {
	Paused     bool
	PausedBy   string
	Breakpoint *Breakpoint
	NotBefore  time.Time
	Reason     string
	Since      time.Time // people are waited for from then on
}

// Parked tells whether the goal waits for people or for a time.
func (h Hold) Parked(now time.Time) bool {
	return h.Paused || h.Breakpoint != nil || h.NotBefore.After(now)
}

// Run is the usage of the current run, the one that budgets limit.
func (g *Goal) Run() Usage { return g.Usage.Minus(g.RunStart) }

// Meters reads the gauges of the current run.
func (g *Goal) Meters() []Meter { return Meters(g.Run(), g.Limits) }

// Waiting are the instructions not delivered yet, in order.
func (g *Goal) Waiting() []Instruction {
	var out []Instruction
	for _, i := range g.Instructions {
		if i.Delivered == 0 && !i.Withdrawn {
			out = append(out, i)
		}
	}
	return out
}

// LastCheckpoint is the newest one, or nil.
func (g *Goal) LastCheckpoint() *Checkpoint {
	if len(g.Checkpoints) == 0 {
		return nil
	}
	return &g.Checkpoints[len(g.Checkpoints)-1]
}

// LeftWork tells whether the goal was given up with changes that another may go
// on from.
func (g *Goal) LeftWork() bool {
	return g.GivenUp() && g.Contract != nil && g.Tree != "" && g.Tree != g.Contract.BaseTree
}

// GivenUp tells whether the goal ended without a result.
func (g *Goal) GivenUp() bool { return g.State == StateStopped || g.State == StateFailed }

// Instruction is the one of that id, if there is one.
func (g *Goal) Instruction(id string) (Instruction, bool) {
	n := slices.IndexFunc(g.Instructions, func(i Instruction) bool { return i.ID == id })
	if n < 0 {
		return Instruction{}, false
	}
	return g.Instructions[n], true
}

// Told tells whether a text of that id was read before, whatever came of it.
func (g *Goal) Told(id string) bool {
	_, known := g.Instruction(id)
	return known || slices.Contains(g.Heard, id) || slices.ContainsFunc(g.Refused, func(r InstructionRefused) bool { return r.ID == id })
}

// Replay folds a whole log.
func Replay(events []Event) (*Goal, error) {
	g := &Goal{}
	for _, e := range events {
		if err := g.Apply(e); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// Apply folds one event. An event that does not follow, does not decode or is
// illegal in the goal's state is an error and changes nothing.
func (g *Goal) Apply(e Event) error {
	if err := e.Follows(g.Seq, g.Hash); err != nil {
		return err
	}
	if g.State.Over() {
		return fmt.Errorf("event %d of goal %s: %s after the goal has ended", e.Seq, e.Goal, e.Kind)
	}
	to, ok := next(g.State, e.Kind)
	if (e.Kind == EventPROpened || e.Kind == EventHeadMoved) && g.showing() {
		to, ok = g.State, true // the work goes on
	}
	if !ok {
		return fmt.Errorf("event %d of goal %s: %s is not legal in state %q", e.Seq, e.Goal, e.Kind, g.State)
	}
	if e.Kind == EventVerificationStarted {
		v, err := Decode[VerificationStarted](e)
		if err != nil {
			return err
		}
		if v.Arm != ArmCandidate {
			to = g.State
		}
	}
	if err := g.fold(e); err != nil {
		return err
	}
	if e.Kind != EventEnded {
		g.State = to
	}
	g.Seq, g.Hash, g.At = e.Seq, e.Hash, e.At
	if (e.Kind == EventPROpened || e.Kind == EventHeadMoved) && !g.Early && g.Pull != nil {
		proven := *g
		proven.proven, g.proven = nil, &proven
	}
	return nil
}
