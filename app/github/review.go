package github

import (
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
			out = append(out, app.LineComment{Path: m.GetPath(), Line: max(m.GetLine(), m.GetOriginalLine()), Body: m.GetBody()})
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return out, nil
}
