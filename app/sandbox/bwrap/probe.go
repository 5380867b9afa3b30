//go:build linux

package bwrap

import (
	"bytes"
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
	found, err := s.search(ctx)
	if err != nil {
		return nil, fmt.Errorf("bubblewrap cannot be used: %w", err)
	}
	s.plan = found
	return found, nil
}

// search tries bwrap with everything first, then without what containers and
// old versions refuse.
func (s *Sandbox) search(ctx context.Context) (*plan, error) {
	bwrap := s.cfg.Bwrap
	if bwrap == "" {
		found, err := exec.LookPath("bwrap")
		if err != nil {
			return nil, errors.New("there is no bwrap program on PATH")
		}
		bwrap = found
	}
	options, err := options(ctx, bwrap)
	if err != nil {
		return nil, err
	}
	var first error
	for _, f := range options.variants() {
		candidate := newPlan(bwrap, s, f)
		err := s.try(ctx, candidate)
		if err == nil {
			return candidate, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// options asks bwrap what it knows; versions before 0.5 know too little.
func options(ctx context.Context, bwrap string) (features, error) {
	help, err := exec.CommandContext(ctx, bwrap, "--help").CombinedOutput()
	if ctx.Err() != nil {
		return features{}, context.Cause(ctx)
	}
	if err != nil {
		return features{}, fmt.Errorf("ask %s for its options: %w", bwrap, err)
	}
	for _, needed := range []string{"--clearenv", "--perms", "--json-status-fd"} {
		if !bytes.Contains(help, []byte(needed)) {
			return features{}, fmt.Errorf("%s is too old: it lacks %s", bwrap, needed)
		}
	}
	return features{
		ownProc:       true,
		disableUserns: bytes.Contains(help, []byte("--disable-userns")),
		sizedTmpfs:    bytes.Contains(help, []byte("--size")),
	}, nil
}

// variants are f and what is left of it on machines that refuse more.
func (f features) variants() []features {
	var all []features
	for _, ownProc := range []bool{true, false} {
		for _, disableUserns := range []bool{true, false} {
			if disableUserns && !f.disableUserns {
				continue
			}
			all = append(all, features{ownProc: ownProc, disableUserns: disableUserns, sizedTmpfs: f.sizedTmpfs})
		}
	}
	return all
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

const namespacesRefused = "user namespaces are refused here; allow them in the kernel, AppArmor or the container's seccomp profile"

// reasons translate what bwrap says into what an operator can do.
var reasons = []struct{ says, means string }{
	{"creating new namespace", namespacesRefused},
	{"No permissions to create", namespacesRefused},
	{"setting up uid map", namespacesRefused},
	{"loopback: Failed", namespacesRefused},
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
	for _, k := range c.Kept {
		paths = append(paths, k.Host)
	}
	if c.WayOut != "" {
		paths = append(paths, c.WayOut)
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
