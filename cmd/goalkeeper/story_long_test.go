package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/config"
)

// tooLong lets the provider refuse some requests, counted from 1, because the
// conversation does not fit its model.
func (m *model) tooLong(refused ...int) {
	m.mu.Lock()
	play := m.play
	m.mu.Unlock()
	m.handle(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(refused, len(m.requests())) {
			play.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"error":{"message":"This model's maximum context length is exceeded","type":"invalid_request_error","code":"context_length_exceeded"}}`)
	}))
}

// TestConversationTooLong is compacted and goes on, with what people said in
// their words, also when the server is started anew.
func TestConversationTooLong(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.model.tooLong(3)
	second, fourth := w.model.hold(2), w.model.hold(4)
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.waitFor("the second request", second.reached)
	w.comment(writer, "Mind the comma,\n  exactly so.")
	w.stored(1)
	close(second.release)
	w.waitFor("the request after the refusal", fourth.reached)
	w.restart()
	close(fourth.release)
	g := w.waitPull()
	if g.Snapshots != 1 || g.Breakpoints != 0 {
		t.Errorf("snapshot %d, %d breakpoints", g.Snapshots, g.Breakpoints)
	}
	all := w.model.requests()
	last := messages(all[len(all)-1])
	var snapshots, said int
	for _, m := range last {
		snapshots += strings.Count(m.Content, "# Where the work stands")
		said += strings.Count(m.Content, "Mind the comma,\n  exactly so.")
	}
	if first := messages(all[0]); snapshots != 1 || said == 0 || last[0].Content != first[0].Content || last[1].Content != first[1].Content {
		t.Errorf("%d snapshots, the instruction %d times, in\n%+v", snapshots, said, last)
	}
}

// TestTooLongForAnything asks people instead of compacting for ever.
func TestTooLongForAnything(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.model.tooLong(3, 4)
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	g := w.waitBreakpoint(app.BreakpointRepeat)
	if g.Snapshots != 1 || !strings.Contains(g.Hold.Breakpoint.Question, "context") {
		t.Errorf("snapshot %d, asked %q", g.Snapshots, g.Hold.Breakpoint.Question)
	}
	w.comment(maintainer, "/goal retry")
	w.waitPull()
}

// TestWindowIsKept: a conversation that comes near the model's window is
// compacted before the provider refuses it.
func TestWindowIsKept(t *testing.T) {
	t.Parallel()
	loud := `
- calls:
  - {tool: run, args: {command: "seq 1 6000"}}
- calls:
  - {tool: run, args: {command: "seq 2 6000"}}
- calls:
  - {tool: run, args: {command: "seq 3 6000"}}
- calls:
  - {tool: run, args: {command: "seq 4 6000"}}
`
	w := begin(t, setup{script: stepPlan + loud + stepWrite + stepFinish, tune: func(c *config.Config) { c.Model.ContextWindow = 4_000 }})
	if g := w.waitPull(); g.Snapshots == 0 || g.Breakpoints != 0 {
		t.Errorf("snapshot %d, %d breakpoints", g.Snapshots, g.Breakpoints)
	}
}
