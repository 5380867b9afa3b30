package github

import (
	"context"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// RepoNamed finds a repository by its name. One that does not exist, or not
// for us, is a CodeNotFound.
func (c *Client) RepoNamed(ctx context.Context, installation int64, owner, name string) (app.Repo, error) {
	h, err := c.holdScope(scope{installation: installation, purpose: purposeLook})
	if err != nil {
		return app.Repo{}, err
	}
	r, _, err := h.Repositories.Get(ctx, owner, name)
	if err != nil {
		return app.Repo{}, h.fault(reads, err, "look for %s/%s", owner, name)
	}
	return repoOf(r), nil
}

// File reads a file at the tip of the default branch. None is a CodeNotFound.
func (c *Client) File(ctx context.Context, installation int64, repo app.Repo, path string) ([]byte, error) {
	h, err := c.hold(installation, repo, purposeRead)
	if err != nil {
		return nil, err
	}
	file, _, _, err := h.Repositories.GetContents(ctx, repo.Owner, repo.Name, path, nil)
	if err != nil {
		return nil, h.fault(reads, err, "read %s of %s", path, repo)
	}
	if file == nil || file.GetType() != "file" {
		return nil, &Error{Op: "read " + path + " of " + repo.String(), Code: CodeInvalid, Message: "it is no file"}
	}
	text, err := file.GetContent()
	if err != nil {
		return nil, &Error{Op: "read " + path + " of " + repo.String(), Code: CodeInvalid, Err: err}
	}
	return []byte(text), nil
}
