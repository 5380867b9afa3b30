package service

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// NewPull describes a pull request to open.
type NewPull struct {
	Title      string
	Body       *string
	Head, Base string // branch names; Head may be OWNER:BRANCH of the same repository
	Draft      bool
}

// OpenPull opens a pull request between two branches of the repository.
func (s *Service) OpenPull(ctx context.Context, a identity.Actor, path Path, n NewPull) (issue state.Issue, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.WritePulls)
		if err != nil {
			return err
		}
		pull, err := t.newPull(repo, n)
		if err != nil {
			return err
		}
		issue = t.number(repo, n.Title, n.Body)
		pull.ID = t.NextID()
		issue.Pull = pull
		t.Issues.Put(issue)
		if err := s.Git.Repository(repo.ID).SetRef(ctx, pullRef(issue), pull.HeadSHA); err != nil {
			return err
		}
		return t.emitIssue("opened", issue, nil)
	})
	return issue, err
}

func (t *tx) newPull(repo state.Repository, n NewPull) (*state.Pull, error) {
	if n.Title == "" {
		return nil, refusal.Missing("PullRequest", "title")
	}
	if err := (IssueChange{Title: &n.Title, Body: n.Body}).check("PullRequest"); err != nil {
		return nil, err
	}
	owner, _ := t.Users.Get(repo.OwnerID)
	if of, branch, ok := strings.Cut(n.Head, ":"); ok && strings.EqualFold(of, owner.Login) {
		n.Head = branch
	}
	stored := t.service.Git.Repository(repo.ID)
	head, err := pullSide(t.ctx, stored, "head", n.Head)
	if err != nil {
		return nil, err
	}
	base, err := pullSide(t.ctx, stored, "base", n.Base)
	if err != nil {
		return nil, err
	}
	if err := t.checkPair(repo, stored, n, base, head); err != nil {
		return nil, err
	}
	return &state.Pull{Draft: n.Draft, HeadRef: n.Head, HeadSHA: head, BaseRef: n.Base, BaseSHA: base}, nil
}

func pullSide(ctx context.Context, stored git.Repository, field, branch string) (string, error) {
	if branch == "" {
		return "", refusal.Missing("PullRequest", field)
	}
	sha, err := stored.Branch(ctx, branch)
	if errors.Is(err, git.ErrMissing) {
		return "", refusal.Invalid(refusal.Field{Resource: "PullRequest", Field: field, Code: "invalid"})
	}
	return sha, err
}

func (t *tx) checkPair(repo state.Repository, stored git.Repository, n NewPull, base, head string) error {
	owner, _ := t.Users.Get(repo.OwnerID)
	_, exists := t.Issues.First(func(i state.Issue) bool {
		return i.RepositoryID == repo.ID && i.Pull != nil && !i.Closed && i.Pull.HeadRef == n.Head && i.Pull.BaseRef == n.Base
	})
	if exists {
		return refusal.Invalid(refusal.Field{
			Resource: "PullRequest", Code: "custom",
			Message: fmt.Sprintf("A pull request already exists for %s:%s.", owner.Login, n.Head),
		})
	}
	stats, err := stored.Stats(t.ctx, base, head)
	if err != nil {
		return err
	}
	if stats.MergeBase == "" || stats.Commits == 0 {
		return refusal.Invalid(refusal.Field{
			Resource: "PullRequest", Code: "custom",
			Message: fmt.Sprintf("No commits between %s and %s", n.Base, n.Head),
		})
	}
	return nil
}

// PullStats are the numbers of a pull request's change.
func (s *Service) PullStats(ctx context.Context, issue state.Issue) (git.Stats, error) {
	return s.Git.Repository(issue.RepositoryID).Stats(ctx, issue.Pull.BaseSHA, issue.Pull.HeadSHA)
}

func (t *tx) pullFields(issue state.Issue) (shape.Object, error) {
	stats, err := t.service.PullStats(t.ctx, issue)
	if err != nil {
		return nil, err
	}
	return shape.Object{"number": issue.Number, "pull_request": t.print.Pull(issue, stats)}, nil
}

