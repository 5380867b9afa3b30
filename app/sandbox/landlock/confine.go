//go:build linux

package landlock

import (
	"encoding/gob"
	"fmt"
	"os"
	"runtime"
	"syscall"

	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/seccomp"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/victim"
)

// Descriptors of the confined process, in the order of exec.Cmd.ExtraFiles.
const (
	ordersFD = 3 + iota
	faultsFD
)

// confine gives up everything the order does not grant and becomes the
// script's shell. It returns only if that is impossible.
func confine() int {
	unix.CloseOnExec(ordersFD)
	unix.CloseOnExec(faultsFD)
	var o order
	err := gob.NewDecoder(os.NewFile(ordersFD, "orders")).Decode(&o)
	if err == nil {
		err = become(o)
	}
	fmt.Fprint(os.NewFile(faultsFD, "faults"), err)
	return 1
}

func become(o order) error {
	// The thread that calls exec is the one whose rights the shell inherits.
	runtime.LockOSThread()
	victim.Offer(os.Getpid())
	if err := drop(o); err != nil {
		return err
	}
	if err := restrict(o); err != nil {
		return err
	}
	program, err := seccomp.Program()
	if err != nil {
		return err
	}
	if err := seccomp.Install(program); err != nil {
		return err
	}
	if err := os.Chdir(o.Dir); err != nil {
		return fmt.Errorf("enter directory: %w", err)
	}
	return fmt.Errorf("run shell: %w", syscall.Exec("/bin/sh", []string{"/bin/sh", "-c", o.Script}, o.Env))
}

// drop becomes the order's user, without further groups or capabilities.
func drop(o order) error {
	if o.User.Differs() {
		if err := syscall.Setgroups(nil); err != nil {
			return fmt.Errorf("drop groups: %w", err)
		}
		if err := syscall.Setgid(o.User.GID); err != nil {
			return fmt.Errorf("become gid %d: %w", o.User.GID, err)
		}
		if err := syscall.Setuid(o.User.UID); err != nil {
			return fmt.Errorf("become uid %d: %w", o.User.UID, err)
		}
	}
	if err := unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0); err != nil {
		return fmt.Errorf("drop capabilities: %w", err)
	}
	// A change of user forgets what the keeper asked for.
	if err := unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0); err != nil {
		return fmt.Errorf("bind shell to its keeper: %w", err)
	}
	return nil
}

// restrict leaves the files of the order, a few devices and, where the kernel
// knows how, no ports and no signals to the outside.
func restrict(o order) error {
	if err := checkABI(); err != nil {
		return err
	}
	rules := []landlock.Rule{
		landlock.RWDirs(o.Writable...).WithRefer(),
		landlock.RWFiles("/dev/null", "/dev/zero", "/dev/full"),
		landlock.ROFiles("/dev/random", "/dev/urandom"),
	}
	for _, path := range o.System {
		rules = append(rules, readable(path).IgnoreIfMissing())
	}
	for _, path := range o.Readable {
		rules = append(rules, readable(path))
	}
	if err := landlock.V11.BestEffort().Restrict(rules...); err != nil {
		return fmt.Errorf("restrict: %w", err)
	}
	return nil
}

// readable lets a file or a directory be read and run.
func readable(path string) landlock.FSRule {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return landlock.ROFiles(path)
	}
	return landlock.RODirs(path)
}
