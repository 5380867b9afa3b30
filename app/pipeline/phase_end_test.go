package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// TestOneCommentAtThePhasesEnd: where people are asked there, the question's
// comment is the one that tells of the phase.
func TestOneCommentAtThePhasesEnd(t *testing.T) {
	for text, want := range map[string][]string{
		"{}\n":                              {"phase"},
		"autonomy: {implementation: ask}\n": {"breakpoint"},
		"breakpoints: {before_phase: [integration]}\n":    {"breakpoint"},
		"breakpoints: {before_phase: [implementation]}\n": {"phase"},
	} {
		rules, err := policy.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		d := quiet()
		r := d.workerIn(t, app.StateWorking)
		r.rules = rules
		phase := app.Phase{N: 1, Kind: app.PhaseImplementation, Title: "Implementation"}
		r.goal.Phase, r.goal.Passed, d.posts = phase, []string{"before phase 1"}, nil
		if err := r.Record(t.Context(),
			app.Say(app.CheckpointMade{Checkpoint: app.Checkpoint{Phase: phase, Tree: "t1", Commit: "c1", Summary: "Greet the world"}}),
			app.Say(app.PhaseStarted{Phase: app.Phase{N: 2, Kind: app.PhaseIntegration, Title: "Integration"}})); err != nil {
			t.Fatal(err)
		}
		if step := Next(r.goal, r.look()); step == StepAsk {
			if err := r.do(t.Context(), step); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		for _, e := range d.posts {
			if e.Kind != app.EffectComment {
				continue
			}
			got = append(got, strings.Split(e.Key, "/")[2])
			if !strings.Contains(string(e.Data), "Greet the world") {
				t.Errorf("%s: %s tells nothing of the phase", text, e.Data)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: comments %q, want %q", text, got, want)
		}
		b := r.goal.Hold.Breakpoint
		if b == nil {
			continue
		}
		if err := r.Record(t.Context(), app.Say(app.BreakpointAnswered{N: b.N, By: "github:ann", Answer: "approve"})); err != nil {
			t.Fatal(err)
		}
		if edits := d.keys(fmt.Sprintf("answered/%d", b.N)); len(edits) != 1 || !strings.Contains(string(edits[0].Data), "Greet the world") || !strings.Contains(string(edits[0].Data), "By ann") {
			t.Errorf("%s: once answered, the comment tells %+v", text, edits)
		}
	}
}

// TestQuestionInAnothersPlace is the one that is asked; the other's comment says
// so.
func TestQuestionInAnothersPlace(t *testing.T) {
	d := quiet()
	r := d.workerIn(t, app.StateWorking)
	for n := range 2 {
		b := app.Breakpoint{N: n + 1, Kind: app.BreakpointConflict, Question: "What shall hold?"}
		if err := r.Record(t.Context(), app.Say(app.BreakpointOpened{Breakpoint: b})); err != nil {
			t.Fatal(err)
		}
	}
	if edits := d.keys("answered/1"); len(edits) != 1 || !strings.Contains(string(edits[0].Data), "took its place") || len(d.keys("answered/2")) != 0 {
		t.Errorf("%+v", edits)
	}
}

// TestPrinted is for people: no word of it is meant for the agent.
func TestPrinted(t *testing.T) {
	for want, e := range map[string]app.Evidence{
		"Its result: exit 2. It printed nothing.":                     {Exit: 2, Excerpt: " \n"},
		"Its result: exit 1. It printed:\n\n~~~\na\n~ ~ ~\nb\n~~~":    {Exit: 1, Excerpt: "a\n~~~\nb\n"},
		"Its result: ran into its time limit. It printed nothing.":    {TimedOut: true},
		"Its result: could not be run: no shell. It printed nothing.": {Status: app.StatusError, Why: "no shell"},
	} {
		if got := printed(e); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