// PullChange changes a pull request; nil fields stay.
type PullChange struct {
	Title, Body, State, Base *string
	Draft                    *bool
}

// EditPull changes a pull request: one's own, or another's for those who may write to the repository.
func (s *Service) EditPull(ctx context.Context, a identity.Actor, path Path, number int, c PullChange) (issue state.Issue, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		if issue, err = openPull(t.Data, a, path, number, identity.WritePulls); err != nil {
			return err
		}
		if err := (IssueChange{Title: c.Title, Body: c.Body, State: c.State}).check("PullRequest"); err != nil {
			return err
		}
		repo, _ := t.Repositories.Get(issue.RepositoryID)
		if issue.UserID != a.User.ID {
			if err := identity.Check(t.Data, a, repo, identity.EditPulls); err != nil {
				return err
			}
		}
		return t.editPull(&issue, c)
	})
	return issue, err
}

func (t *tx) editPull(issue *state.Issue, c PullChange) error {
	if err := t.editText(issue, c.Title, c.Body); err != nil {
		return err
	}
	if err := t.retarget(issue, c.Base); err != nil {
		return err
	}
	if err := t.setDraft(issue, c.Draft); err != nil {
		return err
	}
	if c.State == nil {
		return nil
	}
	if *c.State == "open" && issue.Pull.Merged {
		return refusal.Invalid(refusal.Field{Resource: "PullRequest", Field: "state", Code: "invalid", Value: "open"})
	}
	return t.setState(issue, *c.State == "closed", "")
}

func (t *tx) setDraft(issue *state.Issue, draft *bool) error {
	if draft == nil || *draft == issue.Pull.Draft {
		return nil
	}
	pull := *issue.Pull
	pull.Draft = *draft
	issue.Pull, issue.UpdatedAt = &pull, t.now
	t.Issues.Put(*issue)
	event, action := "ready_for_review", "ready_for_review"
	if *draft {
		event, action = "convert_to_draft", "converted_to_draft"
	}
	t.happened(*issue, state.IssueEvent{Event: event})
	return t.emitIssue(action, *issue, nil)
}

func (t *tx) retarget(issue *state.Issue, base *string) error {
	if base == nil || *base == issue.Pull.BaseRef {
		return nil
	}
	sha, err := pullSide(t.ctx, t.service.Git.Repository(issue.RepositoryID), "base", *base)
	if err != nil {
		return err
	}
	from := shape.Object{"ref": shape.Object{"from": issue.Pull.BaseRef}, "sha": shape.Object{"from": issue.Pull.BaseSHA}}
	pull := *issue.Pull
	pull.BaseRef, pull.BaseSHA = *base, sha
	issue.Pull, issue.UpdatedAt = &pull, t.now
	t.Issues.Put(*issue)
	return t.emitIssue("edited", *issue, shape.Object{"changes": shape.Object{"base": from}})
}

// RequestReviewers asks people for a review.
func (s *Service) RequestReviewers(ctx context.Context, a identity.Actor, path Path, number int, logins []string) (issue state.Issue, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		if issue, err = openPull(t.Data, a, path, number, identity.EditPulls); err != nil {
			return err
		}
		for _, login := range logins {
			if err := t.requestReviewer(&issue, login); err != nil {
				return err
			}
		}
		return nil
	})
	return issue, err
}

func (t *tx) requestReviewer(issue *state.Issue, login string) error {
	user, ok := t.UserByLogin(login)
	if !ok || user.Type != state.TypeUser || user.ID == issue.UserID {
		return refusal.Unprocessable("Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.")
	}
	if slices.Contains(issue.Pull.ReviewerIDs, user.ID) {
		return nil
	}
	pull := *issue.Pull
	pull.ReviewerIDs = append(slices.Clone(pull.ReviewerIDs), user.ID)
	issue.Pull = &pull
	t.Issues.Put(*issue)
	t.happened(*issue, state.IssueEvent{Event: "review_requested", ReviewerID: user.ID})
	return t.emitIssue("review_requested", *issue, shape.Object{"requested_reviewer": t.print.User(user)})
}
