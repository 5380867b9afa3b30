package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
)

// perPage is how many commits a page lists.
const perPage = 30

// history is a list of commits.
type history struct {
	Ref     string
	Pull    *pullHead // set for the commits of a pull request
	Commits []git.Commit
	Next    int // the page of older commits, zero for none
}

func commits(v *visit) error {
	in, err := v.enter(identity.ReadContents)
	if err != nil {
		return err
	}
	h := history{Ref: v.PathValue("ref")}
	if h.Ref == "" {
		h.Ref = in.DefaultBranch
	}
	sha, err := in.stored.Resolve(v.Context(), h.Ref)
	if err != nil {
		return err
	}
	number, _ := strconv.Atoi(v.URL.Query().Get("page"))
	number = min(max(number, 1), 1_000_000)
	if h.Commits, err = in.stored.History(v.Context(), sha, "", (number-1)*perPage, perPage+1); err != nil {
		return err
	}
	if len(h.Commits) > perPage {
		h.Commits, h.Next = h.Commits[:perPage], number+1
	}
	return v.show(http.StatusOK, "commits.html", page{Title: "Commits on " + h.Ref, Tab: "code", Room: in, Data: h})
}

// change is one commit with what it changed.
type change struct {
	git.Commit
	Subject, Rest string
	Files         []fileDiff
}

func commit(v *visit) error {
	in, err := v.enter(identity.ReadContents)
	if err != nil {
		return err
	}
	var c change
	if c.Commit, err = in.stored.Commit(v.Context(), v.PathValue("sha")); err != nil {
		return err
	}
	c.Subject, c.Rest, _ = strings.Cut(c.Message, "\n")
	before := emptyTree
	if len(c.Parents) > 0 {
		before = c.Parents[0]
	}
	files, err := in.stored.Diff(v.Context(), before, c.SHA)
	if err != nil {
		return err
	}
	c.Files = layOut(files)
	return v.show(http.StatusOK, "commit.html", page{Title: c.Subject, Tab: "code", Room: in, Data: c})
}

// emptyTree is the id that git gives a tree without entries; it exists in every repository.
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
