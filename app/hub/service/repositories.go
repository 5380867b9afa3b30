package service

import (
	"context"
	"io/fs"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// NewRepository describes a repository to make.
type NewRepository struct {
	Owner       string // empty for the actor; an organization that does not exist is made
	Name        string
	Description string
	Private     bool
	AutoInit    bool          // whether to start with a README
	Files       fs.FS         // or with these files
	Author      git.Signature // of the first commit; the actor, now, when zero
}

var namePattern = regexp.MustCompile(`^[A-Za-z0-9._-]{1,100}$`)

// ValidName reports whether an account or a repository may be called so.
func ValidName(name string) bool {
	return namePattern.MatchString(name) && strings.Trim(name, ".") != "" && !strings.HasSuffix(name, ".git")
}

// CreateRepository makes a repository with the App installed on it.
func (s *Service) CreateRepository(ctx context.Context, a identity.Actor, n NewRepository) (state.Repository, error) {
	if a.Anonymous() {
		return state.Repository{}, refusal.Unauthorized("Requires authentication")
	}
	if a.Installation() {
		return state.Repository{}, refusal.NotIntegration("")
	}
	if n.Name == "" {
		return state.Repository{}, refusal.Missing("Repository", "name")
	}
	if !ValidName(n.Name) {
		return state.Repository{}, refusal.Invalid(refusal.Field{Resource: "Repository", Field: "name", Code: "invalid"})
	}
	var repo state.Repository
	err := s.update(ctx, a, func(t *tx) (err error) {
		repo, err = t.createRepository(n)
		return err
	})
	return repo, err
}

func (t *tx) createRepository(n NewRepository) (state.Repository, error) {
	owner, err := t.repositoryOwner(n.Owner)
	if err != nil {
		return state.Repository{}, err
	}
	if _, taken := t.RepositoryByName(owner.Login, n.Name); taken {
		return state.Repository{}, refusal.Invalid(refusal.Field{
			Resource: "Repository", Field: "name", Code: "custom", Message: "name already exists on this account",
		})
	}
	repo := state.Repository{
		ID: t.NextID(), OwnerID: owner.ID, Name: n.Name, Description: n.Description, Private: n.Private,
		DefaultBranch: "main", CreatedAt: t.now, UpdatedAt: t.now, PushedAt: t.now,
	}
	stored := t.service.Git.Repository(repo.ID)
	if err := stored.Remove(); err != nil { // what an operation that failed may have left
		return repo, err
	}
	if err := stored.Init(t.ctx, repo.DefaultBranch); err != nil {
		return repo, err
	}
	if n.Author.Name == "" {
		n.Author = t.service.Author(t.actor.User)
	}
	if n.AutoInit || n.Files != nil {
		if err := firstCommit(t.ctx, stored, repo.DefaultBranch, n); err != nil {
			return repo, err
		}
	}
	t.Repositories.Put(repo)
	t.defaultLabels(repo)
	return repo, t.install(owner, &repo)
}

func (t *tx) repositoryOwner(login string) (state.User, error) {
	if login == "" {
		return t.actor.User, nil
	}
	owner, ok := t.UserByLogin(login)
	switch {
	case !ok && t.actor.User.Role == state.RoleAdmin && ValidName(login):
		owner = state.User{ID: t.NextID(), Login: login, Type: state.TypeOrganization, CreatedAt: t.now}
		t.Users.Put(owner)
		return owner, nil
	case !ok:
		return owner, refusal.NotFound()
	case owner.ID != t.actor.User.ID && t.actor.User.Role != state.RoleAdmin:
		return owner, refusal.Forbidden("You need admin access to the organization before adding a repository to it.")
	}
	return owner, nil
}

func firstCommit(ctx context.Context, r git.Repository, branch string, n NewRepository) error {
	tree, err := firstTree(ctx, r, n)
	if err != nil {
		return err
	}
	commit, err := r.WriteCommit(ctx, git.Commit{Tree: tree, Author: n.Author, Committer: n.Author, Message: "Initial commit\n"})
	if err != nil {
		return err
	}
	return r.UpdateRef(ctx, "refs/heads/"+branch, git.Zero, commit)
}

func firstTree(ctx context.Context, r git.Repository, n NewRepository) (string, error) {
	if n.Files != nil {
		return r.WriteFiles(ctx, n.Files)
	}
	readme, err := r.WriteBlob(ctx, []byte("# "+n.Name+"\n"))
	if err != nil {
		return "", err
	}
	return r.WriteTree(ctx, "", []git.Entry{{Mode: "100644", SHA: readme, Path: "README.md"}})
}

// Author is the user's name and no-reply address for commits that the hub makes for them now.
func (s *Service) Author(u state.User) git.Signature {
	return git.Signature{Name: u.Login, Email: shape.NoReply(u, s.printer(nil).HostName()), When: s.Now()}
}

func (t *tx) defaultLabels(repo state.Repository) {
	for _, l := range [][3]string{
		{"bug", "d73a4a", "Something isn't working"},
		{"documentation", "0075ca", "Improvements or additions to documentation"},
		{"duplicate", "cfd3d7", "This issue or pull request already exists"},
		{"enhancement", "a2eeef", "New feature or request"},
		{"good first issue", "7057ff", "Good for newcomers"},
		{"help wanted", "008672", "Extra attention is needed"},
		{"invalid", "e4e669", "This doesn't seem right"},
		{"question", "d876e3", "Further information is requested"},
		{"wontfix", "ffffff", "This will not be worked on"},
	} {
		t.Labels.Put(state.Label{
			ID: t.NextID(), RepositoryID: repo.ID, Name: l[0], Color: l[1], Description: l[2], Default: true,
		})
	}
}

// RepositoryChange changes a repository; nil fields stay.
type RepositoryChange struct {
	Description   *string
	Private       *bool
	DefaultBranch *string
}

// EditRepository changes a repository's settings.
func (s *Service) EditRepository(ctx context.Context, a identity.Actor, path Path, c RepositoryChange) (repo state.Repository, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		if repo, err = open(t.Data, a, path, identity.Administer); err != nil {
			return err
		}
		stored := s.Git.Repository(repo.ID)
		if c.DefaultBranch != nil {
			if _, err := stored.Branch(ctx, *c.DefaultBranch); err != nil {
				return refusal.Invalid(refusal.Field{Resource: "Repository", Field: "default_branch", Code: "invalid"})
			}
			if err := stored.SetHead(ctx, *c.DefaultBranch); err != nil {
				return err
			}
		}
		assign(&repo.Description, c.Description)
		assign(&repo.Private, c.Private)
		assign(&repo.DefaultBranch, c.DefaultBranch)
		repo.UpdatedAt = t.now
		t.Repositories.Put(repo)
		return nil
	})
	return repo, err
}

// SetCollaborator gives a person a role in one repository, whatever their usual one.
func (s *Service) SetCollaborator(ctx context.Context, a identity.Actor, path Path, login string, role state.Role) error {
	return s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.Administer)
		if err != nil {
			return err
		}
		user, ok := t.UserByLogin(login)
		if !ok || user.Type != state.TypeUser {
			return refusal.NotFound()
		}
		set, ok := t.Collaborators.First(func(c state.Collaborator) bool {
			return c.RepositoryID == repo.ID && c.UserID == user.ID
		})
		if !ok {
			set = state.Collaborator{ID: t.NextID(), RepositoryID: repo.ID, UserID: user.ID}
		}
		set.Role = role
		t.Collaborators.Put(set)
		return nil
	})
}
