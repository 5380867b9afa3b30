package hub_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"
)

// propose pushes a branch with one file and opens a pull request from it.
func (w *world) propose(dir, branch, path, content, body string, by *github.Client) *github.PullRequest {
	w.Helper()
	w.mustGit(dir, "", "checkout", "-q", "-B", branch, "origin/main")
	w.commit(dir, path, content)
	w.mustGit(dir, w.mint(nil), "push", "-q", "origin", branch)
	pull, _, err := by.PullRequests.Create(w.Context(), "ada", "billing", &github.NewPullRequest{
		Title: github.String("Change " + path), Body: &body, Head: &branch, Base: github.String("main"),
	})
	w.check(err)
	return pull
}

func TestPullRequestStory(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, wes, bot := t.Context(), w.as("wes"), w.asInstallation(nil)
	_, _, err := w.as("rea").Issues.Create(ctx, "ada", "billing", &github.IssueRequest{Title: github.String("Move the export")})
	w.check(err)
	dir := w.clone("billing", "")
	w.mustGit(dir, "", "checkout", "-q", "-b", "goalkeeper/1")
	before := w.commit(dir, "export.go", "package export\n\nfunc A() {}\n")
	w.mustGit(dir, w.mint(nil), "push", "-q", "origin", "goalkeeper/1")

	pull, _, err := bot.PullRequests.Create(ctx, "ada", "billing", &github.NewPullRequest{
		Title: github.String("Move it"), Body: github.String("Closes #1"), Draft: github.Bool(true),
		Head: github.String("goalkeeper/1"), Base: github.String("main"),
	})
	w.check(err)
	if pull.GetNumber() != 2 || !pull.GetDraft() || pull.GetHead().GetSHA() != before || pull.GetCommits() != 1 ||
		pull.GetAdditions() != 3 || pull.GetUser().GetLogin() != "goalkeeper[bot]" || !pull.GetMergeable() {
		t.Errorf("opened %v", pull)
	}
	if want := w.URL() + "/ada/billing/pull/2"; pull.GetHTMLURL() != want {
		t.Errorf("html_url %q, want %q", pull.GetHTMLURL(), want)
	}
	opened, _ := next(w, func(e *github.PullRequestEvent) bool { return e.GetAction() == "opened" })
	if opened.GetNumber() != 2 || opened.GetPullRequest().GetBody() != "Closes #1" {
		t.Errorf("opened event %v", opened)
	}
	_, _, err = bot.PullRequests.Create(ctx, "ada", "billing", &github.NewPullRequest{
		Title: github.String("again"), Head: github.String("goalkeeper/1"), Base: github.String("main"),
	})
	if status(err) != 422 || !strings.Contains(err.Error(), "A pull request already exists for ada:goalkeeper/1.") {
		t.Errorf("second pull request: %v", err)
	}

	after := w.commit(dir, "export.go", "package export\n\nfunc B() {}\n")
	w.mustGit(dir, w.mint(nil), "push", "-q", "origin", "goalkeeper/1")
	moved, _ := next(w, func(e *github.PullRequestEvent) bool { return e.GetAction() == "synchronize" })
	if moved.GetBefore() != before || moved.GetAfter() != after || moved.GetPullRequest().GetHead().GetSHA() != after {
		t.Errorf("synchronize %s...%s", moved.GetBefore(), moved.GetAfter())
	}
	if fetched := w.mustGit(dir, "", "ls-remote", w.URL()+"/ada/billing", "refs/pull/2/head"); !strings.HasPrefix(fetched, after) {
		t.Errorf("refs/pull/2/head is %q", fetched)
	}

	request, err := bot.NewRequest(http.MethodPatch, "repos/ada/billing/pulls/2", map[string]any{"draft": false, "title": "Move the export"})
	w.check(err)
	_, err = bot.Do(ctx, request, nil)
	w.check(err)
	next(w, func(e *github.PullRequestEvent) bool { return e.GetAction() == "edited" })
	next(w, func(e *github.PullRequestEvent) bool { return e.GetAction() == "ready_for_review" })

	_, _, err = wes.Issues.CreateComment(ctx, "ada", "billing", 2, &github.IssueComment{Body: github.String("nice")})
	w.check(err)
	talk, _ := next(w, func(*github.IssueCommentEvent) bool { return true })
	if !talk.GetIssue().IsPullRequest() {
		t.Error("comment on a pull request does not say so")
	}

	list, _, err := bot.PullRequests.List(ctx, "ada", "billing", &github.PullRequestListOptions{Head: "ada:goalkeeper/1", Base: "main"})
	w.check(err)
	files, _, err := bot.PullRequests.ListFiles(ctx, "ada", "billing", 2, nil)
	w.check(err)
	commits, _, err := bot.PullRequests.ListCommits(ctx, "ada", "billing", 2, nil)
	w.check(err)
	if len(list) != 1 || len(files) != 1 || len(commits) != 2 || files[0].GetStatus() != "added" || !strings.HasPrefix(files[0].GetPatch(), "@@ -0,0 +1,3 @@\n+package export") {
		t.Errorf("%d pull requests, %d commits, files %v", len(list), len(commits), files)
	}

	result, _, err := wes.PullRequests.Merge(ctx, "ada", "billing", 2, "", &github.PullRequestOptions{SHA: after})
	w.check(err)
	closed, _ := next(w, func(e *github.PullRequestEvent) bool { return e.GetAction() == "closed" })
	if !closed.GetPullRequest().GetMerged() || closed.GetPullRequest().GetMergeCommitSHA() != result.GetSHA() ||
		closed.GetPullRequest().GetMergedBy().GetLogin() != "wes" || closed.GetSender().GetLogin() != "wes" {
		t.Errorf("closed event %v", closed.GetPullRequest())
	}
	done, _ := next(w, func(e *github.IssuesEvent) bool { return e.GetAction() == "closed" })
	if done.GetIssue().GetNumber() != 1 || done.GetSender().GetLogin() != "wes" {
		t.Errorf("closed issue %v", done)
	}
	push, _ := next(w, func(e *github.PushEvent) bool { return e.GetRef() == "refs/heads/main" })
	if push.GetAfter() != result.GetSHA() {
		t.Errorf("push of %s, want %s", push.GetAfter(), result.GetSHA())
	}
	merged, _, err := wes.PullRequests.IsMerged(ctx, "ada", "billing", 2)
	w.check(err)
	w.mustGit(dir, "", "fetch", "-q", "origin")
	if parents := strings.Fields(w.mustGit(dir, "", "log", "-1", "--format=%P", "origin/main")); !merged || len(parents) != 2 || parents[1] != after {
		t.Errorf("merged %v, parents %v", merged, parents)
	}
}

