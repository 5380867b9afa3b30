package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/patch"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/talk"
)

// foldedRows is how long a file's diff may be before it is shown folded.
const foldedRows = 400

// pullChange is the page of a pull request's diff.
type pullChange struct {
	Head    pullHead
	Files   []fileDiff
	MayTalk bool
	Own     bool // whether the visitor opened it, and so cannot judge it
	Writing *spot
}

// fileDiff is one file of a diff with what was said about its lines.
type fileDiff struct {
	git.FileDiff
	Anchor  string
	Rows    []diffRow
	Threads []talk.Thread // about the file as a whole, or about lines that it no longer shows
	Folded  bool
	Talk    string // the pull request's page, where lines may be commented on
}

// diffRow is one line of a diff.
type diffRow struct {
	patch.Row
	Threads []talk.Thread
	Writing bool // whether the form for a comment stands below it
}

// spot is the line that a comment is being written about.
type spot struct {
	Path string
	Line int
	Side string
}

func layOut(files []git.FileDiff) []fileDiff {
	var all []fileDiff
	for i, file := range files {
		shown := fileDiff{FileDiff: file, Anchor: "diff-" + strconv.Itoa(i+1)}
		for _, row := range patch.Rows(file.Patch) {
			shown.Rows = append(shown.Rows, diffRow{Row: row})
		}
		shown.Folded = len(shown.Rows) > foldedRows
		all = append(all, shown)
	}
	return all
}

func pullFiles(v *visit) error {
	in, issue, head, err := v.seePull("files")
	if err != nil {
		return err
	}
	if issue.Pull == nil {
		return git.ErrMissing
	}
	files, err := in.stored.Diff(v.Context(), head.Stats.MergeBase, issue.Pull.HeadSHA)
	if err != nil {
		return err
	}
	c := pullChange{Head: head, Files: layOut(files), Own: issue.UserID == v.actor.User.ID}
	err = v.web.Service.View(func(d *state.Data, p shape.Printer) error {
		tell := v.teller(d, p, in, issue)
		c.MayTalk = tell.May(identity.WritePulls)
		c.attach(tell.Threads())
		return nil
	})
	if err != nil {
		return err
	}
	if c.MayTalk {
		for i := range c.Files {
			c.Files[i].Talk = head.URL
		}
		c.write(v.URL.Query().Get("path"), v.URL.Query().Get("line"), v.URL.Query().Get("side"))
	}
	return v.show(http.StatusOK, "files.html", page{Title: fmt.Sprintf("Files · %s · #%d", issue.Title, issue.Number), Tab: "pulls", Room: in, Data: c})
}

// attach puts each thread below its line, as far as the line is still there with the same text.
func (c *pullChange) attach(threads []talk.Thread) {
	for _, t := range threads {
		t.From = "files"
		for i := range c.Files {
			if c.Files[i].Path == t.First.Path {
				c.Files[i].attach(t)
			}
		}
	}
}

func (f *fileDiff) attach(t talk.Thread) {
	about := ""
	if rows := patch.Tail(t.First.DiffHunk, 1); len(rows) > 0 {
		about = rows[0].Text
	}
	for i, row := range f.Rows {
		if row.is(t.First.Line, t.First.Side) && row.Text == about {
			f.Rows[i].Threads = append(row.Threads, t)
			return
		}
	}
	f.Threads = append(f.Threads, t)
}

// is reports whether the row is the line of that side.
func (r diffRow) is(line int, side string) bool {
	if line == 0 || r.Kind == patch.Hunk || r.Kind == patch.Note {
		return false
	}
	if side == "LEFT" {
		return r.Left == line
	}
	return r.Right == line
}

// write opens the form for a comment below the line.
func (c *pullChange) write(path, line, side string) {
	number, _ := strconv.Atoi(line)
	for i, file := range c.Files {
		for j, row := range file.Rows {
			if file.Path == path && row.is(number, side) {
				c.Writing = &spot{path, number, side}
				c.Files[i].Rows[j].Writing, c.Files[i].Folded = true, false
				return
			}
		}
	}
}
