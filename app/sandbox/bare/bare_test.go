//go:build unix

package bare

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

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

// TestStrangersHoldOutput has a process leave the group with the output open.
func TestStrangersHoldOutput(t *testing.T) {
	if _, err := exec.LookPath("setsid"); err != nil {
		t.Skip("needs setsid")
	}
	s, err := usable(t.Context())
	sandboxtest.Require(t, err)
	tree := t.TempDir()
	var output bytes.Buffer
	result, err := s.Run(t.Context(), sandbox.Command{
		Script: "setsid sh -c 'echo $$ > pid; exec sleep 50' & until test -s pid; do sleep 0.05; done; echo done",
		Tree:   tree, Timeout: time.Minute, Output: &output,
	})
	if err != nil || result.Exit != 0 || result.Duration > 20*time.Second || output.String() != "done\n" {
		t.Errorf("%+v, %v, output %q", result, err, output.String())
	}
	text, err := os.ReadFile(filepath.Join(tree, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Error(err)
	}
}

func usable(ctx context.Context) (sandbox.Sandbox, error) {
	s, err := New(Config{})
	if err != nil {
		return nil, err
	}
	return s, s.Probe(ctx)
}
