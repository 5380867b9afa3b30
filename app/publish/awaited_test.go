package publish

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestAwaited: while people are asked, description and check run say what, and
// both hold what was proven of the head that they are about, however far the work is.
func TestAwaited(t *testing.T) {
	asks := app.BreakpointOpened{Breakpoint: app.Breakpoint{N: 9, Kind: app.BreakpointGate, Question: "The change needs a person's permission."}}
	fresh := app.GateJudged{Full: true, Verdict: app.Verdict{Status: app.StatusFail, Action: app.ActionAsk, Children: []app.Verdict{{
		Rule: "dependencies", Status: app.StatusFail, Action: app.ActionAsk, Reason: "requests is new.", Places: []app.Place{{Path: "requirements.txt", Line: 2}},
	}}}}
	rework := func(s *story) {
		s.say(app.PhaseStarted{Phase: app.Phase{N: 3, Title: "What the review asks for"}}, fresh)
	}
	rebased := func(s *story) {
		next := *s.goal.Contract
		next.Version, next.Base, next.BaseTree = 2, "b1b1", "bb22"
		s.say(app.ContractFrozen{Contract: next})
	}
	for name, c := range map[string]struct {
		move         func(*story)
		proven, past bool
	}{
		"in review":            {func(*story) {}, true, false},
		"at work for a review": {rework, true, true},
		"in the next round": {func(s *story) {
			rework(s)
			s.say(app.VerificationStarted{Arm: app.ArmCandidate, Round: 2, Tree: "ee55", Plan: 1})
		}, true, true},
		"at work, and pushed": {func(s *story) {
			rework(s)
			s.say(app.CheckpointMade{Checkpoint: app.Checkpoint{Tree: "cd34", Commit: "77aa", Merged: &app.Merged{By: "github:ann", Head: "77aa", Pull: "77aa"}}})
		}, false, false},
		"at work, on another base": {func(s *story) { rework(s); rebased(s) }, false, false},
		"on another base":          {rebased, false, false},
	} {
		s := newStory(t).verified()
		results := s.proofOf(true, true, true, true, true)
		c.move(s.pull(false))
		s.say(asks)
		v := s.view(s.proofOf()...)
		if v.Head = results; !c.past {
			v.Criteria = results
		}
		body, run := PullBody(v), CheckRun(v)
		if !strings.Contains(body, "## A person is awaited\n\n**The change needs your permission.**\n\nThe change needs a person's permission.\n\n| Rule |") {
			t.Errorf("%s: the description does not ask:\n%s", name, body)
		}
		if run.Conclusion != "action_required" || strings.Contains(run.Summary, "gone on since") != c.past || strings.Contains(body, "not pushed yet") != c.past {
			t.Errorf("%s: %s %s\n%s\n%s", name, run.Conclusion, run.Title, run.Summary, body)
		}
		for _, text := range []string{body, run.Summary} {
			if strings.Contains(text, "5 of 5 criteria proven") != c.proven || strings.Contains(text, "0 of 5") {
				t.Errorf("%s: it says of what is proven\n%s", name, text)
			}
		}
		if c.proven != (run.Text != "") || slices.ContainsFunc(run.Annotations, func(a app.Annotation) bool { return a.Path == "requirements.txt" }) {
			t.Errorf("%s: remarks %+v, beside\n%s", name, run.Annotations, run.Text)
		}
	}
}

// TestRunsOfAnotherTree: a count of runs stands beside a result alone, and a reason
// where there is one.
func TestRunsOfAnotherTree(t *testing.T) {
	seen := &app.Evidence{Status: app.StatusFail, Exit: 1}
	for want, c := range map[string]struct {
		e *app.Evidence
		t app.Tally
	}{
		"not run":                      {nil, app.Tally{}},
		"–":                            {nil, app.Tally{Red: 5}},
		"red, exit 1":                  {seen, app.Tally{Red: 1}},
		"red, exit 1 ×5":               {seen, app.Tally{Red: 5}},
		"red, exit 1 (1 green, 3 red)": {seen, app.Tally{Red: 3, Green: 1}},
		"red, exit 0 (no test ran) ×3": {&app.Evidence{Status: app.StatusFail, Why: "no test ran"}, app.Tally{Red: 3}},
		"red, exit 0, measured 9ms":    {&app.Evidence{Status: app.StatusFail, Measured: "9ms"}, app.Tally{Red: 1}},
	} {
		if got := all(page{size: size{line: 100}}.result(c.e), c.e, c.t); got != want {
			t.Errorf("%+v of %+v reads %q, want %q", c.t, c.e, got, want)
		}
	}
}

// TestAnotherTry is offered in a box where the question offers it.
func TestAnotherTry(t *testing.T) {
	for want, options := range map[bool][]string{true: {"approve", "/goal retry", "/goal stop"}, false: {"approve", "/goal stop"}} {
		b := app.Breakpoint{N: 2, Kind: app.BreakpointVerify, Question: "Verification failed 3 times.", Options: options}
		s := newStory(t).verified().say(app.BreakpointOpened{Breakpoint: b})
		boxed := slices.ContainsFunc(Boxes(&b, nil), func(x Box) bool { return x.Say == "/goal retry" })
		shown := strings.Contains(BreakpointComment(s.view(s.proofOf(true, true, false, true, true)...)), "[ ] `/goal retry` ")
		if boxed != want || shown != want {
			t.Errorf("with %q, another try is boxed: %v, shown: %v", options, boxed, shown)
		}
	}
}
