package github

import (
	"context"
	"strings"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

const (
	perPage  = 100
	maxPages = 50 // of one listing; nothing we look for lies further back
)

// Issue reads an issue or pull request as it is now.
func (c *Client) Issue(ctx context.Context, installation int64, repo app.Repo, number int) (app.Issue, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return app.Issue{}, err
	}
	i, _, err := h.Issues.Get(ctx, repo.Owner, repo.Name, number)
	if err != nil {
		return app.Issue{}, h.fault(reads, err, "read issue %s#%d", repo, number)
	}
	return issueOf(i), nil
}

// OpenIssuesWithLabel lists open issues, not pull requests, newest first.
func (c *Client) OpenIssuesWithLabel(ctx context.Context, installation int64, repo app.Repo, label string) ([]app.Issue, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return nil, err
	}
	var out []app.Issue
	opts := &gh.IssueListByRepoOptions{State: "open", Labels: []string{label}, ListOptions: gh.ListOptions{PerPage: perPage}}
	for range maxPages {
		page, answer, err := h.Issues.ListByRepo(ctx, repo.Owner, repo.Name, opts)
		if err != nil {
			return nil, h.fault(reads, err, "list issues of %s", repo)
		}
		for _, i := range page {
			if !i.IsPullRequest() {
				out = append(out, issueOf(i))
			}
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return out, nil
}

// Labelled tells what became of a label on an issue.
func (c *Client) Labelled(ctx context.Context, installation int64, repo app.Repo, number int, label string) (l app.Labelled, err error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return l, err
	}
	opts := &gh.ListOptions{PerPage: perPage}
	for range maxPages {
		page, answer, err := h.Issues.ListIssueEvents(ctx, repo.Owner, repo.Name, number, opts)
		if err != nil {
			return l, h.fault(reads, err, "list events of %s#%d", repo, number)
		}
		for _, e := range page {
			switch event := e.GetEvent(); {
			case !strings.EqualFold(e.GetLabel().GetName(), label):
			case event == "labeled":
				l.On, l.Set = true, e.GetCreatedAt().UTC()
			case event == "unlabeled":
				l.On, l.Removed = false, e.GetCreatedAt().UTC()
			}
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return l, nil
}

// CreateIssue opens an issue.
func (c *Client) CreateIssue(ctx context.Context, installation int64, repo app.Repo, p app.PostIssue) (app.Issue, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return app.Issue{}, err
	}
	i, _, err := h.Issues.Create(ctx, repo.Owner, repo.Name, &gh.IssueRequest{
		Title: &p.Title, Body: gh.String(Cut(p.Body, MaxBody)),
	})
	if err != nil {
		return app.Issue{}, h.fault(writes, err, "open issue in %s", repo)
	}
	return issueOf(i), nil
}

// CloseIssue closes an issue as completed; one that is closed stays as it is.
func (c *Client) CloseIssue(ctx context.Context, installation int64, repo app.Repo, number int) error {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return err
	}
	i, _, err := h.Issues.Get(ctx, repo.Owner, repo.Name, number)
	if err != nil {
		return h.fault(reads, err, "read issue %s#%d", repo, number)
	}
	if i.GetState() == "closed" {
		return nil
	}
	_, _, err = h.Issues.Edit(ctx, repo.Owner, repo.Name, number, &gh.IssueRequest{State: gh.String("closed"), StateReason: gh.String("completed")})
	return h.fault(writes, err, "close issue %s#%d", repo, number)
}

// FindIssue looks for the issue our bot opened with mark.
func (c *Client) FindIssue(ctx context.Context, installation int64, repo app.Repo, mark string) (app.Issue, bool, error) {
	h, bot, err := c.holdAsBot(ctx, installation, repo)
	if err != nil {
		return app.Issue{}, false, err
	}
	opts := &gh.IssueListByRepoOptions{
		State: "all", Creator: bot.Login, Sort: "created", Direction: "desc",
		ListOptions: gh.ListOptions{PerPage: perPage},
	}
	for range maxPages {
		page, answer, err := h.Issues.ListByRepo(ctx, repo.Owner, repo.Name, opts)
		if err != nil {
			return app.Issue{}, false, h.fault(reads, err, "look for our issue in %s", repo)
		}
		for _, i := range page {
			if i.GetUser().GetID() == bot.ID && Marked(i.GetBody(), mark) {
				return issueOf(i), true, nil
			}
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return app.Issue{}, false, nil
}

// OpenIssueTitled looks for an open issue with the title, whatever its case
// and spaces.
func (c *Client) OpenIssueTitled(ctx context.Context, installation int64, repo app.Repo, title string) (app.Issue, bool, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return app.Issue{}, false, err
	}
	opts := &gh.IssueListByRepoOptions{State: "open", Sort: "created", Direction: "desc", ListOptions: gh.ListOptions{PerPage: perPage}}
	for range maxPages {
		page, answer, err := h.Issues.ListByRepo(ctx, repo.Owner, repo.Name, opts)
		if err != nil {
			return app.Issue{}, false, h.fault(reads, err, "look for an issue in %s", repo)
		}
		for _, i := range page {
			if !i.IsPullRequest() && app.SameTitle(i.GetTitle(), title) {
				return issueOf(i), true, nil
			}
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return app.Issue{}, false, nil
}
