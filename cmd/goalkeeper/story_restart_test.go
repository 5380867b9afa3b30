package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
)

// once holds that a goal that was interrupted came out as if nothing had been.
func (w *world) once() {
	w.Helper()
	w.settled()
	g := w.goal()
	if n := len(w.pulls()); n != 1 {
		w.Errorf("%d pull requests", n)
	}
	if n := len(w.marked("goal")); n != 1 {
		w.Errorf("%d goal comments", n)
	}
	for kind, want := range map[string]int{"breakpoint": g.Breakpoints, "phase": len(g.Checkpoints), "pull_request": 1} {
		if n := len(w.marked(kind)); n != want {
			w.Errorf("%d comments about a %s, want %d", n, kind, want)
		}
	}
	if got := w.file(g.Pull.Head, "greet.sh"); got != "echo 'hello, world'\n" {
		w.Errorf("the branch has %q", got)
	}
	seen := map[string]int{}
	for _, f := range happened[app.ToolFinished](w) {
		seen[f.Call]++
	}
	for call, n := range seen {
		if n != 1 {
			w.Errorf("call %s has %d results", call, n)
		}
	}
}

// TestRestartInAModelRequest asks again and changes nothing else.
func TestRestartInAModelRequest(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	second := w.model.hold(2)
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.waitFor("the second request", second.reached)
	w.restart()
	w.waitPull()
	w.once()
	if all := w.model.requests(); string(all[1]) != string(all[2]) {
		t.Error("the request after the restart differs from the one before")
	}
}

