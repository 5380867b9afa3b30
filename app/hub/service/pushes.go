package service

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// pushedCommits is how many commits a push event lists at most.
const pushedCommits = 2048

// Push runs move, which moves refs of the repository, and then tells everybody what moved: push events,
// new heads of pull requests, check suites to fill. The repository is locked meanwhile.
func (s *Service) Push(ctx context.Context, a identity.Actor, repositoryID int64, move func() error) error {
	return s.push(ctx, a, repositoryID, move, func(*tx) error { return nil })
}

// push is Push with something else to record first, when move succeeded.
func (s *Service) push(ctx context.Context, a identity.Actor, repositoryID int64, move func() error, also func(*tx) error) error {
	stored := s.Git.Repository(repositoryID)
	defer stored.Lock()()
	changes, err := stored.Changed(ctx, move)
	if err != nil || len(changes) == 0 {
		return err
	}
	return s.update(context.WithoutCancel(ctx), a, func(t *tx) error {
		if err := also(t); err != nil {
			return err
		}
		for _, change := range changes {
			if err := t.pushed(repositoryID, stored, change); err != nil {
				return fmt.Errorf("record push to %s: %w", change.Ref, err)
			}
		}
		return nil
	})
}

// CatchUp records where branches of open pull requests have moved without it: the process may have died
// between moving a ref and recording that it did.
func (s *Service) CatchUp(ctx context.Context) error {
	var open []state.Issue
	err := s.Store.View(func(d *state.Data) error {
		open = d.Issues.Where(func(i state.Issue) bool { return i.Pull != nil && !i.Closed })
		return nil
	})
	if err != nil {
		return err
	}
	for _, issue := range open {
		stored := s.Git.Repository(issue.RepositoryID)
		tip, err := stored.Branch(ctx, issue.Pull.HeadRef)
		if errors.Is(err, git.ErrMissing) {
			tip, err = git.Zero, nil
		}
		if err != nil {
			return err
		}
		if tip == issue.Pull.HeadSHA {
			continue
		}
		author := identity.Actor{}
		_ = s.Store.View(func(d *state.Data) error { // reads only, so it cannot fail
			author.User, _ = d.Users.Get(issue.UserID)
			return nil
		})
		change := git.Change{Ref: "refs/heads/" + issue.Pull.HeadRef, Before: issue.Pull.HeadSHA, After: tip}
		err = s.update(ctx, author, func(t *tx) error { return t.pushed(issue.RepositoryID, stored, change) })
		if err != nil {
			return fmt.Errorf("catch up with %s: %w", change.Ref, err)
		}
	}
	return nil
}

func (t *tx) pushed(repositoryID int64, stored git.Repository, c git.Change) error {
	repo, ok := t.Repositories.Get(repositoryID)
	if !ok {
		return nil
	}
	repo.PushedAt = t.now
	if err := t.adoptDefault(&repo, stored, c); err != nil {
		return err
	}
	t.Repositories.Put(repo)
	payload, err := t.pushPayload(repo, stored, c)
	if err != nil {
		return err
	}
	if err := t.emit("push", "", repo, payload); err != nil {
		return err
	}
	if c.Branch() == "" {
		return nil
	}
	if err := t.movePulls(repo, stored, c); err != nil {
		return err
	}
	if c.After == git.Zero {
		return nil
	}
	return t.requestSuite(repo, stored, c)
}

// adoptDefault makes the first branch of an empty repository its default.
func (t *tx) adoptDefault(repo *state.Repository, stored git.Repository, c git.Change) error {
	if c.Branch() == "" || c.Before != git.Zero || c.Branch() == repo.DefaultBranch {
		return nil
	}
	branches, err := stored.Refs(t.ctx, "refs/heads")
	if err != nil || len(branches) != 1 {
		return err
	}
	repo.DefaultBranch = c.Branch()
	return stored.SetHead(t.ctx, repo.DefaultBranch)
}

func (t *tx) pushPayload(repo state.Repository, stored git.Repository, c git.Change) (shape.Object, error) {
	payload := shape.Object{
		"ref": c.Ref, "before": c.Before, "after": c.After, "base_ref": nil, "head_commit": nil,
		"created": c.Before == git.Zero, "deleted": c.After == git.Zero, "forced": false,
		"commits": []shape.Object{}, "repository": t.pushRepository(repo),
		"pusher":  shape.Object{"name": t.actor.User.Login, "email": t.service.Author(t.actor.User).Email},
		"compare": fmt.Sprintf("%s/%s/compare/%.12s...%.12s", t.print.Web, t.print.FullName(repo), c.Before, c.After),
	}
	if c.After == git.Zero {
		return payload, nil
	}
	head, err := stored.Commit(t.ctx, c.After)
	if err != nil {
		return nil, err
	}
	base := c.Before
	if base == git.Zero {
		base = t.forkPoint(repo, stored, c)
	} else if common, err := stored.MergeBase(t.ctx, c.Before, c.After); err != nil {
		return nil, err
	} else if common != c.Before {
		payload["forced"] = true
	}
	commits, err := t.pushCommits(repo, stored, base, head)
	payload["commits"], payload["head_commit"] = commits, t.print.PushCommit(repo, head, git.Touched{})
	return payload, err
}

