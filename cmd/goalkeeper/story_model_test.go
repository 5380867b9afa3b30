package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/config"
)

// after is a step that answers once the faults are over.
func after(faults, step string) string {
	return strings.Replace(step, "\n  calls:", "\n  faults: ["+faults+"]\n  calls:", 1)
}

// TestModelThatIsDown waits, says so, and goes on by itself when it is back.
func TestModelThatIsDown(t *testing.T) {
	t.Parallel()
	const address = "127.0.0.2:44717" // nobody else listens there
	w := begin(t, setup{tune: func(c *config.Config) { c.Model.BaseURL = "http://" + address + "/v1" }})
	w.wait("the goal waits", func() bool {
		g := w.goal()
		return g != nil && strings.Contains(g.Hold.Reason, "unreachable")
	})
	g := w.goal()
	if wait := time.Until(g.Hold.NotBefore); g.State != app.StatePlanning || wait > time.Minute {
		t.Errorf("state %s, waits %s more", g.State, wait)
	}
	w.wait("the goal comment says so", func() bool {
		return strings.Contains(w.goalComment(), "**Waiting until") || w.goal().Hold.NotBefore.Before(time.Now())
	})
	w.secretless("the goal comment", w.goalComment())
	l, err := (&net.ListenConfig{}).Listen(w.ctx, "tcp", address)
	w.check(err)
	back := httptest.NewUnstartedServer(w.model)
	w.check(back.Listener.Close())
	back.Listener = l
	back.Start()
	t.Cleanup(back.Close)
	w.waitPull()
}

// TestModelThatIsRateLimited parks the goal for as long as the provider says;
// a person who knows better tries again.
func TestModelThatIsRateLimited(t *testing.T) {
	t.Parallel()
	limit := "{http: 429, retry_after: 1h, code: rate_limit_exceeded, message: slow down}"
	w := begin(t, setup{script: after(limit, stepPlan) + stepWrite + stepFinish})
	w.wait("the goal is parked", func() bool {
		g := w.goal()
		return g != nil && time.Until(g.Hold.NotBefore) > 50*time.Minute
	})
	w.wait("the goal comment says until when", func() bool {
		return strings.Contains(w.goalComment(), "**Waiting until "+w.goal().Hold.NotBefore.UTC().Format("2006-01-02 15:04"))
	})
	if n := len(w.model.requests()); n != 1 {
		t.Errorf("%d requests although the provider asked for an hour", n)
	}
	w.comment(maintainer, "/goal retry")
	w.waitPull()
}

// TestModelThatRecovers: what passes quickly costs nobody a word.
func TestModelThatRecovers(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]string{
		"stream cut twice":  "{cut: 120, times: 2}",
		"empty answer":      "{empty: true}",
		"nonsense":          `{nonsense: "<html>busy</html>"}`,
		"server error":      "{http: 503}",
		"rate limit for 1s": "{http: 429, retry_after: 1s}",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, setup{script: stepPlan + after(fault, stepWrite) + stepFinish})
			g := w.waitPull()
			if g.Pull.Draft || len(happened[app.BreakpointOpened](w)) != 0 {
				t.Errorf("draft %v, breakpoints %+v", g.Pull.Draft, happened[app.BreakpointOpened](w))
			}
			if n := len(happened[app.ToolFinished](w)); n != 3 {
				t.Errorf("%d tool results, want 3: a cut answer was taken", n)
			}
		})
	}
}

// TestModelWithoutAnAnswer: nothing that cannot be used ever counts as success.
func TestModelWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ step, question string }{
		"empty for ever":    {"- faults: [{empty: true}]\n", "empty"},
		"nonsense for ever": {`- faults: [{nonsense: "done!"}]` + "\n", "nonsense"},
		"claims only":       {"- {say: Everything is done and proven., times: 9}\n", "answered 3 times without doing anything"},
		"wrong key":         {"- faults: [{http: 401, message: Incorrect API key}]\n", "unauthorized"},
		"no money left":     {"- faults: [{http: 429, code: insufficient_quota, message: You exceeded your quota}]\n", "quota"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, setup{script: c.step})
			g := w.waitBreakpoint(app.BreakpointRepeat)
			if !strings.Contains(g.Hold.Breakpoint.Question, c.question) || g.State != app.StatePlanning || len(w.pulls()) != 0 {
				t.Errorf("state %s, question %q, pulls %d", g.State, g.Hold.Breakpoint.Question, len(w.pulls()))
			}
			if strings.Contains(c.step, "say:") {
				w.model.script(t, strings.Replace(c.step, "times: 9", "times: 3", 1)+usual) // they are in the conversation
			} else {
				w.model.script(t, usual)
			}
			w.comment(maintainer, "/goal retry")
			w.waitPull()
		})
	}
}

// TestModelThatTalksOnly hears what people say at the breakpoint and goes on.
func TestModelThatTalksOnly(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + "- {say: I changed it and all tests pass., times: 3}\n" + stepWrite + stepFinish})
	w.waitBreakpoint(app.BreakpointRepeat)
	w.comment(maintainer, "Please call the tools.")
	w.waitPull()
	if !w.model.told("Please call the tools.") || !w.model.told("Nothing counts as done by being said") {
		t.Error("the model was not told")
	}
}

