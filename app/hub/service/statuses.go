package service

import (
	"context"
	"errors"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// NewStatus is what a commit status is made with; nil fields are left out.
type NewStatus struct{ State, Context, Description, TargetURL *string }

// CreateStatus says something of a commit.
func (s *Service) CreateStatus(ctx context.Context, a identity.Actor, path Path, sha string, c NewStatus) (status state.CommitStatus, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.WriteStatuses)
		if err != nil {
			return err
		}
		if c.State == nil {
			return refusal.Missing("Status", "state")
		}
		if !slices.Contains([]string{"error", "failure", "pending", "success"}, *c.State) {
			return refusal.Invalid(refusal.Field{Resource: "Status", Field: "state", Code: "custom", Message: "state is not included in the list"})
		}
		of, err := s.Git.Repository(repo.ID).Commit(ctx, sha)
		if errors.Is(err, git.ErrMissing) {
			return refusal.Unprocessable("No commit found for SHA: " + sha)
		}
		if err != nil {
			return err
		}
		status = state.CommitStatus{
			ID: t.NextID(), RepositoryID: repo.ID, SHA: of.SHA, State: *c.State, Context: "default", CreatorID: a.User.ID, CreatedAt: t.now,
		}
		assign(&status.Context, c.Context)
		assign(&status.Description, c.Description)
		assign(&status.TargetURL, c.TargetURL)
		t.CommitStatuses.Put(status)
		return t.emit("status", "", repo, t.print.CommitStatus(status).With(shape.Object{
			"sha": of.SHA, "name": t.print.FullName(repo), "commit": t.print.Commit(repo, of), "branches": []string{},
		}))
	})
	return status, err
}
