package rest

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// issueRequest is the body that opens or changes an issue. A label may be a name or an object with one.
type issueRequest struct {
	Title, Body *string
	State       *string
	StateReason *string `json:"state_reason"`
	Labels      *labelNames
	Assignees   *[]string
}

func (in issueRequest) change() service.IssueChange {
	return service.IssueChange{
		Title: in.Title, Body: in.Body, State: in.State, StateReason: in.StateReason,
		Labels: (*[]string)(in.Labels), Assignees: in.Assignees,
	}
}

func openIssue(c *call.Call) error {
	var in issueRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	issue, err := c.Service.OpenIssue(c.Context(), c.Actor, c.Repo(), in.change())
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.Issue(issue) })
}

func showIssue(c *call.Call) error {
	issue, err := c.Service.Issue(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Issue(issue) })
}

func editIssue(c *call.Call) error {
	var in issueRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	issue, err := c.Service.EditIssue(c.Context(), c.Actor, c.Repo(), c.Number(), in.change())
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Issue(issue) })
}

func issues(c *call.Call) error {
	repo, err := c.Service.Repository(c.Actor, c.Repo(), identity.ReadIssues)
	if err != nil {
		return err
	}
	since, err := since(c)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		rows := p.Data.Issues.Where(func(i state.Issue) bool {
			return i.RepositoryID == repo.ID && wanted(c, p, i) && !i.UpdatedAt.Before(since)
		})
		order(c, rows)
		return shape.List(call.Page(c, rows), p.Issue)
	})
}

// wanted reports whether the issue passes the list's filters.
func wanted(c *call.Call, p shape.Printer, i state.Issue) bool {
	if status := c.Query("state", "open"); status != "all" && (status == "closed") != i.Closed {
		return false
	}
	if creator := c.Query("creator", ""); creator != "" {
		if user, _ := p.Data.Users.Get(i.UserID); !strings.EqualFold(user.Login, creator) {
			return false
		}
	}
	for name := range strings.SplitSeq(c.Query("labels", ""), ",") {
		if name == "" {
			continue
		}
		label, ok := p.Data.LabelByName(i.RepositoryID, strings.TrimSpace(name))
		if !ok || !slices.Contains(i.LabelIDs, label.ID) {
			return false
		}
	}
	return true
}

// order sorts as asked: by creation or update, newest first unless asked otherwise.
func order(c *call.Call, rows []state.Issue) {
	byUpdate := c.Query("sort", "created") == "updated"
	slices.SortStableFunc(rows, func(a, b state.Issue) int {
		if byUpdate {
			if n := a.UpdatedAt.Compare(b.UpdatedAt); n != 0 {
				return n
			}
		}
		return a.Number - b.Number
	})
	if c.Query("direction", "desc") == "desc" {
		slices.Reverse(rows)
	}
}

func since(c *call.Call) (time.Time, error) {
	text := c.Query("since", "")
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, refusal.Unprocessable("Invalid since: must be a timestamp in ISO 8601 format")
	}
	return at, nil
}

func eventsOfIssue(c *call.Call) error {
	issue, err := c.Service.Issue(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		rows := p.Data.IssueEvents.Where(func(e state.IssueEvent) bool { return e.IssueID == issue.ID })
		return shape.List(call.Page(c, rows), p.IssueEvent)
	})
}

func eventsOfRepository(c *call.Call) error {
	repo, err := c.Service.Repository(c.Actor, c.Repo(), identity.ReadIssues)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		rows := p.Data.IssueEvents.Where(func(e state.IssueEvent) bool { return e.RepositoryID == repo.ID })
		slices.Reverse(rows)
		return shape.List(call.Page(c, rows), func(e state.IssueEvent) shape.Object {
			issue, _ := p.Data.Issues.Get(e.IssueID)
			return p.IssueEvent(e).With(shape.Object{"issue": p.Issue(issue)})
		})
	})
}

// timeline mixes an issue's events, comments and reviews in the order in which they happened.
func timeline(c *call.Call) error {
	issue, err := c.Service.Issue(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return call.Page(c, p.Timeline(issue))
	})
}
