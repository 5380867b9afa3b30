// Package source reads what of a repository's policy is not in a tree at hand:
// the policy in the owner's .github repository, and the label that starts goals.
//
// In come repositories, out go texts and labels, asked of GitHub at the tip of
// default branches, where only people with write permission put anything.
// Labels are kept in memory for a while; a process that dies forgets them and
// asks again.
package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// GitHub reads repositories. What does not exist, or not for us, is
// fs.ErrNotExist; what the App was not given is fs.ErrPermission.
type GitHub interface {
	RepoNamed(ctx context.Context, installation int64, owner, name string) (app.Repo, error)
	// File is the text at the tip of the default branch.
	File(ctx context.Context, installation int64, repo app.Repo, path string) ([]byte, error)
}

// ownerRepo is the repository that speaks for all of its owner's.
const ownerRepo = ".github"

// keep is how long a label is believed when no push says otherwise.
const keep = time.Minute

// Source reads policies through GitHub. It is safe for concurrent use.
type Source struct {
	github GitHub
	now    func() time.Time

	mu     sync.Mutex
	labels map[int64]known
}

type known struct {
	label string
	owner string
	until time.Time
}

// New returns a Source over GitHub.
func New(github GitHub, now func() time.Time) *Source {
	return &Source{github: github, now: now, labels: map[int64]known{}}
}

// Owner reads files of the owner's .github repository, which is looked for when
// the first is asked for.
func (s *Source) Owner(ctx context.Context, installation int64, repo app.Repo) policy.Owner {
	find := sync.OnceValues(func() (app.Repo, error) {
		found, err := s.github.RepoNamed(ctx, installation, repo.Owner, ownerRepo)
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%w (%w)", policy.ErrUnseen, err)
		}
		return found, err
	})
	return func(name string) ([]byte, error) {
		owner, err := find()
		if err != nil {
			return nil, err
		}
		return s.github.File(ctx, installation, owner, name)
	}
}

// Label is the one that the repository's policy names; empty: none. A policy
// with faults names none: the goal that another label starts shows them.
func (s *Source) Label(ctx context.Context, installation int64, repo app.Repo) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if k, ok := s.labels[repo.ID]; ok && s.now().Before(k.until) {
		return k.label, nil
	}
	label, err := s.read(ctx, installation, repo)
	if err != nil {
		return "", fmt.Errorf("read the label in the policy of %s: %w", repo, err)
	}
	s.labels[repo.ID] = known{label, strings.ToLower(repo.Owner), s.now().Add(keep)}
	return label, nil
}

func (s *Source) read(ctx context.Context, installation int64, repo app.Repo) (string, error) {
	text, err := s.github.File(ctx, installation, repo, policy.File)
	var found policy.Policy
	switch {
	case err == nil:
		found, err = policy.Parse(text)
	case errors.Is(err, fs.ErrNotExist):
		found, _, err = policy.Read(nothing{}, s.Owner(ctx, installation, repo))
	}
	var faults policy.Faults
	if errors.As(err, &faults) || errors.Is(err, app.ErrRefused) || errors.Is(err, fs.ErrPermission) {
		return "", nil
	}
	return found.Label, err
}

// nothing is a tree without files.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Moved forgets what a push to the default branch of repo may have changed.
func (s *Source) Moved(repo app.Repo) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.labels, repo.ID)
	if repo.Name != ownerRepo {
		return
	}
	for id, k := range s.labels {
		if k.owner == strings.ToLower(repo.Owner) {
			delete(s.labels, id)
		}
	}
}
