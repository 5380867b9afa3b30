//go:build linux

package bwrap

import (
	"context"
	"fmt"
	"sync"

	"golang.org/x/sys/unix"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/inherit"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/seccomp"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/user"
)

// Sandbox runs commands with bubblewrap. It holds no process and no file
// between commands.
type Sandbox struct {
	cfg    Config
	user   user.User
	filter []byte

	probing sync.Mutex
	plan    *plan // how bwrap is called here; nil until a probe succeeded
}

var _ sandbox.Sandbox = (*Sandbox)(nil)

// New checks the configuration. Whether bubblewrap works on this machine is
// Probe's question.
func New(cfg Config) (*Sandbox, error) {
	if err := cfg.validate(); err != nil {
		return nil, fmt.Errorf("configure bubblewrap: %w", err)
	}
	who, err := user.Resolve(cfg.UID, cfg.GID)
	if err != nil {
		return nil, fmt.Errorf("configure bubblewrap: %w", err)
	}
	if err := inherit.CloseOnExec(); err != nil {
		return nil, err
	}
	program, err := seccomp.Program(unix.AF_UNIX, unix.AF_INET, unix.AF_INET6, unix.AF_NETLINK)
	if err != nil {
		return nil, err
	}
	return &Sandbox{cfg: cfg, user: who, filter: seccomp.Bytes(program)}, nil
}

// Run implements sandbox.Sandbox.
func (s *Sandbox) Run(ctx context.Context, c sandbox.Command) (sandbox.Result, error) {
	if err := c.Validate(); err != nil {
		return sandbox.Result{}, err
	}
	plan, err := s.probed(ctx)
	if err != nil {
		return sandbox.Result{}, err
	}
	return s.run(ctx, plan, c)
}
