//go:build linux

package bwrap

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

func TestRefusesRoot(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("needs a server that is root")
	}
	if _, err := New(Config{}); err == nil || !strings.Contains(err.Error(), "unprivileged") {
		t.Errorf("uid 0 gave %v", err)
	}
}

func TestNamesTheDirectoryInTheWay(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("needs a server that is root")
	}
	s := usable(t)
	closed := t.TempDir()
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := s.Run(t.Context(), sandbox.Command{Script: "true", Tree: closed + "/tree", Timeout: time.Minute})
	if err == nil || !strings.Contains(err.Error(), "may not enter") {
		t.Errorf("got %v, want the directory that is closed", err)
	}
}
