package service

import (
	"context"
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// IssueChange is what to open an issue with or what to change on one; nil fields stay.
type IssueChange struct {
	Title, Body        *string
	State, StateReason *string
	Labels, Assignees  *[]string
}

// OpenIssue opens an issue. Labels and assignees from somebody who may not set them are dropped, as GitHub does.
func (s *Service) OpenIssue(ctx context.Context, a identity.Actor, path Path, c IssueChange) (issue state.Issue, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.WriteIssues)
		if err != nil {
			return err
		}
		if c.Title == nil || *c.Title == "" {
			return refusal.Missing("Issue", "title")
		}
		if err := c.check("Issue"); err != nil {
			return err
		}
		issue = t.number(repo, *c.Title, c.Body)
		t.Issues.Put(issue)
		if err := t.emit("issues", "opened", repo, shape.Object{"issue": t.print.Issue(issue)}); err != nil {
			return err
		}
		if t.check(issue, triaging) != nil {
			return nil
		}
		return t.setMarks(&issue, c)
	})
	return issue, err
}

// number makes the repository's next issue; pull requests come from here too.
func (t *tx) number(repo state.Repository, title string, body *string) state.Issue {
	repo.LastNumber++
	t.Repositories.Put(repo)
	return state.Issue{
		ID: t.NextID(), RepositoryID: repo.ID, Number: repo.LastNumber, Title: title, Body: body,
		UserID: t.actor.User.ID, CreatedAt: t.now, UpdatedAt: t.now,
	}
}

func (c IssueChange) check(resource string) error {
	if c.Title != nil {
		if *c.Title == "" {
			return refusal.Missing(resource, "title")
		}
		if err := checkLength(resource, "title", *c.Title, titleLimit); err != nil {
			return err
		}
	}
	if c.State != nil && *c.State != "open" && *c.State != "closed" {
		return refusal.Invalid(refusal.Field{Resource: resource, Field: "state", Code: "invalid", Value: *c.State})
	}
	if c.StateReason != nil && !slices.Contains([]string{"completed", "not_planned", "duplicate", "reopened"}, *c.StateReason) {
		return refusal.Invalid(refusal.Field{Resource: resource, Field: "state_reason", Code: "invalid", Value: *c.StateReason})
	}
	if c.Body != nil {
		return checkLength(resource, "body", *c.Body, bodyLimit)
	}
	return nil
}

// EditIssue changes an issue or a pull request's issue side. Authors may change their own text and state.
func (s *Service) EditIssue(ctx context.Context, a identity.Actor, path Path, number int, c IssueChange) (issue state.Issue, err error) {
	err = s.update(ctx, a, func(t *tx) (err error) {
		if issue, err = openIssue(t.Data, a, path, number, reading); err != nil {
			return err
		}
		return t.editIssue(&issue, c)
	})
	return issue, err
}

func (t *tx) editIssue(issue *state.Issue, c IssueChange) error {
	if err := c.check("Issue"); err != nil {
		return err
	}
	if err := t.authorOr(issue.UserID, *issue, triaging); err != nil {
		return err
	}
	if err := t.editText(issue, c.Title, c.Body); err != nil {
		return err
	}
	if t.check(*issue, triaging) == nil {
		if err := t.setMarks(issue, c); err != nil {
			return err
		}
	}
	if c.State == nil {
		return nil
	}
	reason := ""
	if c.StateReason != nil {
		reason = *c.StateReason
	}
	return t.setState(issue, *c.State == "closed", reason)
}

// DeleteIssue removes an issue with its comments, for those who administer the repository. GitHub has this
// on its pages only, not in REST.
func (s *Service) DeleteIssue(ctx context.Context, a identity.Actor, path Path, number int) error {
	return s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.Administer)
		if err != nil {
			return err
		}
		issue, ok := t.IssueByNumber(repo.ID, number)
		if !ok || issue.Pull != nil {
			return refusal.NotFound()
		}
		if err := t.emitIssue("deleted", issue, nil); err != nil {
			return err
		}
		for _, comment := range t.Comments.Where(func(c state.Comment) bool { return c.IssueID == issue.ID }) {
			t.Comments.Delete(comment.ID)
		}
		t.Issues.Delete(issue.ID)
		return nil
	})
}

func (t *tx) editText(issue *state.Issue, title, body *string) error {
	changes := shape.Object{}
	if title != nil && *title != issue.Title {
		changes["title"] = shape.Object{"from": issue.Title}
		t.happened(*issue, state.IssueEvent{Event: "renamed", RenameFrom: issue.Title, RenameTo: *title})
		issue.Title = *title
	}
	if body != nil && (issue.Body == nil || *body != *issue.Body) {
		from := ""
		if issue.Body != nil {
			from = *issue.Body
		}
		changes["body"] = shape.Object{"from": from}
		issue.Body = body
	}
	if len(changes) == 0 {
		return nil
	}
	issue.UpdatedAt = t.now
	t.Issues.Put(*issue)
	return t.emitIssue("edited", *issue, shape.Object{"changes": changes})
}

// setState closes or reopens; doing what is done already is nothing.
func (t *tx) setState(issue *state.Issue, closed bool, reason string) error {
	if issue.Closed == closed {
		return nil
	}
	issue.Closed, issue.UpdatedAt = closed, t.now
	event := "reopened"
	issue.ClosedBy, issue.ClosedAt = 0, time.Time{}
	if closed {
		event = "closed"
		issue.ClosedBy, issue.ClosedAt = t.actor.User.ID, t.now
	}
	if issue.Pull == nil {
		issue.StateReason = stateReason(closed, reason)
	}
	t.Issues.Put(*issue)
	t.happened(*issue, state.IssueEvent{Event: event})
	return t.emitIssue(event, *issue, nil)
}

func stateReason(closed bool, reason string) string {
	switch {
	case !closed:
		return "reopened"
	case reason == "":
		return "completed"
	}
	return reason
}

// emitIssue tells the App about an issue, or about a pull request under its own event name.
func (t *tx) emitIssue(action string, issue state.Issue, more shape.Object) error {
	repo, _ := t.Repositories.Get(issue.RepositoryID)
	if issue.Pull != nil {
		fields, err := t.pullFields(issue)
		if err != nil {
			return err
		}
		return t.emit("pull_request", action, repo, fields.With(more))
	}
	return t.emit("issues", action, repo, shape.Object{"issue": t.print.Issue(issue)}.With(more))
}

// happened adds to the issue's history.
func (t *tx) happened(issue state.Issue, e state.IssueEvent) {
	e.ID, e.RepositoryID, e.IssueID = t.NextID(), issue.RepositoryID, issue.ID
	e.ActorID, e.CreatedAt = t.actor.User.ID, t.now
	t.IssueEvents.Put(e)
}