// TestRestartInACommand answers the command as interrupted, on a work tree
// that is what the log says.
func TestRestartInACommand(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- name: long
  calls:
  - {tool: run, args: {command: "echo half > half; echo 'echo broken' > greet.sh; sleep 98791"}}
- name: look
  expect: {tool: run, status: interrupted}
  calls:
  - {tool: run, args: {command: "ls; cat greet.sh"}}
` + stepWrite + stepFinish})
	w.waitRunning("run")
	w.wait("the command has written", func() bool { return running("sleep 98791") })
	w.restart()
	if running("sleep 98791") {
		t.Error("the command outlived the server")
	}
	w.waitPull()
	results := happened[app.ToolFinished](w)
	interrupted, look := results[1], results[2]
	if interrupted.Result.Status != app.ToolInterrupted {
		t.Fatalf("the command was answered %+v", interrupted.Result)
	}
	// What the agent sees afterwards is what its log says: all of it or none.
	whole := strings.Contains(look.Result.Text, "half\n") && strings.Contains(look.Result.Text, "echo broken")
	none := !strings.Contains(look.Result.Text, "half\n") && strings.Contains(look.Result.Text, "echo hello")
	if kept := interrupted.PostTree != ""; !(whole && kept || none && !kept) {
		t.Errorf("tree %q was recorded, and then it has %q", interrupted.PostTree, look.Result.Text)
	}
}

// TestRestartAtABreakpoint asks nobody twice.
func TestRestartAtABreakpoint(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{files: policy("approve_plan: always\n")})
	w.waitBreakpoint(app.BreakpointPlan)
	for range 2 {
		w.restart()
	}
	w.down()
	w.comment(maintainer, "approve") // nobody listens
	w.up()
	w.waitPull()
	w.once()
	if n := len(w.marked("breakpoint")); n != 1 {
		t.Errorf("people were asked %d times", n)
	}
}

// TestRestartBetweenPushAndPullRequest opens one, for the commit that was
// pushed.
func TestRestartBetweenPushAndPullRequest(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.check(w.hub.Faults().Add(fault.Rule{Kind: fault.Status, Method: "POST", Path: "/pulls$", Status: 503}))
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.wait("the branch is pushed", func() bool {
		g := w.goal()
		if g == nil || g.Contract == nil {
			return false
		}
		_, answer, _ := w.as(maintainer).Repositories.GetBranch(w.ctx, w.owner, repository, g.Contract.Branch, 0)
		return answer != nil && answer.StatusCode == 200
	})
	w.down()
	w.hub.Faults().Clear()
	w.up()
	w.waitPull()
	w.once()
}

// TestLostAnswerOfThePullRequest: it was opened, nobody heard, and the server
// was restarted before it could look.
func TestLostAnswerOfThePullRequest(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.check(w.hub.Faults().Add(fault.Rule{Kind: fault.DropReply, Method: "POST", Path: "/pulls$", Times: 1}))
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.wait("the pull request is there", func() bool { return len(w.pulls()) == 1 })
	w.restart()
	w.waitPull()
	w.once()
}

// TestRestartWhileVerifying runs what is left of the checks: five runs of the
// one that was red on the base, three of the other.
func TestRestartWhileVerifying(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{body: withCheck("test -e /nowhere || sh check.sh && sleep 1.98")})
	w.wait("the candidate is verified", func() bool {
		g := w.goal()
		return g != nil && g.State == app.StateVerifying && running("sleep 1.98")
	})
	w.restart()
	w.waitPull()
	w.once()
	arms := slices.DeleteFunc(w.goal().Evidence, func(e app.Evidence) bool { return e.Arm != app.ArmCandidate })
	if len(arms) != 8 {
		t.Errorf("%d pieces of evidence on the candidate, want 8", len(arms))
	}
}

// patient is the usual goal by a model that repeats a call that a restart
// interrupted.
const patient = stepPlan + `
- name: write
  branches:
  - {when: {tool: submit_plan, status: interrupted}, goto: plan}
  calls:
  - tool: write_file
    args: {path: greet.sh, content: "echo 'hello, world'\n"}
- name: finish
  branches:
  - {when: {tool: write_file, status: interrupted}, goto: write}
  calls:
  - tool: finish
    args: {summary: Greet the world}
- name: again
  branches:
  - goto: finish
`

// TestRestartAgainAndAgain ends the server at every step of a goal, not always
// at the same one: what is interrupted each time that it is tried never ends.
func TestRestartAgainAndAgain(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: patient, files: policy("approve_plan: always\n")})
	approved := false
	for n, next := int64(0), int64(4); ; n++ {
		w.wait("another event", func() bool {
			g := w.goal()
			if g == nil {
				return false
			}
			if g.Hold.Breakpoint != nil && !approved && len(w.marked("breakpoint")) > 0 {
				approved = true
				w.comment(maintainer, "approve")
			}
			return g.Seq >= next || g.State == app.StateInReview
		})
		g := w.goal()
		if g.State == app.StateInReview {
			break
		}
		next = g.Seq + 3 + n%4
		w.restart()
	}
	w.once()
}

// TestRestartBesidePlanning: a check of the issue runs on the base while the
// model is asked for a plan. A restart loses the run; it runs again, and the
// baseline takes what ran beside planning as it is.
func TestRestartBesidePlanning(t *testing.T) {
	t.Parallel()
	w := start(t, setup{files: map[string]string{"hold.sh": "sleep 1.4791\nsh greet.sh | grep hello\n"}})
	asked, work := w.model.hold(1), w.model.hold(3)
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.wait("the check runs on the base", func() bool { return running("sleep 1.4791") })
	w.waitFor("the model is asked for a plan", asked.reached)
	w.restart()
	w.waitFor("work begins", work.reached)
	ran := map[string]int{}
	for _, e := range w.goal().Evidence {
		switch {
		case e.Arm != app.ArmBaseline || e.Round != 0:
		case e.Reused:
			ran["taken as it is"]++
		case e.More: // before the baseline began
			ran[e.Check.Criterion]++
		default:
			t.Errorf("%s ran for the baseline: %+v", e.Check.Criterion, e)
		}
	}
	if !maps.Equal(ran, map[string]int{"C1": 1, "C2": 1, "taken as it is": 2}) {
		t.Errorf("on the base ran %v", ran)
	}
}
