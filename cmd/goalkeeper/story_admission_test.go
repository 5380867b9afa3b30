package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
)

// TestLabelWithoutPermission: triage may label on GitHub, and starts nothing.
func TestLabelWithoutPermission(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.issue = w.open(stranger, issueTitle, issueBody)
	w.label(triager)
	w.wait("the refusal", func() bool { return len(w.marked("refusal")) == 1 })
	w.unlabel(triager)
	w.label(triager)
	w.settled()
	if n := len(w.goals()); n != 0 {
		t.Fatalf("%d goals", n)
	}
	if all := w.comments(); len(all) != 1 {
		t.Errorf("%d comments, want one", len(all))
	}
	text, _, _ := strings.Cut(w.marked("refusal")[0], "\n")
	if !strings.Contains(text, "triager lacks write permission") {
		t.Errorf("the refusal says %q", text)
	}
	w.unlabel(maintainer)
	w.label(maintainer)
	w.waitPull()
}

func TestIssueWithoutGoalIsADraftUntilEdited(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{body: "Please make it nicer.\n"})
	w.wait("the findings", func() bool { return strings.Contains(w.goalComment(), "Not a goal yet") })
	w.settled()
	g := w.goal()
	if g.State != app.StateDraft || len(g.Findings) == 0 || len(w.model.requests()) != 0 {
		t.Fatalf("state %s, %d findings, %d requests to the model", g.State, len(g.Findings), len(w.model.requests()))
	}
	for _, f := range g.Findings {
		if !strings.Contains(w.goalComment(), f.Code) {
			t.Errorf("the goal comment lacks finding %s:\n%s", f.Code, w.goalComment())
		}
	}
	w.edit(maintainer, issueBody)
	w.waitPull()
	if n := len(w.goals()); n != 1 {
		t.Errorf("%d goals, want one", n)
	}
}

func TestRetryReadsADraftAgain(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{files: map[string]string{".github/goalkeeper.yml": "approve_plan: sometimes\nbudgets: 3\n"}})
	w.wait("the fault", func() bool { return strings.Contains(w.goalComment(), "policy cannot be used") })
	w.clone(func(dir string, git func(...string)) {
		w.check(os.WriteFile(filepath.Join(dir, ".github/goalkeeper.yml"), []byte("approve_plan: never\n"), 0o644))
		git("commit", "-aqm", "Correct the policy")
		git("push", "-q")
	})
	w.comment(maintainer, "/goal retry")
	w.waitPull()
}

func TestOtherLabelsStartNothing(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer, "bug", "goals")
	w.delivered()
	w.settled()
	if all, comments := w.goals(), w.comments(); len(all)+len(comments) != 0 {
		t.Errorf("goals %+v, comments %+v", all, comments)
	}
}

// delivered waits until the server has all deliveries so far: they come in
// order.
func (w *world) delivered() {
	w.Helper()
	w.send(w.capture("issues", "labeled", func() { w.label(maintainer, "last") }))
}

func TestSecondLabelWhileAGoalRuns(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	first := w.model.hold(1)
	w.issue = w.open(maintainer, issueTitle, issueBody)
	again := w.capture("issues", "labeled", func() { w.label(maintainer) })
	if got := w.send(again); got != 202 {
		t.Fatalf("the label was answered %d", got)
	}
	w.waitFor("the first request", first.reached)
	w.label(writer, "bug")
	for _, id := range []string{"second", "third"} {
		if got := w.send(again.with("X-GitHub-Delivery", id)); got != 202 {
			t.Fatalf("another label was answered %d", got)
		}
	}
	w.wait("the inbox is empty", func() bool {
		due, err := w.st.NextDeliveries(w.ctx, 1)
		w.check(err)
		return len(due) == 0
	})
	close(first.release)
	w.waitPull()
	w.settled()
	if n := len(w.goals()); n != 1 {
		t.Errorf("%d goals, want one", n)
	}
}

