//go:build linux

package bwrap

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// bondLimit is how long bwrap may take to mount what a command sees. A machine
// that needs longer only loses the bond's proof, not the command.
const bondLimit = 10 * time.Second

// awaitBond waits until the sandbox's first process is bound to die with
// bwrap. It binds itself late, right before it takes on its filter of system
// calls, and that can be seen from outside.
func (n *namespace) awaitBond() {
	own, ok := filters("self")
	if !ok {
		return // an old kernel does not count them
	}
	gone := []unix.PollFd{{Fd: int32(n.fd), Events: unix.POLLIN}}
	for deadline := time.Now().Add(bondLimit); time.Now().Before(deadline); {
		if has, ok := filters(strconv.Itoa(n.pid)); !ok || has > own {
			return
		}
		if ended, err := unix.Poll(gone, 1); ended > 0 || err != nil && err != unix.EINTR {
			return
		}
	}
}

// filters counts a process's filters of system calls.
func filters(process string) (n int, ok bool) {
	text, err := os.ReadFile("/proc/" + process + "/status")
	if err != nil {
		return 0, false
	}
	_, rest, ok := bytes.Cut(text, []byte("\nSeccomp_filters:"))
	if !ok {
		return 0, false
	}
	_, err = fmt.Sscan(string(rest), &n)
	return n, err == nil
}
