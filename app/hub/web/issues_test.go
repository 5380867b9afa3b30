package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

func TestIssueStory(t *testing.T) {
	w := start(t, nil)
	wes := w.browse("wes")
	wes.get("/ada/billing/issues/new")
	wes.want(http.StatusOK, "Open issue")
	wes.post("/ada/billing/issues", "title", "Move the export", "body", "It is *slow*.\r\n- [ ] one\r\n- [x] two")
	wes.want(http.StatusOK, "Move the export", "<em>slow</em>", `type="checkbox"`, "#1")
	if wes.at.Path != "/ada/billing/issues/1" {
		t.Errorf("opened at %s", wes.at)
	}
	if opened := w.next("issues", "opened"); opened.Sender.Login != "wes" || opened.Issue.Body != "It is *slow*.\n- [ ] one\n- [x] two" {
		t.Errorf("opened %+v", opened)
	}

	wes.post("/ada/billing/issues/1/labels", "add", "goal")
	wes.want(http.StatusOK, "goal", "added")
	if labeled := w.next("issues", "labeled"); labeled.Sender.Login != "wes" || labeled.Label.Name != "goal" {
		t.Errorf("labeled %+v", labeled)
	}
	wes.post("/ada/billing/issues/1/comments", "body", "approve", "do", "comment")
	wes.want(http.StatusOK, "<p>approve</p>", `id="issuecomment-`)
	if said := w.next("issue_comment", "created"); said.Comment.Body != "approve" || said.Sender.Login != "wes" {
		t.Errorf("commented %+v", said)
	}
	if !strings.HasPrefix(wes.at.Fragment, "issuecomment-") {
		t.Errorf("commented at %s", wes.at)
	}
	id := strings.TrimPrefix(wes.at.Fragment, "issuecomment-")
	wes.post("/ada/billing/comments/"+id, "body", "approve **now**", "do", "save")
	wes.want(http.StatusOK, "approve <strong>now</strong>")
	if edited := w.next("issue_comment", "edited"); edited.Comment.Body != "approve **now**" {
		t.Errorf("edited %+v", edited)
	}
	wes.post("/ada/billing/comments/"+id, "body", "Which?\r\n\r\n- [ ] one\r\n- [x] two", "do", "save")
	w.next("issue_comment", "edited")
	seen := regexp.MustCompile(`name="seen" value="(\w+)"`).FindStringSubmatch(wes.page)
	box := regexp.MustCompile(`name="box" value="(\d+)" aria-label="Tick"`).FindStringSubmatch(wes.page)
	if seen == nil || box == nil {
		t.Fatalf("there is no box to tick:\n%s", wes.page)
	}
	wes.post("/ada/billing/comments/"+id+"/ticks", "box", box[1], "seen", seen[1])
	wes.want(http.StatusOK, `aria-label="Untick">✓</button> one`)
	if ticked := w.next("issue_comment", "edited"); ticked.Comment.Body != "Which?\n\n- [x] one\n- [x] two" || ticked.Sender.Login != "wes" {
		t.Errorf("ticked %+v", ticked)
	}
	wes.post("/ada/billing/comments/"+id+"/ticks", "box", "11", "seen", "0123")
	wes.want(http.StatusUnprocessableEntity, "changed meanwhile")
	rea := w.browse("rea")
	rea.get("/ada/billing/issues/1")
	rea.want(http.StatusOK, `type="checkbox"`)
	rea.lacks("tick-box")
	wes.post("/ada/billing/comments/"+id, "body", "approve **now**", "do", "save")
	wes.post("/ada/billing/reactions", "subject", "comment:"+id, "content", "rocket")
	wes.want(http.StatusOK, `own-reaction" name="content" value="rocket" title="wes">🚀 1`)
	wes.post("/ada/billing/reactions", "subject", "comment:"+id, "content", "rocket")
	wes.lacks("own-reaction")
	wes.post("/ada/billing/reactions", "subject", "issue:1", "content", "eyes")
	wes.want(http.StatusOK, "👀 1")

	wes.post("/ada/billing/issues/1/edit", "title", "Move the whole export")
	wes.want(http.StatusOK, "Move the whole export", "changed the title")
	wes.post("/ada/billing/issues/1/edit", "body", "New text")
	wes.want(http.StatusOK, "<p>New text</p>")
	wes.post("/ada/billing/issues/1/labels", "remove", "goal")
	if gone := w.next("issues", "unlabeled"); gone.Label.Name != "goal" {
		t.Errorf("unlabeled %+v", gone)
	}
	wes.post("/ada/billing/issues/1/comments", "body", "done", "do", "close")
	wes.want(http.StatusOK, "<p>done</p>", "closed this", "Reopen")
	if closed := w.next("issues", "closed"); closed.Issue.State != "closed" {
		t.Errorf("closed %+v", closed)
	}
	wes.get("/ada/billing/issues")
	wes.want(http.StatusOK, "0 open", "1 closed")
	wes.get("/ada/billing/issues?state=closed")
	wes.want(http.StatusOK, "Move the whole export")
	wes.get("/ada/billing/issues/1")
	wes.post("/ada/billing/issues/1/state", "do", "reopen")
	w.next("issues", "reopened")
	wes.post("/ada/billing/comments/"+id, "do", "delete")
	wes.lacks("issuecomment-" + id)
}
