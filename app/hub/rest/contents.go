package rest

import (
	"encoding/base64"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// code is a repository opened to look at its objects.
type code struct {
	repo state.Repository
	git.Repository
}

func openCode(c *call.Call, need identity.Need) (code, error) {
	repo, err := c.Service.Repository(c.Actor, c.Repo(), need)
	return code{repo, c.Service.Git.Repository(repo.ID)}, err
}

// at finds the commit asked for, or the default branch's.
func (o code) at(c *call.Call, revision string) (string, error) {
	if revision == "" {
		revision = o.repo.DefaultBranch
	}
	return o.Resolve(c.Context(), revision)
}

func contents(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	sha, err := in.at(c, c.Query("ref", ""))
	if err != nil {
		return err
	}
	at := strings.Trim(c.Param("path"), "/")
	entry := git.Entry{Type: "tree"}
	if at != "" {
		if entry, err = in.Entry(c.Context(), sha, at); err != nil {
			return err
		}
	}
	ref := c.Query("ref", in.repo.DefaultBranch)
	if entry.Type == "tree" {
		return showDirectory(c, in, sha, at, ref)
	}
	return showFile(c, in, entry, ref)
}

func showDirectory(c *call.Call, in code, sha, at, ref string) error {
	entries, err := in.Tree(c.Context(), sha, at, false)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.List(entries, func(e git.Entry) shape.Object { return p.Content(in.repo, e, ref) })
	})
}

func showFile(c *call.Call, in code, entry git.Entry, ref string) error {
	_, content, err := in.Object(c.Context(), entry.SHA)
	if err != nil && entry.Type != "commit" {
		return err
	}
	if strings.Contains(c.Request.Header.Get("Accept"), "raw") {
		return c.Bytes(http.StatusOK, "application/vnd.github.raw; charset=utf-8", content)
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return p.Content(in.repo, entry, ref).With(shape.Object{
			"encoding": "base64", "content": wrapped(content),
		})
	})
}

// wrapped is base64 in lines of 60 characters, as GitHub sends it.
func wrapped(content []byte) string {
	text := base64.StdEncoding.EncodeToString(content)
	var b strings.Builder
	for line := range slices.Chunk([]byte(text), 60) {
		b.Write(line)
		b.WriteByte('\n')
	}
	return b.String()
}

func readme(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	sha, err := in.at(c, c.Query("ref", ""))
	if err != nil {
		return err
	}
	entries, err := in.Tree(c.Context(), sha, "", false)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if strings.HasPrefix(strings.ToLower(entry.Path), "readme") && entry.Type == "blob" {
			return showFile(c, in, entry, c.Query("ref", in.repo.DefaultBranch))
		}
	}
	return refusal.NotFound()
}

func branches(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	refs, err := in.Refs(c.Context(), "refs/heads")
	if err != nil {
		return err
	}
	page := call.Page(c, refs)
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.List(page, func(r git.Ref) shape.Object { return p.ShortBranch(in.repo, r) })
	})
}

func branch(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	name := c.Param("branch")
	sha, err := in.Branch(c.Context(), name)
	if errors.Is(err, git.ErrMissing) {
		return &refusal.Error{Status: http.StatusNotFound, Message: "Branch not found"}
	}
	if err != nil {
		return err
	}
	commit, err := in.Commit(c.Context(), sha)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Branch(in.repo, name, commit) })
}