// forkPoint is where a new branch left the default branch; empty when it has nothing in common with it.
func (t *tx) forkPoint(repo state.Repository, stored git.Repository, c git.Change) string {
	tip, err := stored.Branch(t.ctx, repo.DefaultBranch)
	if err != nil || tip == c.After {
		return ""
	}
	base, err := stored.MergeBase(t.ctx, tip, c.After)
	if err != nil {
		return ""
	}
	return base
}

func (t *tx) pushCommits(repo state.Repository, stored git.Repository, base string, head git.Commit) ([]shape.Object, error) {
	commits := []git.Commit{head}
	if base != "" {
		between, err := stored.Between(t.ctx, base, head.SHA)
		if err != nil {
			return nil, err
		}
		commits = between[max(0, len(between)-pushedCommits):]
	}
	list := make([]shape.Object, len(commits))
	for i, c := range commits {
		files, err := stored.Touched(t.ctx, c)
		if err != nil {
			return nil, err
		}
		list[i] = t.print.PushCommit(repo, c, files)
	}
	return list, nil
}

// pushRepository is the repository as push events have it: times in seconds, the owner with a name.
func (t *tx) pushRepository(repo state.Repository) shape.Object {
	full := t.print.Repository(repo, t.actor)
	owner := full["owner"].(shape.Object)
	return full.With(shape.Object{
		"created_at": repo.CreatedAt.Unix(), "pushed_at": repo.PushedAt.Unix(),
		"updated_at": repo.UpdatedAt.UTC().Format(time.RFC3339), "master_branch": repo.DefaultBranch,
		"owner": owner.With(shape.Object{"name": owner["login"], "email": nil}),
	})
}

// movePulls follows a branch: open pull requests from it get the new head or are closed with it, and those
// into it are merged when it now contains their head.
func (t *tx) movePulls(repo state.Repository, stored git.Repository, c git.Change) error {
	open := t.Issues.Where(func(i state.Issue) bool {
		return i.RepositoryID == repo.ID && i.Pull != nil && !i.Closed
	})
	for _, issue := range open {
		var err error
		switch {
		case c.After == git.Zero && (issue.Pull.HeadRef == c.Branch() || issue.Pull.BaseRef == c.Branch()):
			err = t.setState(&issue, true, "")
		case issue.Pull.HeadRef == c.Branch():
			err = t.synchronize(issue, stored, c)
		case issue.Pull.BaseRef == c.Branch():
			err = t.moveBase(issue, stored, c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) synchronize(issue state.Issue, stored git.Repository, c git.Change) error {
	pull := *issue.Pull
	pull.HeadSHA = c.After
	issue.Pull, issue.UpdatedAt = &pull, t.now
	t.Issues.Put(issue)
	if err := stored.SetRef(t.ctx, pullRef(issue), c.After); err != nil {
		return err
	}
	return t.emitIssue("synchronize", issue, shape.Object{"before": c.Before, "after": c.After})
}

func (t *tx) moveBase(issue state.Issue, stored git.Repository, c git.Change) error {
	pull := *issue.Pull
	common, err := stored.MergeBase(t.ctx, c.After, pull.HeadSHA)
	if err != nil {
		return err
	}
	if common == pull.HeadSHA {
		return t.merged(issue, c.After)
	}
	pull.BaseSHA = c.After
	issue.Pull = &pull
	t.Issues.Put(issue)
	return nil
}

func pullRef(i state.Issue) string { return fmt.Sprintf("refs/pull/%d/head", i.Number) }

// CheckWorkflows refuses an actor who may not change workflows a commit that brings such a change.
func (s *Service) CheckWorkflows(ctx context.Context, a identity.Actor, repositoryID int64, commit string) error {
	if MayChangeWorkflows(a) {
		return nil
	}
	touched, err := s.Git.Repository(repositoryID).NewPaths(ctx, commit, ".github/workflows")
	if err != nil || len(touched) == 0 {
		return err
	}
	return refusal.Forbidden(fmt.Sprintf(
		"refusing to allow a GitHub App to create or update workflow `%s` without `workflows` permission", touched[0]))
}

// MayChangeWorkflows reports whether the actor may change .github/workflows: people may, Apps need a permission.
func MayChangeWorkflows(a identity.Actor) bool {
	return !a.Installation() || identity.Grants(a.Token.Permissions, "workflows", "write")
}
