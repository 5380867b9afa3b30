package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/bare"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/bwrap"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/landlock"
)

// isolation is the sandbox that was chosen, and who owns what runs in it.
type isolation struct {
	sandbox.Sandbox
	UID, GID int // of work trees; -1: this process
}

// probed is a sandbox that can tell whether it works here.
type probed interface {
	sandbox.Sandbox
	Probe(ctx context.Context) error
}

// isolate builds the sandbox of one level, or says why it cannot be had here.
func isolate(ctx context.Context, level sandbox.Level, uid int, toolchains []string) (isolation, error) {
	out := isolation{UID: -1, GID: -1}
	if os.Geteuid() == 0 && level != sandbox.LevelNone {
		out.UID, out.GID = uid, uid
	} else {
		uid = 0
	}
	var s probed
	var err error
	switch level {
	case sandbox.LevelBubblewrap:
		s, err = bwrap.New(bwrap.Config{UID: uid, GID: uid, Toolchains: toolchains})
	case sandbox.LevelLandlock:
		s, err = landlock.New(landlock.Config{UID: uid, GID: uid, Toolchains: toolchains})
	case sandbox.LevelNone:
		s, err = bare.New(bare.Config{Toolchains: toolchains})
	default:
		return out, fmt.Errorf("sandbox level %s is not one to run at", level)
	}
	if err == nil {
		err = s.Probe(ctx)
	}
	if err != nil {
		return out, fmt.Errorf("sandbox level %s cannot be had here: %w", level, err)
	}
	out.Sandbox = s
	return out, nil
}

// strongest takes the strongest isolation that works here, down to least; the
// notes say why stronger ones do not.
func strongest(ctx context.Context, least sandbox.Level, uid int, toolchains []string) (isolation, []string, error) {
	var notes []string
	var faults []error
	for level := sandbox.LevelBubblewrap; level >= least; level-- {
		s, err := isolate(ctx, level, uid, toolchains)
		if err == nil {
			return s, notes, nil
		}
		notes = append(notes, err.Error())
		faults = append(faults, err)
	}
	return isolation{}, notes, errors.Join(faults...)
}

// toolchainsOnPath finds the toolchains a demo's commands need: directories
// outside the system's own that hold what PATH offers.
func toolchainsOnPath(ctx context.Context) []string {
	var out []string
	if dir, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output(); err == nil {
		out = append(out, strings.TrimSpace(string(dir)))
	}
	for _, name := range []string{"python3", "node"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if path, err = filepath.EvalSymlinks(path); err != nil || strings.HasPrefix(path, "/usr/bin/") || strings.HasPrefix(path, "/bin/") {
			continue
		}
		if dir := filepath.Dir(filepath.Dir(path)); reachable(dir) {
			out = append(out, dir)
		}
	}
	return out
}

// reachable tells whether any user can search dir and all above it.
func reachable(dir string) bool {
	for ; dir != "/"; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil || info.Mode().Perm()&0o001 == 0 {
			return false
		}
	}
	return true
}
