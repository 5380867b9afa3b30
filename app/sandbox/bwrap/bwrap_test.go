//go:build linux

package bwrap

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
)

func TestRefusesConfiguration(t *testing.T) {
	nobody := sandboxtest.Nobody()
	cases := map[string]struct {
		cfg   Config
		fault string
	}{
		"relative toolchain": {Config{UID: nobody.UID, GID: nobody.GID, Toolchains: []string{"go"}}, "not an absolute path"},
	}
	if os.Geteuid() == 0 {
		cases["root"] = struct {
			cfg   Config
			fault string
		}{Config{}, "set an unprivileged user"}
	} else {
		cases["somebody else"] = struct {
			cfg   Config
			fault string
		}{Config{UID: nobody.UID + 1}, "only root can run commands as"}
	}
	for name, tc := range cases {
		if _, err := New(tc.cfg); err == nil || !strings.Contains(err.Error(), tc.fault) {
			t.Errorf("%s: %v, want %q", name, err, tc.fault)
		}
	}
}

func TestNamesTheDirectoryInTheWay(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("needs root, to own a directory that commands cannot enter")
	}
	s := usable(t)
	closed := t.TempDir()
	for _, dir := range []string{filepath.Dir(closed), closed} {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	tree := filepath.Join(closed, "closed", "tree")
	if err := os.MkdirAll(tree, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := s.Run(t.Context(), sandbox.Command{Script: "true", Tree: tree, Timeout: time.Minute})
	want := "may not enter " + filepath.Dir(tree) + " (drwx------) on the way to " + tree
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

// TestProbeSays runs programs that fail as bwrap does on lesser machines.
func TestProbeSays(t *testing.T) {
	const help = `case "$1" in --help) echo "--size --disable-userns --perms --json-status-fd --clearenv"; exit;; esac; `
	cases := map[string]struct{ program, fault string }{
		"namespaces":  {help + "echo 'bwrap: No permissions to create new namespace' >&2; exit 1", "user namespaces are refused here"},
		"uid map":     {help + "echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1", "user namespaces are refused here"},
		"loopback":    {help + "echo 'bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted' >&2; exit 1", "user namespaces are refused here"},
		"old version": {"echo '--clearenv'", "too old: it lacks --perms"},
		"no sense":    {help + "exit 0", "sandbox did not start"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			program := filepath.Join(openDir(t), "bwrap")
			if err := os.WriteFile(program, []byte("#!/bin/sh\n"+tc.program+"\n"), 0o755); err != nil {
				t.Fatal(err)
			}
			err := withProgram(t, program).Probe(t.Context())
			if err == nil || !strings.Contains(err.Error(), tc.fault) {
				t.Errorf("got %v, want %q", err, tc.fault)
			}
		})
	}
	t.Run("no program", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		if err := withProgram(t, "").Probe(t.Context()); err == nil || !strings.Contains(err.Error(), "no bwrap program on PATH") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("canceled", func(t *testing.T) {
		s := usable(t)
		fresh := withProgram(t, s.cfg.Bwrap)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := fresh.Probe(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if err := fresh.Probe(t.Context()); err != nil {
			t.Errorf("a canceled probe stays: %v", err)
		}
	})
}

// TestOrphansAreReaped plays a server that is the first process of a
// container: it becomes the parent of what bwrap leaves behind.
func TestOrphansAreReaped(t *testing.T) {
	s := usable(t)
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0) }()
	for range 5 {
		c := sandbox.Command{Script: "sleep 50 & true", Tree: "/usr", TreeReadOnly: true, Timeout: time.Minute}
		if result, err := s.Run(t.Context(), c); err != nil || result.Exit != 0 {
			t.Fatalf("%+v, %v", result, err)
		}
	}
	if pid, err := unix.Wait4(-1, nil, unix.WNOHANG, nil); !errors.Is(err, unix.ECHILD) {
		t.Errorf("a child is left: %d, %v", pid, err)
	}
}

// TestProcessesAreCountedApart has two commands together exceed what each may
// start alone.
func TestProcessesAreCountedApart(t *testing.T) {
	s := usable(t)
	const script = "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 50 & done; echo; until test -e /inputs/gate; do sleep 0.05; done"
	inputs := openDir(t)
	var started, ended sync.WaitGroup
	for range 2 {
		started.Add(1)
		c := sandbox.Command{
			Script: script, Tree: "/usr", TreeReadOnly: true, Timeout: time.Minute,
			Mounts: []sandbox.Mount{{Host: inputs, Guest: "/inputs"}},
			Limits: sandbox.Limits{Processes: 30},
			Output: onWrite(sync.OnceFunc(started.Done)),
		}
		ended.Go(func() {
			if result, err := s.Run(t.Context(), c); err != nil || result.Exit != 0 {
				t.Errorf("%+v, %v", result, err)
			}
		})
	}
	started.Wait()
	if err := os.WriteFile(filepath.Join(inputs, "gate"), nil, 0o644); err != nil {
		t.Error(err)
	}
	ended.Wait()
}

type onWrite func()

func (w onWrite) Write(p []byte) (int, error) {
	w()
	return len(p), nil
}

func TestOnlyOwnProcessesAreVisible(t *testing.T) {
	s := usable(t)
	if !s.plan.features.ownProc {
		t.Skip("needs a /proc that is not masked")
	}
	var output bytes.Buffer
	c := sandbox.Command{Script: "cd /proc; echo [0-9]*", Tree: "/usr", TreeReadOnly: true, Timeout: time.Minute, Output: &output}
	if result, err := s.Run(t.Context(), c); err != nil || result.Exit != 0 || output.String() != "1 2\n" {
		t.Errorf("%+v, %v, processes %s", result, err, output.String())
	}
}

func TestToolchainIsOnPath(t *testing.T) {
	toolchain := openDir(t)
	if err := os.Mkdir(filepath.Join(toolchain, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(toolchain, "bin", "our-tool"), []byte("#!/bin/sh\necho ours\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	base := usable(t)
	cfg := base.cfg
	cfg.Toolchains = []string{toolchain}
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	var output bytes.Buffer
	c := sandbox.Command{Script: "our-tool; touch " + toolchain + "/x", Tree: "/usr", TreeReadOnly: true, Timeout: time.Minute, Output: &output}
	result, err := s.Run(t.Context(), c)
	if err != nil || result.Exit == 0 || !strings.HasPrefix(output.String(), "ours\n") {
		t.Errorf("%+v, %v, output %q", result, err, output.String())
	}
}

func withProgram(t *testing.T, program string) *Sandbox {
	t.Helper()
	owner := sandboxtest.Nobody()
	s, err := New(Config{UID: owner.UID, GID: owner.GID, Bwrap: program})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// openDir is a directory that commands can enter.
func openDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestEverySandboxHasAnotherName, which leads to itself.
func TestEverySandboxHasAnotherName(t *testing.T) {
	s := usable(t)
	seen := map[string]bool{}
	for range 3 {
		var output bytes.Buffer
		c := sandbox.Command{Script: "uname -n; grep -cw \"$(uname -n)\" /etc/hosts", Tree: "/usr", TreeReadOnly: true, Timeout: time.Minute, Output: &output}
		result, err := s.Run(t.Context(), c)
		name, rest, _ := strings.Cut(output.String(), "\n")
		if err != nil || result.Exit != 0 || rest != "1\n" || len(name) < 8 || seen[name] {
			t.Errorf("%+v, %v, output %q after %v", result, err, output.String(), seen)
		}
		seen[name] = true
	}
}
