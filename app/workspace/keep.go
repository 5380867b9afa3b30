package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

func (s *Store) goalDir(id string) string {
	return filepath.Join(s.dir, "goals", fileName(id)+".git")
}

// ErrNotKept marks a goal whose repository, or the object that is wanted of it, is not there any more.
var ErrNotKept = errors.New("kept no longer")

// Kept opens the repository of a goal that has ended; it must have the object still. Close ends what it
// keeps running.
func (m *Mirror) Kept(ctx context.Context, id string, has Digest) (*Repo, error) {
	dir := m.store.goalDir(id)
	if _, err := os.Stat(dir); err != nil {
		return nil, notKept(id, err)
	}
	repo, err := m.Goal(ctx, id)
	if err != nil {
		return nil, err
	}
	if _, err := repo.Tree(ctx, string(has)); err != nil {
		return nil, errors.Join(notKept(id, err), repo.Close())
	}
	return repo, nil
}

func notKept(id string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w: %w", ErrNotKept, err)
	}
	return fmt.Errorf("look for the work of goal %s: %w", id, err)
}

// Adopt takes every object that another goal of the same mirror keeps.
func (r *Repo) Adopt(ctx context.Context, from *Repo) error {
	root := from.loose.Dir
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		name, fault := filepath.Rel(root, path)
		if err != nil || fault != nil || d.IsDir() || len(filepath.Dir(name)) != 2 || d.Name()[0] == '.' {
			return errors.Join(err, fault)
		}
		to := filepath.Join(r.loose.Dir, name)
		if _, err := os.Lstat(to); err == nil {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return err
		}
		return object.WriteFile(to, data, 0o400)
	})
	if err != nil {
		return fmt.Errorf("adopt objects: %w", err)
	}
	return nil
}

// Forget removes what is kept of a goal; one of which nothing is kept is fine.
func (s *Store) Forget(ctx context.Context, id string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := beneath.RemoveAll(s.goalDir(id)); err != nil {
		return fmt.Errorf("forget goal %s: %w", id, err)
	}
	return nil
}
