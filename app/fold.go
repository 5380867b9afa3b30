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
			if g.Contract != nil {
				g.edited(p)
				return
			}
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
			g.bind(e.At)
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
		if p.Labelled.IsZero() { // noted since
			p.Labelled = e.At
		}
		g.OpenedBy, g.Label, g.Previous, g.OpenedAt, g.Labelled = p.By, p.Label, p.Previous, e.At, p.Labelled
		g.Title, g.Body, g.TextBy, g.TextAs = p.Issue.Title, p.Issue.Body, p.By, p.Issue.UpdatedAt
	}
}

// edited notes how the issue reads beside a contract that stands.
func (g *Goal) edited(p ContractLinted) {
	g.TextAs, g.Edited = p.As, &p
	if p.Title == g.Title && p.Body == g.Body {
		g.Edited = nil
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
	g.bind(p.Checkpoint.At)
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
		if g.Work == "" || g.Phase.Why == "" {
			g.Work = finish.Summary
		}
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
	if g.State != StatePlanning || g.Running != nil { // what runs beside planning ends no wait for the model
		g.moved()
	}
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
