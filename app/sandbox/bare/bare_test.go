//go:build unix

package bare

import (
	"context"
	"os"
	"testing"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
)

func TestMain(m *testing.M) {
	sandboxtest.Act(usable)
	goleak.VerifyTestMain(m)
}

func TestSuite(t *testing.T) {
	sandboxtest.Run(t, usable, sandboxtest.Owner{UID: os.Geteuid(), GID: os.Getegid()})
}

func usable(ctx context.Context) (sandbox.Sandbox, error) {
	s, err := New(Config{})
	if err != nil {
		return nil, err
	}
	return s, s.Probe(ctx)
}
