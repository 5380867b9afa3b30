package app

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
)

// fold routes an event to the part of the goal it concerns.
func (g *Goal) fold(e Event) error {
	switch e.Kind {
	case EventGoalOpened:
		return with(e, g.opened(e))
	case EventContractLinted:
		return with(e, func(p ContractLinted) {
			g.Title, g.Body, g.Findings, g.LintFault, g.Linted, g.Draft = p.Title, p.Body, p.Findings, p.Fault, !p.Again, p.Draft
			if p.By != (User{}) {
				g.TextBy = p.By
			}
			if !p.As.IsZero() {
				g.TextAs = p.As
			}
		})
	case EventContractFrozen:
		return with(e, g.frozen)
	case EventAdmitted:
		return with(e, func(Admitted) { g.Phase = Phase{Kind: PhaseAnalysis, Title: "Analysis"} })
	case EventPlanSubmitted:
		return with(e, g.planned)
	case EventApprovalGiven:
		return with(e, g.approved)
	case EventPhaseStarted:
		return with(e, func(p PhaseStarted) {
			g.Phase, g.Phases = p.Phase, append(g.Phases, p.Phase)
			g.release()
		})
	case EventPublishing:
		return with(e, func(p Publishing) {
			if g.Publishing, g.Unshown = &p, p.Refused; p.Refused != "" {
				g.Publishing = nil
			}
		})
	case EventCheckpointMade:
		return with(e, g.checkpoint)
	case EventTreeExported:
		return with(e, func(p TreeExported) {
			g.sawTree(p.Tree, &p.Stat)
			if p.Merge != nil || p.Conflicts != nil {
				g.Merge, g.Conflicts = p.Merge, p.Conflicts
				g.take(p.Merge)
			}
			g.Start = nil
		})
	case EventPROpened:
		return with(e, func(p PROpened) {
			g.Pull = &p.Pull
			g.published()
		})
	case EventFollowUpFiled:
		return with(e, func(p FollowUpFiled) {
			g.FollowUps = slices.Clone(g.FollowUps)
			if p.N > 0 && p.N <= len(g.FollowUps) {
				g.FollowUps[p.N-1].Number = p.Number
			}
		})
	case EventHeadMoved:
		return with(e, g.headMoved)
	case EventEnded:
		return with(e, func(p Ended) { g.State, g.Ended, g.Hold = p.State, &p, Hold{} })
	}
	if handled, err := g.foldTurn(e); handled {
		return err
	}
	if handled, err := g.foldPeople(e); handled {
		return err
	}
	return g.foldProof(e)
}

// foldTurn folds the conversation with the model and its tools.
func (g *Goal) foldTurn(e Event) (bool, error) {
	switch e.Kind {
	case EventRequestSent:
		return true, with(e, func(p RequestSent) {
			g.Turn, g.PhaseOver = p.Turn, false
			g.Earlier = append(slices.Clip(g.Earlier), p.Earlier...)
		})
	case EventResponseReceived:
		return true, with(e, func(p ResponseReceived) {
			g.Usage.Input += p.Input
			g.Usage.Cached += p.Cached
			g.Usage.Output += p.Output
			g.Usage.USD += p.USD
			g.Usage.Active += p.Active
		})
	case EventToolStarted:
		return true, with(e, func(p ToolStarted) {
			calls := maps.Clone(g.Calls)
			if calls == nil {
				calls = map[string]ToolStarted{}
			}
			calls[p.Call] = p
			g.Calls = calls
		})
	case EventToolFinished:
		return true, with(e, g.toolFinished)
	case EventCompacted:
		return true, with(e, func(p Compacted) { g.Snapshots = p.Version })
	}
	return false, nil
}

