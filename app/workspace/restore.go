package workspace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// Restore writes into a work directory, whose tree is have, what makes it want: paths in which the two
// differ are replaced or removed, whatever stands there now; all others, ignored files too, are left.
func (r *Repo) Restore(ctx context.Context, dir string, have, want Digest) error {
	if err := r.restore(ctx, dir, have, want); err != nil {
		return fmt.Errorf("restore %s: %w", want.Short(), err)
	}
	return nil
}

func (r *Repo) restore(ctx context.Context, dir string, have, want Digest) error {
	var err error
	if have, err = r.Tree(ctx, string(have)); err != nil {
		return err
	}
	if want, err = r.Tree(ctx, string(want)); err != nil {
		return err
	}
	changes, err := r.compare(have, want)
	if err != nil {
		return err
	}
	root, err := beneath.Open(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // only a reference
	for _, c := range changes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := object.CheckPath(c.Path); err != nil {
			return fmt.Errorf("%w: %w", ErrHostileTree, err)
		}
		if c.Status == Deleted {
			if err := clearPath(root, strings.Split(c.Path, "/")); err != nil {
				return fmt.Errorf("remove %s: %w", c.Path, err)
			}
		}
	}
	for _, c := range changes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if c.Status != Deleted {
			if err := r.putAt(root, strings.Split(c.Path, "/"), c); err != nil {
				return fmt.Errorf("write %s: %w", c.Path, err)
			}
		}
	}
	return nil
}

// clearPath removes what stands at a path and the directories that are empty then.
func clearPath(at *beneath.Dir, parts []string) error {
	if len(parts) == 1 {
		return at.Remove(parts[0])
	}
	sub, err := at.Sub(parts[0])
	if err != nil {
		if info, statErr := at.Stat(parts[0]); statErr != nil || !info.IsDir() {
			return nil // no directory, so nothing beneath it
		}
		return err
	}
	err = clearPath(sub, parts[1:])
	if err = errors.Join(err, sub.Close()); err != nil {
		return err
	}
	return at.RemoveEmpty(parts[0])
}

// putAt writes one entry; what stands in the way of its directories is removed.
func (r *Repo) putAt(at *beneath.Dir, parts []string, c Change) error {
	name := parts[0]
	if len(parts) > 1 {
		sub, err := r.dirAt(at, name)
		if err != nil {
			return err
		}
		return errors.Join(r.putAt(sub, parts[1:], c), sub.Close())
	}
	if err := at.Remove(name); err != nil {
		return err
	}
	if c.Mode == object.ModeGitlink {
		sub, err := at.Mkdir(name, r.store.owner)
		if err != nil {
			return err
		}
		return sub.Close()
	}
	return r.Blob(c.New, func(_ int64, content io.Reader) error {
		return place(at, object.Entry{Name: name, Mode: c.Mode}, content, r.store.owner)
	})
}

func (r *Repo) dirAt(at *beneath.Dir, name string) (*beneath.Dir, error) {
	info, err := at.Stat(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil && !info.IsDir() {
		if err := at.Remove(name); err != nil {
			return nil, err
		}
	}
	return at.Mkdir(name, r.store.owner)
}
