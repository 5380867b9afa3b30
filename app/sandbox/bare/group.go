//go:build unix

package bare

import (
	"syscall"
	"time"
)

// How long to look for killed processes, and how often. What is there
// afterwards is dead and waits for a slow init to take note.
const (
	endLimit = 100 * time.Millisecond
	endPoll  = time.Millisecond
)

// group is a process group, by the id of its first process.
type group int

func (g group) kill() {
	// The only error there can be is that nobody is left.
	_ = syscall.Kill(-int(g), syscall.SIGKILL)
}

// end kills what is left of the group and gives it time to go.
func (g group) end() {
	poll := time.NewTicker(endPoll)
	defer poll.Stop()
	for deadline := time.Now().Add(endLimit); time.Now().Before(deadline); <-poll.C {
		g.kill()
		// Where this server is the reaper of orphans, they are ours.
		_, _ = syscall.Wait4(-int(g), nil, syscall.WNOHANG, nil)
		if syscall.Kill(-int(g), 0) == syscall.ESRCH {
			return
		}
	}
}