// TestLabellingAgainAfterTheEnd starts a new goal that names the old one.
func TestLabellingAgainAfterTheEnd(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	first := w.model.hold(1)
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.waitFor("the first request", first.reached)
	w.unlabel(maintainer)
	old := w.waitState(app.StateStopped)
	w.label(writer)
	w.wait("a second goal", func() bool { return len(w.goals()) == 2 })
	g := w.waitPull()
	if g.Previous != old.ID || g.OpenedBy.Login != writer {
		t.Errorf("the new goal follows %s and was opened by %s", g.Previous, g.OpenedBy.Login)
	}
	w.wait("two goal comments", func() bool { return len(w.marked("goal")) == 2 })
}

func TestRepositoryThatCannotBeCloned(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.send(w.capture("issues", "labeled", func() { w.label(maintainer, "almost") }))
	w.settled() // the policy's label is known from here on
	there := w.kept()
	away := there + ".away"
	w.check(os.Rename(there, away))
	w.label(maintainer)
	w.wait("the goal comment says so", func() bool { return strings.Contains(w.goalComment(), "The repository could not be read") })
	w.secretless("the goal comment", w.goalComment())
	w.comment(maintainer, "/goal retry")
	w.wait("a second attempt", func() bool { return len(happened[app.ContractLinted](w)) == 2 })
	w.check(os.Rename(away, there))
	w.comment(maintainer, "/goal retry")
	w.waitPull()
}

// TestRepositoryWithoutCommits is the one that has nothing to clone yet.
func TestRepositoryWithoutCommits(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.clone(func(_ string, git func(...string)) {
		git("checkout", "-q", "--orphan", "keep")
		git("commit", "-qm", "Another branch")
		git("push", "-q", "origin", "keep")
	})
	w.emptyMain()
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.wait("the goal comment says so", func() bool { return strings.Contains(w.goalComment(), "The repository could not be read") })
	w.clone(func(_ string, git func(...string)) {
		git("push", "-q", "origin", "origin/keep:refs/heads/main")
	})
	w.comment(maintainer, "/goal retry")
	w.waitPull()
}

// kept is the directory in which the hub keeps the repository.
func (w *world) kept() string {
	w.Helper()
	all, err := filepath.Glob(filepath.Join(filepath.Dir(w.site.app.PrivateKeyFile), "git", "*.git"))
	w.check(err)
	if len(all) != 1 {
		w.Fatalf("the hub keeps %v", all)
	}
	return all[0]
}

// emptyMain takes the default branch out of the repository.
func (w *world) emptyMain() {
	w.Helper()
	out, err := exec.Command("git", "--git-dir", w.kept(), "update-ref", "-d", "refs/heads/main").CombinedOutput()
	if err != nil {
		w.Fatalf("%v: %s", err, out)
	}
}

// TestGitHubFailsForAWhile: a fault that passes costs nothing.
func TestGitHubFailsForAWhile(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	for _, r := range []fault.Rule{
		{Kind: fault.Status, Path: "/permission$", Status: 502, Times: 1},
		{Kind: fault.DropReply, Method: "POST", Path: "/issues/1/comments$", Times: 1},
		{Kind: fault.DropReply, Method: "POST", Path: "/pulls$", Times: 1},
	} {
		w.check(w.hub.Faults().Add(r))
	}
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.waitPull()
	w.settled()
	if n := len(w.pulls()); n != 1 {
		t.Errorf("%d pull requests", n)
	}
}

// TestFrozenPathIsToldAtOnce: what the policy freezes and the issue wants changed stands
// among the findings, before anything is spent.
func TestFrozenPathIsToldAtOnce(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: map[string]string{".github/goalkeeper.yml": "frozen:\n  - docs/**\n"},
		body:  "Goal: Make it nicer.\n\nEvidence:\n- `docs/greeting.md` describes the new greeting\n\nBudget: plenty\n",
	})
	w.says("the finding", []string{"### Not a goal yet", "| GS049 | warning | 4 | C1 demands touching \"docs/greeting.md\", which the policy freezes with"})
}
