package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

// What ten thousand parked goals may cost.
const (
	parkedMemory  = 100.0 // MB over idle
	parkedStart   = 5.0   // seconds
	parkedResume  = 1.0   // seconds
	parkedResumes = 5     // goals that are resumed
)

// parkedReport is what `bench parked` prints.
type parkedReport struct {
	Goals     int       `json:"goals"`
	Filled    float64   `json:"filled_s"`
	Idle      float64   `json:"idle_mb"`
	Parked    float64   `json:"parked_mb"`
	Grown     float64   `json:"grown_mb"`
	StartIdle float64   `json:"start_idle_s"`
	Start     float64   `json:"start_s"`
	Resumes   []float64 `json:"resume_s"`
	Slowest   float64   `json:"slowest_resume_s"`
	Kept      bool      `json:"kept"`
}

func newBenchParkedCommand(s streams) *cobra.Command {
	var goals int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "parked",
		Short: "Measure what goals cost that wait for people",
		Long: `parked fills a store with goals that wait at a breakpoint, copies of one that the
server itself has brought there, and starts the server on it against an embedded
GitHub. It prints the memory the server takes beyond an empty one (at most 100 MB
for 10,000 goals), how long it takes to start (5 s), and how long after a person's
answer a goal's next model request comes (1 s).`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if goals < parkedResumes {
				return usagef("--goals: at least %d", parkedResumes)
			}
			r, err := benchParked(cmd.Context(), goals, newLogger(s, false).Warn)
			if err != nil {
				return err
			}
			if asJSON {
				err = printJSON(s, r)
			} else {
				_, err = fmt.Fprintf(s.Out, "goals parked      %d (filled in %.1f s)\nmemory            %.0f MB, idle %.0f MB: %.0f MB more (at most %.0f)\nstart             %.2f s, idle %.2f s (at most %.0f)\nslowest of %d      resumed after %.2f s (at most %.0f)\n",
					r.Goals, r.Filled, r.Parked, r.Idle, r.Grown, parkedMemory, r.Start, r.StartIdle, parkedStart, len(r.Resumes), r.Slowest, parkedResume)
			}
			if err == nil && !r.Kept {
				return exit(exitNegative)
			}
			return err
		},
	}
	cmd.Flags().IntVar(&goals, "goals", 10_000, "how many goals")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func benchParked(ctx context.Context, goals int, warn func(string, ...any)) (r parkedReport, err error) {
	r.Goals = goals
	lot, err := newParkingLot(ctx)
	if err != nil {
		return r, err
	}
	defer func() {
		if fault := lot.close(context.WithoutCancel(ctx)); fault != nil {
			warn("clear up", "err", fault)
		}
	}()
	idle, err := lot.serve(ctx)
	if err != nil {
		return r, err
	}
	r.StartIdle = idle.took.Seconds()
	if r.Idle, err = idle.settled(ctx); err == nil {
		err = lot.parkOne(ctx)
	}
	if err = errors.Join(err, idle.end()); err != nil {
		return r, err
	}
	from := time.Now()
	if err := lot.fill(ctx, goals); err != nil {
		return r, fmt.Errorf("fill the store: %w", err)
	}
	r.Filled = time.Since(from).Seconds()
	full, err := lot.serve(ctx)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, full.end()) }()
	r.Start = full.took.Seconds()
	if r.Parked, err = full.settled(ctx); err != nil {
		return r, err
	}
	r.Grown = r.Parked - r.Idle
	for n := range parkedResumes {
		took, err := lot.resume(ctx, n)
		if err != nil {
			return r, err
		}
		r.Resumes = append(r.Resumes, took.Seconds())
		r.Slowest = max(r.Slowest, took.Seconds())
	}
	r.Kept = r.Grown <= parkedMemory && r.Start <= parkedStart && r.Slowest <= parkedResume
	return r, nil
}

// served is this program as a server of its own.
type served struct {
	cmd  *exec.Cmd
	took time.Duration // until it was ready
}

// startServed runs `serve` and waits for its ready line.
func startServed(ctx context.Context, file string, stderr *os.File) (*served, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	s := &served{cmd: exec.Command(self, "serve", "--config", file)}
	s.cmd.Args[0], s.cmd.Stderr = "goalkeeper", stderr
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	from := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	ready := make(chan error, 1)
	go func() {
		line, err := bufio.NewReader(out).ReadBytes('\n')
		if err == nil && !json.Valid(line) {
			err = fmt.Errorf("it says %q", line)
		}
		ready <- err
	}()
	select {
	case err = <-ready:
	case <-time.After(2 * time.Minute):
		err = errors.New("it is not ready after two minutes")
	case <-ctx.Done():
		err = ctx.Err()
	}
	if s.took = time.Since(from); err != nil {
		said, _ := os.ReadFile(stderr.Name())
		return nil, errors.Join(fmt.Errorf("start the server: %w: %s", err, said), s.end())
	}
	return s, nil
}

// end asks the server to end and waits for it.
func (s *served) end() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("end the server: %w", err)
	}
	done := time.AfterFunc(time.Minute, func() { _ = s.cmd.Process.Kill() })
	defer done.Stop()
	var status *exec.ExitError
	if err := s.cmd.Wait(); err != nil && !errors.As(err, &status) {
		return err
	}
	return nil
}

// settled is the resident memory in MB once it has stood still for a while.
func (s *served) settled(ctx context.Context) (float64, error) {
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	last, still := 0.0, 0
	for range 120 {
		mb, err := s.memory()
		if err != nil {
			return 0, err
		}
		if still++; mb > last+1 || mb < last-1 {
			last, still = mb, 0
		}
		if still >= 6 {
			return mb, nil
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-tick.C:
		}
	}
	return last, nil
}

func (s *served) memory() (float64, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.cmd.Process.Pid), "status"))
	if err != nil {
		return 0, fmt.Errorf("read the server's memory: %w", err)
	}
	_, rest, _ := strings.Cut(string(text), "VmRSS:")
	kb, err := strconv.ParseFloat(strings.TrimSpace(strings.SplitN(rest, "kB", 2)[0]), 64)
	if err != nil {
		return 0, fmt.Errorf("read the server's memory: %w", err)
	}
	return kb * 1024 / 1e6, nil
}