// foldPeople folds what people said and decided.
func (g *Goal) foldPeople(e Event) (bool, error) {
	switch e.Kind {
	case EventInstructionAccepted:
		return true, with(e, func(p InstructionAccepted) { g.accept(p.Instruction) })
	case EventInstructionDelivered:
		return true, with(e, g.delivered)
	case EventInstructionRefused:
		return true, with(e, func(p InstructionRefused) { g.refuse(p) })
	case EventBreakpointOpened:
		return true, with(e, func(p BreakpointOpened) {
			g.Hold.Breakpoint, g.Hold.Since = &p.Breakpoint, e.At
			g.Breakpoints = p.Breakpoint.N
			if p.Breakpoint.Kind == BreakpointAsk && p.Breakpoint.Start == nil {
				g.Usage.Questions++
			}
		})
	case EventReminded:
		return true, with(e, func(p Reminded) {
			if b := g.Hold.Breakpoint; b != nil && b.N == p.N {
				told := *b
				told.Reminded = e.At
				g.Hold.Breakpoint = &told
			}
		})
	case EventBreakpointAnswered:
		return true, with(e, g.answered)
	case EventPaused:
		return true, with(e, func(p Paused) {
			g.heard(p.Said)
			g.Hold.NotBefore, g.Hold.Reason = p.NotBefore, p.Reason
			if p.NotBefore.IsZero() {
				g.Hold.Paused, g.Hold.PausedBy = true, p.By
			} else {
				g.Troubles++
			}
		})
	case EventResumed:
		return true, with(e, func(p Resumed) {
			g.heard(p.Said)
			g.Hold = Hold{Breakpoint: g.Hold.Breakpoint, Since: e.At}
		})
	case EventLimitExtended:
		return true, with(e, func(p LimitExtended) {
			g.heard(p.Said)
			g.Limits = g.Limits.Plus(p.More)
		})
	}
	return false, nil
}

// foldProof folds gates and verification.
func (g *Goal) foldProof(e Event) error {
	g.PhaseOver = g.PhaseOver && e.Kind != EventGateJudged && e.Kind != EventEvidenceRecorded
	switch e.Kind {
	case EventGateJudged:
		return with(e, func(p GateJudged) {
			if p.Full {
				g.Verdict = &p.Verdict
			}
		})
	case EventVerificationStarted:
		return with(e, g.verifying)
	case EventEvidenceRecorded:
		return with(e, g.evidence)
	}
	return nil
}

func with[T Payload](e Event, apply func(T)) error {
	p, err := Decode[T](e)
	if err != nil {
		return err
	}
	apply(p)
	return nil
}

func (g *Goal) opened(e Event) func(GoalOpened) {
	return func(p GoalOpened) {
		g.ID, g.Host, g.Installation, g.Repo, g.Issue = e.Goal, p.Host, p.Installation, p.Repo, p.Issue
		g.OpenedBy, g.Label, g.Previous, g.OpenedAt = p.By, p.Label, p.Previous, e.At
		g.Title, g.Body, g.TextBy, g.TextAs = p.Issue.Title, p.Issue.Body, p.By, p.Issue.UpdatedAt
	}
}

// heard notes a text that was followed at once.
func (g *Goal) heard(id string) {
	if id != "" && !slices.Contains(g.Heard, id) {
		g.Heard = append(slices.Clip(g.Heard), id)
	}
}

func (g *Goal) frozen(p ContractFrozen) {
	g.heard(p.Said)
	g.moved()
	if g.Contract == nil {
		g.Limits = p.Contract.Limits
		g.Tree = p.Contract.BaseTree
	}
	g.Contract = &p.Contract
	if p.Started != nil {
		g.StartedBy = *p.Started
	}
}

func (g *Goal) planned(p PlanSubmitted) {
	if g.Plan != nil {
		g.Plans = append(slices.Clone(g.Plans), *g.Plan)
	}
	g.Plan, g.PlanBy = &p.Plan, ""
	if p.Limits != nil {
		g.Limits = *p.Limits
	}
	if !p.NeedsAsk {
		g.PlanBy = ByPolicy
	}
}

