package main

import (
	"strings"
	"testing"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

const (
	stepNotes = `
- calls:
  - {tool: write_file, args: {path: NOTES.md, content: "We greet the world.\n"}}
- calls:
  - {tool: finish_phase, args: {summary: Note whom we greet}}
`
	stepMoon = `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, moon'\n"}}
- calls:
  - {tool: finish, args: {summary: Greet the moon}}
`
)

// pull is the only pull request.
func (w *world) pull() *gh.PullRequest {
	w.Helper()
	all := w.pulls()
	if len(all) != 1 {
		w.Fatalf("%d pull requests", len(all))
	}
	return all[0]
}

// unproven holds that the draft shows the newest checkpoint and claims nothing.
func (w *world) unproven(checkpoints int) {
	w.Helper()
	w.wait("the draft to show the newest checkpoint", func() bool {
		g := w.goal()
		all := w.pulls()
		return len(g.Checkpoints) == checkpoints && g.Early && g.Publishing == nil && len(all) == 1 &&
			all[0].GetHead().GetSHA() == string(g.LastCheckpoint().Commit) && strings.Contains(all[0].GetBody(), g.LastCheckpoint().Summary)
	})
	p := w.pull()
	if body := p.GetBody(); !p.GetDraft() || !strings.Contains(body, "Nothing is proven of it yet") || strings.Contains(body, "## Evidence") ||
		strings.Contains(body, "criteria proven") || !strings.Contains(body, "**C1**") {
		w.Errorf("draft %v:\n%s", p.GetDraft(), body)
	}
	runs, _, err := w.as(maintainer).Checks.ListCheckRunsForRef(w.ctx, w.owner, repository, p.GetHead().GetSHA(), nil)
	w.check(err)
	for _, run := range runs.CheckRuns {
		if run.GetConclusion() == "success" || strings.Contains(run.GetOutput().GetSummary(), "proven.") || run.GetOutput().GetText() != "" {
			w.Errorf("the check run says %s: %+v", run.GetConclusion(), run.GetOutput())
		}
	}
}

// TestDraftFromTheFirstCheckpoint is kept at the newest one, claims nothing, and
// is ready when all is proven.
func TestDraftFromTheFirstCheckpoint(t *testing.T) {
	t.Parallel()
	w := start(t, setup{files: policy("open_pr: first_checkpoint\n"), script: stepPlan + stepNotes + stepMoon + stepWrite + again(stepFinish)})
	fourth, sixth := w.model.hold(4), w.model.hold(6)
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.waitFor("the second phase", fourth.reached)
	w.unproven(1)
	if text := w.marked("pull_request"); len(text) != 1 || !strings.Contains(text[0], "A draft is open") {
		t.Errorf("people are told %q", text)
	}
	close(fourth.release)
	w.waitFor("the correction", sixth.reached)
	w.unproven(2)
	w.restart()
	close(sixth.release)
	g := w.waitState(app.StateInReview)
	w.wait("the ready pull request", func() bool {
		p := w.pull()
		return !p.GetDraft() && strings.Contains(p.GetBody(), "## Evidence") && !strings.Contains(p.GetBody(), "Nothing is proven") && len(w.marked("pull_request")) == 2
	})
	if p := w.pull(); g.Early || g.Pull.Draft || p.GetHead().GetSHA() != string(g.LastCheckpoint().Commit) || g.Round != 2 {
		t.Errorf("round %d, pull %+v at %s", g.Round, g.Pull, p.GetHead().GetSHA())
	}
	if text := w.marked("pull_request")[1]; !strings.Contains(text, "ready for review: 2 of 2 criteria proven") {
		t.Errorf("people are told %q", text)
	}
}

// TestDraftOfNothingThatNeedsAPerson: what a gate asks about stays at home until
// somebody permits it.
func TestDraftOfNothingThatNeedsAPerson(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("open_pr: first_checkpoint\n"),
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: deploy/greeter.yaml, content: "replicas: 1\n"}}
` + stepNotes + stepWrite + stepFinish,
	})
	w.waitBreakpoint(app.BreakpointGate)
	w.settled()
	if g := w.goal(); len(g.Checkpoints) != 1 || g.Checkpoints[0].Show || len(w.pulls()) != 0 {
		t.Errorf("checkpoints %+v, %d pull requests", g.Checkpoints, len(w.pulls()))
	}
	w.comment(maintainer, "approve")
	w.waitPull()
}

// TestDraftWaitsForApproval where the policy wants a person before the push.
func TestDraftWaitsForApproval(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{files: policy("open_pr: first_checkpoint\nbefore_push: approval\n"), script: stepPlan + stepNotes + stepWrite + stepFinish})
	w.waitBreakpoint(app.BreakpointPolicy)
	if len(w.pulls()) != 0 || w.goal().Publishing != nil {
		t.Error("something was pushed before anybody approved")
	}
	w.comment(maintainer, "approve")
	if g := w.waitPull(); g.Pull.Draft {
		t.Error("the proven pull request is a draft")
	}
}
