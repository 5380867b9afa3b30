package beneath

import (
	"errors"
	"io/fs"
	"strconv"

	"golang.org/x/sys/unix"
)

// maxDepth bounds the open directories of a removal; what lies deeper is moved up first.
const maxDepth = 64

// RemoveAll removes a directory tree, whoever owns what is in it and whatever modes it was left with.
// The path is absolute; one that does not exist is no error. A symbolic link at the path is removed, not followed.
func RemoveAll(path string) error {
	parent, name, err := OpenParent(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer parent.Close() //nolint:errcheck // only read
	return parent.Remove(name)
}

// Remove removes the entry with this name and everything beneath it; one that does not exist is no error.
func (d *Dir) Remove(name string) error {
	err := unix.Unlinkat(d.fd, name, 0)
	switch {
	case err == nil, errors.Is(err, unix.ENOENT):
		return nil
	case !errors.Is(err, unix.EISDIR) && !errors.Is(err, unix.EPERM):
		return &fs.PathError{Op: "remove", Path: name, Err: err}
	}
	for {
		lifted, err := d.empty(name, d, 0)
		if err != nil {
			return err
		}
		if !lifted {
			return d.rmdir(name)
		}
	}
}

// empty removes what is in the directory. A directory too deep to descend into is lifted into the one
// that is being removed, and reported so that the caller comes back for it.
func (d *Dir) empty(name string, top *Dir, depth int) (lifted bool, err error) {
	sub, err := d.unlocked(name)
	if err != nil {
		return false, err
	}
	defer sub.Close() //nolint:errcheck // only read
	if depth == 0 {
		top = sub
	}
	names, err := sub.Names()
	if err != nil {
		return false, err
	}
	for _, n := range names {
		info, err := sub.Stat(n)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return lifted, err
		case !info.IsDir():
			if err := unix.Unlinkat(sub.fd, n, 0); err != nil && !errors.Is(err, unix.ENOENT) {
				return lifted, &fs.PathError{Op: "remove", Path: n, Err: err}
			}
			continue
		case depth == maxDepth:
			to := "." + strconv.FormatUint(info.Ino, 36) + ".lifted"
			if err := sub.unlock(n); err != nil {
				return lifted, err
			}
			if err := unix.Renameat(sub.fd, n, top.fd, to); err != nil {
				return lifted, &fs.PathError{Op: "lift", Path: n, Err: err}
			}
			lifted = true
			continue
		}
		l, err := sub.empty(n, top, depth+1)
		if err != nil {
			return lifted, err
		}
		lifted = lifted || l
		if err := sub.rmdir(n); err != nil {
			return lifted, err
		}
	}
	return lifted, nil
}

// RemoveEmpty removes the directory with this name unless something is in it.
func (d *Dir) RemoveEmpty(name string) error {
	err := d.rmdir(name)
	if errors.Is(err, unix.ENOTEMPTY) || errors.Is(err, unix.EEXIST) || errors.Is(err, unix.ENOTDIR) {
		return nil
	}
	return err
}

func (d *Dir) rmdir(name string) error {
	if err := unix.Unlinkat(d.fd, name, unix.AT_REMOVEDIR); err != nil && !errors.Is(err, unix.ENOENT) {
		return &fs.PathError{Op: "remove directory", Path: name, Err: err}
	}
	return nil
}

// unlocked opens a directory that may have been left without permissions.
func (d *Dir) unlocked(name string) (*Dir, error) {
	if err := d.unlock(name); err != nil {
		return nil, err
	}
	return d.Sub(name)
}

func (d *Dir) unlock(name string) error {
	info, err := d.Stat(name)
	if err != nil {
		return err
	}
	if !info.IsDir() || info.Mode&0o700 == 0o700 {
		return nil
	}
	if err := chmodDir(d.fd, name, 0o700); err != nil {
		return &fs.PathError{Op: "unlock", Path: name, Err: err}
	}
	return nil
}
