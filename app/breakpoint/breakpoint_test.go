package breakpoint_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/breakpoint"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

const issue = `### Goal

The export goes through the queue.

### Evidence

- ` + "`go test ./...`" + ` passes

### Phases

Phase 1: Queue
Phase 2: Wiring

### Stop and report

- before phase 2
- on first edit of ` + "`api/**`" + `
`

// goal is one at work by a plan of its own.
func goal(t *testing.T, change func(*app.Goal)) *app.Goal {
	t.Helper()
	spec, err := goalspec.Parse("Move the export", issue).Goal()
	if err != nil {
		t.Fatal(err)
	}
	g := &app.Goal{
		State: app.StateWorking, Contract: &app.Contract{Goal: spec}, Plan: &app.Plan{Version: 1, Files: []string{"f0", "f1", "docs/**"}}, PlanBy: "policy",
		Phase: app.Phase{N: 1, Kind: app.PhaseImplementation, Title: "Implementation"}, Limits: app.Budget{Actions: 10},
	}
	change(g)
	return g
}

// asking is a goal whose author lays out phases and asks before one of them.
func asking(t *testing.T, before int, phases ...string) app.Goal {
	t.Helper()
	text, rest, _ := strings.Cut(issue, "Phase 1: Queue\nPhase 2: Wiring\n")
	for n, name := range phases {
		text += fmt.Sprintf("Phase %d: %s\n", n+1, name)
	}
	spec, err := goalspec.Parse("Move the export", strings.Replace(text+rest, "before phase 2", fmt.Sprintf("before phase %d", before), 1)).Goal()
	if err != nil {
		t.Fatal(err)
	}
	return app.Goal{Contract: &app.Contract{Goal: spec}}
}

