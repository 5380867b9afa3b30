package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// ciSays delivers a check run of a CI service, signed as GitHub signs.
func (w *world) ciSays(like delivery, id string, head app.Commit, pull int, conclusion string) {
	w.Helper()
	w.reports(like, "check_run", id, map[string]any{"action": "completed", "check_run": map[string]any{
		"id": 1, "name": "lint", "head_sha": head, "status": "completed", "conclusion": conclusion,
		"html_url": "https://ci.example.com/1", "app": map[string]any{"id": 4711},
		"output":        map[string]any{"title": "1 offence", "summary": "greet.sh:1: no exclamation mark", "text": nil},
		"pull_requests": []any{map[string]any{"number": pull}},
	}})
}

// reports delivers an event with the repository and the sender of another.
func (w *world) reports(like delivery, event, id string, fields map[string]any) {
	w.Helper()
	var body map[string]any
	w.check(json.Unmarshal(like.body, &body))
	delete(body, "issue")
	maps.Copy(body, fields)
	data, err := json.Marshal(body)
	w.check(err)
	if status := w.send(w.signed(like, data).with("X-GitHub-Event", event, "X-GitHub-Delivery", id)); status != 202 {
		w.Errorf("the report %s was answered %d, want 202", id, status)
	}
}

// TestFailingCIGoesToTheAgent: where the policy says so, what CI says of the
// head reaches the agent once, and its correction is proven and pushed; after
// three people are asked.
func TestFailingCIGoesToTheAgent(t *testing.T) {
	t.Parallel()
	correction := func(n int) string {
		return fmt.Sprintf(`
- expect: {last_user_contains: no exclamation mark}
  calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world%s'\n"}}
  - {tool: finish, args: {summary: Mend what CI says}}
`, strings.Repeat("!", n))
	}
	w := begin(t, setup{
		script: usual + correction(1) + correction(2) + correction(3),
		files:  map[string]string{".github/goalkeeper.yml": "ci: fix\n"},
	})
	first := w.waitPull()
	w.settled()
	like := w.capture("issues", "labeled", func() { w.label(maintainer, "seen") })

	w.ciSays(like, "good", first.Pull.Commit, first.Pull.Number, "success")
	w.ciSays(like, "other", "0123456789012345678901234567890123456789", first.Pull.Number, "failure")
	w.settled()
	if n := len(w.goal().Instructions); n != 0 {
		t.Fatalf("%d instructions from a success and from another commit", n)
	}
	g := first
	for n := range 3 {
		if n == 1 { // a commit status names no pull request
			_, _, err := w.as(maintainer).Repositories.CreateStatus(w.ctx, w.owner, repository, string(g.Pull.Commit),
				&gh.RepoStatus{State: gh.String("failure"), Context: gh.String("lint"), Description: gh.String("no exclamation mark")})
			w.check(err)
			w.wait("the status is heard", func() bool { return len(w.goal().Instructions) == n+1 })
		}
		w.ciSays(like, fmt.Sprintf("red-%d", n), g.Pull.Commit, g.Pull.Number, "failure")
		w.ciSays(like, fmt.Sprintf("red-%d-again", n), g.Pull.Commit, g.Pull.Number, "timed_out")
		g = w.reviewed(n + 2)
		if g.Pull.Commit == first.Pull.Commit || len(g.Instructions) != n+1 {
			t.Fatalf("after report %d the head is %s with %d instructions", n, g.Pull.Commit, len(g.Instructions))
		}
	}
	if got := w.file(g.Pull.Head, "greet.sh"); got != "echo 'hello, world!!!'\n" {
		t.Errorf("the branch has %q", got)
	}
	if body := w.pulls()[0].GetBody(); !strings.Contains(body, "lint") {
		t.Errorf("the pull request does not tell of CI:\n%s", body)
	}
	w.ciSays(like, "enough", g.Pull.Commit, g.Pull.Number, "failure")
	w.waitBreakpoint(app.BreakpointRepeat)
	if b := w.marked("breakpoint")[0]; !strings.Contains(b, "CI fails after 3 corrections") || !strings.Contains(b, "1 offence") {
		t.Errorf("people are asked:\n%s", b)
	}
}