func TestMergeMethodsAndRefusals(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, wes := t.Context(), w.as("wes")
	dir := w.clone("billing", "")
	squash := w.propose(dir, "squash", "squash", "1\n", "", wes)
	rebase := w.propose(dir, "rebase", "rebase", "1\n", "", wes)
	clash := w.propose(dir, "clash", "squash", "2\n", "", wes)

	_, _, err := w.as("rea").PullRequests.Merge(ctx, "ada", "billing", squash.GetNumber(), "", nil)
	if status(err) != 403 {
		t.Errorf("merge by reader: %v, want 403", err)
	}
	_, _, err = wes.PullRequests.Merge(ctx, "ada", "billing", squash.GetNumber(), "", &github.PullRequestOptions{SHA: strings.Repeat("1", 40)})
	if status(err) != 409 {
		t.Errorf("merge of an old head: %v, want 409", err)
	}
	for method, pull := range map[string]*github.PullRequest{"squash": squash, "rebase": rebase} {
		_, _, err = wes.PullRequests.Merge(ctx, "ada", "billing", pull.GetNumber(), "", &github.PullRequestOptions{MergeMethod: method})
		w.check(err)
	}
	w.mustGit(dir, "", "fetch", "-q", "origin")
	if merges := w.mustGit(dir, "", "rev-list", "--merges", "origin/main"); merges != "" {
		t.Errorf("squash and rebase made merges %s", merges)
	}
	if names := w.mustGit(dir, "", "ls-tree", "--name-only", "origin/main"); names != "README.md\nrebase\nsquash" {
		t.Errorf("merged tree has %q", names)
	}
	_, _, err = wes.PullRequests.Merge(ctx, "ada", "billing", clash.GetNumber(), "", nil)
	if status(err) != 405 {
		t.Errorf("merge with conflict: %v, want 405", err)
	}
	stuck, _, err := wes.PullRequests.Get(ctx, "ada", "billing", clash.GetNumber())
	w.check(err)
	if stuck.GetMergeable() || stuck.GetMergeableState() != "dirty" {
		t.Errorf("mergeable %v, state %s", stuck.GetMergeable(), stuck.GetMergeableState())
	}
}

