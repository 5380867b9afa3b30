package agent

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// paired holds that every call has exactly one result, right behind it.
func paired(t *testing.T, all []llm.Message) {
	t.Helper()
	open := map[string]bool{}
	for n, m := range all {
		if m.Role == llm.ToolRole {
			if !open[m.ToolCallID] {
				t.Errorf("message %d answers %q, which nobody asked for", n, m.ToolCallID)
			}
			delete(open, m.ToolCallID)
			continue
		}
		if len(open) > 0 {
			t.Errorf("message %d comes before the results of %v", n, open)
		}
		for _, c := range m.ToolCalls {
			open[c.ID] = true
		}
	}
	if len(open) > 0 {
		t.Errorf("no results of %v", open)
	}
}

// TestCompactionKeepsWhatCounts, again and again, and a log folded anew has it too.
func TestCompactionKeepsWhatCounts(t *testing.T) {
	b := newBench(t)
	b.record(app.LimitExtended{By: "github:ann", More: app.Budget{Actions: 1000}}, app.PlanSubmitted{Plan: app.Plan{Version: 1, Summary: "Name whom we greet"}})
	const first, second = "use maps,\n  exactly so", "no: use lists"
	for round := 1; round <= 3; round++ {
		for n := range 8 {
			if round == 1 && n < 2 {
				b.record(app.InstructionAccepted{Instruction: app.Instruction{ID: []string{"comment:1", "comment:2"}[n], By: "github:ann", Text: []string{first, second}[n], At: noon}})
			}
			b.calls("echo", "echo")
			b.turn()
		}
		before, _ := b.conv.measure(nil)
		p, err := Compact(b.goal, b.conv, 0)
		if err != nil {
			t.Fatal(err)
		}
		b.record(p)
		after, _ := b.conv.measure(nil)
		text, _ := json.Marshal(b.conv.Messages())
		if after >= before {
			t.Errorf("round %d: %d bytes became %d", round, before, after)
		}
		for _, want := range []string{first, second, "Name whom we greet", "Where the work stands"} {
			quoted, _ := json.Marshal(want)
			if n := strings.Count(string(text), strings.Trim(string(quoted), `"`)); n != 1 {
				t.Errorf("round %d: %q stands there %d times", round, want, n)
			}
		}
		if strings.Index(string(text), "use maps") > strings.Index(string(text), second) {
			t.Error("the instructions lost their order")
		}
		paired(t, b.conv.Messages())
		if !b.conv.Compacted() || b.conv.Full(1) || b.goal.Snapshots != round || !strings.HasPrefix(string(text), string(b.requests[0][:40])) {
			t.Errorf("round %d: snapshot %d, compacted %v", round, b.goal.Snapshots, b.conv.Compacted())
		}
	}
	b.calls("echo")
	b.turn()
	if b.conv.Compacted() {
		t.Error("an answer does not end the compaction")
	}
	again, g := &Conversation{}, &app.Goal{}
	for _, e := range b.events {
		if err := errors.Join(again.Apply(g, e), g.Apply(e)); err != nil {
			t.Fatal(err)
		}
	}
	one, _ := json.Marshal(b.conv.Messages())
	two, _ := json.Marshal(again.Messages())
	if string(one) != string(two) {
		t.Error("folding the log again gives another conversation")
	}
}

// TestAFullConversation is one that the window cannot take for long.
func TestAFullConversation(t *testing.T) {
	b := newBench(t)
	b.calls("echo")
	b.turn()
	if b.conv.Full(100_000) || b.conv.Full(0) {
		t.Error("a short conversation is full")
	}
	for range 8 {
		b.calls("echo")
		b.turn()
	}
	if !b.conv.Full(100) {
		t.Error("a conversation of more than the window is not full")
	}
}

// TestTheReserveIsForWrappingUp: a command is refused in it, what finishes is not.
func TestTheReserveIsForWrappingUp(t *testing.T) {
	b := newBench(t)
	for range 9 {
		b.calls("echo")
		b.turn()
	}
	b.calls("run", "echo")
	b.turn()
	last := b.conv.Messages()[len(b.conv.Messages())-1]
	if len(b.ran) != 9 || !strings.Contains(last.Content, "run: refused, rule budget") {
		t.Errorf("ran %d, the last result is %q", len(b.ran), last.Content)
	}
	b.record(app.LimitExtended{By: "github:ann", More: app.Budget{Actions: 50}})
	b.turn()
	if len(b.ran) != 10 {
		t.Errorf("ran %d after the grant", len(b.ran))
	}
}
