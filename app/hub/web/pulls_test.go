package web_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// propose pushes a branch and opens a pull request from it, number 1, by ada.
func (w *world) propose(draft bool, body string, files map[string]string) {
	w.Helper()
	w.push("topic", files)
	w.call("ada", http.MethodPost, "/repos/ada/billing/pulls", map[string]any{
		"title": "Change the app", "head": "topic", "base": "main", "body": body, "draft": draft,
	})
}

// bare is the bare repository of ada/billing.
func (w *world) bare() string {
	w.Helper()
	found, err := filepath.Glob(filepath.Join(w.dir, "git", "*.git"))
	w.check(err)
	if len(found) != 1 {
		w.Fatalf("bare repositories %v", found)
	}
	return found[0]
}

func TestPullStory(t *testing.T) {
	w := start(t, nil)
	w.propose(true, "Closes nothing.", map[string]string{"app.go": "package app\n\n// A is better.\nfunc A() {}\n", "new.txt": "one\n"})
	wes := w.browse("wes")
	wes.get("/ada/billing/pulls")
	wes.want(http.StatusOK, "1 open", "Change the app", "draft")
	wes.get("/ada/billing/issues/1")
	if wes.at.Path != "/ada/billing/pull/1" {
		t.Errorf("a pull request's issue is at %s", wes.at)
	}
	wes.want(http.StatusOK, "Draft", "it cannot be merged yet", "wants to merge 1 commit into", "<p>Closes nothing.</p>")
	wes.post("/ada/billing/pull/1/draft", "draft", "false")
	wes.want(http.StatusOK, "Merge pull request", "marked this as ready for review")
	w.next("pull_request", "ready_for_review")

	wes.get("/ada/billing/pull/1/files")
	wes.want(http.StatusOK, "2 files", "// A is better.", "row-removed", "new.txt", "Submit review")
	wes.get("/ada/billing/pull/1/files?path=app.go&line=3&side=RIGHT")
	wes.want(http.StatusOK, "Comment on line 3", `id="write"`)
	wes.post("/ada/billing/pull/1/comments", "from", "files", "path", "app.go", "line", "3", "side", "RIGHT", "body", "Better than *what*?")
	wes.want(http.StatusOK, "Better than <em>what</em>?")
	if wes.at.Path != "/ada/billing/pull/1/files" || !strings.HasPrefix(wes.at.Fragment, "discussion_r") {
		t.Errorf("commented at %s", wes.at)
	}
	if said := w.next("pull_request_review_comment", "created"); said.Comment.Body != "Better than *what*?" || said.Comment.Path != "app.go" {
		t.Errorf("line comment %+v", said)
	}
	first := strings.TrimPrefix(wes.at.Fragment, "discussion_r")
	ada := w.browse("ada")
	ada.get("/ada/billing/pull/1")
	ada.want(http.StatusOK, `id="discussion_r`+first, "reviewed")
	ada.post("/ada/billing/pull/1/comments", "reply", first, "body", "Than before.")
	ada.want(http.StatusOK, "Than before.")
	ada.post("/ada/billing/reactions", "subject", "review-comment:"+first, "content", "heart")
	ada.want(http.StatusOK, "❤️ 1")
	reply := strings.TrimPrefix(regexp.MustCompile(`discussion_r\d+`).FindAllString(ada.page, -1)[2], "discussion_r")
	ada.post("/ada/billing/review-comments/"+reply, "body", "Than it was.", "do", "save")
	ada.want(http.StatusOK, "Than it was.")
	ada.get("/ada/billing/pull/1/files")
	ada.lacks("Request changes") // her own

	wes.post("/ada/billing/pull/1/reviews", "event", "REQUEST_CHANGES", "body", "Say what is better.")
	wes.want(http.StatusOK, "requested changes", "Say what is better.")
	said := w.next("pull_request_review", "submitted")
	for said.Review.State == "commented" { // the comments on lines
		said = w.next("pull_request_review", "submitted")
	}
	if said.Review.State != "changes_requested" || said.Review.Body != "Say what is better." || said.Sender.Login != "wes" {
		t.Errorf("review %+v", said)
	}
	wes.post("/ada/billing/pull/1/reviews", "event", "APPROVE", "body", "")
	wes.want(http.StatusOK, "approved", `verdict-APPROVED`)

	wes.get("/ada/billing/pull/1/commits")
	wes.want(http.StatusOK, "change things")
	wes.get("/ada/billing/pull/1")
	sha := regexp.MustCompile(`name="sha" value="([0-9a-f]{40})"`).FindStringSubmatch(wes.page)[1]
	wes.post("/ada/billing/pull/1/merge", "method", "squash", "sha", sha)
	wes.want(http.StatusOK, "Merged", "merged commit")
	w.next("pull_request", "closed")
	if app := w.git(w.bare(), "show", "main:app.go"); !strings.Contains(app, "A is better.") {
		t.Errorf("main has %q", app)
	}
	if subject := w.git(w.bare(), "log", "-1", "--format=%s", "main"); subject != "Change the app (#1)" {
		t.Errorf("main's last commit is %q", subject)
	}
}

func TestPullAsText(t *testing.T) {
	w := start(t, nil)
	w.propose(false, "", map[string]string{"new.txt": "one\n"})
	b := w.browse("")
	for path, text := range map[string]string{"/ada/billing/pull/1.diff": "+one", "/ada/billing/pull/1.patch": "Subject: [PATCH] change things"} {
		b.get(path)
		b.want(http.StatusOK, text)
	}
}

func TestMergeOfAMovedHeadIsRefused(t *testing.T) {
	w := start(t, nil)
	w.propose(false, "", map[string]string{"new.txt": "one\n"})
	wes := w.browse("wes")
	wes.get("/ada/billing/pull/1")
	wes.post("/ada/billing/pull/1/merge", "method", "merge", "sha", strings.Repeat("0", 40))
	wes.want(http.StatusConflict, "Head branch was modified")
}

func TestChecksAreShown(t *testing.T) {
	w := start(t, nil)
	w.propose(false, "", map[string]string{"new.txt": "one\n"})
	head := w.git(w.bare(), "rev-parse", "topic")
	made := w.callAsApp("/repos/ada/billing/check-runs", map[string]any{
		"name": "goalkeeper", "head_sha": head, "status": "completed", "conclusion": "failure",
		"output": map[string]any{"title": "4 of 5 criteria proven", "summary": "**C3** is red.", "annotations": []map[string]any{
			{"path": "new.txt", "start_line": 1, "end_line": 1, "annotation_level": "warning", "message": "odd <b>word</b>"},
		}},
	})
	b := w.browse("")
	b.get("/ada/billing/pull/1")
	b.want(http.StatusOK, "check-failure", "4 of 5 criteria proven", "<strong>C3</strong> is red.", "odd &lt;b&gt;word&lt;/b&gt;")
	at, err := url.Parse(made["html_url"].(string))
	if err != nil {
		t.Fatal(err)
	}
	b.get(at.Path)
	b.want(http.StatusOK, "goalkeeper: 4 of 5 criteria proven", "<strong>C3</strong> is red.", "odd &lt;b&gt;word&lt;/b&gt;", head[:10])
	b.get(at.Path + "0")
	b.want(http.StatusNotFound)
}
