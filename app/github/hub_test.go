package github_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/hub"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
)

// world is a hub with one repository, acme/billing, and the App's client.
type world struct {
	*testing.T
	*hub.Hub
	*github.Client
	inst int64
	repo app.Repo
	now  time.Time
}

func start(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, now: time.Now()}
	var err error
	w.Hub, err = hub.New(hub.Config{
		Addr: "127.0.0.1:0", DataDir: t.TempDir(), WebhookURL: "http://127.0.0.1:1/nobody-listens",
		Users: []hub.User{{Name: "ada", Permission: "admin"}, {Name: "mia", Permission: "maintain"}, {Name: "rea", Permission: "read"}},
	})
	w.ok(err)
	w.Start()
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		w.ok(w.Close(ctx))
	})
	w.ok(w.CreateRepository(t.Context(), "acme", "billing", fstest.MapFS{"README.md": {Data: []byte("billing\n")}}))
	key, err := os.ReadFile(w.App().PrivateKeyFile)
	w.ok(err)
	c := github.Config{Transport: transport, Logger: slog.New(slog.DiscardHandler), Now: func() time.Time { return w.now }}
	c.GitHub.V3APIURL = w.APIURL()
	c.GitHub.App.IntegrationID = w.App().ID
	c.GitHub.App.PrivateKey = string(key)
	w.Client, err = github.New(c)
	w.ok(err)
	w.find()
	return w
}

// find asks the App what it may see.
func (w *world) find() {
	w.Helper()
	all, err := w.Installations(w.Context())
	w.ok(err)
	for _, i := range all {
		if i.Account.Login == "acme" {
			w.inst = i.ID
		}
	}
	repos, err := w.Repositories(w.Context(), w.inst)
	w.ok(err)
	if len(repos) != 1 || repos[0].String() != "acme/billing" || repos[0].CloneURL == "" || repos[0].DefaultBranch != "main" {
		w.Fatalf("repositories %+v", repos)
	}
	w.repo = repos[0]
}

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// as makes a person's request below the repository and reads the answer.
func (w *world) as(user, method, path string, body any) map[string]any {
	w.Helper()
	text, err := json.Marshal(body)
	w.ok(err)
	r, err := http.NewRequestWithContext(w.Context(), method, w.APIURL()+"/repos/acme/billing"+path, bytes.NewReader(text))
	w.ok(err)
	for _, u := range w.Users() {
		if u.Name == user {
			r.Header.Set("Authorization", "Bearer "+u.Token)
		}
	}
	r.Close = true
	answer, err := http.DefaultClient.Do(r)
	w.ok(err)
	defer answer.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(answer.Body).Decode(&out); answer.StatusCode >= 400 {
		w.Fatalf("%s %s: %s %v %v", method, path, answer.Status, out, err)
	}
	return out
}

func (w *world) issue() int {
	w.Helper()
	return int(w.as("ada", "POST", "/issues", map[string]any{"title": "Move the export", "body": "to the queue"})["number"].(float64))
}

// branch makes a branch with one commit on main.
func (w *world) branch(name string) app.Commit {
	w.Helper()
	base, err := w.BranchCommit(w.Context(), w.inst, w.repo, "main")
	w.ok(err)
	tree := w.as("ada", "GET", "/git/commits/"+string(base), nil)["tree"].(map[string]any)["sha"]
	made := w.as("ada", "POST", "/git/commits", map[string]any{"message": name, "tree": tree, "parents": []any{base}})["sha"].(string)
	w.as("ada", "POST", "/git/refs", map[string]any{"ref": "refs/heads/" + name, "sha": made})
	return app.Commit(made)
}