func TestReviewStory(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, wes, bot := t.Context(), w.as("wes"), w.asInstallation(nil)
	dir := w.clone("billing", "")
	pull := w.propose(dir, "change", "a.go", "package a\n\nvar A = 1\n", "", bot)
	number := pull.GetNumber()
	_, _, err := bot.PullRequests.RequestReviewers(ctx, "ada", "billing", number, github.ReviewersRequest{Reviewers: []string{"wes"}})
	w.check(err)

	review, _, err := wes.PullRequests.CreateReview(ctx, "ada", "billing", number, &github.PullRequestReviewRequest{
		Body: github.String("not yet"), Event: github.String("REQUEST_CHANGES"),
		Comments: []*github.DraftReviewComment{{Path: github.String("a.go"), Line: github.Int(3), Side: github.String("RIGHT"), Body: github.String("why 1?")}},
	})
	w.check(err)
	if review.GetState() != "CHANGES_REQUESTED" || review.GetCommitID() != pull.GetHead().GetSHA() {
		t.Errorf("review %v", review)
	}
	submitted, _ := next(w, func(e *github.PullRequestReviewEvent) bool { return e.GetAction() == "submitted" })
	if submitted.GetReview().GetState() != "changes_requested" || submitted.GetSender().GetLogin() != "wes" {
		t.Errorf("review event %v", submitted)
	}
	inline, _ := next(w, func(e *github.PullRequestReviewCommentEvent) bool { return e.GetAction() == "created" })
	comment := inline.GetComment()
	if comment.GetPath() != "a.go" || comment.GetLine() != 3 || comment.GetPosition() != 3 || comment.GetPullRequestReviewID() != review.GetID() ||
		comment.GetDiffHunk() != "@@ -0,0 +1,3 @@\n+package a\n+\n+var A = 1" {
		t.Errorf("inline comment %v", comment)
	}
	reply, _, err := bot.PullRequests.CreateCommentInReplyTo(ctx, "ada", "billing", number, "because", comment.GetID())
	w.check(err)
	if reply.GetInReplyTo() != comment.GetID() || reply.GetLine() != 3 {
		t.Errorf("reply %v", reply)
	}
	_, response, err := bot.Reactions.CreatePullRequestCommentReaction(ctx, "ada", "billing", comment.GetID(), "eyes")
	w.check(err)
	if response.StatusCode != 201 {
		t.Errorf("reaction answered %d", response.StatusCode)
	}
	comments, _, err := wes.PullRequests.ListComments(ctx, "ada", "billing", number, nil)
	w.check(err)
	inReview, _, err := wes.PullRequests.ListReviewComments(ctx, "ada", "billing", number, review.GetID(), nil)
	w.check(err)
	if len(comments) != 2 || len(inReview) != 1 {
		t.Errorf("%d comments, %d in the review", len(comments), len(inReview))
	}
	for _, test := range []struct {
		name    string
		by      *github.Client
		request *github.PullRequestReviewRequest
	}{
		{"approving one's own", bot, &github.PullRequestReviewRequest{Event: github.String("APPROVE")}},
		{"comment without text", wes, &github.PullRequestReviewRequest{Event: github.String("COMMENT")}},
		{"line outside the diff", wes, &github.PullRequestReviewRequest{Event: github.String("COMMENT"), Comments: []*github.DraftReviewComment{
			{Path: github.String("a.go"), Line: github.Int(9), Side: github.String("RIGHT"), Body: github.String("x")},
		}}},
		{"file outside the diff", wes, &github.PullRequestReviewRequest{Event: github.String("COMMENT"), Comments: []*github.DraftReviewComment{
			{Path: github.String("b.go"), Position: github.Int(1), Body: github.String("x")},
		}}},
	} {
		if _, _, err := test.by.PullRequests.CreateReview(ctx, "ada", "billing", number, test.request); status(err) != 422 {
			t.Errorf("%s: %v, want 422", test.name, err)
		}
	}
	pending, _, err := wes.PullRequests.CreateReview(ctx, "ada", "billing", number, &github.PullRequestReviewRequest{Body: github.String("fine now")})
	w.check(err)
	approved, _, err := wes.PullRequests.SubmitReview(ctx, "ada", "billing", number, pending.GetID(), &github.PullRequestReviewRequest{Event: github.String("APPROVE")})
	w.check(err)
	if pending.GetState() != "PENDING" || approved.GetState() != "APPROVED" || approved.GetBody() != "fine now" {
		t.Errorf("pending %v, approved %v", pending, approved)
	}
}

