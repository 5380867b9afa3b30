package hub_test

import (
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"
)

func TestIssueStory(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx := t.Context()
	rea, tri, bot := w.as("rea"), w.as("tri"), w.asInstallation(nil)

	issue, _, err := rea.Issues.Create(ctx, "ada", "billing", &github.IssueRequest{
		Title: github.String("Export invoices"), Body: github.String("please"), Labels: &[]string{"goal"},
	})
	w.check(err)
	if len(issue.Labels) != 0 || issue.GetNumber() != 1 || issue.GetUser().GetLogin() != "rea" {
		t.Fatalf("opened %v", issue)
	}
	if want := w.URL() + "/ada/billing/issues/1"; issue.GetHTMLURL() != want {
		t.Errorf("html_url %q, want %q", issue.GetHTMLURL(), want)
	}
	opened, d := next(w, func(e *github.IssuesEvent) bool { return e.GetAction() == "opened" })
	if opened.GetSender().GetLogin() != "rea" || opened.GetInstallation().GetID() == 0 || opened.GetRepo().GetFullName() != "ada/billing" {
		t.Errorf("opened event %s", d.body)
	}

	_, _, err = tri.Issues.AddLabelsToIssue(ctx, "ada", "billing", 1, []string{"goal", "bug"})
	w.check(err)
	for _, name := range []string{"goal", "bug"} {
		labeled, _ := next(w, func(e *github.IssuesEvent) bool { return e.GetAction() == "labeled" })
		if labeled.GetLabel().GetName() != name || labeled.GetSender().GetLogin() != "tri" {
			t.Errorf("labeled %s by %s, want %s by tri", labeled.GetLabel().GetName(), labeled.GetSender().GetLogin(), name)
		}
	}

	comment, _, err := bot.Issues.CreateComment(ctx, "ada", "billing", 1, &github.IssueComment{Body: github.String("on it <!-- k -->")})
	w.check(err)
	if comment.GetUser().GetLogin() != "goalkeeper[bot]" || comment.GetUser().GetType() != "Bot" {
		t.Errorf("comment by %v", comment.GetUser())
	}
	created, _ := next(w, func(e *github.IssueCommentEvent) bool { return e.GetAction() == "created" })
	if created.GetComment().GetID() != comment.GetID() || created.GetSender().GetType() != "Bot" {
		t.Errorf("comment event %v", created)
	}
	_, _, err = bot.Issues.EditComment(ctx, "ada", "billing", comment.GetID(), &github.IssueComment{Body: github.String("done")})
	w.check(err)
	edited, _ := next(w, func(e *github.IssueCommentEvent) bool { return e.GetAction() == "edited" })
	if edited.GetChanges().GetBody().GetFrom() != "on it <!-- k -->" {
		t.Errorf("edited from %q", edited.GetChanges().GetBody().GetFrom())
	}

	if _, _, err := rea.Issues.AddLabelsToIssue(ctx, "ada", "billing", 1, []string{"bug"}); status(err) != 403 {
		t.Errorf("label by reader: %v, want 403", err)
	}
	_, _, err = rea.Issues.Edit(ctx, "ada", "billing", 1, &github.IssueRequest{Title: github.String("Export all invoices"), State: github.String("closed")})
	w.check(err)
	changed, _ := next(w, func(e *github.IssuesEvent) bool { return e.GetAction() == "edited" })
	if changed.GetChanges().GetTitle().GetFrom() != "Export invoices" {
		t.Errorf("title from %q", changed.GetChanges().GetTitle().GetFrom())
	}
	next(w, func(e *github.IssuesEvent) bool { return e.GetAction() == "closed" })

	events, _, err := bot.Issues.ListIssueEvents(ctx, "ada", "billing", 1, nil)
	w.check(err)
	var names []string
	for _, e := range events {
		names = append(names, e.GetEvent()+" "+e.GetActor().GetLogin())
	}
	if got, want := strings.Join(names, ", "), "labeled tri, labeled tri, renamed rea, closed rea"; got != want {
		t.Errorf("events %s, want %s", got, want)
	}
	timeline, _, err := bot.Issues.ListIssueTimeline(ctx, "ada", "billing", 1, nil)
	w.check(err)
	if len(timeline) != 5 || timeline[2].GetEvent() != "commented" {
		t.Errorf("timeline %v", timeline)
	}
}

