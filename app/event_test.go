package app

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// log seals entries one after another, as a runner does.
type log struct {
	t      rapid.TB
	goal   *Goal
	events []Event
}

func newLog(t rapid.TB) *log {
	l := &log{t: t, goal: &Goal{}}
	l.add(GoalOpened{Host: "github.example", Repo: Repo{ID: 1, Owner: "acme", Name: "billing"}, Issue: Issue{ID: 7, Number: 7, Title: "Export"}, By: User{ID: 2, Login: "ann"}})
	return l
}

func (l *log) try(p Payload) error {
	e, err := Seal("01HZZZZZZZZZZZZZZZZZZZZZZZ", l.goal.Seq, l.goal.Hash, 1, noon.Add(time.Duration(l.goal.Seq)*time.Second), Say(p))
	if err != nil {
		l.t.Fatal(err)
	}
	if err := l.goal.Apply(e); err != nil {
		return err
	}
	l.events = append(l.events, e)
	return nil
}

func (l *log) add(all ...Payload) {
	for _, p := range all {
		if err := l.try(p); err != nil {
			l.t.Fatalf("%s: %v", p.EventKind(), err)
		}
	}
}

func TestChainShowsEveryChange(t *testing.T) {
	l := newLog(t)
	l.add(ContractFrozen{Contract: Contract{Version: 1}}, Admitted{})
	for name, change := range map[string]func(*Event){
		"data":  func(e *Event) { e.Data = []byte(strings.Replace(string(e.Data), "acme", "evil", 1)) },
		"actor": func(e *Event) { e.Actor = "github:mallory" },
		"time":  func(e *Event) { e.At = e.At.Add(time.Second) },
		"kind":  func(e *Event) { e.Kind = EventEnded },
		"epoch": func(e *Event) { e.Epoch++ },
		"seq":   func(e *Event) { e.Seq++ },
		"prev":  func(e *Event) { e.Prev = "00" },
		"goal":  func(e *Event) { e.Goal = "01HZZZZZZZZZZZZZZZZZZZZZZY" },
	} {
		t.Run(name, func(t *testing.T) {
			events := append([]Event(nil), l.events...)
			change(&events[0])
			if _, err := Replay(events); err == nil {
				t.Error("a changed log was accepted")
			}
		})
	}
	if _, err := Replay(append(l.events[:1:1], l.events[2])); err == nil {
		t.Error("a log with a hole was accepted")
	}
	g, err := Replay(l.events)
	if err != nil || g.State != StatePlanning || g.Hash != l.goal.Hash {
		t.Errorf("the log itself: %v, state %s", err, g.State)
	}
}

func TestLifeOfAGoal(t *testing.T) {
	l := newLog(t)
	check := Check{Criterion: "C1", Command: "true", Kind: "must_change"}
	plan := Plan{Version: 1, Checks: []Check{check}}
	steps := []struct {
		p    Payload
		want State
	}{
		{ContractLinted{}, StateDraft},
		{ContractFrozen{Contract: Contract{Version: 1, Limits: DefaultBudget()}}, StateQueued},
		{Admitted{}, StatePlanning},
		{PlanSubmitted{Plan: plan, NeedsAsk: true}, StatePlanning},
		{BreakpointOpened{Breakpoint: Breakpoint{N: 1, Kind: BreakpointPlan}}, StatePlanning},
		{ApprovalGiven{Plan: 1, By: "github:ann"}, StatePlanning},
		{BreakpointAnswered{N: 1, By: "github:ann", Answer: "approve"}, StatePlanning},
		{VerificationStarted{Arm: ArmBaseline, Plan: 1, Runs: []Check{check}}, StatePlanning},
		{EvidenceRecorded{Evidence{Arm: ArmBaseline, Check: check, Status: StatusFail}}, StatePlanning},
		{PhaseStarted{Phase{N: 1, Kind: PhaseImplementation}}, StateWorking},
		{CheckpointMade{Checkpoint{Tree: "t1", Commit: "c1"}}, StateWorking},
		{PhaseStarted{Phase{N: 2, Kind: PhaseIntegration}}, StateWorking},
		{VerificationStarted{Arm: ArmCandidate, Round: 1, Plan: 1, Runs: []Check{check}}, StateVerifying},
		{EvidenceRecorded{Evidence{Arm: ArmCandidate, Round: 1, Check: check, Status: StatusFail}}, StateVerifying},
		{PhaseStarted{Phase{N: 3, Kind: PhaseIntegration, Why: "C1 failed"}}, StateWorking},
		{VerificationStarted{Arm: ArmCandidate, Round: 2, Plan: 1, Runs: []Check{check}}, StateVerifying},
		{EvidenceRecorded{Evidence{Arm: ArmCandidate, Round: 2, Check: check, Status: StatusPass}}, StateVerifying},
		{PROpened{Pull{Number: 8, Commit: "c2"}}, StateInReview},
		{PhaseStarted{Phase{N: 4, Kind: PhaseImplementation, Why: "review"}}, StateWorking},
		{VerificationStarted{Arm: ArmCandidate, Round: 3, Plan: 1}, StateVerifying},
		{HeadMoved{Commit: "c3"}, StateInReview},
		{Ended{State: StateDone, Reason: "merged"}, StateDone},
	}
	for _, s := range steps {
		l.add(s.p)
		if l.goal.State != s.want {
			t.Fatalf("after %s: state %s, want %s", s.p.EventKind(), l.goal.State, s.want)
		}
	}
	if err := l.try(Resumed{}); err == nil {
		t.Error("a goal that is over took another event")
	}
	if !l.goal.Baselined() || l.goal.PlanBy != "github:ann" || l.goal.Pull.Commit != "c3" || len(l.goal.Phases) != 4 {
		t.Errorf("goal = %+v", l.goal)
	}
}