func TestHubTalk(t *testing.T) {
	w := start(t)
	ctx := t.Context()
	number := w.issue()
	mark := app.Mark("01ARZ3NDEKTSV4RRFFQ69G5FAV", "plan", 1)

	issue, err := w.Issue(ctx, w.inst, w.repo, number)
	if err != nil || issue.Title != "Move the export" || issue.Body != "to the queue" || issue.State != "open" || issue.Author.Login != "ada" || issue.IsPull {
		t.Errorf("issue %+v, %v", issue, err)
	}
	w.as("rea", "POST", fmt.Sprintf("/issues/%d/comments", number), map[string]any{"body": "copied\n" + mark})
	if _, found, err := w.FindComment(ctx, w.inst, w.repo, number, mark); found || err != nil {
		t.Errorf("a person's comment is taken for ours: %v", err)
	}
	made, err := w.CreateComment(ctx, w.inst, w.repo, number, "hello\n"+mark)
	w.ok(err)
	w.ok(w.EditComment(ctx, w.inst, w.repo, made.ID, "hello again\n"+mark))
	got, found, err := w.FindComment(ctx, w.inst, w.repo, number, mark)
	bot, botErr := w.Bot(ctx)
	if err != nil || botErr != nil || !found || got.ID != made.ID || got.Author.ID != bot.ID || bot.Type != "Bot" {
		t.Errorf("found %+v, %v; bot %+v, %v", got, err, bot, botErr)
	}
	read, err := w.Comment(ctx, w.inst, w.repo, made.ID)
	if err != nil || !strings.HasPrefix(read.Body, "hello again") || read.URL == "" || read.CreatedAt.IsZero() {
		t.Errorf("comment %+v, %v", read, err)
	}
	all, err := w.IssueComments(ctx, w.inst, w.repo, number, time.Time{})
	if err != nil || len(all) != 2 {
		t.Errorf("%d comments, %v", len(all), err)
	}
	one, err := w.AddReaction(ctx, w.inst, w.repo, app.PostReaction{Number: number, Content: "eyes"})
	two, err2 := w.AddReaction(ctx, w.inst, w.repo, app.PostReaction{Number: number, Content: "eyes"})
	if err != nil || err2 != nil || one == 0 || one != two {
		t.Errorf("reactions %d, %d, %v, %v", one, two, err, err2)
	}
	_, err = w.AddReaction(ctx, w.inst, w.repo, app.PostReaction{Number: number, Comment: made.ID, Content: "rocket"})
	w.ok(err)
	if _, err := w.CreateComment(ctx, w.inst, w.repo, 99, "x"); github.CodeOf(err) != github.CodeNotFound {
		t.Errorf("comment on nothing: %v", err)
	}
	if _, err := w.CreateComment(ctx, w.inst, w.repo, number, ""); github.CodeOf(err) != github.CodeInvalid {
		t.Errorf("empty comment: %v", err)
	}
}

func TestHubPeopleAndLabels(t *testing.T) {
	w := start(t)
	ctx := t.Context()
	for login, want := range map[string]app.Permission{
		"ada": app.PermissionAdmin, "mia": app.PermissionWrite, "rea": app.PermissionRead, "nobody": app.PermissionNone, "goalkeeper[bot]": app.PermissionNone,
	} {
		if got, err := w.Permission(ctx, w.inst, w.repo, login); err != nil || got != want {
			t.Errorf("%s may %q, %v; want %q", login, got, err, want)
		}
	}
	if text, err := w.File(ctx, w.inst, w.repo, "README.md"); err != nil || string(text) != "billing\n" {
		t.Errorf("file %q, %v", text, err)
	}
	if _, err := w.File(ctx, w.inst, w.repo, ".github/goalkeeper.yml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := w.RepoNamed(ctx, w.inst, "acme", ".github"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a repository that is not there: %v", err)
	}
	number := w.issue()
	w.issue()
	w.as("ada", "PATCH", fmt.Sprintf("/issues/%d", number), map[string]any{"labels": []string{"goal"}})
	labelled, err := w.OpenIssuesWithLabel(ctx, w.inst, w.repo, "goal")
	if err != nil || len(labelled) != 1 || labelled[0].Number != number {
		t.Errorf("labelled %+v, %v", labelled, err)
	}
	if l, err := w.Labelled(ctx, w.inst, w.repo, number, "goal"); err != nil || !l.On || l.Set.IsZero() || !l.Removed.IsZero() {
		t.Errorf("label on: %+v, %v", l, err)
	}
	w.as("ada", "PATCH", fmt.Sprintf("/issues/%d", number), map[string]any{"labels": []string{}})
	if l, err := w.Labelled(ctx, w.inst, w.repo, number, "goal"); err != nil || l.On || l.Removed.IsZero() {
		t.Errorf("label off: %+v, %v", l, err)
	}
	mark := app.Mark("01ARZ3NDEKTSV4RRFFQ69G5FAV", "follow_up", 1)
	opened, err := w.CreateIssue(ctx, w.inst, w.repo, app.PostIssue{Title: "Also", Body: "x\n" + mark})
	found, ok, findErr := w.FindIssue(ctx, w.inst, w.repo, mark)
	if err != nil || findErr != nil || !ok || found.Number != opened.Number {
		t.Errorf("opened %+v, %v; found %+v %v, %v", opened, err, found, ok, findErr)
	}
}

