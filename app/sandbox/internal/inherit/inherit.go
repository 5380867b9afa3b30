//go:build unix

// Package inherit keeps descriptors this process was started with from
// reaching its children. Go closes what it opens itself; what a parent left
// open, such as a socket of the service manager, would go on to a sandbox.
package inherit

import (
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// CloseOnExec marks every open descriptor above standard error. Descriptors
// passed on by name, as with exec.Cmd.ExtraFiles, are not affected.
func CloseOnExec() error {
	entries, err := os.ReadDir("/dev/fd")
	if err != nil {
		return fmt.Errorf("list open descriptors: %w", err)
	}
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil && fd > 2 {
			unix.CloseOnExec(fd)
		}
	}
	return nil
}
