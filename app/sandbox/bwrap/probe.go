//go:build linux

package bwrap

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

const probeTimeout = 10 * time.Second

// Probe finds out, once, whether and how bubblewrap works on this machine. Its
// error is a sentence for the operator.
func (s *Sandbox) Probe(ctx context.Context) error {
	_, err := s.probed(ctx)
	return err
}

// probed gives the plan of the first probe that succeeded.
func (s *Sandbox) probed(ctx context.Context) (*plan, error) {
	s.probing.Lock()
	defer s.probing.Unlock()
	if s.plan != nil {
		return s.plan, nil
	}
	bwrap := s.cfg.Bwrap
	if bwrap == "" {
		found, err := exec.LookPath("bwrap")
		if err != nil {
			return nil, errors.New("bubblewrap cannot be used: there is no bwrap program on PATH")
		}
		bwrap = found
	}
	var first error
	for _, f := range []features{{true, true}, {true, false}, {false, true}, {false, false}} {
		candidate := newPlan(bwrap, s, f)
		err := s.try(ctx, candidate)
		if err == nil {
			s.plan = candidate
			return candidate, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, fmt.Errorf("bubblewrap cannot be used: %w", first)
}

// try runs an empty script with nothing of the server's to see.
func (s *Sandbox) try(ctx context.Context, p *plan) error {
	result, err := s.run(ctx, p, sandbox.Command{Script: ":", Tree: "/usr", TreeReadOnly: true, Timeout: probeTimeout})
	switch {
	case err != nil:
		return err
	case result.Canceled:
		return context.Cause(ctx)
	case result.Exit != 0:
		return fmt.Errorf("an empty script ended with status %d", result.Exit)
	}
	return nil
}

// reasons translate what bwrap says into what an operator can do.
var reasons = []struct{ says, means string }{
	{"creating new namespace", "user namespaces are refused here; allow them in the kernel, AppArmor or the container's seccomp profile"},
	{"No permissions to create", "user namespaces are refused here; allow them in the kernel, AppArmor or the container's seccomp profile"},
	{"setting up uid map", "user namespaces are refused here; allow them in the kernel, AppArmor or the container's seccomp profile"},
	{"mount proc", "mounting /proc is refused here, as containers with a masked /proc do"},
}

// explain puts the likely reason before what bwrap said.
func (s *Sandbox) explain(c sandbox.Command, err error) error {
	paths := append([]string{c.Tree}, s.cfg.Toolchains...)
	if c.Home != "" {
		paths = append(paths, c.Home)
	}
	for _, m := range c.Mounts {
		paths = append(paths, m.Host)
	}
	if blocked := s.user.Reach(paths...); blocked != nil {
		return fmt.Errorf("%w (%w)", blocked, err)
	}
	for _, r := range reasons {
		if strings.Contains(err.Error(), r.says) {
			return fmt.Errorf("%s (%w)", r.means, err)
		}
	}
	return err
}

func oneLine(text []byte) string {
	return strings.Join(strings.Fields(string(text)), " ")
}