func TestIssueListsAndPages(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, ada := t.Context(), w.as("ada")
	for i := range 5 {
		request := &github.IssueRequest{Title: github.String("issue")}
		if i%2 == 0 {
			request.Labels = &[]string{"goal"}
		}
		_, _, err := ada.Issues.Create(ctx, "ada", "billing", request)
		w.check(err)
	}
	_, _, err := ada.Issues.Edit(ctx, "ada", "billing", 1, &github.IssueRequest{State: github.String("closed")})
	w.check(err)

	var numbers []int
	options := &github.IssueListByRepoOptions{Labels: []string{"goal"}, State: "all", ListOptions: github.ListOptions{PerPage: 2}}
	for {
		page, response, err := ada.Issues.ListByRepo(ctx, "ada", "billing", options)
		w.check(err)
		for _, issue := range page {
			numbers = append(numbers, issue.GetNumber())
		}
		if response.NextPage == 0 {
			break
		}
		if response.LastPage != 2 {
			t.Errorf("last page %d, want 2", response.LastPage)
		}
		options.Page = response.NextPage
	}
	if len(numbers) != 3 || numbers[0] != 5 || numbers[2] != 1 {
		t.Errorf("labelled issues %v, want [5 3 1]", numbers)
	}
	open, _, err := ada.Issues.ListByRepo(ctx, "ada", "billing", nil)
	w.check(err)
	if len(open) != 4 {
		t.Errorf("%d open issues, want 4", len(open))
	}
}

func TestReactions(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, bot := t.Context(), w.asInstallation(nil)
	_, _, err := w.as("ada").Issues.Create(ctx, "ada", "billing", &github.IssueRequest{Title: github.String("x")})
	w.check(err)
	for _, want := range []int{201, 200} {
		_, response, err := bot.Reactions.CreateIssueReaction(ctx, "ada", "billing", 1, "eyes")
		w.check(err)
		if response.StatusCode != want {
			t.Errorf("reacting answered %d, want %d", response.StatusCode, want)
		}
	}
	list, _, err := bot.Reactions.ListIssueReactions(ctx, "ada", "billing", 1, nil)
	w.check(err)
	if len(list) != 1 || list[0].GetContent() != "eyes" {
		t.Fatalf("reactions %v", list)
	}
	issue, _, err := bot.Issues.Get(ctx, "ada", "billing", 1)
	w.check(err)
	if issue.GetReactions().GetEyes() != 1 || issue.GetReactions().GetTotalCount() != 1 {
		t.Errorf("rollup %v", issue.GetReactions())
	}
	_, err = bot.Reactions.DeleteIssueReaction(ctx, "ada", "billing", 1, list[0].GetID())
	w.check(err)
	if _, _, err := bot.Reactions.CreateIssueReaction(ctx, "ada", "billing", 1, "shrug"); status(err) != 422 {
		t.Errorf("unknown reaction: %v, want 422", err)
	}
}

func TestLimits(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, ada := t.Context(), w.as("ada")
	_, _, err := ada.Issues.Create(ctx, "ada", "billing", &github.IssueRequest{Title: github.String("x")})
	w.check(err)
	for _, test := range []struct {
		name string
		call func() error
		want int
	}{
		{"comment at the limit", func() error {
			_, _, err := ada.Issues.CreateComment(ctx, "ada", "billing", 1, &github.IssueComment{Body: github.String(strings.Repeat("é", 65536))})
			return err
		}, 0},
		{"comment beyond it", func() error {
			_, _, err := ada.Issues.CreateComment(ctx, "ada", "billing", 1, &github.IssueComment{Body: github.String(strings.Repeat("é", 65537))})
			return err
		}, 422},
		{"empty comment", func() error {
			_, _, err := ada.Issues.CreateComment(ctx, "ada", "billing", 1, &github.IssueComment{Body: github.String("")})
			return err
		}, 422},
		{"issue without title", func() error {
			_, _, err := ada.Issues.Create(ctx, "ada", "billing", &github.IssueRequest{Body: github.String("x")})
			return err
		}, 422},
		{"long title", func() error {
			_, _, err := ada.Issues.Create(ctx, "ada", "billing", &github.IssueRequest{Title: github.String(strings.Repeat("x", 257))})
			return err
		}, 422},
		{"unknown issue", func() error { _, _, err := ada.Issues.Get(ctx, "ada", "billing", 99); return err }, 404},
		{"unknown repository", func() error { _, _, err := ada.Repositories.Get(ctx, "ada", "other"); return err }, 404},
	} {
		if got := status(test.call()); got != test.want {
			t.Errorf("%s: status %d, want %d", test.name, got, test.want)
		}
	}
}
