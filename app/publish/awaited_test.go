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

// TestAnotherTry is offered where one may show more: what was green and red on
// the same bytes stays so.
func TestAnotherTry(t *testing.T) {
	for name, c := range map[string]struct {
		outcome app.Outcome
		trial   *app.Trial
		want    string
	}{
		"unstable":                {app.OutcomeUnknown, &app.Trial{Base: app.Tally{Red: 1}, Candidate: app.Tally{Green: 2, Red: 1}}, ""},
		"red":                     {app.OutcomeFailed, &app.Trial{Base: app.Tally{Red: 5}, Candidate: app.Tally{Red: 5}}, ""},
		"green on the base too":   {app.OutcomeVoid, &app.Trial{Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 3}}, ""},
		"broken off":              {app.OutcomeUnknown, &app.Trial{Candidate: app.Tally{Green: 2, Broken: 1}}, "runs again what could not be run; what has run counts"},
		"broken off on the base":  {app.OutcomeUnknown, &app.Trial{Base: app.Tally{Broken: 1}}, "runs again what could not be run; what has run counts"},
		"the base's tests broke":  {app.OutcomeUnknown, &app.Trial{Guard: &app.Tally{Broken: 1}}, "runs again what could not be run; what has run counts"},
		"never run":               {app.OutcomeUnknown, nil, "runs again what could not be run; what has run counts"},
		"the budget ended":        {app.OutcomeUnknown, &app.Trial{Candidate: app.Tally{Green: 2}, Spent: true}, "goes on with a new budget; what has run counts"},
		"proven though once lost": {app.OutcomeProven, &app.Trial{Candidate: app.Tally{Broken: 1}}, ""},
	} {
		v := newStory(t).view(app.CriterionResult{ID: "C1", Outcome: c.outcome, Trial: c.trial})
		got := ""
		for _, d := range (page{v, sizes()[0]}).answers(&app.Breakpoint{Kind: app.BreakpointVerify, Options: []string{"approve", "/goal retry", "/goal stop"}}) {
			if d.say == "/goal retry" {
				got = d.does
			}
		}
		if got != c.want {
			t.Errorf("%s: another try %q, want %q", name, got, c.want)
		}
	}
}
