package agent

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// TestTheSameFailureIsKnownAgain whatever was done between, by what it says
// without times and addresses; a success of the same call forgets it.
func TestTheSameFailureIsKnownAgain(t *testing.T) {
	type step struct {
		tool, args string
		status     app.ToolStatus
		text       string
		together   bool // with the call before it, in one answer
	}
	test := func(text string) step {
		return step{"run", `{"command":"go test ./..."}`, app.ToolFailed, text, false}
	}
	edit := step{"edit_file", `{"path":"a.go"}`, app.ToolOK, "edited", false}
	follow := func(title string, together bool) step {
		return step{"follow_up", `{"title":"` + title + `"}`, app.ToolRefused, "there are 3 already", together}
	}
	for name, c := range map[string]struct {
		steps []step
		want  int
	}{
		"none":                  {[]step{edit, edit}, 0},
		"three with edits":      {[]step{test("FAIL x 0.1s at 0xc0de"), edit, test("FAIL x 0.25s at 0xbeef"), edit, edit, test("FAIL x 3s at 0x1")}, 3},
		"another failure":       {[]step{test("FAIL x"), edit, test("FAIL y"), edit, test("FAIL z")}, 1},
		"back to the first":     {[]step{test("FAIL x"), edit, test("FAIL y"), edit, test("FAIL x")}, 2},
		"mended between":        {[]step{test("FAIL x"), edit, {"run", `{"command":"go test ./..."}`, app.ToolOK, "ok", false}, edit, test("FAIL x")}, 1},
		"other silent commands": {[]step{{"run", `{"command":"false"}`, app.ToolFailed, "", false}, {"run", `{"command":"grep x"}`, app.ToolFailed, "", false}}, 1},
		"interrupted":           {[]step{test("FAIL x"), {"run", `{"command":"go test ./..."}`, app.ToolInterrupted, "interrupted", false}}, 1},
		"over with a success":   {[]step{test("FAIL x"), test("FAIL x"), edit}, 0},
		"the same refusal":      {[]step{{"write_file", `{"path":"b","content":"1"}`, app.ToolRefused, "b is frozen", false}, edit, {"write_file", `{"path":"b","content":"2"}`, app.ToolRefused, "b is frozen", false}}, 2},
		"three in one answer":   {[]step{follow("a", false), follow("b", true), follow("c", true)}, 1},
		"and again in the next": {[]step{follow("a", false), follow("b", true), edit, follow("c", false), follow("d", true)}, 2},
	} {
		g := guard{}
		for _, s := range c.steps {
			if !s.together {
				g.turn++
			}
			g.saw(llm.ToolCall{Name: s.tool, Arguments: s.args}, app.ToolResult{Status: s.status, Text: s.text})
		}
		conv := Conversation{guard: g}
		times, attempts, _ := conv.Failure()
		if times != c.want || len(attempts) != c.want {
			t.Errorf("%s: %d times, attempts %q, want %d", name, times, attempts, c.want)
		}
	}
	g := guard{}
	for _, s := range []step{test("FAIL x"), edit, test("FAIL x")} {
		g.turn++
		g.saw(llm.ToolCall{Name: s.tool, Arguments: s.args}, app.ToolResult{Status: s.status, Text: s.text})
	}
	if got, want := g.worst.attempts[1], "run `go test ./...`, after edit_file `a.go`"; got != want {
		t.Errorf("attempt %q, want %q", got, want)
	}
}

// TestOneAnswerRepeatsNothing: the same call, over and over in one answer, counts once.
func TestOneAnswerRepeatsNothing(t *testing.T) {
	g := guard{}
	for _, want := range []int{1, 2} {
		g.turn++
		for range 2 * repeatNudge {
			g.saw(llm.ToolCall{Name: "read_file", Arguments: `{"path":"a"}`}, app.ToolResult{Status: app.ToolOK, Text: "a"})
		}
		if g.repeats != want {
			t.Errorf("%d repeats in answer %d", g.repeats, want)
		}
	}
}

// TestInterruptionsAreNoRepeats: what our own end cut short says nothing about
// the agent, however often it comes.
func TestInterruptionsAreNoRepeats(t *testing.T) {
	g := guard{}
	for range 2 * repeatNudge {
		g.saw(llm.ToolCall{Name: "finish", Arguments: `{}`}, app.ToolResult{Status: app.ToolInterrupted, Text: "interrupted"})
	}
	if g.repeats != 0 || len(g.failures) != 0 {
		t.Errorf("%d repeats, failures %v", g.repeats, g.failures)
	}
}
