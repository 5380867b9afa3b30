package beneath

import (
	"strconv"

	"golang.org/x/sys/unix"
)

// chmodDir changes the mode of a directory that cannot be opened for reading, without following a link:
// fchmodat takes no such flag before Linux 6.6.
func chmodDir(at int, name string, perm uint32) error {
	fd, err := openat(at, name, unix.O_PATH|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd) //nolint:errcheck // only a reference
	return unix.Chmod("/proc/self/fd/"+strconv.Itoa(fd), perm)
}