// TestModelThatRepeatsItself is asked about after the same result five times.
func TestModelThatRepeatsItself(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- times: 5
  calls:
  - {tool: run, args: {command: sh greet.sh}}
` + stepWrite + stepFinish})
	g := w.waitBreakpoint(app.BreakpointRepeat)
	if !strings.Contains(g.Hold.Breakpoint.Question, "sh greet.sh") {
		t.Errorf("the question is %q", g.Hold.Breakpoint.Question)
	}
	w.comment(maintainer, "Write the file.")
	w.waitPull()
	if !w.model.told("gave the same result 3 times in a row") {
		t.Error("the model was not warned before")
	}
}

// TestModelThatCallsWrongly gets an answer to each call and goes on.
func TestModelThatCallsWrongly(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- calls:
  - {tool: delete_repository, args: {sure: true}}
  - {tool: run, arguments: '{"command": '}
  - {tool: run, arguments: 'not json at all'}
  - {tool: run, arguments: '[]'}
  - {tool: run, args: {cmd: sh check.sh}}
  - {tool: write_file, args: {path: ../outside.sh, content: x}}
  - {tool: read_file, args: {path: /etc/passwd}}
  - {tool: run, args: {command: "true", workdir: ../..}}
` + stepWrite + stepFinish})
	w.waitPull()
	all := happened[app.ToolFinished](w)
	if len(all) != 11 {
		t.Fatalf("%d results for 11 calls", len(all))
	}
	for _, f := range all[1:9] {
		if f.Result.Status != app.ToolFailed && f.Result.Status != app.ToolRefused {
			t.Errorf("%s %s: %s %q", f.Call, f.Tool, f.Result.Status, f.Result.Text)
		}
	}
	if text := all[1].Result.Text; !strings.Contains(text, `There is no tool "delete_repository"`) || !strings.Contains(text, "write_file") {
		t.Errorf("an unknown tool is answered %q", text)
	}
}

// TestClaimsWithoutAChange: to say that it is finished finishes nothing.
func TestClaimsWithoutAChange(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- calls:
  - tool: finish
    args: {summary: Greet the world, claims: [{criterion: C1, statement: I ran it and it passes.}, {criterion: C2, statement: Proven.}]}
` + stepWrite + stepFinish})
	w.waitPull()
	results := happened[app.ToolFinished](w)
	if results[1].Result.Status != app.ToolFailed || len(happened[app.CheckpointMade](w)) != 1 {
		t.Errorf("the empty claim was answered %+v", results[1].Result)
	}
}

const stepWrong = `
- times: 3
  calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo hello there\n"}}
  - tool: finish
    args: {summary: Greet the world, claims: [{criterion: C1, statement: I ran it and it passes.}]}
`

// TestClaimsAgainstRedChecks go back to the agent three times, with the
// output; then people decide, and what they open is a draft with the list.
func TestClaimsAgainstRedChecks(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + stepWrong})
	g := w.waitBreakpoint(app.BreakpointVerify)
	if g.Round != 3 || len(w.pulls()) != 0 || !w.model.told("C1 (The greeting names the world: `sh check.sh`) is not proven") {
		t.Errorf("round %d, %d pull requests", g.Round, len(w.pulls()))
	}
	w.comment(maintainer, "approve")
	g = w.waitPull()
	w.settled()
	pull := w.pulls()[0]
	if !g.Pull.Draft || !pull.GetDraft() || !strings.Contains(pull.GetBody(), "0 of 2") && !strings.Contains(pull.GetBody(), "1 of 2 criteria proven") {
		t.Errorf("draft %v and %v:\n%s", g.Pull.Draft, pull.GetDraft(), pull.GetBody())
	}
}

// TestReplyAtFailedVerification goes to the agent, who gets it right.
func TestReplyAtFailedVerification(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + stepWrong + stepWrite + stepFinish})
	w.waitBreakpoint(app.BreakpointVerify)
	w.comment(writer, "Name the world.")
	g := w.waitPull()
	if g.Pull.Draft || g.Round != 4 || !w.model.told("Name the world.") {
		t.Errorf("draft %v, round %d", g.Pull.Draft, g.Round)
	}
}

// TestModelIsAskedWithItsKeyOnly: no other secret reaches the provider.
func TestModelIsAskedWithItsKeyOnly(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	seen := make(chan string, 100)
	play := w.model.play
	w.model.handle(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		seen <- fmt.Sprint(r.Header)
		play.ServeHTTP(rw, r)
	}))
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.waitPull()
	for n := range len(seen) {
		header := <-seen
		if !strings.Contains(header, "Bearer "+modelKey) {
			t.Errorf("request %d comes without the key", n+1)
		}
		w.secretless("a request's header", strings.ReplaceAll(header, modelKey, ""))
	}
	for n, body := range w.model.requests() {
		w.secretless(fmt.Sprintf("request %d", n+1), string(body))
	}
}