func (g *Goal) approved(p ApprovalGiven) {
	if g.Plan != nil && p.Plan == g.Plan.Version && g.State == StatePlanning {
		g.PlanBy = p.By
	}
	if b := g.Hold.Breakpoint; b != nil && (b.Kind == BreakpointVerify || b.Kind == BreakpointPolicy && len(b.Points) == 0) {
		g.Approved = g.Round
	}
	g.RunStart = g.Usage // an approval grants the next run
}

func (g *Goal) headMoved(p HeadMoved) {
	if g.Pull != nil {
		pull := *g.Pull
		pull.Commit, pull.Draft = p.Commit, p.Draft
		g.Pull = &pull
	}
	g.published()
}

// published ends what was on its way; a head that is proven ends the rounds.
func (g *Goal) published() {
	g.Early, g.Publishing = g.showing(), nil
	if !g.Early {
		g.Rounds = 0
		g.release()
	}
}

// checkpoint ends a phase, or takes in what others pushed.
func (g *Goal) checkpoint(p CheckpointMade) {
	g.Checkpoints = append(g.Checkpoints, p.Checkpoint)
	g.Merge, g.Conflicts = nil, nil
	g.PhaseOver = p.Checkpoint.Merged == nil
	g.take(p.Checkpoint.Merged)
}

// take notes where others have moved the branch or the ground under it.
func (g *Goal) take(m *Merged) {
	if m == nil {
		return
	}
	g.Publishing = nil // what was on its way stands on a branch that has moved
	if m.Own != "" {
		g.Own = m.Own
	}
	if m.Pull != "" && g.Pull != nil {
		pull := *g.Pull
		pull.Commit = m.Pull
		g.Pull = &pull
	}
}

func (g *Goal) sawTree(tree Tree, stat *DiffStat) {
	if tree != "" {
		g.Tree = tree
	}
	if stat != nil {
		g.Stat = *stat
		g.Usage.Files, g.Usage.Lines = len(stat.Files), stat.Added+stat.Removed
	}
}

// moved ends a wait: what we waited for has answered.
func (g *Goal) moved() { g.Troubles, g.Hold.NotBefore, g.Hold.Reason = 0, time.Time{}, "" }

func (g *Goal) toolFinished(p ToolFinished) {
	g.moved()
	g.walked(p)
	calls := maps.Clone(g.Calls)
	delete(calls, p.Call)
	g.Calls = calls
	g.Usage.Actions++
	g.Usage.Active += p.Active
	g.sawTree(p.PostTree, p.Stat)
	if p.Note != nil {
		g.Notes = append(g.Notes, *p.Note)
	}
	if p.FollowUp != nil {
		g.FollowUps = append(g.FollowUps, *p.FollowUp)
	}
	if p.Finish != nil {
		finish := *p.Finish
		if before := g.Finish; before != nil && strings.TrimSpace(finish.MigrationNote) == "" {
			finish.MigrationNote = before.MigrationNote // a correction takes nothing back
		}
		g.Finish = &finish
	}
	if p.Steps != 0 {
		g.Steps = p.Steps
	}
}

// walked adds a step to the trail.
func (g *Goal) walked(p ToolFinished) {
	var args struct {
		Command string `json:"command"`
	}
	_ = json.Unmarshal([]byte(g.Calls[p.Call].Args), &args) // what does not decode has run nothing
	step := Step{Tool: p.Tool, Status: p.Result.Status, Network: p.Result.Network, Moved: p.PostTree != "" && p.PostTree != g.Tree}
	step.Command, step.Cut = args.Command[:min(len(args.Command), stepCommand)], len(args.Command) > stepCommand
	g.Trail = append(slices.Clip(g.Trail[max(0, len(g.Trail)+1-trailSteps):]), step)
}

func (g *Goal) accept(in Instruction) {
	g.Instructions = slices.Clone(g.Instructions)
	for n, have := range g.Instructions {
		if have.ID == in.ID && have.Delivered == 0 { // edited before delivery
			g.Instructions[n] = in
			return
		}
	}
	g.Instructions = append(g.Instructions, in)
}

