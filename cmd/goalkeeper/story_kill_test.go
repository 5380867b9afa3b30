package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// stubborn is a model that repeats what was interrupted.
const stubborn = stepPlan + `
- name: busy
  branches: [{when: {tool: submit_plan, status: interrupted}, goto: plan}]
  calls:
  - {tool: run, args: {command: "echo half > half; sleep 0.3; rm half"}}
- name: write
  branches: [{when: {tool: run, status: interrupted}, goto: busy}]
  calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world'\n"}}
- name: finish
  branches: [{when: {tool: write_file, status: interrupted}, goto: write}]
  calls:
  - {tool: finish, args: {summary: Greet the world}}
- name: end
  branches: [{when: {tool: finish, status: interrupted}, goto: finish}]
  say: What else?
`

// TestKillNine ends the server as a power cut does, three times at random
// moments of one goal.
func TestKillNine(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the leases of dead servers")
	}
	t.Parallel()
	o := startOutside(t, stubborn)
	o.up()
	o.issue = o.open(maintainer, issueTitle, issueBody)
	o.label(maintainer)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	chance := rand.New(rand.NewPCG(seed, 0))
	for range 3 {
		at := int64(1) + chance.Int64N(17)
		if g := o.goal(); g != nil {
			at += g.Seq
		}
		o.wait("the moment to die", func() bool {
			g := o.goal()
			return g != nil && (g.Seq >= at || g.State == app.StateInReview)
		})
		o.serve.kill()
		t.Logf("killed after event %d", o.goal().Seq)
		o.up()
	}
	o.waitPull()
	o.once()
	o.invariants()
	if left, err := filepath.Glob(filepath.Join(o.cfg.DataDir, "work", "*", "*", "tree")); err != nil || len(left) != 0 {
		t.Errorf("work trees are left: %v %v", left, err)
	}
	if code := o.serve.terminate(); code != exitFine {
		t.Errorf("a server that was told to end exits with %d:\n%s", code, o.serve)
	}
}

// TestKillNineInACommand finds the command and its half-done work afterwards,
// and takes both back.
func TestKillNineInACommand(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the lease of a dead server")
	}
	t.Parallel()
	o := startOutside(t, stepPlan+`
- calls:
  - {tool: run, args: {command: "echo half > half; echo 'echo broken' > greet.sh; sleep 98792"}}
- expect: {tool: run, status: interrupted}
  calls:
  - {tool: run, args: {command: "ls; cat greet.sh"}}
`+stepWrite+stepFinish)
	o.up()
	o.issue = o.open(maintainer, issueTitle, issueBody)
	o.label(maintainer)
	o.wait("the command runs", func() bool { return running("sleep 98792") })
	o.serve.kill()
	o.wait("the command and what brought it up have ended with their server", func() bool { return len(programs("sleep 98792")) == 0 })
	o.up()
	o.waitPull()
	o.once()
	look := happened[app.ToolFinished](o.world)[2].Result.Text
	if strings.Contains(look, "half") || !strings.Contains(look, "echo hello") {
		t.Errorf("the work tree is not what it was before the command: %q", look)
	}
}

// TestDeliveryIsAnsweredAfterItIsKept: whatever was acknowledged survives a
// power cut in the same moment.
func TestDeliveryIsAnsweredAfterItIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills programs")
	}
	t.Parallel()
	o := startOutside(t, patient)
	o.up()
	for n := range 3 {
		o.issue = o.open(maintainer, issueTitle, issueBody)
		if got := o.send(o.labelled()); got != 202 {
			t.Fatalf("the delivery was answered %d", got)
		}
		o.serve.kill()
		o.up()
		o.wait("the goal is open", func() bool { return len(o.goals()) == n+1 })
	}
}

// labelled is a delivery of the label, which the issue does not have: only the
// inbox can know of it.
func (w *world) labelled() delivery {
	w.Helper()
	repo, _, err := w.as(maintainer).Repositories.Get(w.ctx, w.owner, repository)
	w.check(err)
	issue, _, err := w.as(maintainer).Issues.Get(w.ctx, w.owner, repository, w.issue)
	w.check(err)
	installation, _, err := w.asApp().Apps.FindRepositoryInstallation(w.ctx, w.owner, repository)
	w.check(err)
	action, label := "labeled", "goal"
	body, err := json.Marshal(gh.IssuesEvent{
		Action: &action, Issue: issue, Label: &gh.Label{Name: &label}, Repo: repo, Sender: issue.GetUser(), Installation: installation,
	})
	w.check(err)
	return w.signed(delivery{header: http.Header{
		"Content-Type": {"application/json"}, "X-Github-Event": {"issues"}, "X-Github-Delivery": {fmt.Sprint("labelled-", w.issue)},
	}}, body)
}
