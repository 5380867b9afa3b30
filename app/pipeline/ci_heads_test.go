package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// corrected is a goal in review at c1 whose CI has failed as often as the agent
// gets it.
func corrected(t *testing.T) (*desk, *run) {
	t.Helper()
	d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
	r := d.workerIn(t, app.StateInReview)
	r.rules.CI = policy.CIFix
	for n := range maxRounds {
		id := fmt.Sprintf("check:lint@%d", n)
		if err := r.Record(t.Context(), app.Say(app.InstructionAccepted{Instruction: app.Instruction{ID: id, By: app.ByCI}}), app.Say(app.InstructionDelivered{ID: id, Turn: n + 1})); err != nil {
			t.Fatal(err)
		}
	}
	return d, r
}

func (d *desk) fails(t *testing.T, head app.Commit, name string) {
	t.Helper()
	d.gets(t, app.Inbound{Kind: app.InboundCheckFailed, Sender: app.User{ID: 99, Type: "Bot"}, Head: head, Report: &app.Report{Name: name, Title: "1 offence"}})
}

// TestPeopleAreAskedAboutCI: what CI says waits for the answer, all of it, and
// goes to the agent by it, or to nobody for that head.
func TestPeopleAreAskedAboutCI(t *testing.T) {
	for answer, want := range map[string]struct {
		waiting int
		step    Step
		left    app.Commit
	}{
		"approve":         {0, StepRest, "c1"},
		"Pin the linter.": {3, StepReview, ""},
		"/goal retry":     {2, StepReview, ""},
	} {
		d, r := corrected(t)
		r.caughtUp = true
		d.fails(t, "c1", "lint")
		d.fails(t, "c1", "test")
		if err := r.hear(t.Context()); err != nil {
			t.Fatal(err)
		}
		b := r.goal.Hold.Breakpoint
		if b == nil || b.Title != "CI fails" || r.goal.Breakpoints != 1 || len(r.goal.Waiting()) != 2 || Next(r.goal, r.look()) != StepRest {
			t.Fatalf("asked %+v, waiting %+v", b, r.goal.Waiting())
		}
		d.says(t, "ann", answer)
		d.fails(t, "c1", "lint")
		if want.left != "" {
			d.fails(t, "c1", "build")
		}
		if err := r.hear(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.caughtUp = true
		if got := Next(r.goal, r.look()); got != want.step || len(r.goal.Waiting()) != want.waiting || r.goal.Hold.Breakpoint != nil || r.goal.Left != want.left {
			t.Errorf("%s: next %s, waiting %+v, left %q, held %+v", answer, got, r.goal.Waiting(), r.goal.Left, r.goal.Hold)
		}
	}
}

// TestAnswerAboutCIKeepsThePush that is under way.
func TestAnswerAboutCIKeepsThePush(t *testing.T) {
	d, r := corrected(t)
	if err := r.Record(t.Context(), app.Say(app.Publishing{Commit: "c2"})); err != nil {
		t.Fatal(err)
	}
	d.fails(t, "c2", "lint")
	d.says(t, "ann", "Pin the linter.")
	if err := r.hear(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r.goal.Breakpoints != 1 || r.goal.Hold.Breakpoint != nil || r.goal.Publishing == nil {
		t.Errorf("asked %d times, held %+v, publishing %+v", r.goal.Breakpoints, r.goal.Hold, r.goal.Publishing)
	}
}

// TestWhatCIFailedOn: the head, and what is about to be; of a draft that is not
// proven only what is being proven.
func TestWhatCIFailedOn(t *testing.T) {
	pull := &app.Pull{Number: 8, Commit: "c1"}
	cp := []app.Checkpoint{{Commit: "c1"}}
	for name, c := range map[string]struct {
		goal app.Goal
		want bool
	}{
		"no pull request":         {app.Goal{State: app.StateVerifying}, false},
		"the head":                {app.Goal{State: app.StateInReview, Pull: pull}, true},
		"another head":            {app.Goal{State: app.StateInReview, Pull: &app.Pull{Commit: "c0"}}, false},
		"on its way":              {app.Goal{State: app.StateVerifying, Publishing: &app.Publishing{Commit: "c1"}}, true},
		"a draft of work":         {app.Goal{State: app.StateWorking, Pull: pull, Early: true, Checkpoints: cp}, false},
		"a draft on its way":      {app.Goal{State: app.StateWorking, Publishing: &app.Publishing{Commit: "c1", Early: true}, Checkpoints: cp}, false},
		"a draft that is proven":  {app.Goal{State: app.StateVerifying, Pull: pull, Early: true, Checkpoints: cp}, true},
		"an older draft":          {app.Goal{State: app.StateVerifying, Pull: pull, Early: true, Checkpoints: []app.Checkpoint{{Commit: "c2"}}}, false},
		"the proof after a draft": {app.Goal{State: app.StateVerifying, Pull: &app.Pull{Commit: "c0"}, Early: true, Publishing: &app.Publishing{Commit: "c1"}}, true},
	} {
		r := &run{goal: &c.goal}
		if got := r.shows("c1"); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestReworkSaysWhatItIsFor(t *testing.T) {
	said := func(by ...string) *app.Goal {
		g := &app.Goal{}
		for n, b := range by {
			g.Instructions = append(g.Instructions, app.Instruction{ID: fmt.Sprint(n), By: b})
		}
		return g
	}
	for want, g := range map[string]*app.Goal{
		"people ask for changes; ":                       said("github:ann"),
		"checks of CI fail; ":                            said(app.ByCI, app.ByCI),
		"people ask for changes and checks of CI fail; ": said(app.ByCI, "github:ann"),
	} {
		if _, why := asked(g); !strings.HasPrefix(why, want) {
			t.Errorf("%q, want %q", why, want)
		}
	}
}
