//go:build unix

// Package bare runs commands without isolation, for the demo's own scripted
// model on systems that have no sandbox.
//
// In comes a command, out goes its result. The command runs as the server's
// user and may touch what that user may; read-only trees and limits are not
// enforced. Its process group ends with it; a process that left the group, or
// a server that dies, leaves it running.
package bare

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/ending"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/inherit"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/kept"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/scratch"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/shell"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/stream"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/user"
)

// outputGrace is how long a process that left the group may hold the output.
const outputGrace = 300 * time.Millisecond

// Config is what a Sandbox is made of.
type Config struct {
	Toolchains []string // directories put on PATH, such as a GOROOT
}

// Sandbox runs commands as ordinary processes.
type Sandbox struct{ cfg Config }

var _ sandbox.Sandbox = (*Sandbox)(nil)

// New makes a Sandbox.
func New(cfg Config) (*Sandbox, error) {
	if err := inherit.CloseOnExec(); err != nil {
		return nil, err
	}
	return &Sandbox{cfg: cfg}, nil
}

// Level is the isolation of this backend: none.
func (*Sandbox) Level() sandbox.Level { return sandbox.LevelNone }

// TreePath is the tree's own path.
func (*Sandbox) TreePath(host string) string { return host }

// Probe says whether there is a shell.
func (*Sandbox) Probe(context.Context) error {
	if _, err := os.Stat("/bin/sh"); err != nil {
		return fmt.Errorf("commands cannot be run: %w", err)
	}
	return nil
}

// Run implements sandbox.Sandbox.
func (s *Sandbox) Run(ctx context.Context, c sandbox.Command) (sandbox.Result, error) {
	if err := c.Validate(); err != nil {
		return sandbox.Result{}, err
	}
	if err := c.SamePaths(); err != nil {
		return sandbox.Result{}, err
	}
	if c.WayOut != "" {
		return sandbox.Result{}, sandbox.ErrNoWayOut
	}
	if ctx.Err() != nil {
		return sandbox.Result{Exit: -1, Canceled: true}, nil
	}
	dir, err := scratch.Make(c, os.Geteuid(), os.Getegid())
	if err != nil {
		return sandbox.Result{}, err
	}
	defer dir.Remove()
	if c, err = kept.Linked(c, user.User{UID: os.Geteuid(), GID: os.Getegid()}); err != nil {
		return sandbox.Result{}, err
	}
	return s.run(ctx, c, shell.Place{Home: dir.Home, Tmp: dir.Tmp, Toolchains: s.cfg.Toolchains})
}

func (s *Sandbox) run(ctx context.Context, c sandbox.Command, p shell.Place) (sandbox.Result, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return sandbox.Result{}, fmt.Errorf("open output pipe: %w", err)
	}
	cmd := &exec.Cmd{
		Path:        "/bin/sh",
		Args:        []string{"/bin/sh", "-c", c.Script},
		Dir:         filepath.Join(c.Tree, c.Dir),
		Env:         shell.Environ(p, c.Env),
		Stdout:      write,
		Stderr:      write,
		SysProcAttr: &syscall.SysProcAttr{Setpgid: true},
	}
	started := time.Now()
	err = cmd.Start()
	write.Close()
	if err != nil {
		read.Close()
		return sandbox.Result{}, fmt.Errorf("start shell: %w", err)
	}
	output := stream.Copy(c.Output, read)
	group := group(cmd.Process.Pid)
	result := ending.Await(ctx, cmd, c.Timeout, group.kill)
	group.end()
	output.WaitAtMost(outputGrace)
	result.Duration = time.Since(started)
	if !result.TimedOut && !result.Canceled {
		result.Exit, result.Signal = shell.Status(shellStatus(cmd.ProcessState))
	}
	return result, nil
}

// shellStatus writes an end by signal n as a shell does, 128+n.
func shellStatus(state *os.ProcessState) int {
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return state.ExitCode()
}