// TestOnlyApprovalPasses a declared point, or makes seen what the plan does not name.
func TestOnlyApprovalPasses(t *testing.T) {
	for _, answer := range []string{"revise", "approve"} {
		l := newLog(t)
		l.add(ContractFrozen{Contract: Contract{Version: 1}}, Admitted{}, PlanSubmitted{Plan: Plan{Version: 1}}, PhaseStarted{Phase{N: 1}},
			TreeExported{Tree: "t", Stat: DiffStat{Files: []FileStat{{Path: "go.mod"}}}},
			BreakpointOpened{Breakpoint: Breakpoint{N: 1, Kind: BreakpointPolicy, Points: []string{"before phase 1"}}},
			BreakpointAnswered{N: 1, Answer: answer},
			BreakpointOpened{Breakpoint: Breakpoint{N: 2, Kind: BreakpointPlan, Detail: "- `go.mod`"}},
			BreakpointAnswered{N: 2, Answer: answer})
		want := 0
		if answer == "approve" {
			want = 1
		}
		if len(l.goal.Passed) != want || len(l.goal.Seen) != want || l.goal.Hold.Breakpoint != nil {
			t.Errorf("%s: passed %q, seen %q", answer, l.goal.Passed, l.goal.Seen)
		}
	}
}

// TestEveryKindInEveryState walks all pairs: either the table of transitions
// names the pair, or the state stays, or the event is refused and changes
// nothing.
func TestEveryKindInEveryState(t *testing.T) {
	states := []State{StateDraft, StateQueued, StatePlanning, StateWorking, StateVerifying, StateInReview, StateDone, StateStopped, StateFailed, StateNothingToDo}
	payloads := []Payload{
		GoalOpened{},
		ContractLinted{},
		ContractFrozen{},
		Admitted{},
		PlanSubmitted{},
		ApprovalGiven{},
		PhaseStarted{},
		RequestSent{},
		ResponseReceived{},
		ToolStarted{},
		ToolFinished{},
		InstructionAccepted{},
		InstructionDelivered{},
		InstructionRefused{},
		BreakpointOpened{},
		BreakpointAnswered{},
		Paused{},
		Resumed{},
		LimitExtended{},
		TreeExported{},
		CheckpointMade{},
		GateJudged{},
		VerificationStarted{Arm: ArmCandidate},
		EvidenceRecorded{},
		Compacted{},
		PROpened{},
		HeadMoved{},
		Ended{State: StateStopped},
	}
	for _, s := range states {
		for _, p := range payloads {
			g := &Goal{ID: "g", State: s}
			e, err := Seal("g", 0, "", 1, noon, Say(p))
			if err != nil {
				t.Fatal(err)
			}
			err = g.Apply(e)
			want, moves := named(s, p.EventKind())
			switch {
			case s.Over():
				if err == nil {
					t.Errorf("%s took %s", s, p.EventKind())
				}
			case err != nil:
				if g.State != s || g.Seq != 0 {
					t.Errorf("%s refused %s but changed to %s", s, p.EventKind(), g.State)
				}
			case p.EventKind() == EventEnded:
				if g.State != StateStopped {
					t.Errorf("%s ended in %s", s, g.State)
				}
			case moves && g.State != want, !moves && g.State != s:
				t.Errorf("%s + %s = %s, want %s (in the table: %v)", s, p.EventKind(), g.State, want, moves)
			}
		}
	}
}

func named(s State, k EventKind) (State, bool) {
	for _, t := range Transitions() {
		if t.From == s && t.When == k {
			return t.To, true
		}
	}
	return s, false
}

// TestUsageNeverFalls throws usage, grants and answers at a goal in any order.
func TestUsageNeverFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLog(t)
		l.add(ContractFrozen{Contract: Contract{Limits: DefaultBudget()}}, Admitted{})
		before := l.goal.Usage
		for range rapid.IntRange(1, 40).Draw(t, "events") {
			switch rapid.IntRange(0, 4).Draw(t, "kind") {
			case 0:
				n := Tokens(rapid.Int64Range(0, 1000).Draw(t, "tokens"))
				l.add(ResponseReceived{Fault: "down", Input: n, Cached: n / 2, Output: n})
			case 1:
				l.add(ToolStarted{Call: "x"}, ToolFinished{Call: "x", Active: time.Second})
			case 2:
				l.add(ApprovalGiven{By: "github:ann"})
				if r := l.goal.Run(); r.Actions != 0 || r.Active != 0 || r.Input != 0 {
					t.Fatalf("a grant starts a run with %+v", r)
				}
			case 3:
				l.add(LimitExtended{More: Budget{Actions: 5}})
			case 4:
				l.add(Paused{By: "github:ann"}, Resumed{By: "github:ann"})
			}
			now := l.goal.Usage
			if now.Actions < before.Actions || now.Active < before.Active || now.Input < before.Input || now.Output < before.Output {
				t.Fatalf("usage fell from %+v to %+v", before, now)
			}
			before = now
		}
		again, err := Replay(l.events)
		if err != nil {
			t.Fatal(err)
		}
		if again.Usage != l.goal.Usage || again.State != l.goal.State || again.Hash != l.goal.Hash {
			t.Fatal("folding the log again gives another goal")
		}
	})
}
