package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

var lives = []app.State{app.StateDraft, app.StateQueued, app.StatePlanning, app.StateWorking, app.StateVerifying, app.StateInReview}

// reach takes a goal to a state by the events that lead there.
func (m *machine) reach(s app.State) {
	limits := app.Budget{Actions: 100, Active: time.Hour, Tokens: 1_000_000, Files: 10, Lines: 100, Questions: 3}
	for _, step := range []struct {
		to app.State
		do func()
	}{
		{app.StateDraft, func() {}},
		{app.StateQueued, func() {
			m.say(app.ContractLinted{}, app.ContractFrozen{Contract: app.Contract{Version: 1, Limits: limits}})
		}},
		{app.StatePlanning, func() { m.say(app.Admitted{}) }},
		{app.StateWorking, func() {
			m.asks()
			m.plans(false)
			m.say(app.VerificationStarted{Arm: app.ArmBaseline, Plan: 1, Runs: m.goal.Plan.Checks})
			m.evidence(app.StatusFail)
			m.say(m.phase(1, app.PhaseImplementation))
		}},
		{app.StateVerifying, func() { m.asks(); m.finishes() }},
		{app.StateInReview, func() {
			m.evidence(app.StatusPass)
			m.say(app.Publishing{Commit: "c1", Round: 1}, app.PROpened{Pull: app.Pull{Number: 8, Commit: "c1"}})
		}},
	} {
		step.do()
		if m.goal.State != step.to {
			m.t.Fatalf("state %s, want %s", m.goal.State, step.to)
		}
		if step.to == s {
			return
		}
	}
}

// holds are everything that can keep a goal from moving.
var allHolds = []string{"free", "paused", "waiting", "plan", "gate", "ask", "budget", "repeat", "conflict", "policy", "verify", "setup", "offer", "point", "outgrown", "paused at a plan"}

func (m *machine) hold(h string) {
	switch h {
	case "free":
	case "paused":
		m.say(app.Paused{By: "github:bob"})
	case "waiting":
		m.say(app.Paused{By: "harness", NotBefore: m.now.Add(time.Minute)})
	case "paused at a plan":
		m.say(m.breakpoint(app.BreakpointPlan, "approve"), app.Paused{By: "github:bob"})
	case "ask":
		m.say(m.breakpoint(app.BreakpointAsk, "red", "blue"))
	case "setup":
		m.say(m.breakpoint(app.BreakpointSetup, "/goal retry", "/goal stop"))
	case "offer":
		b := m.breakpoint(app.BreakpointAsk, "Go on from the saved work", "Start afresh")
		b.Breakpoint.Start = &app.Start{Goal: "01HEARLIER", Tree: "work"}
		m.say(b)
	case "point":
		b := m.breakpoint(app.BreakpointPolicy, "approve", "/goal stop")
		b.Breakpoint.Points = []string{"before verification"}
		m.say(b)
	case "outgrown":
		b := m.breakpoint(app.BreakpointPlan, "approve", "/goal stop")
		b.Breakpoint.Detail = "six files are not in the plan"
		m.say(b)
	case "verify":
		m.say(m.breakpoint(app.BreakpointVerify, "approve", "/goal retry", "/goal stop"))
	default:
		m.say(m.breakpoint(app.BreakpointKind(h), "approve", "/goal stop"))
	}
}

// words are everything that a permitted person can say.
var words = map[string]string{
	"reply": "use maps", "queue": "/goal queue later", "approve": "approve", "pause": "/goal pause", "resume": "/goal resume", "stop": "/goal stop",
	"extend": "/goal extend actions=5", "allow": "/goal allow docs/**", "freeze": "/goal freeze docs/**", "retry": "/goal retry", "plain retry": "retry", "unknown": "/goal dance",
	"approve and say": "/goal approve use maps", "resume and say": "/goal resume use maps", "retry and say": "/goal retry use maps",
	"pause and say": "/goal pause use maps", "allow and say": "/goal allow docs/**\nuse maps", "freeze and say": "/goal freeze docs/**\nuse maps", "two": "/goal pause\n/goal stop",
}

// laws say what follows from an input, in which states and under which holds;
// the first that fits decides.
type laws []struct{ inputs, states, holds, want string }