// TestBeforePhase: a point before a phase is never lost, though the harness has
// the phase under another name, or nobody laid it out.
func TestBeforePhase(t *testing.T) {
	phase := func(kind app.PhaseKind, n, spec int) app.Phase { return app.Phase{Kind: kind, N: n, Spec: spec} }
	first, second := phase(app.PhaseImplementation, 1, 0), phase(app.PhaseIntegration, 2, 0)
	usual, middle := []string{"Analysis", "Implementation", "Verification"}, []string{"Queue", "Planning", "Wiring"}
	for name, c := range map[string]struct {
		before int
		phases []string
		state  app.State
		at     []app.Phase // the last stands
		want   string
	}{
		"analysis":                    {1, usual, app.StatePlanning, []app.Phase{phase(app.PhaseAnalysis, 0, 0)}, "before analysis"},
		"analysis is over":            {1, usual, app.StateWorking, []app.Phase{phase(app.PhaseImplementation, 2, 2)}, ""},
		"not at analysis":             {2, usual, app.StatePlanning, []app.Phase{phase(app.PhaseAnalysis, 0, 0)}, ""},
		"work":                        {2, usual, app.StateWorking, []app.Phase{phase(app.PhaseImplementation, 2, 2)}, "before phase 2"},
		"verification":                {3, usual, app.StateVerifying, []app.Phase{phase(app.PhaseImplementation, 2, 2)}, "before verification"},
		"not at work":                 {3, usual, app.StateWorking, []app.Phase{phase(app.PhaseImplementation, 2, 2)}, ""},
		"not at integration":          {3, usual, app.StateWorking, []app.Phase{phase(app.PhaseImplementation, 2, 2), phase(app.PhaseIntegration, 3, 0)}, ""},
		"beyond the last":             {5, usual, app.StateVerifying, []app.Phase{phase(app.PhaseImplementation, 2, 2)}, "before verification"},
		"planning between work":       {2, middle, app.StateWorking, []app.Phase{phase(app.PhaseImplementation, 3, 3)}, "before phase 3"},
		"not before it":               {2, middle, app.StateWorking, []app.Phase{phase(app.PhaseImplementation, 1, 1)}, ""},
		"not after it":                {2, middle, app.StateVerifying, []app.Phase{phase(app.PhaseImplementation, 3, 3)}, ""},
		"no phases, the first":        {1, nil, app.StateWorking, []app.Phase{first}, "before phase 1"},
		"no phases, the second":       {2, nil, app.StateWorking, []app.Phase{first, second}, "before phase 2"},
		"no phases, it did not come":  {2, nil, app.StateVerifying, []app.Phase{first}, "before verification"},
		"no phases, it came":          {2, nil, app.StateVerifying, []app.Phase{first, second}, ""},
		"no phases, a correction did": {2, nil, app.StateVerifying, []app.Phase{first, {Kind: app.PhaseIntegration, N: 2, Why: "a check failed"}}, "before verification"},
	} {
		t.Run(name, func(t *testing.T) {
			g := asking(t, c.before, c.phases...)
			g.State, g.Phases, g.Phase = c.state, c.at, c.at[len(c.at)-1]
			got := ""
			if b := breakpoint.Due(&g, breakpoint.Signs{}, policy.Default()); b != nil {
				got = strings.Join(b.Points, ", ")
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func changed(n int, more ...string) app.DiffStat {
	var s app.DiffStat
	for i := range n {
		more = append(more, fmt.Sprintf("f%d", i))
	}
	for _, path := range more {
		s.Files = append(s.Files, app.FileStat{Path: path, Status: "modified"})
	}
	return s
}

func rules(t *testing.T, text string) policy.Policy {
	t.Helper()
	p, err := policy.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestDue names which breakpoint opens, and why.
func TestDue(t *testing.T) {
	ended := &app.Checkpoint{Phase: app.Phase{N: 1, Kind: app.PhaseImplementation}}
	second := app.Phase{N: 2, Kind: app.PhaseIntegration, Title: "Integration"}
	for name, c := range map[string]struct {
		goal   func(*app.Goal)
		signs  breakpoint.Signs
		policy string
		want   string // kind and points, empty for none
		says   string
	}{
		"nothing":                     {goal: func(g *app.Goal) {}},
		"a meter at its end":          {goal: func(g *app.Goal) { g.Usage.Actions = 10 }, want: "budget", says: "actions"},
		"the last question":           {goal: func(g *app.Goal) { g.Limits.Questions, g.Usage.Questions = 1, 1 }},
		"one question more":           {goal: func(g *app.Goal) { g.Limits.Questions, g.Usage.Questions = 1, 2 }, want: "budget", says: "questions (2 of 1)"},
		"not while people decide":     {goal: func(g *app.Goal) { g.Usage.Actions, g.Hold.Breakpoint = 10, &app.Breakpoint{} }},
		"not in review":               {goal: func(g *app.Goal) { g.Usage.Actions, g.State = 10, app.StateInReview }},
		"not during verification":     {goal: func(g *app.Goal) { g.Usage.Actions, g.State = 10, app.StateVerifying }},
		"not once the plan stands":    {goal: func(g *app.Goal) { g.Usage.Actions, g.State = 10, app.StatePlanning }},
		"while planning":              {goal: func(g *app.Goal) { g.Usage.Actions, g.State, g.PlanBy = 10, app.StatePlanning, "" }, want: "budget"},
		"circles":                     {goal: func(g *app.Goal) {}, signs: breakpoint.Signs{Repeats: 5, Repeated: "run x"}, want: "repeat", says: "5 times in a row"},
		"some circles":                {goal: func(g *app.Goal) {}, signs: breakpoint.Signs{Repeats: 4, Silent: 2, Failures: 2}},
		"silence":                     {goal: func(g *app.Goal) {}, signs: breakpoint.Signs{Silent: 3}, want: "repeat", says: "without doing anything"},
		"the same failure":            {goal: func(g *app.Goal) {}, signs: breakpoint.Signs{Failures: 3, Attempts: []string{"a", "b"}, Output: "boom"}, want: "repeat", says: "same failure"},
		"five files":                  {goal: func(g *app.Goal) { g.Stat = changed(5) }},
		"six by the agent's plan":     {goal: func(g *app.Goal) { g.Stat = changed(6) }, want: "plan", says: "no approved plan names them"},
		"six by an approved plan":     {goal: func(g *app.Goal) { g.Stat, g.PlanBy = changed(6), "github:ann" }, want: "plan", says: "names 4 of them"},
		"six that it names":           {goal: func(g *app.Goal) { g.Stat, g.PlanBy = changed(2, "docs/a", "docs/b", "docs/c", "docs/d"), "github:ann" }},
		"six that were seen":          {goal: func(g *app.Goal) { g.Stat, g.Seen = changed(8), changed(6).Paths() }},
		"as many again":               {goal: func(g *app.Goal) { g.Stat, g.Seen = changed(12), changed(6).Paths() }, want: "plan", says: "names 6 of them"},
		"where nobody wants to know":  {goal: func(g *app.Goal) { g.Stat = changed(6) }, policy: "approve_plan: never\n"},
		"a path of the issue":         {goal: func(g *app.Goal) { g.Stat = changed(1, "api/v1") }, want: "policy first edit of api/**"},
		"asked before":                {goal: func(g *app.Goal) { g.Stat, g.Passed = changed(1, "api/v1"), []string{"first edit of api/**"} }},
		"a path of the policy":        {goal: func(g *app.Goal) { g.Stat = changed(1) }, policy: "breakpoints: {on_first_edit: [f0]}\n", want: "policy first edit of f0"},
		"before a phase of the issue": {goal: func(g *app.Goal) { g.Phase.N, g.Phase.Spec = 2, 2 }, want: "policy before phase 2"},
		"another phase of the issue":  {goal: func(g *app.Goal) { g.Phase.N, g.Phase.Spec = 2, 1 }},
		"before a kind of phase":      {goal: func(g *app.Goal) { g.Phase = second }, policy: "breakpoints: {before_phase: [integration]}\n", want: "policy before phase 2"},
		"not before a correction":     {goal: func(g *app.Goal) { g.Phase = second; g.Phase.Why = "a check failed" }, policy: "breakpoints: {before_phase: [integration]}\n"},
		"before verification":         {goal: func(g *app.Goal) { g.State = app.StateVerifying }, policy: "breakpoints: {before_phase: [verification]}\n", want: "policy before verification"},
		"after a phase":               {goal: func(g *app.Goal) { g.Phase, g.Checkpoints = second, []app.Checkpoint{*ended} }, policy: "autonomy: {implementation: ask}\n", want: "policy after phase 1"},
		"after and before at once":    {goal: func(g *app.Goal) { g.Phase, g.Checkpoints = second, []app.Checkpoint{*ended} }, policy: "autonomy: {implementation: ask}\nbreakpoints: {before_phase: [integration]}\n", want: "policy after phase 1, before phase 2"},
		"passed":                      {goal: func(g *app.Goal) { g.Phase, g.Passed = second, []string{"before phase 2"} }, policy: "breakpoints: {before_phase: [integration]}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			g, p := goal(t, c.goal), policy.Default()
			if c.policy != "" {
				p = rules(t, c.policy)
			}
			before, _ := json.Marshal(g.Stat)
			b := breakpoint.Due(g, c.signs, p)
			got, says := "", ""
			if b != nil {
				got, says = strings.TrimSpace(string(b.Kind)+" "+strings.Join(b.Points, ", ")), b.Question
			}
			if got != c.want || !strings.Contains(says, c.says) {
				t.Errorf("%q: %s, want %q: %s", got, says, c.want, c.says)
			}
			if b != nil && !slices.Contains(b.Options, "/goal stop") {
				t.Errorf("no way out: %q", b.Options)
			}
			if after, _ := json.Marshal(g.Stat); string(after) != string(before) {
				t.Error("looking changes the goal")
			}
		})
	}
}

// TestWaysOutOfASpentBudget: a new run has room for what was spent, and none for
// a change that is too large.
func TestWaysOutOfASpentBudget(t *testing.T) {
	for want, spend := range map[string]func(*app.Goal){
		"/goal extend actions=10, approve, /goal stop": func(g *app.Goal) { g.Usage.Actions = 10 },
		"/goal extend files=4, /goal stop":             func(g *app.Goal) { g.Limits.Files, g.Usage.Files = 4, 6 },
		"/goal extend actions=10 files=4, /goal stop":  func(g *app.Goal) { g.Usage.Actions, g.Limits.Files, g.Usage.Files = 10, 4, 6 },
	} {
		b := breakpoint.Due(goal(t, spend), breakpoint.Signs{}, policy.Default())
		if b == nil || strings.Join(b.Options, ", ") != want {
			t.Errorf("offered %+v, want %s", b, want)
		}
	}
}

// TestWait: one reminder, then the end; a pause holds both, and the time counts
// from its end.
func TestWait(t *testing.T) {
	noon := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	p := rules(t, "remind_after: 48h\nstop_after: 96h\n")
	for name, c := range map[string]struct {
		hold app.Hold
		turn breakpoint.Turn
		at   time.Time
	}{
		"nobody is asked": {app.Hold{}, breakpoint.TurnNone, time.Time{}},
		"asked":           {app.Hold{Since: noon, Breakpoint: &app.Breakpoint{}}, breakpoint.TurnRemind, noon.Add(48 * time.Hour)},
		"reminded":        {app.Hold{Since: noon, Breakpoint: &app.Breakpoint{Reminded: noon.Add(48 * time.Hour)}}, breakpoint.TurnStop, noon.Add(96 * time.Hour)},
		"reminded late":   {app.Hold{Since: noon, Breakpoint: &app.Breakpoint{Reminded: noon.Add(100 * time.Hour)}}, breakpoint.TurnStop, noon.Add(148 * time.Hour)},
		"asked anew":      {app.Hold{Since: noon, Breakpoint: &app.Breakpoint{Reminded: noon.Add(-90 * time.Hour)}}, breakpoint.TurnStop, noon.Add(96 * time.Hour)},
		"paused":          {app.Hold{Since: noon, Paused: true, Breakpoint: &app.Breakpoint{}}, breakpoint.TurnNone, time.Time{}},
	} {
		turn, at := breakpoint.Wait(&app.Goal{State: app.StateWorking, Hold: c.hold}, p)
		if turn != c.turn || !at.Equal(c.at) {
			t.Errorf("%s: %s at %s, want %s at %s", name, turn, at, c.turn, c.at)
		}
	}
}
