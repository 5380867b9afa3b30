package github

import (
	"cmp"
	"context"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// ReviewComments returns the comments on lines that belong to one review, in
// the order they were written.
func (c *Client) ReviewComments(ctx context.Context, installation int64, repo app.Repo, number int, review int64) ([]app.LineComment, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return nil, err
	}
	var out []app.LineComment
	opts := &gh.ListOptions{PerPage: perPage}
	for range maxPages {
		page, answer, err := h.PullRequests.ListReviewComments(ctx, repo.Owner, repo.Name, number, review, opts)
		if err != nil {
			return nil, h.fault(reads, err, "read review %d of %s#%d", review, repo, number)
		}
		for _, m := range page {
			out = append(out, app.LineComment{
				ID: m.GetID(), ReplyTo: m.GetInReplyTo(), Path: m.GetPath(), Line: cmp.Or(m.GetLine(), m.GetOriginalLine()),
				Hunk: m.GetDiffHunk(), Body: m.GetBody(),
			})
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return out, nil
}

// CreateReply answers in a thread of a pull request's diff; comment is the one
// that began it.
func (c *Client) CreateReply(ctx context.Context, installation int64, repo app.Repo, p app.PostReply) (app.Comment, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return app.Comment{}, err
	}
	made, _, err := h.PullRequests.CreateCommentInReplyTo(ctx, repo.Owner, repo.Name, p.Number, Cut(p.Body, MaxBody), p.Comment)
	if err != nil {
		return app.Comment{}, h.fault(writes, err, "answer a review of %s#%d", repo, p.Number)
	}
	return lineOf(made), nil
}

// FindReply looks for our bot's answer that ends with the mark.
func (c *Client) FindReply(ctx context.Context, installation int64, repo app.Repo, p app.PostReply) (app.Comment, bool, error) {
	h, bot, err := c.holdAsBot(ctx, installation, repo)
	if err != nil {
		return app.Comment{}, false, err
	}
	opts := &gh.PullRequestListCommentsOptions{Sort: "created", Direction: "desc", ListOptions: gh.ListOptions{PerPage: perPage}}
	for range maxPages {
		page, answer, err := h.PullRequests.ListComments(ctx, repo.Owner, repo.Name, p.Number, opts)
		if err != nil {
			return app.Comment{}, false, h.fault(reads, err, "look for our answer on %s#%d", repo, p.Number)
		}
		for _, m := range page {
			if m.GetUser().GetID() == bot.ID && Marked(m.GetBody(), p.Mark) {
				return lineOf(m), true, nil
			}
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return app.Comment{}, false, nil
}

func lineOf(m *gh.PullRequestComment) app.Comment {
	return app.Comment{
		ID: m.GetID(), Body: m.GetBody(), URL: m.GetHTMLURL(), Author: userOf(m.GetUser()),
		CreatedAt: m.GetCreatedAt().UTC(), UpdatedAt: m.GetUpdatedAt().UTC(),
	}
}