func TestCheckRuns(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, bot := t.Context(), w.asInstallation(nil)
	head, _, err := bot.Repositories.GetCommitSHA1(ctx, "ada", "billing", "main", "")
	w.check(err)
	run, _, err := bot.Checks.CreateCheckRun(ctx, "ada", "billing", github.CreateCheckRunOptions{
		Name: "goalkeeper", HeadSHA: head, ExternalID: github.String("g/1"), Status: github.String("in_progress"),
		Output: &github.CheckRunOutput{Title: github.String("Working"), Summary: github.String("…")},
	})
	w.check(err)
	if run.GetStatus() != "in_progress" || run.GetApp().GetSlug() != "goalkeeper" || run.GetExternalID() != "g/1" {
		t.Errorf("run %v", run)
	}
	done, _, err := bot.Checks.UpdateCheckRun(ctx, "ada", "billing", run.GetID(), github.UpdateCheckRunOptions{
		Name: "goalkeeper", Conclusion: github.String("success"),
	})
	w.check(err)
	if done.GetStatus() != "completed" || done.CompletedAt == nil || done.GetOutput().GetTitle() != "Working" {
		t.Errorf("completed %v", done)
	}
	next(w, func(e *github.CheckRunEvent) bool { return e.GetAction() == "created" })
	event, _ := next(w, func(e *github.CheckRunEvent) bool { return e.GetAction() == "completed" })
	if event.GetCheckRun().GetCheckSuite().GetHeadSHA() != head {
		t.Errorf("event %v", event.GetCheckRun())
	}
	next(w, func(e *github.CheckSuiteEvent) bool { return e.GetAction() == "completed" })
	list, _, err := bot.Checks.ListCheckRunsForRef(ctx, "ada", "billing", "main", nil)
	w.check(err)
	suites, _, err := bot.Checks.ListCheckSuitesForRef(ctx, "ada", "billing", head, nil)
	w.check(err)
	if list.GetTotal() != 1 || suites.GetTotal() != 1 || suites.CheckSuites[0].GetConclusion() != "success" {
		t.Errorf("runs %v, suites %v", list, suites)
	}
	_, _, err = w.as("ada").Checks.CreateCheckRun(ctx, "ada", "billing", github.CreateCheckRunOptions{Name: "x", HeadSHA: head})
	if status(err) != 403 {
		t.Errorf("check by a person: %v, want 403", err)
	}
	_, _, err = bot.Checks.CreateCheckRun(ctx, "ada", "billing", github.CreateCheckRunOptions{Name: "x", HeadSHA: strings.Repeat("1", 40)})
	if status(err) != 422 {
		t.Errorf("check of an unknown commit: %v, want 422", err)
	}
}

func TestPushedMergesAndDeletedBranchesEndPullRequests(t *testing.T) {
	w := start(t)
	w.repo("billing")
	wes := w.as("wes")
	dir := w.clone("billing", w.token("wes"))
	byPush := w.propose(dir, "by-push", "a", "1\n", "", wes)
	deleted := w.propose(dir, "deleted", "b", "1\n", "", wes)
	w.mustGit(dir, w.token("wes"), "push", "-q", "origin", "by-push:main")
	closed, _ := next(w, func(e *github.PullRequestEvent) bool { return e.GetAction() == "closed" })
	if closed.GetNumber() != byPush.GetNumber() || !closed.GetPullRequest().GetMerged() {
		t.Errorf("closed %v", closed.GetPullRequest())
	}
	w.mustGit(dir, w.token("wes"), "push", "-q", "origin", ":deleted")
	closed, _ = next(w, func(e *github.PullRequestEvent) bool { return e.GetAction() == "closed" })
	if closed.GetNumber() != deleted.GetNumber() || closed.GetPullRequest().GetMerged() {
		t.Errorf("closed %v", closed.GetPullRequest())
	}
}
