//go:build linux

package landlock

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

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

// TestLostKeeper kills the process between server and script.
func TestLostKeeper(t *testing.T) {
	s, err := usable(t.Context())
	sandboxtest.Require(t, err)
	c := sandbox.Command{Script: "echo ready; exec sleep 50", Tree: "/usr", TreeReadOnly: true, Timeout: time.Minute}
	c.Output = onWrite(func() {
		for _, p := range pids() {
			if parentOf(p) == os.Getpid() {
				if err := syscall.Kill(p, syscall.SIGKILL); err != nil {
					t.Error(err)
				}
			}
		}
	})
	result, err := s.Run(t.Context(), c)
	if err == nil || !strings.Contains(err.Error(), "keeper ended without a report") {
		t.Errorf("got %+v, %v", result, err)
	}
}

type onWrite func()

func (w onWrite) Write(p []byte) (int, error) {
	w()
	return len(p), nil
}

func TestRefusesConfiguration(t *testing.T) {
	owner := sandboxtest.Nobody()
	if _, err := New(Config{UID: owner.UID, GID: owner.GID, Toolchains: []string{"go"}}); err == nil {
		t.Error("a relative toolchain is accepted")
	}
	if os.Geteuid() != 0 {
		t.Skip("needs a server that is root")
	}
	if _, err := New(Config{}); err == nil || !strings.Contains(err.Error(), "set an unprivileged user") {
		t.Errorf("uid 0: %v", err)
	}
}

func TestNamesTheDirectoryInTheWay(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("needs root, to own a directory that commands cannot enter")
	}
	s, err := usable(t.Context())
	sandboxtest.Require(t, err)
	closed := t.TempDir() // its parent is the test's own
	if err := os.Chmod(filepath.Dir(closed), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err = s.Run(t.Context(), sandbox.Command{Script: "true", Tree: closed, Timeout: time.Minute})
	if want := "may not enter " + filepath.Dir(closed); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestField(t *testing.T) {
	status := []byte("Name:\tUid: 7\nUid:\t1000\t1001\nThreads:\t12\nOdd:\tx\n")
	for name, want := range map[string]int{"Uid:": 1000, "Threads:": 12, "Odd:": -1, "Missing:": -1} {
		if got := field(status, name); got != want {
			t.Errorf("%s %d, want %d", name, got, want)
		}
	}
}
