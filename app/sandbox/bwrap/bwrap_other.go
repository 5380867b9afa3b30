//go:build !linux

package bwrap

import (
	"context"
	"errors"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

var errNeedsLinux = errors.New("bubblewrap cannot be used: it needs Linux")

// Sandbox exists so that a server for this system can say what is missing.
type Sandbox struct{}

var _ sandbox.Sandbox = (*Sandbox)(nil)

// New checks the configuration.
func New(cfg Config) (*Sandbox, error) {
	return &Sandbox{}, cfg.validate()
}

// Run refuses.
func (*Sandbox) Run(context.Context, sandbox.Command) (sandbox.Result, error) {
	return sandbox.Result{}, errNeedsLinux
}

// Probe says what is missing.
func (*Sandbox) Probe(context.Context) error { return errNeedsLinux }

// Main refuses.
func Main([]string) int { return 1 }
