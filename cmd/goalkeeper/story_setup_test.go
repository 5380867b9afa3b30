package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/config"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
)

// faraway is a host of the world beyond the sandbox.
type faraway struct {
	port string
	down atomic.Bool
}

// serves starts a server with the files, under any name on one port.
func serves(t *testing.T, files map[string]string) *faraway {
	t.Helper()
	if _, err := exec.LookPath("curl"); err != nil {
		sandboxtest.Require(t, err)
	}
	o := &faraway{}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := files[r.URL.Path]
		switch {
		case o.down.Load():
			http.Error(w, "down for a while", http.StatusServiceUnavailable)
		case !ok:
			http.NotFound(w, r)
		default:
			fmt.Fprint(w, text)
		}
	}))
	t.Cleanup(web.Close)
	u, err := url.Parse(web.URL)
	if err != nil {
		t.Fatal(err)
	}
	o.port = u.Port()
	return o
}

// near lets set-up reach a server on this machine, as an operator does for a
// mirror on the local network.
func near(c *config.Config) { c.Sandbox.PrivateHosts = []string{"export.example=127.0.0.1"} }

// fetching is a policy whose set-up fetches the export.
func (o *faraway) fetching() map[string]string {
	return policy(fmt.Sprintf("network: [\"export.example:%s\"]\nsetup:\n  - mkdir -p inputs && curl -fsS -o inputs/errors.json http://export.example:%s/errors.json\n", o.port, o.port))
}

// TestSetUp fetches what the checks and the agent read, and nobody changes.
func TestSetUp(t *testing.T) {
	t.Parallel()
	o := serves(t, map[string]string{"/errors.json": "[\"boom in greet.sh\"]\n"})
	files := o.fetching()
	files["hold.sh"] = "grep boom inputs/errors.json && sh greet.sh | grep hello\n"
	w := begin(t, setup{files: files, tune: near, script: `
- name: read
  calls:
  - {tool: read_file, args: {path: inputs/errors.json}}
  - {tool: run, args: {command: "cat inputs/errors.json; git status --porcelain; env | grep -i proxy; curl -sS -m 5 http://export.example"}}
- name: plan
  expect: {tool: run, status: failed}
  calls:
  - tool: submit_plan
    args: {summary: Name whom we greet., steps: [{id: S1, text: Change the greeting.}], files: [greet.sh], checks: []}
- name: forge
  calls:
  - {tool: write_file, args: {path: inputs/errors.json, content: "[]"}}
  - {tool: run, args: {command: "echo > inputs/errors.json; rm -rf inputs; mv inputs away; ls inputs"}}
` + stepWrite + stepFinish})
	g := w.waitPull()
	w.settled()
	done := happened[app.ToolFinished](w)
	for n, want := range map[int]string{0: "boom in greet.sh", 1: "boom in greet.sh", 4: "errors.json"} {
		if !strings.Contains(done[n].Result.Text, want) {
			t.Errorf("call %d was answered %q", n, done[n].Result.Text)
		}
	}
	if got := done[1].Result.Text; strings.Contains(got, "??") || strings.Contains(got, "127.0.0.1:") || !strings.Contains(got, "Could not resolve") {
		t.Errorf("the agent's command sees %q", got)
	}
	if r := done[3].Result; r.Status != app.ToolRefused || r.Refusal.Rule != "setup" {
		t.Errorf("writing what set-up left was answered %+v", r)
	}
	if len(g.Stat.Files) != 1 || g.Stat.Files[0].Path != "greet.sh" {
		t.Errorf("the change has %+v", g.Stat.Files)
	}
	all := g.SetUp()
	if len(all) != 1 || all[0].Status != app.StatusPass || g.SetUps() != 1 || len(all[0].Network) != 1 || !strings.Contains(all[0].Network[0], "export.example:"+o.port+" was reached") {
		t.Errorf("set-up is recorded as %+v", all)
	}
	for _, want := range []string{"Set-up, ", "curl -fsS", "was reached"} {
		if !strings.Contains(w.goalComment(), want) {
			t.Errorf("the goal comment lacks %q", want)
		}
	}
	if !w.model.told("Fetched or built before the work") {
		t.Error("the agent is not told what set-up left")
	}
	w.merge(maintainer, g.Pull.Number)
	w.waitState(app.StateDone)
	w.wait("the goal's directory is gone", func() bool {
		left, err := os.ReadDir(filepath.Join(w.cfg.DataDir, "work"))
		return err == nil && len(left) == 0
	})
}

