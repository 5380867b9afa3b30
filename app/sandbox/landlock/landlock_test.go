//go:build linux

package landlock

import (
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
	sandboxtest.Act()
	goleak.VerifyTestMain(m)
}

func TestSuite(t *testing.T) {
	sandboxtest.Run(t, func(t *testing.T) sandbox.Sandbox { return usable(t) }, sandboxtest.Nobody())
}

// usable is a sandbox on this machine.
func usable(t testing.TB) *Sandbox {
	t.Helper()
	owner := sandboxtest.Nobody()
	s, err := New(Config{UID: owner.UID, GID: owner.GID})
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Require(t, s.Probe(t.Context()))
	return s
}
