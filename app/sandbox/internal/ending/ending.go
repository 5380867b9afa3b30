// Package ending waits for the first of a command's three ends: its own, its
// timeout, or its caller's change of mind.
package ending

import (
	"context"
	"os/exec"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// Await reaps the started cmd and returns when it has ended. If the timeout or
// the end of ctx comes first, it calls kill, once, and says so in the result,
// whose Exit is then final. Otherwise cmd.ProcessState says how it ended.
func Await(ctx context.Context, cmd *exec.Cmd, timeout time.Duration, kill func()) sandbox.Result {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = cmd.Wait() // its error repeats cmd.ProcessState
	}()
	limit := time.NewTimer(timeout)
	defer limit.Stop()
	result := sandbox.Result{Exit: -1}
	select {
	case <-done:
		return result
	case <-limit.C:
		result.TimedOut = true
	case <-ctx.Done():
		result.Canceled = true
	}
	kill()
	<-done
	return result
}
