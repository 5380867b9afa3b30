package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

// machine is a goal with its log in memory. It records what the spine records,
// by the same pure decisions, and holds after every event what may never break.
type machine struct {
	t        rapid.TB
	goal     *app.Goal
	conv     *agent.Conversation
	events   []app.Event
	now      time.Time
	ids      int
	answered map[int]bool
	accepted map[string]bool
}

func newMachine(t rapid.TB) *machine {
	m := &machine{t: t, goal: &app.Goal{}, conv: &agent.Conversation{}, now: noon, answered: map[int]bool{}, accepted: map[string]bool{}}
	m.say(app.GoalOpened{Host: "github.example", Issue: app.Issue{ID: 1, Number: 7}, By: app.User{ID: 2, Login: "ann"}})
	return m
}

func (m *machine) say(all ...app.Payload) {
	for _, p := range all {
		m.record(app.Say(p))
	}
}

func (m *machine) record(entries ...app.Entry) {
	m.t.Helper()
	for _, entry := range entries {
		e, err := app.Seal("01HZZZZZZZZZZZZZZZZZZZZZZZ", m.goal.Seq, m.goal.Hash, 1, m.now, entry)
		if err != nil {
			m.t.Fatal(err)
		}
		before := *m.goal
		if err := errors.Join(m.conv.Apply(m.goal, e), m.goal.Apply(e)); err != nil {
			m.t.Fatalf("in state %s, held %+v: %v", before.State, before.Hold, err)
		}
		m.events = append(m.events, e)
		m.holds(before, e, entry.Payload)
	}
}

// holds is what no event may break.
func (m *machine) holds(before app.Goal, e app.Event, p app.Payload) {
	m.t.Helper()
	if m.goal.State != before.State && !m.goal.State.Over() && !slices.ContainsFunc(app.Transitions(), func(t app.Transition) bool {
		return t.From == before.State && t.When == e.Kind && t.To == m.goal.State
	}) {
		m.t.Fatalf("%s moved the goal from %s to %s", e.Kind, before.State, m.goal.State)
	}
	was, is := before.Usage, m.goal.Usage
	if is.Actions < was.Actions || is.Active < was.Active || is.Input < was.Input || is.Cached < was.Cached || is.Output < was.Output || is.USD < was.USD || is.Questions < was.Questions {
		m.t.Fatalf("%s let the usage fall from %+v to %+v", e.Kind, was, is)
	}
	switch p := p.(type) {
	case app.BreakpointOpened:
		if before.Hold.Breakpoint != nil {
			m.t.Fatalf("a second breakpoint, %+v, over %+v", p.Breakpoint, before.Hold.Breakpoint)
		}
	case app.BreakpointAnswered:
		if before.Hold.Breakpoint == nil || before.Hold.Breakpoint.N != p.N || m.answered[p.N] {
			m.t.Fatalf("answer %+v to %+v", p, before.Hold.Breakpoint)
		}
		m.answered[p.N] = true
	case app.InstructionAccepted:
		m.accepted[p.Instruction.ID] = true
	case app.InstructionDelivered:
		if before.Hold.Parked(m.now) {
			m.t.Fatalf("instruction %s was delivered to a goal that is held", p.ID)
		}
	}
	m.nothingLost()
}

// nothingLost: every accepted instruction was delivered, was withdrawn, or waits.
func (m *machine) nothingLost() {
	m.t.Helper()
	for id := range m.accepted {
		var found []app.Instruction
		for _, i := range m.goal.Instructions {
			if i.ID == id {
				found = append(found, i)
			}
		}
		if len(found) != 1 {
			m.t.Fatalf("instruction %s stands there %d times", id, len(found))
		}
		waits := slices.ContainsFunc(m.goal.Waiting(), func(i app.Instruction) bool { return i.ID == id })
		if i := found[0]; waits == (i.Delivered > 0 || i.Withdrawn) {
			m.t.Fatalf("instruction %+v, waiting %v", i, waits)
		}
	}
}

