package main

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/config"
)

func (w *world) rewrite(who string, comment int64, text string) {
	w.Helper()
	_, _, err := w.as(who).Issues.EditComment(w.ctx, w.owner, repository, comment, &gh.IssueComment{Body: &text})
	w.check(err)
}

func (w *world) erase(who string, comment int64) {
	w.Helper()
	_, err := w.as(who).Issues.DeleteComment(w.ctx, w.owner, repository, comment)
	w.check(err)
}

// TestWordsOfSeveralPeople: what two people say reaches the agent in order, an
// edit or a deletion before the delivery counts, and afterwards an edit is
// refused while a deletion is told.
func TestWordsOfSeveralPeople(t *testing.T) {
	t.Parallel()
	w := start(t, setup{script: stepPlan + `
- calls:
  - {tool: run, args: {command: "true"}}
` + stepWrite + stepFinish})
	second, third := w.model.hold(2), w.model.hold(3)
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.waitFor("the second request", second.reached)
	blue := w.comment(maintainer, "Make it blue.")
	red := w.comment(writer, "No, make it red.")
	later := w.comment(writer, "Use tabs.")
	gone := w.comment(writer, "Delete the README.")
	w.rewrite(writer, later, "Use spaces.")
	w.rewrite(maintainer, gone, "Delete everything.") // not its author
	w.erase(writer, gone)
	w.stored(7)
	close(second.release)
	w.waitFor("the third request", third.reached)
	body := messages(w.model.requests()[2])
	last := body[len(body)-1].Content
	if !strings.Contains(last, "Use spaces.") || strings.Contains(last, "tabs") || strings.Contains(last, "Delete") {
		t.Errorf("the agent reads:\n%s", last)
	}
	if at := strings.Index(last, "make it red"); at < 0 || strings.Index(last, "Make it blue.") > at {
		t.Errorf("the later of two contradicting instructions is not the last:\n%s", last)
	}
	w.rewrite(writer, red, "Make it green.")
	w.erase(maintainer, blue)
	w.stored(2)
	close(third.release)
	w.waitPull()
	w.settled()
	if w.model.told("Make it green.") || !w.model.told("was withdrawn by its author") {
		t.Error("a later edit was used, or a deletion was not told")
	}
	if got := w.reactions(red); !slices.Contains(got, "confused") || !slices.Contains(got, "rocket") {
		t.Errorf("reactions %v to what was edited after its delivery", got)
	}
	if text := w.goalComment(); !strings.Contains(text, "edited since, which changes nothing") || !strings.Contains(text, "No, make it red.") {
		t.Errorf("the goal comment does not say what became of the edit:\n%s", text)
	}
}

// TestWordsAtAnyTime: in planning, during a pause and in verification.
func TestWordsAtAnyTime(t *testing.T) {
	t.Parallel()
	w := start(t, setup{script: usual + `
- expect: {last_user_contains: in verification}
  calls:
  - {tool: write_file, args: {path: README.md, content: "# Greeter of the world\n"}}
  - {tool: finish, args: {summary: Correct the README}}
`})
	first, second := w.model.hold(1), w.model.hold(2)
	w.issue = w.open(maintainer, issueTitle, withCheck("sh check.sh && sleep 2"))
	w.label(maintainer)
	w.waitFor("the first request", first.reached)
	w.comment(maintainer, "Said in planning.")
	w.stored(1)
	close(first.release)
	w.waitFor("the second request", second.reached)
	w.comment(writer, "/goal pause")
	w.wait("the goal is paused", func() bool { return w.goal().Hold.Paused })
	w.comment(writer, "Said in a pause.")
	w.wait("it is stored", func() bool { return len(w.goal().Instructions) == 2 })
	close(second.release)
	w.comment(maintainer, "/goal resume")
	w.wait("the goal is verified", func() bool { return w.goal().State == app.StateVerifying })
	w.comment(maintainer, "Said in verification.")
	w.wait("all three were followed", func() bool {
		g := w.goal()
		return g.State == app.StateInReview && len(g.Instructions) == 3 && len(g.Waiting()) == 0
	})
	for _, text := range []string{"Said in planning.", "Said in a pause.", "Said in verification."} {
		if !w.model.told(text) {
			t.Errorf("the agent was not told: %s", text)
		}
	}
}

// TestFewWrites: a goal without incident creates little on GitHub.
func TestFewWrites(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var created, changed []string
	w := start(t, setup{dormant: true, tune: func(c *config.Config) { c.Progress = config.Default().Progress }})
	to, err := url.Parse(strings.TrimSuffix(w.cfg.GitHub.V3APIURL, "/api/v3"))
	w.check(err)
	pass := httputil.NewSingleHostReverseProxy(to)
	proxy := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		mu.Lock()
		switch {
		case strings.HasSuffix(r.URL.Path, "/access_tokens"), r.Method == http.MethodGet:
		case r.Method == http.MethodPost:
			created = append(created, r.URL.Path)
		default:
			changed = append(changed, r.Method+" "+r.URL.Path)
		}
		mu.Unlock()
		pass.ServeHTTP(rw, r)
	}))
	t.Cleanup(proxy.Close)
	w.cfg.GitHub.V3APIURL = proxy.URL + "/api/v3"
	w.up()
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	g := w.waitPull()
	w.settled()
	w.merge(maintainer, g.Pull.Number)
	w.waitState(app.StateDone)
	w.settled()
	mu.Lock()
	defer mu.Unlock()
	t.Logf("%d created, %d changed", len(created), len(changed))
	if len(created) > 25 || len(created) < 4 {
		t.Errorf("%d content-creating calls: %v", len(created), created)
	}
	if len(changed) > 25 {
		t.Errorf("%d edits: %v", len(changed), changed)
	}
}
