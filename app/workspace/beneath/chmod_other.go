//go:build !linux

package beneath

import "golang.org/x/sys/unix"

func chmodDir(at int, name string, perm uint32) error {
	return unix.Fchmodat(at, name, perm, unix.AT_SYMLINK_NOFOLLOW)
}
