package pipeline

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/breakpoint"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

// TestRandomLives throws people's words, edits, deletions, faults and every
// turn a model may take at a goal, in any order: no illegal event, no
// instruction lost, no breakpoint answered twice, no usage that falls. However
// the goal stands then, people who answer bring it to an end of its work.
func TestRandomLives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMachine(t)
		var said []steering.Said
		for range rapid.IntRange(1, 60).Draw(t, "moments") {
			if m.goal.State.Over() {
				break
			}
			m.now = m.now.Add(time.Duration(rapid.IntRange(0, 90).Draw(t, "seconds")) * time.Second)
			switch rapid.IntRange(0, 4).Draw(t, "who acts") {
			case 0:
				said = append(said, m.somebody(t))
			case 1:
				if len(said) > 0 {
					m.regrets(t, said[rapid.IntRange(0, len(said)-1).Draw(t, "which")])
				}
			default:
				m.step(t)
			}
		}
		m.settle(t)
		again, err := app.Replay(m.events)
		if err != nil || again.Hash != m.goal.Hash || again.Usage != m.goal.Usage || again.State != m.goal.State {
			t.Fatalf("folding the log again gives another goal (%v)", err)
		}
	})
}

// somebody says something, perhaps a while ago.
func (m *machine) somebody(t *rapid.T) steering.Said {
	text := rapid.SampledFrom([]string{
		"use maps", "no, use lists", "approve", "/goal pause", "/goal resume", "/goal queue later", "/goal extend actions=5 minutes=5 files=3",
		"/goal allow docs/**", "/goal freeze docs/**", "/goal retry", "retry", "/goal dance", "/goal freeze docs/**\nuse maps", "/goal approve use maps", "/goal resume use maps", "1", "@bob look", "/goal stop",
	}).Draw(t, "says")
	if text == "/goal stop" && !rapid.Bool().Draw(t, "really") {
		text = "go on"
	}
	at := m.now.Add(-time.Duration(rapid.IntRange(0, 60).Draw(t, "ago")) * time.Second)
	if c := steering.Read(text, "goalkeeper", "acme"); c.Ignore {
		return steering.Said{}
	}
	return m.hears(rapid.SampledFrom([]string{"ann", "bob"}).Draw(t, "who"), text, at)
}

// regrets edits or deletes what was said.
func (m *machine) regrets(t *rapid.T, s steering.Said) {
	if rapid.Bool().Draw(t, "deletes") {
		if d, ok := steering.Withdrawn(m.goal, s.ID); ok {
			m.record(d.Entries...)
		}
		return
	}
	s.Command = steering.Read(rapid.SampledFrom([]string{"use trees", "/goal queue trees", "approve", "/goal approve use trees", "/goal pause", "", "@bob trees", "/goal dance"}).Draw(t, "edits to"), "goalkeeper", "acme")
	if d, ok := steering.Edited(m.goal, s); ok {
		m.record(d.Entries...)
	}
}

// step does what Next names, with any outcome that the world may give.
func (m *machine) step(t *rapid.T) {
	switch m.next() {
	case StepRest:
		m.answer(t)
	case StepRead:
		if rapid.IntRange(0, 3).Draw(t, "unreadable") == 0 {
			m.say(app.ContractLinted{Again: true, Fault: "not reached"}, app.Paused{By: "harness", NotBefore: m.now.Add(time.Minute)})
			return
		}
		m.say(app.ContractLinted{}, app.ContractFrozen{Contract: app.Contract{Version: 1, Limits: app.Budget{Actions: 8, Active: time.Minute, Tokens: 5000, Files: 3, Questions: 2}}})
	case StepAdmit:
		m.say(app.Admitted{})
	case StepTurn:
		m.turn(t)
	case StepBaseline:
		if m.goal.Running == nil || len(m.goal.Running.Due) == 0 {
			m.say(app.VerificationStarted{Arm: app.ArmBaseline, Plan: m.goal.Plan.Version, Runs: m.goal.Plan.Checks})
			return
		}
		m.evidence(rapid.SampledFrom([]app.Status{app.StatusPass, app.StatusFail, app.StatusError}).Draw(t, "base"))
	case StepBegin:
		m.say(m.phase(1, app.PhaseImplementation))
	case StepAsk:
		b := *breakpoint.Due(m.goal, signsOf(m.conv), policy.Default())
		b.N, b.At = m.goal.Breakpoints+1, m.now
		m.say(app.BreakpointOpened{Breakpoint: b})
	case StepRemind:
		m.say(app.Reminded{N: m.goal.Hold.Breakpoint.N})
	case StepGiveUp:
		m.say(app.Ended{State: app.StateStopped, Reason: "nobody answered"})
	case StepProve:
		m.evidence(rapid.SampledFrom([]app.Status{app.StatusPass, app.StatusFail, app.StatusError}).Draw(t, "candidate"))
	case StepJudge:
		m.judge(t)
	case StepReview:
		m.say(m.phase(m.goal.Phase.N+1, app.PhaseImplementation))
	}
}

