package main

import (
	"io"
	"net/http"
	"sync"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestHaltInTheMiddle: a pause and a stop end what would go on for longer than
// the story waits, a command in the sandbox as well as an answer of the model,
// before they are recorded; after a pause the goal goes on from there. How soon
// that is, BenchmarkHalt tells.
func TestHaltInTheMiddle(t *testing.T) {
	t.Parallel()
	for _, during := range []string{"a command", "an answer"} {
		for _, verb := range []string{"pause", "stop"} {
			t.Run(verb+" during "+during, func(t *testing.T) {
				t.Parallel()
				endless := "sleep " + map[string]string{"pause": "98790", "stop": "98791"}[verb]
				w := start(t, setup{script: stepPlan + `
- calls:
  - {tool: run, args: {command: "echo half > half; ` + endless + `", timeout_s: 600}}
- expect: {tool: run, status: interrupted}
  calls:
  - {tool: run, args: {command: "ls"}}
` + stepWrite + stepFinish})
				answer := &unending{begun: make(chan struct{}), gone: make(chan struct{}), play: w.model.play, turn: 2}
				if during == "an answer" {
					w.model.script(t, usual)
					answer.play = w.model.play
					w.model.handle(answer)
				}
				w.issue = w.open(maintainer, issueTitle, issueBody)
				w.label(maintainer)
				if during == "an answer" {
					w.waitFor("the model answers", answer.begun)
				} else {
					w.wait("the command runs", func() bool { return running(endless) })
				}
				w.comment(writer, "/goal "+verb)
				w.wait(verb, func() bool { g := w.goal(); return g.Hold.Paused || g.State == app.StateStopped })
				if during == "an answer" {
					w.waitFor("nobody listens to the answer", answer.gone)
				} else if running(endless) {
					t.Error("the command runs on")
				}
				w.settled()
				var kinds []app.EventKind
				for _, e := range w.events() {
					kinds = append(kinds, e.Kind)
				}
				halt, ended := map[string]app.EventKind{"pause": app.EventPaused, "stop": app.EventEnded}[verb], app.EventToolFinished
				if during == "an answer" {
					ended = app.EventRequestSent
				}
				if last := kinds[len(kinds)-2:]; last[1] != halt || last[0] != ended {
					t.Errorf("the log ends with %q, want %s and then %s", last, ended, halt)
				}
				if verb == "stop" {
					return
				}
				w.comment(maintainer, "/goal resume")
				w.waitPull()
				if all := happened[app.ToolFinished](w); during == "a command" && all[1].Result.Status != app.ToolInterrupted {
					t.Errorf("the command came to %+v", all[1].Result)
				}
			})
		}
	}
}

// unending is a model whose answer to one request begins and does not end.
type unending struct {
	begun, gone chan struct{}
	play        http.Handler

	mu    sync.Mutex
	asked int
	turn  int
}

func (u *unending) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	u.mu.Lock()
	u.asked++
	this := u.asked == u.turn
	u.mu.Unlock()
	if !this {
		u.play.ServeHTTP(w, r)
		return
	}
	_, _ = io.Copy(io.Discard, r.Body)
	stammer(w)
	close(u.begun)
	<-r.Context().Done()
	close(u.gone)
}

// stammer sends the beginning of an answer.
func stammer(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = io.WriteString(w, `data: {"id":"x","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"I think"}}]}`+"\n\n")
	w.(http.Flusher).Flush()
}
