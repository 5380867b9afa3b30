package rest

import (
	"net/http"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// bodyRequest is a request that is one text.
type bodyRequest struct{ Body string }

func addComment(c *call.Call) error {
	var in bodyRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	comment, err := c.Service.AddComment(c.Context(), c.Actor, c.Repo(), c.Number(), in.Body)
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.Comment(comment) })
}

func comment(c *call.Call) error {
	comment, err := c.Service.Comment(c.Actor, c.Repo(), c.Int("comment"))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Comment(comment) })
}

func editComment(c *call.Call) error {
	var in bodyRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	comment, err := c.Service.EditComment(c.Context(), c.Actor, c.Repo(), c.Int("comment"), in.Body)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Comment(comment) })
}

func deleteComment(c *call.Call) error {
	if err := c.Service.DeleteComment(c.Context(), c.Actor, c.Repo(), c.Int("comment")); err != nil {
		return err
	}
	return c.Done()
}

func comments(c *call.Call) error {
	issue, err := c.Service.Issue(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	return listComments(c, func(row state.Comment) bool { return row.IssueID == issue.ID })
}

func commentsOfRepository(c *call.Call) error {
	repo, err := c.Service.Repository(c.Actor, c.Repo(), identity.ReadIssues)
	if err != nil {
		return err
	}
	return listComments(c, func(row state.Comment) bool { return row.RepositoryID == repo.ID })
}

func listComments(c *call.Call, match func(state.Comment) bool) error {
	since, err := since(c)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		rows := p.Data.Comments.Where(func(row state.Comment) bool {
			return match(row) && !row.UpdatedAt.Before(since)
		})
		if c.Query("direction", "asc") == "desc" {
			slices.Reverse(rows)
		}
		return shape.List(call.Page(c, rows), p.Comment)
	})
}

// subject is what the path's reactions are about.
func subject(c *call.Call) service.Subject {
	switch {
	case c.Param("number") != "":
		return service.Subject{Number: c.Number()}
	case c.Param("diff") != "":
		return service.Subject{ReviewCommentID: c.Int("diff")}
	}
	return service.Subject{CommentID: c.Int("comment")}
}

func reactions(c *call.Call) error {
	rows, err := c.Service.Reactions(c.Actor, c.Repo(), subject(c))
	if err != nil {
		return err
	}
	if content := c.Query("content", ""); content != "" {
		rows = slices.DeleteFunc(rows, func(r state.Reaction) bool { return r.Content != content })
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return shape.List(call.Page(c, rows), p.Reaction) })
}

func react(c *call.Call) error {
	var in struct{ Content string }
	if err := c.Read(&in); err != nil {
		return err
	}
	reaction, created, err := c.Service.React(c.Context(), c.Actor, c.Repo(), subject(c), in.Content)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	return c.Show(status, func(p shape.Printer) any { return p.Reaction(reaction) })
}

func unreact(c *call.Call) error {
	if err := c.Service.Unreact(c.Context(), c.Actor, c.Repo(), subject(c), c.Int("reaction")); err != nil {
		return err
	}
	return c.Done()
}
