package rest

import (
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
)

func gitCommit(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	one, err := in.Commit(c.Context(), c.Param("sha"))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.GitCommit(in.repo, one) })
}

// signatureRequest is who made a commit; a missing one is the asker, now.
type signatureRequest struct {
	Name, Email string
	Date        time.Time
}

func (s *signatureRequest) or(fallback git.Signature) git.Signature {
	if s == nil {
		return fallback
	}
	if s.Date.IsZero() {
		s.Date = fallback.When
	}
	return git.Signature{Name: s.Name, Email: s.Email, When: s.Date}
}

func createGitCommit(c *call.Call) error {
	in, err := openCode(c, identity.WriteContents)
	if err != nil {
		return err
	}
	var body struct {
		Message, Tree     string
		Parents           []string
		Author, Committer *signatureRequest
	}
	if err := c.Read(&body); err != nil {
		return err
	}
	if !git.IsObjectID(body.Tree) {
		return refusal.Unprocessable("Tree SHA does not exist")
	}
	for _, parent := range body.Parents {
		if _, err := in.Commit(c.Context(), parent); err != nil {
			return refusal.Unprocessable("Parent SHA does not exist or is not a commit object")
		}
	}
	author := body.Author.or(c.Service.Author(c.Actor.User))
	sha, err := in.WriteCommit(c.Context(), git.Commit{
		Tree: body.Tree, Parents: body.Parents, Message: body.Message, Author: author, Committer: body.Committer.or(author),
	})
	if err != nil {
		return refusal.Unprocessable("Tree SHA does not exist")
	}
	one, err := in.Commit(c.Context(), sha)
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.GitCommit(in.repo, one) })
}

func gitTree(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	return showTree(c, in, http.StatusOK, c.Param("sha"), c.Query("recursive", "") != "")
}

func showTree(c *call.Call, in code, status int, treeish string, recursive bool) error {
	tree, err := in.TreeID(c.Context(), treeish)
	if err != nil {
		return err
	}
	entries, err := in.Tree(c.Context(), tree, "", recursive)
	if err != nil {
		return err
	}
	return c.Show(status, func(p shape.Printer) any { return p.Tree(in.repo, tree, entries) })
}

func createGitTree(c *call.Call) error {
	in, err := openCode(c, identity.WriteContents)
	if err != nil {
		return err
	}
	var body struct {
		BaseTree string `json:"base_tree"`
		Tree     []struct {
			Path, Mode, Type string
			SHA, Content     *string
		}
	}
	if err := c.Read(&body); err != nil {
		return err
	}
	var entries []git.Entry
	for _, e := range body.Tree {
		entry := git.Entry{Path: e.Path, Mode: e.Mode}
		switch {
		case e.Content != nil:
			if entry.SHA, err = in.WriteBlob(c.Context(), []byte(*e.Content)); err != nil {
				return err
			}
		case e.SHA != nil:
			entry.SHA = *e.SHA
		}
		entries = append(entries, entry)
	}
	tree, err := in.WriteTree(c.Context(), body.BaseTree, entries)
	if err != nil {
		return refusal.Unprocessable("tree.sha, tree.path or base_tree is not valid")
	}
	return showTree(c, in, http.StatusCreated, tree, false)
}

func gitBlob(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	sha := c.Param("sha")
	kind, content, err := in.Object(c.Context(), sha)
	if err != nil || kind != "blob" {
		return or(err, refusal.NotFound())
	}
	if strings.Contains(c.Request.Header.Get("Accept"), "raw") {
		return c.Bytes(http.StatusOK, "application/vnd.github.raw; charset=utf-8", content)
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.Object{
			"sha": sha, "node_id": shape.NodeID("B", sha), "size": len(content), "url": p.BlobURL(in.repo, sha),
			"content": wrapped(content), "encoding": "base64",
		}
	})
}

func createGitBlob(c *call.Call) error {
	in, err := openCode(c, identity.WriteContents)
	if err != nil {
		return err
	}
	var body struct{ Content, Encoding string }
	if err := c.Read(&body); err != nil {
		return err
	}
	content := []byte(body.Content)
	if body.Encoding == "base64" {
		if content, err = base64.StdEncoding.DecodeString(strings.ReplaceAll(body.Content, "\n", "")); err != nil {
			return refusal.Unprocessable("content is not valid Base64")
		}
	}
	sha, err := in.WriteBlob(c.Context(), content)
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any {
		return shape.Object{"sha": sha, "url": p.BlobURL(in.repo, sha)}
	})
}
