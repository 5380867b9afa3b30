//go:build linux

package landlock

import (
	"context"
	"os"
	"syscall"
	"testing"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == Argument {
		// os.Exit would linger for a second under the race detector.
		syscall.Exit(Main(os.Args[2:]))
	}
	sandboxtest.Act(usable)
	goleak.VerifyTestMain(m)
}

func TestSuite(t *testing.T) {
	sandboxtest.Run(t, usable, sandboxtest.Nobody())
}

func usable(ctx context.Context) (sandbox.Sandbox, error) {
	owner := sandboxtest.Nobody()
	s, err := New(Config{UID: owner.UID, GID: owner.GID})
	if err != nil {
		return nil, err
	}
	return s, s.Probe(ctx)
}
