// Package beneath works on a directory tree that somebody else may write to at the same moment. Every
// operation names one entry of an open directory and never follows a symbolic link, so nothing outside
// the tree is read, written or removed, whatever is swapped meanwhile.
//
// It holds no state; a process that dies inside leaves the tree half written or half removed.
package beneath

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"
)

// Dir is an open directory.
type Dir struct {
	f  *os.File
	fd int
}

// Open opens the directory at a path whose parents are trusted; the directory itself must not be a link.
func Open(path string) (*Dir, error) { return openDir(unix.AT_FDCWD, path) }

// OpenParent opens the trusted directory that a path lies in, and returns the path's last part.
func OpenParent(path string) (*Dir, string, error) {
	if !filepath.IsAbs(path) || filepath.Clean(path) == "/" {
		return nil, "", &fs.PathError{Op: "open parent", Path: path, Err: fmt.Errorf("not an absolute path: %w", fs.ErrInvalid)}
	}
	parent, err := filepath.EvalSymlinks(filepath.Dir(filepath.Clean(path)))
	if err != nil {
		return nil, "", err
	}
	d, err := Open(parent)
	return d, filepath.Base(path), err
}

// Sub opens the directory with this name.
func (d *Dir) Sub(name string) (*Dir, error) { return openDir(d.fd, name) }

func openDir(at int, name string) (*Dir, error) {
	fd, err := openat(at, name, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open directory", Path: name, Err: err}
	}
	return &Dir{f: os.NewFile(uintptr(fd), name), fd: fd}, nil
}

func openat(at int, name string, flags int, perm uint32) (fd int, err error) {
	err = retry(func() error {
		fd, err = unix.Openat(at, name, flags|unix.O_NOFOLLOW|unix.O_CLOEXEC, perm)
		return err
	})
	return fd, err
}

func retry(call func() error) error {
	for {
		if err := call(); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// Close releases the descriptor.
func (d *Dir) Close() error { return d.f.Close() }

// Names lists the entries in the order of their bytes. It can be called once.
func (d *Dir) Names() ([]string, error) {
	names, err := d.f.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	return names, nil
}

// Stat describes the entry itself.
func (d *Dir) Stat(name string) (Info, error) {
	var st unix.Stat_t
	err := retry(func() error { return unix.Fstatat(d.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW) })
	if err != nil {
		return Info{}, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return infoOf(&st), nil
}

// ReadLink returns the target of the symbolic link with this name.
func (d *Dir) ReadLink(name string) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(d.fd, name, buf)
	if err != nil {
		return "", &fs.PathError{Op: "read link", Path: name, Err: err}
	}
	return string(buf[:n]), nil
}

// OpenFile opens the regular file with this name for reading and describes what was opened; it never
// waits for a writer.
func (d *Dir) OpenFile(name string) (*os.File, Info, error) {
	fd, err := openat(d.fd, name, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, Info{}, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		_ = unix.Close(fd)
		return nil, Info{}, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	info := infoOf(&st)
	if !info.IsRegular() {
		_ = unix.Close(fd)
		return nil, info, &fs.PathError{Op: "open", Path: name, Err: fmt.Errorf("not a regular file: %w", fs.ErrInvalid)}
	}
	return os.NewFile(uintptr(fd), name), info, nil
}