func TestHubPull(t *testing.T) {
	w := start(t)
	ctx := t.Context()
	mark := app.Mark("01ARZ3NDEKTSV4RRFFQ69G5FAV", "pull", 1)
	head := w.branch("goalkeeper/1-export")
	if got, err := w.BranchCommit(ctx, w.inst, w.repo, "goalkeeper/1-export"); err != nil || got != head {
		t.Errorf("branch stands on %s, %v", got, err)
	}
	if got, err := w.BranchCommit(ctx, w.inst, w.repo, "goalkeeper/1"); err != nil || got != "" {
		t.Errorf("branch that is none stands on %q, %v", got, err)
	}
	post := app.PostPull{Title: "T", Body: "B\n" + mark, Mark: mark, Head: "goalkeeper/1-export", Base: "main", Draft: true}
	made, err := w.CreatePull(ctx, w.inst, w.repo, post)
	if err != nil || made.Number == 0 || made.Commit != head || !made.Draft || made.Base != "main" {
		t.Fatalf("made %+v, %v", made, err)
	}
	if _, err := w.CreatePull(ctx, w.inst, w.repo, post); github.CodeOf(err) != github.CodeInvalid {
		t.Errorf("second: %v", err)
	}
	found, ok, err := w.FindPull(ctx, w.inst, w.repo, post.Head, mark)
	if err != nil || !ok || found != made {
		t.Errorf("found %+v, %v", found, err)
	}
	w.ok(w.UpdatePull(ctx, w.inst, w.repo, made.Number, "new body"))
	d, err := w.Describe(ctx, w.inst, w.repo, made.Number)
	if err != nil || d.Body != "new body" || d.Title != "T" || !d.Draft {
		t.Errorf("described %+v, %v", d, err)
	}
	w.ok(w.SetDraft(ctx, w.inst, w.repo, d, false))
	if d, err = w.Describe(ctx, w.inst, w.repo, made.Number); err != nil || d.Draft {
		t.Errorf("described %+v, %v", d, err)
	}
	w.as("ada", "PATCH", fmt.Sprintf("/pulls/%d", made.Number), map[string]any{"draft": true})
	w.ok(w.SetDraft(ctx, w.inst, w.repo, d, false))
	if d, err = w.Describe(ctx, w.inst, w.repo, made.Number); err != nil || !d.Draft {
		t.Errorf("the draft that ada wants is %+v, %v", d, err)
	}
	w.as("ada", "PATCH", fmt.Sprintf("/pulls/%d", made.Number), map[string]any{"draft": false})
	if _, merged, err := w.Merged(ctx, w.inst, w.repo, made.Number); err != nil || merged {
		t.Errorf("merged: %v, %v", merged, err)
	}
	w.as("ada", "PUT", fmt.Sprintf("/pulls/%d/merge", made.Number), map[string]any{})
	if _, merged, err := w.Merged(ctx, w.inst, w.repo, made.Number); err != nil || !merged {
		t.Errorf("merged: %v, %v", merged, err)
	}
	run := app.CheckRun{Head: head, ExternalID: "G/" + string(head), Status: "in_progress", Title: "t", Summary: "s"}
	first, err := w.PutCheckRun(ctx, w.inst, w.repo, run)
	w.ok(err)
	run.Status, run.Conclusion, run.Text = "completed", "success", "all of it"
	run.Annotations = []app.Annotation{{Path: "a.txt", Line: 1, Level: "notice", Title: "t", Message: "m"}}
	_, err = w.PutCheckRun(ctx, w.inst, w.repo, run)
	w.ok(err)
	run.Annotations = append(run.Annotations, app.Annotation{Path: "a.txt", Line: 2, Level: "warning", Title: "t", Message: "n"})
	second, err := w.PutCheckRun(ctx, w.inst, w.repo, run) // what stands there is not repeated
	shown := w.as("ada", "GET", fmt.Sprintf("/check-runs/%d", second), nil)
	if out, ok := shown["output"].(map[string]any); !ok || out["annotations_count"] != 2.0 {
		t.Errorf("shown %v", shown["output"])
	}
	if err != nil || first != second || first == 0 {
		t.Errorf("check runs %d and %d, %v", first, second, err)
	}
	run.Text = ""
	_, err = w.PutCheckRun(ctx, w.inst, w.repo, run)
	w.ok(err)
	if out := w.as("ada", "GET", fmt.Sprintf("/check-runs/%d", second), nil)["output"].(map[string]any); out["text"] != nil && out["text"] != "" {
		t.Errorf("what is not said any more is shown: %v", out)
	}
	for conclusion, title := range map[string]string{"success": "t", "action_required": "Followed by 0123456789"} {
		run.Conclusion = conclusion
		_, err = w.PutCheckRun(ctx, w.inst, w.repo, run)
		w.ok(err)
		w.ok(w.LeaveCheckRun(ctx, w.inst, w.repo, first, "0123456789abcdef"))
		shown = w.as("ada", "GET", fmt.Sprintf("/check-runs/%d", first), nil)
		if shown["output"].(map[string]any)["title"] != title {
			t.Errorf("a head left with %s shows %v: %v", conclusion, shown["conclusion"], shown["output"])
		}
		run.Title = "t"
	}
}