// answer is GitHub's, when a push is on its way.
func (m *machine) answer(t *rapid.T) {
	if m.goal.Publishing == nil || m.goal.State != app.StateVerifying || m.goal.Hold.Breakpoint != nil {
		return
	}
	switch {
	case rapid.IntRange(0, 3).Draw(t, "refused") == 0:
		m.say(m.breakpoint(app.BreakpointRepeat, "/goal retry", "/goal stop"))
	case m.goal.Pull == nil:
		m.say(app.PROpened{Pull: app.Pull{Number: 8, Commit: m.goal.Publishing.Commit}})
	default:
		m.say(app.HeadMoved{Commit: m.goal.Publishing.Commit})
	}
}

func (m *machine) turn(t *rapid.T) {
	m.asks()
	switch outcome := rapid.IntRange(0, 7).Draw(t, "turn"); {
	case outcome == 0:
		m.say(app.ResponseReceived{Turn: m.goal.Turn, Fault: "down", Input: 10, Active: time.Second}, app.Paused{By: "harness", NotBefore: m.now.Add(30 * time.Second)})
	case outcome == 1:
		m.say(app.ResponseReceived{Turn: m.goal.Turn, Message: []byte(`{"role":"assistant","content":"done!"}`)})
	case outcome == 2:
		m.calls("ask", app.ToolFinished{}, m.breakpoint(app.BreakpointAsk, "red", "blue"))
	case outcome == 3:
		m.calls("report_conflict", app.ToolFinished{}, m.breakpoint(app.BreakpointConflict, "/goal stop"))
	case m.goal.State == app.StatePlanning && outcome < 6:
		m.plans(outcome == 4)
	case m.goal.State == app.StateWorking && outcome == 4:
		m.finishes()
	case m.goal.State == app.StateWorking && outcome == 5:
		m.calls("finish_phase", app.ToolFinished{}, app.CheckpointMade{Checkpoint: app.Checkpoint{Tree: "t", Commit: "c"}}, m.phase(m.goal.Phase.N+1, app.PhaseIntegration))
	default:
		files := make([]app.FileStat, rapid.IntRange(0, 5).Draw(t, "files"))
		m.calls("write_file", app.ToolFinished{PostTree: "t", Stat: &app.DiffStat{Files: files}})
	}
}

func (m *machine) judge(t *rapid.T) {
	switch {
	case countermanded(m.goal), rapid.IntRange(0, 2).Draw(t, "judged") == 0:
		m.say(m.phase(m.goal.Phase.N+1, app.PhaseIntegration))
	case m.goal.Again:
		m.say(app.VerificationStarted{Arm: app.ArmCandidate, Round: m.goal.Round + 1, Plan: m.goal.Plan.Version, Runs: m.goal.Plan.Checks})
	case m.goal.Approved != m.goal.Round && rapid.Bool().Draw(t, "asks"):
		m.say(m.breakpoint(app.BreakpointVerify, "approve", "/goal retry", "/goal stop"))
	default:
		m.say(app.Publishing{Commit: app.Commit(m.goal.Running.Tree), Round: m.goal.Round})
	}
}

// settle lets people lift every hold and a diligent model do the work, until
// nothing is left to do; then nothing waits any more.
func (m *machine) settle(t *rapid.T) {
	queued := 0
	for range 200 {
		m.now = m.now.Add(2 * time.Minute)
		g := m.goal
		switch b := g.Hold.Breakpoint; {
		case g.State.Over():
			return
		case g.Hold.Paused:
			m.hears("ann", "/goal resume", m.now)
		case b != nil && b.Kind == app.BreakpointBudget:
			m.hears("ann", "/goal extend actions=500 minutes=500 tokens=1M files=50 questions=50", m.now)
		case b != nil:
			m.hears("ann", "approve", m.now)
		case m.next() == StepProve && queued < 2: // a last word, when no phase is to end any more
			queued++
			m.hears("bob", "/goal queue one more thing", m.now)
		case m.next() == StepTurn && g.State == app.StatePlanning:
			m.asks()
			m.plans(false)
		case m.next() == StepTurn:
			m.asks()
			m.finishes()
		case m.next() == StepJudge && len(g.Deliverable()) == 0:
			m.say(app.Publishing{Commit: app.Commit(g.Running.Tree), Round: g.Round})
		case m.next() == StepRest && g.Publishing == nil:
			if n := len(g.Waiting()); n != 0 || g.State != app.StateInReview {
				t.Fatalf("a goal that is %s rests with %d instructions waiting", g.State, n)
			}
			return
		default:
			m.step(t)
		}
	}
	t.Fatalf("the goal never comes to rest: %s, held %+v, next %s", m.goal.State, m.goal.Hold, m.next())
}
