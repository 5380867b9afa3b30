//go:build linux

package bwrap

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"syscall"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/ending"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/kept"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/shell"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/stream"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/victim"
)

// status is one JSON document bwrap writes about its sandbox: the first names
// its process, the last, if the script was started, its exit status.
type status struct {
	ChildPID int  `json:"child-pid"`
	ExitCode *int `json:"exit-code"`
}

func (s *Sandbox) run(ctx context.Context, p *plan, c sandbox.Command) (sandbox.Result, error) {
	if ctx.Err() != nil {
		return sandbox.Result{Exit: -1, Canceled: true}, nil
	}
	c, err := kept.Mountable(c, s.user)
	if err != nil {
		return sandbox.Result{}, err
	}
	p = p.named(anyName())
	w, err := p.wire(c.WayOut != "")
	if err != nil {
		return sandbox.Result{}, err
	}
	defer w.close()
	started := time.Now()
	cmd, err := s.start(p, w, c)
	w.closeTheirs()
	if err != nil {
		w.output.Close()
		return sandbox.Result{}, err
	}
	output := stream.Copy(c.Output, w.output)
	result, err := watch(ctx, cmd, w, c)
	output.Wait()
	result.Duration = time.Since(started)
	if errors.Is(err, errNotStarted) {
		err = s.explain(c, err)
	}
	return result, err
}

func (s *Sandbox) start(p *plan, w *wires, c sandbox.Command) (*exec.Cmd, error) {
	cmd := &exec.Cmd{
		Path:       p.bwrap,
		Args:       p.argv(c),
		Env:        []string{},
		Dir:        "/",
		Stdin:      w.stdin,
		Stdout:     w.stdout,
		Stderr:     w.stderr,
		ExtraFiles: w.extra,
		SysProcAttr: &syscall.SysProcAttr{
			Setpgid:    true,
			Pdeathsig:  syscall.SIGKILL, // bwrap asks for it too, but only once it runs
			Credential: s.user.Credential(),
		},
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start bwrap: %w", err)
	}
	return cmd, nil
}

// watch follows one bwrap from its start to the end of its last process.
func watch(ctx context.Context, cmd *exec.Cmd, w *wires, c sandbox.Command) (sandbox.Result, error) {
	documents := json.NewDecoder(w.status)
	first, err := enter(documents, w)
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		first.end()
		return sandbox.Result{}, complaint(w, err)
	}
	result := ending.Await(ctx, cmd, c.Timeout, func() {
		first.kill()
		_ = cmd.Process.Kill()
	})
	if err := first.end(); err != nil {
		return result, err
	}
	if result.TimedOut || result.Canceled {
		return result, nil
	}
	var last status
	if err := documents.Decode(&last); err != nil {
		return result, complaint(w, fmt.Errorf("read exit status from bwrap: %w", err))
	}
	if last.ExitCode == nil {
		return result, complaint(w, errors.New("bwrap gave no exit status"))
	}
	result.Exit, result.Signal = shell.Status(*last.ExitCode)
	return result, nil
}

// enter waits for the sandbox's first process, takes hold of it, marks it as
// the one to go when memory runs out, and releases the script once that process
// dies with bwrap: whatever happens to this server, no command outlives it.
func enter(documents *json.Decoder, w *wires) (*namespace, error) {
	var s status
	if err := documents.Decode(&s); err != nil {
		return nil, fmt.Errorf("read status of bwrap: %w", err)
	}
	ns, err := openNamespace(s.ChildPID)
	if err != nil {
		return nil, err
	}
	victim.Offer(s.ChildPID)
	ns.awaitBond()
	// A shell that cannot parse the script is gone before it waits for the line.
	if _, err := w.release.Write([]byte{'\n'}); err != nil && !errors.Is(err, syscall.EPIPE) {
		return ns, fmt.Errorf("release the sandbox: %w", err)
	}
	return ns, nil
}

// errNotStarted marks a bwrap that ended before it ran the script.
var errNotStarted = errors.New("sandbox did not start")

// complaint is what bwrap said, or what else was noticed, as an error.
func complaint(w *wires, noticed error) error {
	text, _ := io.ReadAll(io.LimitReader(w.message, 4<<10))
	return fmt.Errorf("%w: %s", errNotStarted, cmp.Or(oneLine(text), noticed.Error()))
}
