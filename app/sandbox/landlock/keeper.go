//go:build linux

package landlock

import (
	"encoding/gob"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const confineArgument = "confine"

// Main is the part of this backend that runs in processes of its own. Its
// result is their exit status.
func Main(args []string) int {
	if len(args) > 0 && args[0] == confineArgument {
		return confine()
	}
	var r report
	status, err := keep(os.Stdin, os.Stdout)
	if err != nil {
		r.Fault = err.Error()
	}
	r.Status = status
	if err := json.NewEncoder(os.Stderr).Encode(r); err != nil {
		return 1
	}
	return 0
}

// keep runs the ordered script to its end, or to the end of orders, and every
// process it left behind.
func keep(orders io.Reader, output *os.File) (int, error) {
	var o order
	if err := gob.NewDecoder(orders).Decode(&o); err != nil {
		return 0, fmt.Errorf("read order: %w", err)
	}
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		return 0, fmt.Errorf("become the reaper of orphans: %w", err)
	}
	// The script's shell dies with the thread that started it.
	runtime.LockOSThread()
	shell, faults, err := start(o, output)
	if err != nil {
		return 0, err
	}
	defer faults.Close()
	hangup := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, orders)
		close(hangup)
	}()
	ended, empty := make(chan int, 1), make(chan struct{})
	go reap(shell, ended, empty)
	status := -1
	select {
	case status = <-ended:
	case <-hangup:
	}
	if err := endAll(empty); err != nil {
		return status, err
	}
	if text, _ := io.ReadAll(faults); len(text) > 0 {
		return status, fmt.Errorf("%s", text)
	}
	return status, nil
}

// start starts the process that confines itself and becomes the shell. What it
// cannot do it says on faults.
func start(o order, output *os.File) (pid int, faults *os.File, err error) {
	orders, send, err := os.Pipe()
	if err != nil {
		return 0, nil, fmt.Errorf("open order pipe: %w", err)
	}
	defer send.Close()
	defer orders.Close()
	faults, fault, err := os.Pipe()
	if err != nil {
		return 0, nil, fmt.Errorf("open fault pipe: %w", err)
	}
	defer fault.Close()
	cmd := &exec.Cmd{
		Path:        "/proc/self/exe",
		Args:        []string{os.Args[0], Argument, confineArgument},
		Env:         []string{},
		Stdout:      output,
		Stderr:      output,
		ExtraFiles:  []*os.File{orders, fault},
		SysProcAttr: &syscall.SysProcAttr{Setsid: true, Pdeathsig: syscall.SIGKILL},
	}
	if err := cmd.Start(); err != nil {
		faults.Close()
		return 0, nil, fmt.Errorf("start shell: %w", err)
	}
	if err := gob.NewEncoder(send).Encode(o); err != nil {
		_ = cmd.Process.Kill()
	}
	return cmd.Process.Pid, faults, nil
}

// reap takes the status of every child there is and will be, the shell's for
// ended, and closes empty when none is left.
func reap(shell int, ended chan<- int, empty chan<- struct{}) {
	defer close(empty)
	for {
		var status unix.WaitStatus
		pid, err := unix.Wait4(-1, &status, 0, nil)
		switch {
		case err == unix.EINTR:
		case err != nil:
			return // no child is left
		case pid == shell && status.Signaled():
			ended <- 128 + int(status.Signal())
		case pid == shell:
			ended <- status.ExitStatus()
		}
	}
}

// endAll kills what is left until nothing is.
func endAll(empty <-chan struct{}) error {
	poll := time.NewTicker(time.Millisecond)
	defer poll.Stop()
	for deadline := time.Now().Add(endLimit / 2); time.Now().Before(deadline); {
		select {
		case <-empty:
			return nil
		case <-poll.C:
			killDescendants(os.Getpid())
		}
	}
	return fmt.Errorf("end processes of the script: still there after %v", endLimit/2)
}
