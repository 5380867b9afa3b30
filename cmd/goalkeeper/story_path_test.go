package main

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestLabelBecomesPullRequest is the whole path without a word from anybody.
func TestLabelBecomesPullRequest(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{})
	g := w.waitPull()
	w.settled()
	pulls := w.pulls()
	if len(pulls) != 1 || pulls[0].GetNumber() != g.Pull.Number || pulls[0].GetDraft() || pulls[0].GetState() != "open" {
		t.Fatalf("pull requests: %+v", pulls)
	}
	body := pulls[0].GetBody()
	for _, want := range []string{"Closes #1.", "2 of 2 criteria proven", "red, exit 1", g.Hash} {
		if !strings.Contains(body, want) {
			t.Errorf("the pull request's body lacks %q:\n%s", want, body)
		}
	}
	if got := w.file(g.Pull.Head, "greet.sh"); got != "echo 'hello, world'\n" {
		t.Errorf("the branch has %q", got)
	}
	if !strings.Contains(w.goalComment(), "In review: #2") {
		t.Errorf("the goal comment says:\n%s", w.goalComment())
	}
	if n := len(happened[app.CheckpointMade](w)); n != len(w.marked("phase")) {
		t.Errorf("%d checkpoints, %d comments about them", n, len(w.marked("phase")))
	}
}
