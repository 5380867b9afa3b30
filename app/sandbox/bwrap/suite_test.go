//go:build linux

package bwrap

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
)

func TestMain(m *testing.M) {
	sandboxtest.Act()
	goleak.VerifyTestMain(m)
}

func TestSuite(t *testing.T) {
	owner := sandboxtest.Nobody()
	sandboxtest.Run(t, func(t *testing.T) sandbox.Sandbox { return usable(t) }, owner)
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
