package rest

import (
	"errors"
	"net/http"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
)

// emptyTree is the id of the tree without entries.
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

func commits(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	sha, err := in.at(c, c.Query("sha", ""))
	if errors.Is(err, git.ErrMissing) && c.Query("sha", "") == "" {
		return refusal.Conflict("Git Repository is empty.")
	}
	if err != nil {
		return err
	}
	size, page := c.PageSize(), c.PageNumber()
	rows, err := in.History(c.Context(), sha, c.Query("path", ""), (page-1)*size, size+1)
	if err != nil {
		return err
	}
	if len(rows) > size {
		rows = rows[:size]
		c.NextPage()
	}
	return showCommits(c, in, rows)
}

func showCommits(c *call.Call, in code, rows []git.Commit) error {
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.List(rows, func(one git.Commit) shape.Object { return p.Commit(in.repo, one) })
	})
}

func commit(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	sha, err := in.Resolve(c.Context(), c.Param("ref"))
	if errors.Is(err, git.ErrMissing) {
		return refusal.Unprocessable("No commit found for SHA: " + c.Param("ref"))
	}
	if err != nil {
		return err
	}
	if strings.Contains(c.Request.Header.Get("Accept"), "sha") {
		return c.Bytes(http.StatusOK, "application/vnd.github.sha; charset=utf-8", []byte(sha))
	}
	one, err := in.Commit(c.Context(), sha)
	if err != nil {
		return err
	}
	files, err := in.Diff(c.Context(), parentOf(one), sha)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		additions, deletions := 0, 0
		for _, f := range files {
			additions, deletions = additions+f.Additions, deletions+f.Deletions
		}
		return p.Commit(in.repo, one).With(shape.Object{
			"stats": shape.Object{"additions": additions, "deletions": deletions, "total": additions + deletions},
			"files": p.Files(in.repo, sha, call.Page(c, files)),
		})
	})
}

func parentOf(c git.Commit) string {
	if len(c.Parents) == 0 {
		return emptyTree
	}
	return c.Parents[0]
}

// compare answers BASE...HEAD as JSON, as a diff or as patches.
func compare(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	base, head, err := comparePair(c, in)
	if err != nil {
		return err
	}
	common, err := in.MergeBase(c.Context(), base.SHA, head.SHA)
	if err != nil {
		return err
	}
	if common == "" {
		return &refusal.Error{Status: http.StatusNotFound, Message: "No common ancestor between the two commits."}
	}
	if sent, err := sendPatch(c, in, common, head.SHA); sent || err != nil {
		return err
	}
	return showComparison(c, in, base, head, common)
}

func comparePair(c *call.Call, in code) (base, head git.Commit, err error) {
	from, to, ok := strings.Cut(c.Param("basehead"), "...")
	if !ok {
		return base, head, refusal.NotFound()
	}
	if base, err = in.Commit(c.Context(), withoutOwner(from)); err != nil {
		return base, head, err
	}
	head, err = in.Commit(c.Context(), withoutOwner(to))
	return base, head, err
}

// withoutOwner drops the OWNER: of a branch; the hub has no forks.
func withoutOwner(revision string) string {
	if _, name, ok := strings.Cut(revision, ":"); ok {
		return name
	}
	return revision
}

// sendPatch answers with the change as text when the asker wants it so.
func sendPatch(c *call.Call, in code, before, after string) (sent bool, err error) {
	accept := c.Request.Header.Get("Accept")
	for _, kind := range []string{"diff", "patch"} {
		if !strings.Contains(accept, "."+kind) {
			continue
		}
		text, err := in.Patch(c.Context(), before, after, kind == "patch")
		if err != nil {
			return false, err
		}
		return true, c.Bytes(http.StatusOK, "application/vnd.github."+kind+"; charset=utf-8", text)
	}
	return false, nil
}

func showComparison(c *call.Call, in code, base, head git.Commit, common string) error {
	ahead, behind, err := in.AheadBehind(c.Context(), base.SHA, head.SHA)
	if err != nil {
		return err
	}
	rows, err := in.Between(c.Context(), base.SHA, head.SHA)
	if err != nil {
		return err
	}
	files, err := in.Diff(c.Context(), common, head.SHA)
	if err != nil {
		return err
	}
	mergeBase, err := in.Commit(c.Context(), common)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		pair := c.Param("basehead")
		page := p.Web + "/" + p.FullName(in.repo) + "/compare/" + pair
		return shape.Object{
			"url":      p.API() + "/repos/" + p.FullName(in.repo) + "/compare/" + pair,
			"html_url": page, "permalink_url": page, "diff_url": page + ".diff", "patch_url": page + ".patch",
			"base_commit": p.Commit(in.repo, base), "merge_base_commit": p.Commit(in.repo, mergeBase),
			"status": comparison(ahead, behind), "ahead_by": ahead, "behind_by": behind, "total_commits": ahead,
			"commits": shape.List(call.Page(c, rows), func(one git.Commit) shape.Object { return p.Commit(in.repo, one) }),
			"files":   p.Files(in.repo, head.SHA, files[:min(len(files), 300)]),
		}
	})
}

func comparison(ahead, behind int) string {
	switch {
	case ahead > 0 && behind > 0:
		return "diverged"
	case ahead > 0:
		return "ahead"
	case behind > 0:
		return "behind"
	}
	return "identical"
}
