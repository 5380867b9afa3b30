package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A build cache is most of what a first command costs. The home that the
// baseline left (base code and frozen checks only, never the agent's work) is
// kept and copied for the agent and for each verification, so all of them
// start alike and none can reach another.

func (r *run) warm() string { return filepath.Join(r.top(), "warm") }

// warmHome makes a home, as a copy of the kept one where there is one.
func (r *run) warmHome(home string) error {
	if _, err := os.Stat(home); err == nil {
		return nil // the agent's own, kept while the goal rested
	}
	if err := copyTree(r.warm(), home, r.cfg.UID, r.cfg.GID); err != nil {
		return fmt.Errorf("make home: %w", err)
	}
	return nil
}

// keepWarm keeps home for later copies.
func (r *run) keepWarm(home string) error {
	if err := os.RemoveAll(r.warm()); err != nil {
		return fmt.Errorf("replace warm home: %w", err)
	}
	return os.Rename(home, r.warm())
}

// reheat gives the agent a home that is warm, now that the baseline has run:
// nothing was written in the one it read with.
func (r *run) reheat(ctx context.Context) error {
	r.leaveClone(ctx)
	return r.cfg.Workspace.RemoveDir(ctx, filepath.Join(r.top(), "home"))
}

// copyTree copies directories and regular files, and nothing else: what is in
// from was written by commands nobody trusts. A missing from is empty.
func copyTree(from, to string, uid, gid int) error {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	if err := os.Lchown(to, uid, gid); err != nil {
		return err
	}
	src, err := os.OpenRoot(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer src.Close()
	return fs.WalkDir(src.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == "." {
			return err
		}
		dest := filepath.Join(to, path)
		switch {
		case d.IsDir():
			err = os.Mkdir(dest, 0o700)
		case d.Type().IsRegular():
			err = copyFile(src, path, dest)
		default:
			return nil
		}
		if err != nil {
			return err
		}
		return os.Lchown(dest, uid, gid)
	})
}

func copyFile(src *os.Root, path, dest string) error {
	b, err := src.ReadFile(path)
	if err != nil {
		return err
	}
	info, err := src.Lstat(path)
	if err != nil {
		return err
	}
	return os.WriteFile(dest, b, info.Mode().Perm()|0o600)
}
