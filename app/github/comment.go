package github

import (
	"context"
	"slices"
	"time"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Comment reads one comment as it is now.
func (c *Client) Comment(ctx context.Context, installation int64, repo app.Repo, id int64) (app.Comment, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return app.Comment{}, err
	}
	got, _, err := h.Issues.GetComment(ctx, repo.Owner, repo.Name, id)
	if err != nil {
		return app.Comment{}, h.fault(reads, err, "read comment %d of %s", id, repo)
	}
	return commentOf(got), nil
}

// IssueComments lists an issue's comments in order; those not changed after
// since are left out, unless since is zero.
func (c *Client) IssueComments(ctx context.Context, installation int64, repo app.Repo, number int, since time.Time) ([]app.Comment, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return nil, err
	}
	var out []app.Comment
	opts := &gh.IssueListCommentsOptions{ListOptions: gh.ListOptions{PerPage: perPage}}
	if !since.IsZero() {
		opts.Since = &since
	}
	for range maxPages {
		page, answer, err := h.Issues.ListComments(ctx, repo.Owner, repo.Name, number, opts)
		if err != nil {
			return nil, h.fault(reads, err, "list comments of %s#%d", repo, number)
		}
		for _, got := range page {
			out = append(out, commentOf(got))
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return out, nil
}

// CreateComment writes a comment on an issue or pull request.
func (c *Client) CreateComment(ctx context.Context, installation int64, repo app.Repo, number int, body string) (app.Comment, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return app.Comment{}, err
	}
	got, _, err := h.Issues.CreateComment(ctx, repo.Owner, repo.Name, number, &gh.IssueComment{Body: gh.String(Cut(body, MaxBody))})
	if err != nil {
		return app.Comment{}, h.fault(writes, err, "comment on %s#%d", repo, number)
	}
	return commentOf(got), nil
}

// EditComment replaces a comment's text.
func (c *Client) EditComment(ctx context.Context, installation int64, repo app.Repo, id int64, body string) error {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return err
	}
	_, _, err = h.Issues.EditComment(ctx, repo.Owner, repo.Name, id, &gh.IssueComment{Body: gh.String(Cut(body, MaxBody))})
	return h.fault(writes, err, "edit comment %d of %s", id, repo)
}

// FindComment looks for our bot's comment that ends with mark, newest first.
func (c *Client) FindComment(ctx context.Context, installation int64, repo app.Repo, number int, mark string) (app.Comment, bool, error) {
	h, bot, err := c.holdAsBot(ctx, installation, repo)
	if err != nil {
		return app.Comment{}, false, err
	}
	list := func(page int) ([]*gh.IssueComment, *gh.Response, error) {
		return h.Issues.ListComments(ctx, repo.Owner, repo.Name, number,
			&gh.IssueListCommentsOptions{ListOptions: gh.ListOptions{PerPage: perPage, Page: page}})
	}
	first, answer, err := list(1) // GitHub lists oldest first; this tells how many pages there are
	if err != nil {
		return app.Comment{}, false, h.fault(reads, err, "look for our comment on %s#%d", repo, number)
	}
	for page := answer.LastPage; page > max(1, answer.LastPage-maxPages); page-- {
		batch, _, err := list(page)
		if err != nil {
			return app.Comment{}, false, h.fault(reads, err, "look for our comment on %s#%d", repo, number)
		}
		if got, ok := marked(batch, bot, mark); ok {
			return got, true, nil
		}
	}
	got, ok := marked(first, bot, mark)
	return got, ok, nil
}

// marked picks the newest comment that author ended with mark.
func marked(oldestFirst []*gh.IssueComment, author app.User, mark string) (app.Comment, bool) {
	for _, c := range slices.Backward(oldestFirst) {
		if c.GetUser().GetID() == author.ID && Marked(c.GetBody(), mark) {
			return commentOf(c), true
		}
	}
	return app.Comment{}, false
}

// AddReaction reacts as our bot; doing it again changes nothing.
func (c *Client) AddReaction(ctx context.Context, installation int64, repo app.Repo, p app.PostReaction) (int64, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return 0, err
	}
	var made *gh.Reaction
	switch {
	case p.OnLine:
		made, _, err = h.Reactions.CreatePullRequestCommentReaction(ctx, repo.Owner, repo.Name, p.Comment, p.Content)
	case p.Comment != 0:
		made, _, err = h.Reactions.CreateIssueCommentReaction(ctx, repo.Owner, repo.Name, p.Comment, p.Content)
	default:
		made, _, err = h.Reactions.CreateIssueReaction(ctx, repo.Owner, repo.Name, p.Number, p.Content)
	}
	if err != nil {
		return 0, h.fault(writes, err, "react to %s#%d", repo, p.Number)
	}
	return made.GetID(), nil
}
