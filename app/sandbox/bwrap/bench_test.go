//go:build linux

package bwrap

import (
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

func BenchmarkRunTrue(b *testing.B) {
	s, c := benchCommand(b)
	for b.Loop() {
		result, err := s.Run(b.Context(), c)
		if err != nil || result.Exit != 0 {
			b.Fatalf("run: %+v, %v", result, err)
		}
	}
}

// BenchmarkBareBwrapTrue is the floor: the same call with nothing around it.
func BenchmarkBareBwrapTrue(b *testing.B) {
	s, c := benchCommand(b)
	plan, err := s.probed(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		w, err := plan.wire(false)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := w.release.Write([]byte{'\n'}); err != nil {
			b.Fatal(err)
		}
		cmd := &exec.Cmd{
			Path: plan.bwrap, Args: plan.argv(c), Env: []string{}, Dir: "/", Stdin: w.stdin, ExtraFiles: w.extra,
			SysProcAttr: &syscall.SysProcAttr{Credential: s.user.Credential()},
		}
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		w.closeTheirs()
		closeAll(w.output, w.message, w.status, w.release)
	}
}

func benchCommand(b testing.TB) (*Sandbox, sandbox.Command) {
	b.Helper()
	return usable(b), sandbox.Command{Script: "true", Tree: "/usr", TreeReadOnly: true, Timeout: time.Minute}
}