// TestSetUpFails asks people, and is never skipped.
func TestSetUpFails(t *testing.T) {
	t.Parallel()
	o := serves(t, map[string]string{"/errors.json": "[]\n"})
	o.down.Store(true)
	w := begin(t, setup{files: o.fetching(), tune: near})
	w.waitBreakpoint(app.BreakpointSetup)
	asked := w.marked("breakpoint")[0]
	for _, want := range []string{"Set-up fails", "curl -fsS", "exit 22", "503", "/goal retry", "was reached"} {
		if !strings.Contains(asked, want) {
			t.Errorf("the question lacks %q:\n%s", want, asked)
		}
	}
	approved, replied := w.comment(maintainer, "approve"), w.comment(maintainer, "Use maps.")
	w.wait("both were read", func() bool { return len(w.reactions(approved)) == 1 && len(w.reactions(replied)) == 1 })
	w.restart()
	w.settled()
	if w.goal().Hold.Breakpoint == nil || len(w.model.requests()) != 0 {
		t.Error("the goal went on without its set-up")
	}
	o.down.Store(false)
	w.comment(maintainer, "retry")
	if g := w.waitPull(); g.SetUps() != 2 {
		t.Errorf("%d set-ups", g.SetUps())
	}
	if !w.model.told("Use maps.") {
		t.Error("the reply was lost")
	}
}

// TestSetUpReachesWhatItMay and nothing else: other names, other ports, private
// addresses that no operator named, and ways around the proxy.
func TestSetUpReachesWhatItMay(t *testing.T) {
	t.Parallel()
	o := serves(t, map[string]string{"/": "secret\n"})
	get := "curl -sS -m 20 -w '%{http_code} ' "
	w := begin(t, setup{files: policy(fmt.Sprintf(`
network: ["export.example:%[1]s", "localhost.example:%[1]s"]
setup:
  - >-
    %[2]s http://export.example:%[1]s;
    %[2]s http://other.example:%[1]s;
    %[2]s http://export.example:1;
    %[2]s http://127.0.0.1:%[1]s;
    %[2]s http://[::1]:%[1]s;
    %[2]s --noproxy '*' http://127.0.0.1:%[1]s;
    exit 9
`, o.port, get)), tune: func(c *config.Config) { c.Sandbox.PrivateHosts = []string{"export.example=10.0.0.0/8"} }})
	w.waitBreakpoint(app.BreakpointSetup)
	e := w.goal().SetUp()[0]
	if strings.Contains(e.Excerpt, "secret") || strings.Contains(e.Excerpt, "200 ") || e.Exit != 9 {
		t.Errorf("exit %d, output %s", e.Exit, e.Excerpt)
	}
	if n := strings.Count(e.Excerpt, "403 "); n != 4 {
		t.Errorf("%d of 5 are refused by name: %s", n, e.Excerpt)
	}
	for _, want := range []string{"other.example:" + o.port + " was refused: it is not among", "export.example:1 was refused", "127.0.0.1:" + o.port + " was refused"} {
		if !strings.Contains(strings.Join(e.Network, "\n"), want) {
			t.Errorf("no %q in %q", want, e.Network)
		}
	}
	w.comment(maintainer, "/goal stop")
	w.waitState(app.StateStopped)
}

// TestLostSetUp is done again.
func TestLostSetUp(t *testing.T) {
	t.Parallel()
	o := serves(t, map[string]string{"/errors.json": "[]\n"})
	files := o.fetching()
	files[".github/goalkeeper.yml"] += "approve_plan: always\n"
	w := begin(t, setup{files: files, tune: near})
	w.waitBreakpoint(app.BreakpointPlan)
	w.wait("the goal rests", w.resting)
	w.restart()
	w.down()
	lost := filepath.Join(w.cfg.DataDir, "work", string(w.folded.ID), "setup")
	w.check(os.RemoveAll(lost))
	w.up()
	w.comment(maintainer, "approve")
	if g := w.waitPull(); g.SetUps() != 2 || len(g.SetUp()) != 1 {
		t.Errorf("set-up ran %d times", g.SetUps())
	}
}
