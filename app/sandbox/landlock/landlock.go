//go:build linux

package landlock

import (
	"cmp"
	"context"
	"fmt"
	"time"

	kernel "github.com/landlock-lsm/go-landlock/landlock/syscall"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/inherit"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/kept"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/scratch"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/seccomp"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/user"
)

// Sandbox runs commands under Landlock. It holds nothing between commands.
type Sandbox struct {
	cfg  Config
	user user.User
}

var _ sandbox.Sandbox = (*Sandbox)(nil)

// New checks the configuration. Whether the kernel has what is needed is
// Probe's question.
func New(cfg Config) (*Sandbox, error) {
	cfg.Program = cmp.Or(cfg.Program, "/proc/self/exe")
	if err := cfg.validate(); err != nil {
		return nil, fmt.Errorf("configure landlock: %w", err)
	}
	who, err := user.Resolve(cfg.UID, cfg.GID)
	if err != nil {
		return nil, fmt.Errorf("configure landlock: %w", err)
	}
	if err := inherit.CloseOnExec(); err != nil {
		return nil, err
	}
	return &Sandbox{cfg: cfg, user: who}, nil
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
	dir, err := scratch.Make(c, s.user.UID, s.user.GID)
	if err != nil {
		return sandbox.Result{}, err
	}
	defer dir.Remove()
	if c, err = kept.Linked(c, s.user); err != nil {
		return sandbox.Result{}, err
	}
	return s.run(ctx, c, s.order(c, dir))
}

// minABI is the first that guards all of a file's content: before it a command
// could empty any file it may not write. It came with Linux 6.2.
const minABI = 3

const probeTimeout = 10 * time.Second

// Probe finds out whether this backend works on this machine. Its error is a
// sentence for the operator.
func (s *Sandbox) Probe(ctx context.Context) error {
	if !seccomp.Supported {
		return fmt.Errorf("landlock cannot be used: there is no system call filter for this architecture")
	}
	if err := checkABI(); err != nil {
		return fmt.Errorf("landlock cannot be used: %w", err)
	}
	result, err := s.Run(ctx, sandbox.Command{Script: ":", Tree: "/usr", TreeReadOnly: true, Timeout: probeTimeout})
	switch {
	case err != nil:
		return fmt.Errorf("landlock cannot be used: %w", err)
	case result.Canceled:
		return context.Cause(ctx)
	case result.Exit != 0:
		return fmt.Errorf("landlock cannot be used: an empty script ended with %+v", result)
	}
	return nil
}

func checkABI() error {
	abi, err := kernel.LandlockGetABIVersion()
	if err != nil {
		return fmt.Errorf("the kernel lacks it or was started without it: %w", err)
	}
	if abi < minABI {
		return fmt.Errorf("the kernel knows version %d of it, version %d came with Linux 6.2", abi, minABI)
	}
	return nil
}
