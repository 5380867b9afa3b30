//go:build linux

package landlock

import (
	"context"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/ending"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/shell"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/stream"
)

const (
	// endLimit is how long the keeper may take to end the script's processes.
	endLimit = 10 * time.Second
	// outputGrace is how long survivors of a lost keeper may hold the output.
	outputGrace = 300 * time.Millisecond
)

// wires are the pipes between Run and one keeper: the order goes in, and when
// it closes, that is the order to end; output and the report come out.
type wires struct {
	orders, output, report *os.File // our ends
	theirs                 [3]*os.File
}

func wire() (*wires, error) {
	var w wires
	var err error
	if w.theirs[0], w.orders, err = os.Pipe(); err == nil {
		if w.output, w.theirs[1], err = os.Pipe(); err == nil {
			w.report, w.theirs[2], err = os.Pipe()
		}
	}
	if err != nil {
		w.closeTheirs()
		closeAll(w.orders, w.output)
		return nil, fmt.Errorf("open pipes to the sandbox: %w", err)
	}
	return &w, nil
}

func (w *wires) closeTheirs() { closeAll(w.theirs[:]...) }

func closeAll(files ...*os.File) {
	for _, f := range files {
		if f != nil {
			f.Close()
		}
	}
}

func (s *Sandbox) run(ctx context.Context, c sandbox.Command, o order) (sandbox.Result, error) {
	w, err := wire()
	if err != nil {
		return sandbox.Result{}, err
	}
	defer closeAll(w.orders, w.report)
	cmd := &exec.Cmd{
		Path:        s.cfg.Program,
		Args:        []string{s.cfg.Program, Argument},
		Env:         []string{},
		Dir:         "/",
		Stdin:       w.theirs[0],
		Stdout:      w.theirs[1],
		Stderr:      w.theirs[2],
		SysProcAttr: &syscall.SysProcAttr{Setpgid: true},
	}
	started := time.Now()
	err = cmd.Start()
	w.closeTheirs()
	if err != nil {
		w.output.Close()
		return sandbox.Result{}, fmt.Errorf("start keeper: %w", err)
	}
	output := stream.Copy(c.Output, w.output)
	// A keeper that is gone cannot take its order, and its report tells why.
	_ = gob.NewEncoder(w.orders).Encode(o)
	result := ending.Await(ctx, cmd, c.Timeout, func() {
		w.orders.Close()
		time.AfterFunc(endLimit, func() { _ = cmd.Process.Kill() })
	})
	r, err := readReport(w.report)
	if err != nil {
		output.WaitAtMost(outputGrace)
		return result, err
	}
	output.Wait()
	result.Duration = time.Since(started)
	return s.conclude(result, r, o)
}

// conclude makes the keeper's report the result.
func (s *Sandbox) conclude(result sandbox.Result, r report, o order) (sandbox.Result, error) {
	if r.Fault != "" {
		if blocked := s.user.Reach(append(o.Readable, o.Writable...)...); blocked != nil {
			return result, fmt.Errorf("%w (%s)", blocked, r.Fault)
		}
		return result, fmt.Errorf("sandbox did not start: %s", r.Fault)
	}
	if !result.TimedOut && !result.Canceled {
		result.Exit, result.Signal = shell.Status(r.Status)
	}
	return result, nil
}

func readReport(from *os.File) (report, error) {
	text, _ := io.ReadAll(io.LimitReader(from, 64<<10))
	var r report
	if err := json.Unmarshal(text, &r); err != nil {
		return r, fmt.Errorf("keeper ended without a report: %.500q", text)
	}
	return r, nil
}
