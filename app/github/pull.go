package github

import (
	"context"
	"strings"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// CreatePull opens the pull request.
func (c *Client) CreatePull(ctx context.Context, installation int64, repo app.Repo, p app.PostPull) (app.Pull, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return app.Pull{}, err
	}
	made, _, err := h.PullRequests.Create(ctx, repo.Owner, repo.Name, &gh.NewPullRequest{
		Title: &p.Title, Body: gh.String(Cut(p.Body, MaxBody)), Head: &p.Head, Base: &p.Base, Draft: &p.Draft,
	})
	if err != nil {
		return app.Pull{}, h.fault(writes, err, "open pull request for %s in %s", p.Head, repo)
	}
	return pullOf(made), nil
}

// FindPull looks for the pull request our bot opened from the branch head with
// mark; people may have written below it since.
func (c *Client) FindPull(ctx context.Context, installation int64, repo app.Repo, head, mark string) (app.Pull, bool, error) {
	h, bot, err := c.holdAsBot(ctx, installation, repo)
	if err != nil {
		return app.Pull{}, false, err
	}
	page, _, err := h.PullRequests.List(ctx, repo.Owner, repo.Name, &gh.PullRequestListOptions{
		State: "all", Head: repo.Owner + ":" + head, Sort: "created", Direction: "desc",
		ListOptions: gh.ListOptions{PerPage: perPage},
	})
	if err != nil {
		return app.Pull{}, false, h.fault(reads, err, "look for our pull request from %s in %s", head, repo)
	}
	for _, p := range page {
		if p.GetUser().GetID() == bot.ID && p.GetHead().GetRef() == head && strings.Contains(p.GetBody(), mark) {
			return pullOf(p), true, nil
		}
	}
	return app.Pull{}, false, nil
}

// Description is what people read of a pull request.
type Description struct {
	Number int
	Title  string
	Body   string
	Draft  bool

	node string
}

// Describe reads a pull request's description as it is now.
func (c *Client) Describe(ctx context.Context, installation int64, repo app.Repo, number int) (Description, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return Description{}, err
	}
	p, _, err := h.PullRequests.Get(ctx, repo.Owner, repo.Name, number)
	if err != nil {
		return Description{}, h.fault(reads, err, "read pull request %s#%d", repo, number)
	}
	return Description{
		Number: number, Title: p.GetTitle(), Body: p.GetBody(), Draft: p.GetDraft(), node: p.GetNodeID(),
	}, nil
}

// MaxDescription is how many code points a whole description may have, ours and
// people's; GitHub takes a few more.
const MaxDescription = 65_000

// UpdatePull replaces a pull request's body, of which nothing is cut: people
// wrote some of it.
func (c *Client) UpdatePull(ctx context.Context, installation int64, repo app.Repo, number int, body string) error {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return err
	}
	_, _, err = h.PullRequests.Edit(ctx, repo.Owner, repo.Name, number, &gh.PullRequest{Body: &body})
	return h.fault(writes, err, "describe pull request %s#%d", repo, number)
}

// Merged tells whether a pull request is merged by now, and by which commit.
func (c *Client) Merged(ctx context.Context, installation int64, repo app.Repo, number int) (by app.Commit, merged bool, err error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return "", false, err
	}
	p, _, err := h.PullRequests.Get(ctx, repo.Owner, repo.Name, number)
	if err != nil {
		return "", false, h.fault(reads, err, "read pull request %s#%d", repo, number)
	}
	if !p.GetMerged() {
		return "", false, nil
	}
	return app.Commit(p.GetMergeCommitSHA()), true, nil
}