func (g *Goal) delivered(p InstructionDelivered) {
	g.Instructions = slices.Clone(g.Instructions)
	for n := range g.Instructions {
		if g.Instructions[n].ID == p.ID {
			g.Instructions[n].Delivered = p.Turn
		}
	}
}

func (g *Goal) refuse(p InstructionRefused) {
	g.Instructions = slices.Clone(g.Instructions)
	for n := range g.Instructions {
		if g.Instructions[n].ID == p.ID && g.Instructions[n].Delivered == 0 {
			g.Instructions[n].Withdrawn = true
		}
	}
	g.Refused = append(g.Refused, p)
}

// answered lifts the breakpoint; approving at a gate waives what it asked about.
func (g *Goal) answered(p BreakpointAnswered) {
	g.heard(p.Said)
	b := g.Hold.Breakpoint
	if b == nil || b.N != p.N {
		return
	}
	g.Hold.Breakpoint, g.PhaseOver = nil, false
	if p.Answer == "approve" {
		g.Passed = append(slices.Clone(g.Passed), b.Points...)
		if b.Kind == BreakpointPlan && g.State == StateWorking {
			g.Seen = g.Stat.Paths()
		}
	}
	for _, point := range b.Points {
		if glob, edit := strings.CutPrefix(point, "first edit of "); edit && p.Answer == "approve" {
			g.Waivers = append(g.Waivers, Waiver{Rule: "breakpoints.on_first_edit", Path: glob, By: p.By})
		}
	}
	if b.Start != nil && len(b.Options) > 0 && p.Answer == b.Options[0] {
		g.Start = b.Start
	}
	g.Again = b.Kind == BreakpointVerify && p.Answer == "retry"
	switch {
	case b.Head != "" && p.Answer == "approve":
		g.leave(b.Head)
	case b.Kind == BreakpointRepeat && b.Head == "":
		g.Publishing = nil // what was refused is wanted anew
	}
	if b.Kind != BreakpointGate || p.Answer != "approve" || g.Verdict == nil {
		return
	}
	for _, v := range g.Verdict.Children {
		if v.Status == StatusPass || v.Action != ActionAsk {
			continue
		}
		for _, place := range v.Places {
			g.Waivers = append(g.Waivers, Waiver{Rule: v.Rule, Path: place.Path, By: p.By, Bytes: place.Bytes})
		}
	}
}

// leave takes back what CI says of a head that people leave as it is.
func (g *Goal) leave(head Commit) {
	g.Left = head
	g.Instructions = slices.Clone(g.Instructions)
	for n, i := range g.Instructions {
		if i.By == ByCI && i.Delivered == 0 {
			g.Instructions[n].Withdrawn = true
		}
	}
}

func (g *Goal) verifying(p VerificationStarted) {
	g.Running = &Verification{Arm: p.Arm, Round: p.Round, Tree: p.Tree, Plan: p.Plan, Due: slices.Clone(p.Runs)}
	g.Again, g.Since = false, max(g.Since, p.Since)
	if p.Arm == ArmCandidate {
		g.Round, g.Candidate = p.Round, p.Tree
		g.Rounds++
		return
	}
	if p.Tree != g.BaseProven {
		g.BaseProven, g.Candidate = p.Tree, ""
	}
	g.Baselines = append(g.Baselines, p.Plan)
}

func (g *Goal) evidence(p EvidenceRecorded) {
	g.moved()
	g.Evidence = append(g.Evidence, p.Evidence)
	if g.Running == nil || p.Evidence.More || p.Evidence.Arm == ArmPhase || p.Evidence.Round != g.Running.Round {
		return
	}
	run := *g.Running
	run.Due = slices.DeleteFunc(slices.Clone(run.Due), func(c Check) bool {
		return c.Criterion == p.Evidence.Check.Criterion && c.Command == p.Evidence.Check.Command
	})
	g.Running = &run
}

// release ends the wait of instructions for the end of a phase.
func (g *Goal) release() {
	g.Instructions = slices.Clone(g.Instructions)
	for n := range g.Instructions {
		g.Instructions[n].Queued = false
	}
}
