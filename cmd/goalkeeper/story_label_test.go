package main

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestOwnersPolicy: a repository without a policy is worked on by the rules of
// its owner's .github repository, the label among them.
func TestOwnersPolicy(t *testing.T) {
	t.Parallel()
	w := start(t, setup{owner: "acme", script: usual})
	w.check(w.hub.CreateRepository(w.ctx, "acme", ".github", fstest.MapFS{
		"goalkeeper.yml": {Data: []byte("label: Robot\nbudget: {actions: 17}\n")},
	}))
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer, "goal")
	w.label(maintainer, "robot")
	if g := w.waitPull(); g.Limits.Actions != 17 || g.Label != "robot" {
		t.Errorf("limits %+v, label %q", g.Limits, g.Label)
	}
	if text := w.goalComment(); !strings.Contains(text, "**Policy:** the owner's .github repository") {
		t.Errorf("people are not told where the rules stand:\n%s", text)
	}
	if n := len(w.goals()); n != 1 {
		t.Errorf("%d goals", n)
	}
}

// TestOwnersPolicyWithFaults starts nothing, and says in which file they are.
func TestOwnersPolicyWithFaults(t *testing.T) {
	t.Parallel()
	w := start(t, setup{owner: "acme", script: usual})
	w.check(w.hub.CreateRepository(w.ctx, "acme", ".github", fstest.MapFS{
		".github/goalkeeper.yml": {Data: []byte("aprove_plan: never\n")},
	}))
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.wait("the fault", func() bool {
		text := w.goalComment()
		return strings.Contains(text, "of the owner's .github repository") && strings.Contains(text, "approve_plan")
	})
}

// TestLabelOfThePolicy: the base's policy says which label starts goals, from
// the push on that says so, and taking another one off stops nothing.
func TestLabelOfThePolicy(t *testing.T) {
	t.Parallel()
	w := start(t, setup{files: policy("label: agent\n"), script: stepPlan + `
- calls:
  - {tool: ask, args: {question: "Shall it shout?"}}
` + stepWrite + stepFinish})
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer, "goal")
	w.label(maintainer, "agent")
	w.wait("the question", func() bool { return len(w.marked("breakpoint")) == 1 })
	w.unlabel(maintainer)
	w.settled()
	if g := w.goal(); g.State.Over() || g.Label != "agent" {
		t.Fatalf("%s after another label went, started by %q", g.State, g.Label)
	}
	w.comment(maintainer, "Go on.")
	w.waitPull()

	w.clone(func(dir string, git func(...string)) {
		git("rm", "-q", ".github/goalkeeper.yml")
		git("commit", "-qm", "Do without a policy")
		git("push", "-q", "origin", "main")
	})
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer, "agent")
	w.label(maintainer, "goal")
	w.wait("a second goal", func() bool { return len(w.goals()) == 2 })
	if g := w.goal(); g.Label != "goal" {
		t.Errorf("started by %q", g.Label)
	}
}