func (m *machine) next() Step {
	return Next(m.goal, Look{Signs: signsOf(m.conv), Rules: policy.Default(), Now: m.now})
}

// hears is what hear does with a permitted person's comment.
func (m *machine) hears(who, text string, at time.Time) steering.Said {
	m.ids++
	s := steering.Said{ID: fmt.Sprintf("comment:%d", m.ids), Comment: int64(m.ids), By: "github:" + who, Text: text, At: at, Command: steering.Read(text, "goalkeeper", "acme")}
	if !m.goal.State.Over() {
		m.record(steering.Decide(m.goal, s).Entries...)
	}
	return s
}

func (m *machine) breakpoint(k app.BreakpointKind, options ...string) app.BreakpointOpened {
	return app.BreakpointOpened{Breakpoint: app.Breakpoint{N: m.goal.Breakpoints + 1, Kind: k, Question: "?", Options: options, At: m.now}}
}

var proven = app.Check{Criterion: "C1", Command: "true", Kind: "must_change", From: "plan"}

// asks is the model's request with everything that can be delivered.
func (m *machine) asks() {
	turn := m.goal.Turn + 1
	raw, _ := json.Marshal(llm.Message{Role: llm.User, Content: "go on"})
	m.say(app.RequestSent{Turn: turn, Append: []json.RawMessage{raw}})
	for _, i := range m.goal.Deliverable() {
		m.say(app.InstructionDelivered{ID: i.ID, Turn: turn})
	}
}

// calls is an answer with one call, and what the call came to.
func (m *machine) calls(tool string, finished app.ToolFinished, more ...app.Payload) {
	m.ids++
	call := llm.ToolCall{ID: fmt.Sprint("call-", m.ids), Name: tool, Arguments: fmt.Sprint(m.ids)}
	raw, _ := json.Marshal(llm.Message{Role: llm.Assistant, ToolCalls: []llm.ToolCall{call}})
	m.say(app.ResponseReceived{Turn: m.goal.Turn, Message: raw, Input: 100, Cached: 40, Output: 10, Active: time.Second})
	m.say(app.ToolStarted{Turn: m.goal.Turn, Call: call.ID, Tool: tool})
	finished.Call, finished.Tool, finished.Turn, finished.Active = call.ID, tool, m.goal.Turn, time.Second
	finished.Result.Status = app.ToolOK
	m.say(finished)
	m.say(more...)
}

func (m *machine) plans(asks bool) {
	p := app.PlanSubmitted{Plan: app.Plan{Version: 1, Checks: []app.Check{proven}}, NeedsAsk: asks}
	if m.goal.Plan != nil {
		p.Plan.Version, p.NeedsAsk = m.goal.Plan.Version+1, true
	}
	more := []app.Payload{p}
	if p.NeedsAsk {
		more = append(more, m.breakpoint(app.BreakpointPlan, "approve", "/goal stop"))
	}
	m.calls("submit_plan", app.ToolFinished{}, more...)
}

func (m *machine) finishes() {
	tree := app.Tree(fmt.Sprint("tree", m.ids))
	m.calls("finish", app.ToolFinished{Finish: &app.Finish{Summary: "done"}},
		app.VerificationStarted{Arm: app.ArmCandidate, Round: m.goal.Round + 1, Tree: tree, Plan: m.goal.Plan.Version, Runs: m.goal.Plan.Checks},
		app.CheckpointMade{Checkpoint: app.Checkpoint{Tree: tree, Commit: app.Commit(tree)}})
}

func (m *machine) evidence(s app.Status) {
	v := m.goal.Running
	m.say(app.EvidenceRecorded{Evidence: app.Evidence{Arm: v.Arm, Round: v.Round, Tree: v.Tree, Check: v.Due[0], Status: s}})
}

func (m *machine) phase(n int, k app.PhaseKind) app.PhaseStarted {
	return app.PhaseStarted{Phase: app.Phase{N: n, Kind: k, Title: string(k)}}
}
