//go:build linux

package bwrap

import (
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// endLimit is how long killed processes may take to go; only one stuck in the
// kernel takes longer than a few milliseconds.
const endLimit = 10 * time.Second

// namespace is a sandbox's process namespace, held by its first process: when
// that one ends, the kernel has ended all others before.
type namespace struct {
	pid int
	fd  int
}

// openNamespace takes hold of the process so that its number cannot come to
// mean another.
func openNamespace(pid int) (*namespace, error) {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return nil, fmt.Errorf("open first process of the sandbox: %w", err)
	}
	return &namespace{pid: pid, fd: fd}, nil
}

// kill starts the end of every process inside.
func (n *namespace) kill() {
	// The only error there can be is that the process has gone already.
	_ = unix.PidfdSendSignal(n.fd, unix.SIGKILL, nil, 0)
}

// end kills what is left and returns when nothing is. It may be called on nil.
func (n *namespace) end() error {
	if n == nil {
		return nil
	}
	defer unix.Close(n.fd)
	n.kill()
	if err := n.await(); err != nil {
		return fmt.Errorf("end processes of the sandbox: %w", err)
	}
	// bwrap ends before its child does. Where this server is the reaper of
	// orphans, as in a container without an init, the child is now ours.
	_, _ = unix.Wait4(n.pid, nil, unix.WNOHANG, nil)
	return nil
}

func (n *namespace) await() error {
	deadline := time.Now().Add(endLimit)
	fds := []unix.PollFd{{Fd: int32(n.fd), Events: unix.POLLIN}}
	for {
		ready, err := unix.Poll(fds, int(time.Until(deadline).Milliseconds()))
		switch {
		case errors.Is(err, unix.EINTR):
		case err != nil:
			return err
		case ready == 0:
			return fmt.Errorf("process %d is still there after %v", n.pid, endLimit)
		default:
			return nil
		}
	}
}
