package pipeline

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// judged is a goal whose verification is over, with what its check came to.
func judged(t *testing.T, what app.Trial) *run {
	t.Helper()
	m := newMachine(t)
	m.reach(app.StateVerifying)
	spec, err := goalspec.Parse("Greet the whole world", "Goal: Greet the whole world\n\nEvidence:\n- It greets: `true` [must_change]\n").Goal()
	if err != nil {
		t.Fatal(err)
	}
	m.goal.Contract.Goal = spec
	v := m.goal.Running
	status := app.StatusPass
	if what.Candidate.Red > 0 {
		status = app.StatusFail
	}
	m.say(app.EvidenceRecorded{Evidence: app.Evidence{Arm: v.Arm, Round: v.Round, Tree: v.Tree, Check: proven, Status: status, Duration: time.Minute, Trial: &what}})
	d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
	return d.of(m)
}

// TestBudgetOfVerificationUsedUp is a question to people that says so, not
// another round for the agent; who goes on keeps what has run.
func TestBudgetOfVerificationUsedUp(t *testing.T) {
	r := judged(t, app.Trial{Base: app.Tally{Red: 1}, Candidate: app.Tally{Green: 1}, Spent: true})
	if err := r.judge(t.Context()); err != nil {
		t.Fatal(err)
	}
	b := r.goal.Hold.Breakpoint
	if b == nil || b.Kind != app.BreakpointVerify || b.Title != "The verification's budget is used up" || !strings.Contains(b.Question, "1m0s in 1 runs") || !strings.Contains(b.Question, "C1 is not certain yet") {
		t.Fatalf("before people stands %+v", b)
	}
	if err := r.Record(t.Context(), app.Say(app.BreakpointAnswered{N: b.N, By: "github:ann", Answer: "retry"})); err != nil {
		t.Fatal(err)
	}
	if err := r.judge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r.goal.Round != 2 || len(r.goal.Due(app.ArmCandidate)) != 1 {
		t.Errorf("round %d, %d checks due", r.goal.Round, len(r.goal.Due(app.ArmCandidate)))
	}
}

// TestFailureGoesBackBeforeTheBudgetIsAskedFor: what is red is the agent's.
func TestFailureGoesBackBeforeTheBudgetIsAskedFor(t *testing.T) {
	for name, what := range map[string]app.Trial{
		"red":      {Base: app.Tally{Red: 1}, Candidate: app.Tally{Red: 1}, Spent: true},
		"unstable": {Base: app.Tally{Red: 1}, Candidate: app.Tally{Green: 1, Red: 1}, Spent: true},
	} {
		r := judged(t, what)
		if err := r.judge(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r.goal.State != app.StateWorking || !strings.Contains(r.goal.Phase.Why, "C1") {
			t.Errorf("%s: the goal is %s, %q, held by %+v", name, r.goal.State, r.goal.Phase.Why, r.goal.Hold.Breakpoint)
		}
	}
}

// TestOvertaken: when others have merged meanwhile what a criterion asks for,
// people decide; the agent gets what is left, and no criterion that it cannot meet.
func TestOvertaken(t *testing.T) {
	met, open := app.Trial{Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 3}}, app.Trial{Base: app.Tally{Red: 5}, Candidate: app.Tally{Red: 5}}
	other := app.Check{Criterion: "C2", Command: "false", Kind: goalspec.MustChange, From: "issue"}
	for name, c := range map[string]struct {
		before app.Status // on the base before
		rest   app.Trial  // of the other criterion
		asks   bool
		says   string
	}{
		"all of it":                     {app.StatusFail, met, true, "main holds by now what C1 and C2 ask for"},
		"a part":                        {app.StatusFail, app.Trial{Base: app.Tally{Red: 5}, Candidate: app.Tally{Green: 5}}, true, "main holds by now what C1 asks for"},
		"a part, and another is open":   {app.StatusFail, open, false, "C2 (It waves"},
		"it was green from the start":   {app.StatusPass, met, false, "C2 (It waves"},
		"one flickers":                  {app.StatusFail, app.Trial{Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 2, Red: 1}}, false, "C2 (It waves"},
		"broken on the base since then": {app.StatusError, met, false, "C2 (It waves"},
	} {
		r := judged(t, met)
		spec, err := goalspec.Parse("Greet the whole world", "Goal: Greet the whole world\n\nEvidence:\n- It greets: `true` [must_change]\n- It waves: `false` [must_change]\n").Goal()
		if err != nil {
			t.Fatal(err)
		}
		g := r.goal
		g.Contract.Goal, g.Contract.BaseBranch, g.Contract.BaseTree = spec, "main", "new base"
		g.Plan.Checks = append(g.Plan.Checks, other)
		for _, check := range []app.Check{g.Plan.Checks[0], other} {
			g.Evidence = append(g.Evidence, app.Evidence{Arm: app.ArmBaseline, Tree: "old base", Check: check, Status: c.before})
		}
		g.Evidence = append(g.Evidence, app.Evidence{Arm: app.ArmCandidate, Round: g.Round, Check: other, Status: app.StatusPass, Trial: &c.rest})
		if err := r.judge(t.Context()); err != nil {
			t.Fatal(err)
		}
		b, says := r.goal.Hold.Breakpoint, r.goal.Phase.Why
		if b != nil {
			says = b.Question
		}
		if (b != nil) != c.asks || !strings.Contains(says, c.says) || name == "a part, and another is open" && strings.Contains(says, "C1") {
			t.Errorf("%s: asks %v: %q", name, b != nil, says)
		}
	}
}

