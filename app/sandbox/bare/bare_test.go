//go:build unix

package bare

import (
	"os"
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
	owner := sandboxtest.Owner{UID: os.Geteuid(), GID: os.Getegid()}
	sandboxtest.Run(t, func(t *testing.T) sandbox.Sandbox {
		s, err := New(Config{})
		if err != nil {
			t.Fatal(err)
		}
		sandboxtest.Require(t, s.Probe(t.Context()))
		return s
	}, owner)
}
