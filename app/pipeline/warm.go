package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A build cache is most of what a first command costs. The home that the
// issue's or the policy's own checks left on the base, or set-up before them, is
// kept and copied for the agent and for each verification, so all of them start
// alike and none can reach another. Nothing is kept of a check that the agent wrote: it could
// prepare the ground for its own proof.

func (r *run) warm() string { return filepath.Join(r.top(), "warm") }

// warmHome makes a home, as a copy of the kept one where there is one.
func (r *run) warmHome(home string) error {
	if _, err := os.Stat(home); err == nil {
		return nil // the agent's own, kept while the goal rested
	}
	from := r.warm()
	var shown []string
	if _, err := os.Stat(from); err != nil && r.left != nil {
		from = filepath.Join(r.setUpDir(), "home")
		shown = r.left.Home
	}
	if err := copyTree(from, home, r.cfg.UID, r.cfg.GID, shown...); err != nil {
		return fmt.Errorf("make home: %w", err)
	}
	return nil
}

// keepWarm keeps home for later copies.
func (r *run) keepWarm(ctx context.Context, home string) error {
	if err := r.cfg.Workspace.RemoveDir(ctx, r.warm()); err != nil {
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

// copyTree copies directories and regular files, but for those at the paths to
// leave out, and nothing else: what is in from was written by commands nobody
// trusts. A missing from is empty.
func copyTree(from, to string, uid, gid int, leave ...string) error {
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
	room := int64(maxWarm)
	return fs.WalkDir(src.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case path == ".":
			return err
		case err != nil:
			return nil // closed by the command that made it
		case slices.Contains(leave, path):
			return fs.SkipDir
		}
		dest := filepath.Join(to, path)
		switch {
		case d.IsDir():
			err = os.Mkdir(dest, 0o700)
		case d.Type().IsRegular():
			var n int64
			n, err = copyFile(src, path, dest, room)
			room -= n
		default:
			return nil
		}
		if err != nil {
			return err
		}
		return os.Lchown(dest, uid, gid)
	})
}

// maxWarm bounds what is copied of a home, in bytes; what does not fit is left
// out, as a cache may.
const maxWarm = 2 << 30

// copyFile copies a file that fits into room; an unreadable or larger one
// becomes an empty file.
func copyFile(src *os.Root, path, dest string, room int64) (n int64, err error) {
	out, err := os.OpenFile(dest, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	in, err := src.Open(path)
	if err != nil {
		return 0, nil
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > room {
		return 0, err
	}
	if n, err = io.Copy(out, io.LimitReader(in, room)); err != nil {
		return n, err
	}
	return n, out.Chmod(info.Mode().Perm() | 0o600)
}
