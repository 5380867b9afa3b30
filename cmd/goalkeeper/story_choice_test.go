package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/config"
)

// asked are the models that the requests named.
func (w *world) asked() map[string]int {
	w.Helper()
	out := map[string]int{}
	for _, body := range w.model.requests() {
		var request struct{ Model string }
		w.check(json.Unmarshal(body, &request))
		out[request.Model]++
	}
	return out
}

// TestModelOfThePolicy works on the goal, at its own price, as long as the
// server offers it; without it the goal waits for people.
func TestModelOfThePolicy(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("model: small\n"),
		script: stepPlan + `
- calls:
  - {tool: ask, args: {question: "Shall it shout?"}}
` + stepWrite + stepFinish,
		tune: func(c *config.Config) { c.Model.Others = []string{"small=64000/1/1/1"} },
	})
	if g := w.waitBreakpoint(app.BreakpointAsk); g.Run().USD == 0 {
		t.Errorf("the price of the small model is not counted: %+v", g.Run())
	}
	if text := w.goalComment(); !strings.Contains(text, "**Model:** `small`") {
		t.Errorf("people are not told which model works:\n%s", text)
	}
	w.down()
	w.cfg.Model.Others = nil
	w.up()
	w.comment(maintainer, "No.")
	w.wait("the answer to be read", func() bool { return w.goal().Breakpoints == 2 })
	if b := w.waitBreakpoint(app.BreakpointRepeat).Hold.Breakpoint; !strings.Contains(b.Question, "small, which this server does not offer (it offers script)") {
		t.Errorf("asked %q", b.Question)
	}
	w.down()
	w.cfg.Model.Others = []string{"small=64000"}
	w.up()
	w.comment(maintainer, "/goal retry")
	w.waitPull()
	if got := w.asked(); len(got) != 1 || got["small"] == 0 {
		t.Errorf("models asked: %v", got)
	}
}

// TestModelThatIsNotOffered: the goal says so before a token is spent.
func TestModelThatIsNotOffered(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("model: enormous\n"), script: usual,
		tune: func(c *config.Config) { c.Model.Others = []string{"small"} },
	})
	w.wait("the reason", func() bool {
		return strings.Contains(w.goalComment(), "enormous, which this server does not offer (it offers script, small)")
	})
	w.settled()
	if n := len(w.model.requests()); n != 0 {
		t.Errorf("%d requests to the model", n)
	}
}
