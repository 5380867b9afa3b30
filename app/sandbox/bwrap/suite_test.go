//go:build linux

package bwrap

import (
	"context"
	"os"
	"os/exec"
	"testing"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == Argument {
		os.Exit(Main(os.Args[2:]))
	}
	sandboxtest.Act(factory)
	goleak.VerifyTestMain(m)
}

func TestSuite(t *testing.T) {
	sandboxtest.Run(t, factory, sandboxtest.Nobody())
}

// TestSuiteBehindMaskedProc repeats what isolation is about where /proc is partly covered,
// as containers have it: the kernel then refuses to mount another.
func TestSuiteBehindMaskedProc(t *testing.T) {
	usable(t)
	if os.Geteuid() != 0 {
		t.Skip("needs root, to cover a part of /proc")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	script := "mount -t tmpfs none /proc/bus && exec " + self + " -test.run 'TestSuite$/^(status|files|environment|kernel)$|TestMaskedProc'"
	cmd := exec.Command("unshare", "--mount", "sh", "-c", script)
	cmd.Env = append(os.Environ(), maskedVariable+"=1")
	if output, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}

const maskedVariable = "GOALKEEPER_TEST_MASKED_PROC"

// TestMaskedProc makes sure that the other test masks what it says.
func TestMaskedProc(t *testing.T) {
	if os.Getenv(maskedVariable) == "" {
		t.Skip("part of TestSuiteBehindMaskedProc")
	}
	s := usable(t)
	if err := s.try(t.Context(), newPlan(s.plan.bwrap, s, features{ownProc: true})); err == nil {
		t.Error("a fresh /proc can be mounted here")
	}
}

func factory(ctx context.Context) (sandbox.Sandbox, error) {
	owner := sandboxtest.Nobody()
	s, err := New(Config{UID: owner.UID, GID: owner.GID})
	if err != nil {
		return nil, err
	}
	return s, s.Probe(ctx)
}

// usable is a sandbox on this machine.
func usable(t testing.TB) *Sandbox {
	t.Helper()
	s, err := factory(t.Context())
	sandboxtest.Require(t, err)
	return s.(*Sandbox)
}
