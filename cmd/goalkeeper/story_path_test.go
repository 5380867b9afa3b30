package main

import (
	"io"
	"net/http"
	"regexp"
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
	w.logsOpen(body, "hello, world")
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

// logsOpen follows each link to a log and finds what a check printed.
func (w *world) logsOpen(body, want string) {
	w.Helper()
	links := regexp.MustCompile(regexp.QuoteMeta(w.cfg.PublicURL)+`/logs/[^)\s]+`).FindAllString(body, -1)
	if len(links) == 0 {
		w.Fatalf("no link to a log in\n%s", body)
	}
	var all strings.Builder
	for _, link := range links {
		resp, err := http.Get(link)
		w.check(err)
		_, err = io.Copy(&all, resp.Body)
		w.check(err)
		w.check(resp.Body.Close())
		if resp.StatusCode != http.StatusOK {
			w.Errorf("GET %s: %s", link, resp.Status)
		}
	}
	if !strings.Contains(all.String(), want) {
		w.Errorf("no log says %q:\n%s", want, all.String())
	}
}