// TestRetryAfterAFailure: who wants another try on the same bytes is told at once
// that it can show nothing, and what to do.
func TestRetryAfterAFailure(t *testing.T) {
	what := app.Trial{Base: app.Tally{Red: 5}, Candidate: app.Tally{Green: 2, Red: 1}}
	r := judged(t, what)
	r.goal.Rounds = maxRounds
	if err := r.judge(t.Context()); err != nil {
		t.Fatal(err)
	}
	b := r.goal.Hold.Breakpoint
	if b == nil || !strings.HasPrefix(b.Question, "Verification failed 3 times") {
		t.Fatalf("before people stands %+v", b)
	}
	if err := r.Record(t.Context(), app.Say(app.BreakpointAnswered{N: b.N, By: "github:ann", Answer: "retry"})); err != nil {
		t.Fatal(err)
	}
	if err := r.judge(t.Context()); err != nil || r.goal.Round != 2 || r.goal.Since != 2 {
		t.Errorf("round %d counts what ran since round %d (%v)", r.goal.Round, r.goal.Since, err)
	}
	known := app.Evidence{Arm: app.ArmCandidate, Round: 2, Tree: r.goal.Running.Tree, Check: proven, Status: app.StatusFail, Reused: true, Trial: &what}
	if err := r.Record(t.Context(), app.Say(app.EvidenceRecorded{Evidence: known})); err != nil {
		t.Fatal(err)
	}
	if err := r.judge(t.Context()); err != nil {
		t.Fatal(err)
	}
	b = r.goal.Hold.Breakpoint
	if b == nil || !strings.HasPrefix(b.Question, "Nothing was run again") || !strings.Contains(b.Question, "what to change, approve") || !strings.Contains(b.Detail, "red in 1 of 3 runs") {
		t.Errorf("before people stands %+v", b)
	}
}

// TestAnotherTry is offered where one may show more: what was green and red on
// the same bytes stays so.
func TestAnotherTry(t *testing.T) {
	for name, c := range map[string]struct {
		trial  app.Trial
		offers bool
	}{
		"unstable":               {app.Trial{Base: app.Tally{Red: 1}, Candidate: app.Tally{Green: 2, Red: 1}}, false},
		"red":                    {app.Trial{Base: app.Tally{Red: 5}, Candidate: app.Tally{Red: 5}}, false},
		"green on the base too":  {app.Trial{Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 3}}, false},
		"broken off":             {app.Trial{Base: app.Tally{Red: 1}, Candidate: app.Tally{Green: 2, Broken: 1}}, true},
		"broken off on the base": {app.Trial{Base: app.Tally{Broken: 1}, Candidate: app.Tally{Green: 2}}, true},
		"the base's tests broke": {app.Trial{Base: app.Tally{Red: 1}, Candidate: app.Tally{Green: 2}, Guard: &app.Tally{Broken: 1}}, true},
		"the budget ended":       {app.Trial{Base: app.Tally{Red: 1}, Candidate: app.Tally{Green: 2}, Spent: true}, true},
	} {
		r := judged(t, c.trial)
		r.goal.Rounds = maxRounds
		if err := r.judge(t.Context()); err != nil || r.goal.Hold.Breakpoint == nil {
			t.Errorf("%s: nobody is asked (%v)", name, err)
			continue
		}
		if b := r.goal.Hold.Breakpoint; slices.ContainsFunc(publish.Boxes(b, nil), func(x publish.Box) bool { return x.Say == "/goal retry" }) != c.offers {
			t.Errorf("%s: %q offers %q", name, b.Question, b.Options)
		}
	}
}

// TestWordsBehindAnAnswer reach the agent after what was answered is done; what
// is said besides comes first.
func TestWordsBehindAnAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		said      []string
		state     app.State
		round     int
		publishes bool
	}{
		"approval":             {[]string{"/goal approve and mention the flag"}, app.StateVerifying, 1, true},
		"another try":          {[]string{"/goal retry the network was down"}, app.StateVerifying, 2, false},
		"reply":                {[]string{"use maps"}, app.StateWorking, 1, false},
		"approval and a reply": {[]string{"/goal approve and mention the flag", "no, use maps"}, app.StateWorking, 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := judged(t, app.Trial{Base: app.Tally{Red: 5}, Candidate: app.Tally{Red: 5}})
			d := r.cfg.GitHub.(*desk)
			r.goal.Rounds = maxRounds
			if err := r.judge(t.Context()); err != nil || r.goal.Hold.Breakpoint == nil {
				t.Fatal(err)
			}
			for _, text := range c.said {
				d.says(t, "ann", text)
			}
			if err := r.hear(t.Context()); err != nil {
				t.Fatal(err)
			}
			if publishes := !countermanded(r.goal) && r.goal.Approved == r.goal.Round; publishes != c.publishes {
				t.Fatalf("publishes: %v", publishes)
			} else if !publishes {
				if err := r.judge(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if r.goal.State != c.state || r.goal.Round != c.round || len(r.goal.Deliverable()) != len(c.said) {
				t.Errorf("the goal is %s in round %d, with %+v", r.goal.State, r.goal.Round, r.goal.Deliverable())
			}
		})
	}
}

// TestPathsInAQuestion are shown as they are, and end no code span.
func TestPathsInAQuestion(t *testing.T) {
	r := judged(t, app.Trial{})
	b := r.gateQuestion(app.Verdict{Children: []app.Verdict{{
		Rule: "secrets", Status: app.StatusFail, Action: app.ActionAsk, Reason: "no", Places: []app.Place{{Path: "a` **b**\n- `c"}, {Path: "d.go"}},
	}}})
	if b == nil || b.Detail != "- ``a` **b** - `c``: no (secrets)\n- `d.go`: no (secrets)" {
		t.Errorf("asks %+v", b)
	}
}
