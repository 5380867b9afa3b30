package app

import (
	"slices"
	"strings"
	"time"
)

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
			if b := p.Breakpoint; b.Kind == BreakpointAsk && b.Start == nil || b.Kind == BreakpointBudget && b.Call != "" {
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
		return true, with(e, func(p BreakpointAnswered) { g.answered(p, e.At) })
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

// heard notes a text that was followed at once.
func (g *Goal) heard(id string) {
	if id != "" && !slices.Contains(g.Heard, id) {
		g.Heard = append(slices.Clip(g.Heard), id)
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
func (g *Goal) answered(p BreakpointAnswered, at time.Time) {
	g.heard(p.Said)
	b := g.Hold.Breakpoint
	if b == nil || b.N != p.N {
		return
	}
	g.Hold.Breakpoint, g.PhaseOver, g.AnsweredBy = nil, false, p.Said
	if p.Answer == "approve" {
		g.Passed = append(slices.Clone(g.Passed), b.Points...)
		if b.Kind == BreakpointPlan && g.State == StateWorking {
			g.Seen, g.SeenBy = g.Stat.Paths(), p.By
		}
	}
	for _, point := range b.Points {
		if glob, edit := strings.CutPrefix(point, "first edit of "); edit && p.Answer == "approve" {
			g.Waivers = append(g.Waivers, Waiver{Rule: "breakpoints.on_first_edit", Path: glob, By: p.By, Reason: p.Reason})
		}
	}
	if b.Start != nil && len(b.Options) > 0 {
		if g.Afresh = p.Answer != b.Options[0]; !g.Afresh {
			g.Start = b.Start
		}
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
			g.Waivers = append(g.Waivers, Waiver{Rule: v.Rule, Path: place.Path, By: p.By, Reason: p.Reason, Until: WaiverEnd(at), Bytes: place.Bytes, File: place.File})
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

// release ends the wait of instructions for the end of a phase.
func (g *Goal) release() {
	g.Instructions = slices.Clone(g.Instructions)
	for n := range g.Instructions {
		g.Instructions[n].Queued = false
	}
}