func TestHubTokens(t *testing.T) {
	w := start(t)
	ctx := t.Context()
	clone, err := w.CloneToken(ctx, w.inst, w.repo)
	w.ok(err)
	push, revoke, err := w.PushToken(ctx, w.inst, w.repo)
	w.ok(err)
	ref := map[string]any{"ref": "refs/heads/x", "sha": w.branch("y")}
	status := func(token github.Token) int {
		text, _ := json.Marshal(ref)
		r, err := http.NewRequestWithContext(ctx, "POST", w.APIURL()+"/repos/acme/billing/git/refs", bytes.NewReader(text))
		w.ok(err)
		r.Header.Set("Authorization", "token "+token.Reveal())
		r.Close = true
		answer, err := http.DefaultClient.Do(r)
		w.ok(err)
		answer.Body.Close()
		return answer.StatusCode
	}
	if got := status(clone); got != 403 {
		t.Errorf("the clone token writes: %d", got)
	}
	if got := status(push); got != 201 {
		t.Errorf("the push token does not write: %d", got)
	}
	w.ok(revoke(ctx))
	ref["ref"] = "refs/heads/z"
	if got := status(push); got != 401 {
		t.Errorf("the revoked token is taken: %d", got)
	}
}

// What was lost on its way to us is still with GitHub.
func TestHubFailedDeliveries(t *testing.T) {
	w := start(t)
	since := time.Now().Add(-time.Minute)
	number := w.issue()
	deadline := time.Now().Add(10 * time.Second)
	for time.Now().Before(deadline) {
		all, err := w.FailedDeliveries(t.Context(), since)
		w.ok(err)
		for _, d := range all {
			var p struct{ Issue struct{ Number int } }
			w.ok(json.Unmarshal(d.Body, &p))
			if d.Event == "issues" && d.GUID != "" && d.AppID == w.App().ID && p.Issue.Number == number {
				return
			}
		}
	}
	t.Error("the delivery does not show as failed")
}

func TestHubFaults(t *testing.T) {
	w := start(t)
	number := w.issue()
	_, err := w.Issue(t.Context(), w.inst, w.repo, number) // a token is there
	w.ok(err)
	for kind, want := range map[fault.Kind]github.Code{
		fault.Status: github.CodeUnknown, fault.DropReply: github.CodeUnknown, fault.DropRequest: github.CodeUnknown,
		fault.PrimaryLimit: github.CodeLimit, fault.SecondaryLimit: github.CodeLimit, fault.TooMany: github.CodeLimit,
	} {
		t.Run(string(kind), func(t *testing.T) {
			w.ok(w.Faults().Add(fault.Rule{Kind: kind, Method: "POST", Path: "/comments$", Times: 1, Seconds: 60}))
			if _, err := w.CreateComment(t.Context(), w.inst, w.repo, number, "x"); github.CodeOf(err) != want || err == nil {
				t.Errorf("code %q of %v, want %q", github.CodeOf(err), err, want)
			}
			w.now = w.now.Add(2 * time.Minute)
			if _, err := w.CreateComment(t.Context(), w.inst, w.repo, number, "x"); err != nil {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

func TestHubDoesNotKnowUs(t *testing.T) {
	w := start(t)
	key, err := os.ReadFile(w.App().PrivateKeyFile)
	w.ok(err)
	c := github.Config{Logger: slog.New(slog.DiscardHandler)}
	c.GitHub.V3APIURL, c.GitHub.App.IntegrationID, c.GitHub.App.PrivateKey = w.APIURL(), w.App().ID+1, string(key)
	stranger, err := github.New(c)
	w.ok(err)
	if _, err := stranger.Installations(t.Context()); github.CodeOf(err) != github.CodeUnauthorized {
		t.Errorf("an App the hub does not know: %v", err)
	}
}
