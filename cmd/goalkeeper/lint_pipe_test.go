//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestLintOpensNoPipes holds a goal against a repository in which everything
// that is looked at is a pipe nobody writes to.
func TestLintOpensNoPipes(t *testing.T) {
	dir := t.TempDir()
	goal := write(t, dir, "goal.md", goodGoal+"\n- `npm run lint` passes\n")
	repo := filepath.Join(dir, "repo")
	write(t, repo, ".github/ISSUE_TEMPLATE/bug.md", "text\n")
	for _, name := range []string{"Makefile", "package.json", "go.mod", ".github/ISSUE_TEMPLATE.md", ".github/ISSUE_TEMPLATE/other.md", ".github/ISSUE_TEMPLATE/other.yml"} {
		if err := syscall.Mkfifo(filepath.Join(repo, filepath.FromSlash(name)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	code, out, errs := lintInTime(t, "lint", "--repo", repo, goal)
	if code != exitFine || !strings.Contains(out, "a goal with 2 criteria") {
		t.Errorf("exit %d: %s%s", code, out, errs)
	}
	if err := syscall.Mkfifo(filepath.Join(repo, ".github", "ISSUE_TEMPLATE", "goal.yml"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := lintInTime(t, "lint", "--repo", repo, goal); code != exitBadInput || !strings.Contains(errs, "not a regular file") {
		t.Errorf("a form that is a pipe: exit %d: %s", code, errs)
	}
}

// TestSignalEndsLint waits for a file that is a pipe, and ends with a signal.
func TestSignalEndsLint(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "goal.md")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	opened := make(chan *os.File, 1)
	go func() { // opens once lint waits at the other end
		f, err := os.OpenFile(pipe, os.O_WRONLY, 0)
		if err == nil {
			err = syscall.Kill(os.Getpid(), syscall.SIGTERM)
		}
		if err != nil {
			t.Error(err)
		}
		opened <- f
	}()
	if code, _, errs := lintInTime(t, "lint", pipe); code != exitEnvironment || !strings.Contains(errs, "stopped: ") {
		t.Errorf("exit %d: %s", code, errs)
	}
	(<-opened).Close()
}

func lintInTime(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		code, out, errs = play(t, "", args...)
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%q hangs", args)
	}
	return code, out, errs
}