var lawsOfWords = laws{
	{"unknown, two", "", "", "instruction_refused confused"},
	{"stop", "", "", "ended eyes"},
	{"pause, pause and say", "", "paused, paused at a plan", "instruction_refused confused"},
	{"pause", "", "", "paused eyes"},
	{"pause and say", "", "", "instruction_accepted paused eyes"},
	{"resume", "", "paused, waiting, paused at a plan", "resumed eyes"},
	{"resume and say", "", "paused, waiting, paused at a plan", "instruction_accepted resumed eyes"},
	{"resume, resume and say", "", "", "instruction_refused confused"},
	{"extend", "", "budget", "limit_extended breakpoint_answered eyes"},
	{"extend", "", "", "limit_extended eyes"},
	{"approve, approve and say", "", "free, paused, waiting, setup", "instruction_refused confused"},
	{"approve", "", "offer", "breakpoint_answered eyes"},
	{"approve and say", "", "offer", "instruction_accepted breakpoint_answered eyes"},
	{"approve", "", "", "approval_given breakpoint_answered eyes"},
	{"approve and say", "", "", "instruction_accepted approval_given breakpoint_answered eyes"},
	{"allow, freeze, allow and say, freeze and say", "draft", "", "instruction_refused confused"},
	{"allow", "", "gate", "contract_frozen breakpoint_answered eyes"},
	{"allow, freeze", "", "", "contract_frozen eyes"},
	{"allow and say", "", "gate", "instruction_accepted contract_frozen breakpoint_answered eyes"},
	{"allow and say, freeze and say", "", "", "instruction_accepted contract_frozen eyes"},
	{"retry", "draft", "", "resumed eyes"},
	{"retry", "", "repeat, conflict, verify, setup", "breakpoint_answered eyes"},
	{"retry", "", "waiting", "resumed eyes"},
	{"retry and say", "draft", "", "instruction_accepted resumed eyes"},
	{"retry and say", "", "repeat, conflict, verify, setup", "instruction_accepted breakpoint_answered eyes"},
	{"retry and say", "", "waiting", "instruction_accepted resumed eyes"},
	{"retry, retry and say", "", "", "instruction_refused confused"},
	{"plain retry", "draft", "verify, setup", "resumed eyes"},
	{"plain retry", "", "verify, setup", "breakpoint_answered eyes"},
	{"reply, plain retry", "", "offer", "instruction_refused confused"},
	{"queue", "", "", "instruction_accepted eyes"},
	{"reply, plain retry", "", "ask", "breakpoint_answered eyes"},
	{"reply, plain retry", "", "free, paused, waiting, budget, setup, point, outgrown", "instruction_accepted eyes"},
	{"reply, plain retry", "", "", "instruction_accepted breakpoint_answered eyes"},
}

func (all laws) of(input, state, hold string) string {
	named := func(list, name string) bool { return list == "" || slices.Contains(strings.Split(list, ", "), name) }
	for _, l := range all {
		if named(l.inputs, input) && named(l.states, state) && named(l.holds, hold) {
			return l.want
		}
	}
	return ""
}

// steps are what a goal of a state may need next when nothing holds it.
var steps = map[app.State][]Step{
	app.StateDraft:     {StepRead, StepRest},
	app.StateQueued:    {StepAdmit, StepTakeUp},
	app.StatePlanning:  {StepTurn, StepBaseline, StepBegin, StepAsk},
	app.StateWorking:   {StepTurn, StepCheck, StepAsk},
	app.StateVerifying: {StepProve, StepJudge, StepAsk, StepRest},
	app.StateInReview:  {StepReview, StepRest},
}

// TestEveryStateHoldAndInput walks all triples.
func TestEveryStateHoldAndInput(t *testing.T) {
	for _, state := range lives {
		for _, hold := range allHolds {
			for word, text := range words {
				t.Run(fmt.Sprintf("%s/%s/%s", state, hold, word), func(t *testing.T) {
					m := newMachine(t)
					m.reach(state)
					m.hold(hold)
					before := *m.goal
					s := steering.Said{ID: "comment:1", Comment: 1, By: "github:ann", Text: text, At: m.now, Command: steering.Read(text, "goalkeeper", "acme")}
					d := steering.Decide(m.goal, s)
					m.record(d.Entries...)
					if got, want := kindsOf(d), lawsOfWords.of(word, string(state), hold); got != want {
						t.Fatalf("%s, want %s", got, want)
					}
					m.after(before, text)
				})
			}
		}
	}
}

// after holds what is true whatever was said.
func (m *machine) after(before app.Goal, text string) {
	m.t.Helper()
	g := m.goal
	switch step := m.next(); {
	case g.State.Over() || g.Hold.Parked(m.now):
		if step != StepRest {
			m.t.Errorf("a goal that is held needs %s", step)
		}
	case !slices.Contains(steps[g.State], step):
		m.t.Errorf("a goal that is %s needs %s", g.State, step)
	}
	if g.State != before.State && !g.State.Over() {
		m.t.Errorf("%q moved the goal from %s to %s", text, before.State, g.State)
	}
	again, err := app.Replay(m.events)
	if err != nil || again.Hash != g.Hash || again.State != g.State || again.Usage != g.Usage || len(again.Instructions) != len(g.Instructions) {
		m.t.Errorf("folding the log again gives another goal (%v)", err)
	}
}

func kindsOf(d steering.Decision) string {
	var out []string
	for _, e := range d.Entries {
		out = append(out, string(e.Payload.EventKind()))
	}
	return strings.Join(append(out, d.Reaction), " ")
}

// TestGoalsThatAreOverHearNothing: whatever would follow is refused by the fold.
func TestGoalsThatAreOverHearNothing(t *testing.T) {
	for _, end := range []app.State{app.StateDone, app.StateStopped, app.StateFailed, app.StateNothingToDo} {
		for word, text := range words {
			m := newMachine(t)
			m.reach(app.StateWorking)
			m.say(app.Ended{State: end})
			d := steering.Decide(m.goal, steering.Said{ID: "comment:1", By: "github:ann", At: m.now, Command: steering.Read(text, "goalkeeper", "acme")})
			for _, entry := range d.Entries {
				e, err := app.Seal(m.events[0].Goal, m.goal.Seq, m.goal.Hash, 1, m.now, entry)
				if err != nil {
					t.Fatal(err)
				}
				if m.goal.Apply(e) == nil {
					t.Errorf("a goal that is %s took %s of %q", end, e.Kind, word)
				}
			}
			if m.next() != StepRest {
				t.Errorf("a goal that is %s needs %s", end, m.next())
			}
		}
	}
}
