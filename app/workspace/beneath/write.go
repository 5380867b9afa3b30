package beneath

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// Owner is who gets what is created; -1 leaves the process's own.
type Owner struct{ UID, GID int }

func (o Owner) none() bool { return o.UID < 0 && o.GID < 0 }

// Mkdir creates the directory with this name and opens it; one that exists is opened as it is.
func (d *Dir) Mkdir(name string, o Owner) (*Dir, error) {
	err := unix.Mkdirat(d.fd, name, 0o755)
	if err != nil && !errors.Is(err, unix.EEXIST) {
		return nil, &fs.PathError{Op: "create directory", Path: name, Err: err}
	}
	sub, openErr := d.Sub(name)
	if openErr != nil || err != nil {
		return sub, openErr
	}
	if err := sub.Give(o); err != nil {
		_ = sub.Close()
		return nil, err
	}
	return sub, nil
}

// Give makes the directory the owner's, with the permissions of a new one.
func (d *Dir) Give(o Owner) error { return give(d.fd, d.f.Name(), 0o755, o) }

// give sets the permissions whatever the process's mask is.
func give(fd int, name string, perm uint32, o Owner) error {
	if !o.none() {
		if err := unix.Fchown(fd, o.UID, o.GID); err != nil {
			return &fs.PathError{Op: "change owner", Path: name, Err: err}
		}
	}
	if err := unix.Fchmod(fd, perm); err != nil {
		return &fs.PathError{Op: "change mode", Path: name, Err: err}
	}
	return nil
}

// Create writes a new regular file; a name that is taken is an error.
func (d *Dir) Create(name string, perm uint32, o Owner, content io.Reader) error {
	fd, err := openat(d.fd, name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL, perm)
	if err != nil {
		return &fs.PathError{Op: "create", Path: name, Err: err}
	}
	f := os.NewFile(uintptr(fd), name)
	if err := give(fd, name, perm, o); err != nil {
		_ = f.Close()
		return err
	}
	if _, err := io.Copy(f, content); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// Symlink creates a symbolic link.
func (d *Dir) Symlink(target, name string, o Owner) error {
	if err := unix.Symlinkat(target, d.fd, name); err != nil {
		return &fs.PathError{Op: "create link", Path: name, Err: err}
	}
	if o.none() {
		return nil
	}
	if err := unix.Fchownat(d.fd, name, o.UID, o.GID, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return &fs.PathError{Op: "change owner", Path: name, Err: err}
	}
	return nil
}
