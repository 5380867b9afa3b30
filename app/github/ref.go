package github

import (
	"context"
	"net/http"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// BranchCommit is the commit a branch stands on; empty when there is no such
// branch, or the repository has no commit yet.
func (c *Client) BranchCommit(ctx context.Context, installation int64, repo app.Repo, branch string) (app.Commit, error) {
	h, err := c.hold(installation, repo, purposeRead)
	if err != nil {
		return "", err
	}
	ref, answer, err := h.Git.GetRef(ctx, repo.Owner, repo.Name, "heads/"+branch)
	if answer != nil && (answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusConflict) {
		return "", nil
	}
	if err != nil {
		return "", h.fault(reads, err, "read branch %s of %s", branch, repo)
	}
	return app.Commit(ref.GetObject().GetSHA()), nil
}
