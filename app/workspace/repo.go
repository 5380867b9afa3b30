package workspace

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/bare"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// Repo is the trusted repository of one goal: it borrows the mirror's objects and keeps its own.
type Repo struct {
	*bare.Repository
	store *Store
	loose *object.Loose

	exporting sync.Mutex
	trackers  map[string]*tracker // by work directory

	diffing  sync.Mutex
	lastDiff *diffed
}

// Signature says who made a commit and when.
type Signature = object.Signature

// CommitSpec is everything a commit consists of.
type CommitSpec = object.CommitSpec

// Goal opens the repository of one goal, creating it where it is missing. The mirror must have been
// fetched once. Close ends what it keeps running.
func (m *Mirror) Goal(ctx context.Context, id string) (*Repo, error) {
	if _, err := os.Stat(m.Dir()); err != nil {
		return nil, fmt.Errorf("open goal %s: mirror: %w", id, err)
	}
	dir := m.store.goalDir(id)
	if err := m.store.git.Init(ctx, dir); err != nil {
		return nil, fmt.Errorf("open goal %s: %w", id, err)
	}
	objects := filepath.Join(dir, "objects")
	if err := lend(filepath.Join(m.Dir(), "objects"), objects); err != nil {
		return nil, fmt.Errorf("open goal %s: %w", id, err)
	}
	return &Repo{
		Repository: m.store.git.Repository(dir), store: m.store,
		loose:    &object.Loose{Dir: objects},
		trackers: make(map[string]*tracker),
	}, nil
}

// lend lets a repository see another's objects.
func lend(from, to string) error {
	path, line := filepath.Join(to, "info", "alternates"), []byte(from+"\n")
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, line) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return object.WriteFile(path, line, 0o600)
}

// Close ends the git process kept for reading and forgets the work directories; the repository stays
// and may be used again.
func (r *Repo) Close() error {
	r.Repository.Close()
	r.exporting.Lock()
	defer r.exporting.Unlock()
	clear(r.trackers)
	return nil
}

// Remove deletes the repository with all its checkpoints; the mirror stays.
func (r *Repo) Remove() error {
	if err := r.Close(); err != nil {
		return err
	}
	if err := beneath.RemoveAll(r.Dir()); err != nil {
		return fmt.Errorf("remove goal repository: %w", err)
	}
	return nil
}

// Commit stores a commit; the same spec gives the same digest.
func (r *Repo) Commit(ctx context.Context, spec CommitSpec) (Digest, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	data, err := spec.Encode()
	if err != nil {
		return "", err
	}
	id, err := r.loose.Put(object.Commit, data)
	if err != nil {
		return "", err
	}
	return id, r.loose.Sync()
}

// KeepRef records a commit under refs/goalkeeper/NAME.
func (r *Repo) KeepRef(ctx context.Context, name string, commit Digest) error {
	ref := "refs/goalkeeper/" + name
	if err := checkRef(ref); err != nil {
		return fmt.Errorf("keep %s: %w", commit.Short(), err)
	}
	if _, err := r.Resolve(ctx, string(commit)); err != nil {
		return fmt.Errorf("keep %s: %w", commit.Short(), err)
	}
	path := filepath.Join(r.Dir(), filepath.FromSlash(ref))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("keep %s: %w", commit.Short(), err)
	}
	if err := object.WriteFile(path, []byte(commit+"\n"), 0o600); err != nil {
		return fmt.Errorf("keep %s: %w", commit.Short(), err)
	}
	return nil
}
