package sandboxtest

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// calls are what a filter denies, with the error it must give.
var calls = map[string]struct {
	want syscall.Errno
	do   func() error
}{
	"unshare user namespace": {unix.EPERM, func() error { return unix.Unshare(unix.CLONE_NEWUSER) }},
	"clone user namespace":   {unix.EPERM, func() error { return raw(unix.SYS_CLONE, unix.CLONE_NEWUSER|uintptr(unix.SIGCHLD), 0, 0) }},
	"clone3":                 {unix.ENOSYS, func() error { return raw(unix.SYS_CLONE3, 0, 0, 0) }},
	"ptrace":                 {unix.EPERM, func() error { return raw(unix.SYS_PTRACE, unix.PTRACE_ATTACH, uintptr(os.Getppid()), 0) }},
	"io_uring":               {unix.EPERM, func() error { return raw(unix.SYS_IO_URING_SETUP, 1, 0, 0) }},
	"bpf":                    {unix.EPERM, func() error { return raw(unix.SYS_BPF, 0, 0, 0) }},
	"keyctl":                 {unix.EPERM, func() error { return raw(unix.SYS_KEYCTL, 0, 0, 0) }},
	"userfaultfd":            {unix.EPERM, func() error { return raw(unix.SYS_USERFAULTFD, 1, 0, 0) }},
	"perf_event_open":        {unix.EPERM, func() error { return raw(unix.SYS_PERF_EVENT_OPEN, 0, 0, 0) }},
	"mount":                  {unix.EPERM, func() error { return unix.Mount("none", "/tmp", "tmpfs", 0, "") }},
	"fsopen":                 {unix.EPERM, func() error { _, err := unix.Fsopen("tmpfs", 0); return err }},
	"socket of a VM":         {unix.EAFNOSUPPORT, func() error { return open(unix.AF_VSOCK, unix.SOCK_STREAM) }},
	"socket of crypto":       {unix.EAFNOSUPPORT, func() error { return open(unix.AF_ALG, unix.SOCK_SEQPACKET) }},
	"socket of packets":      {unix.EAFNOSUPPORT, func() error { return open(unix.AF_PACKET, unix.SOCK_RAW) }},
	"system call of x32":     {unix.ENOSYS, func() error { return raw(0x40000000+uintptr(unix.SYS_GETPID), 0, 0, 0) }},
}

var kernelTests = map[string]func(*testing.T, *fixture){
	"denied calls":       deniedCalls,
	"no privileges":      noPrivileges,
	"signals stay local": signalsStayLocal,
}

func deniedCalls(t *testing.T, f *fixture) {
	f.isolated(t)
	output := f.succeed(t, f.act(t, "call"))
	for name, c := range calls {
		if want := fmt.Sprintf("%s: %v\n", name, c.want); !strings.Contains(output, want) {
			t.Errorf("want %q in:\n%s", want, output)
		}
	}
}

// call tries every system call in the table.
func call([]string) int {
	for name, c := range calls {
		fmt.Printf("%s: %v\n", name, c.do())
	}
	return 0
}

func raw(number, a, b, c uintptr) error {
	r, _, errno := unix.RawSyscall(number, a, b, c)
	if errno == 0 {
		if number == unix.SYS_CLONE && r == 0 {
			unix.Exit(0)
		}
		return fmt.Errorf("allowed")
	}
	return errno
}

func open(family, kind int) error {
	fd, err := unix.Socket(family, kind, 0)
	if err != nil {
		return err
	}
	unix.Close(fd)
	return fmt.Errorf("allowed")
}

func noPrivileges(t *testing.T, f *fixture) {
	f.isolated(t)
	output := f.succeed(t, f.command(t, "cat /proc/self/status"))
	for _, want := range []string{"CapEff:\t0000000000000000", "CapPrm:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"} {
		if !strings.Contains(output, want+"\n") {
			t.Errorf("want %q in:\n%s", want, output)
		}
	}
}

func signalsStayLocal(t *testing.T, f *fixture) {
	f.isolated(t)
	f.fail(t, f.command(t, fmt.Sprintf("kill -0 %d", os.Getpid())))
}

// openInherited leaves a descriptor open as a parent would that forgot it,
// with a number above those a backend passes on by itself.
func openInherited(t *testing.T) *os.File {
	t.Helper()
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	fd, err := unix.FcntlInt(null.Fd(), unix.F_DUPFD, 100)
	if err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(fd), "inherited")
}

// allowCore lifts this process's soft limit of core files for the test.
func allowCore(t *testing.T) {
	t.Helper()
	var old unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &old); err != nil {
		t.Fatal(err)
	}
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{Cur: old.Max, Max: old.Max}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := unix.Setrlimit(unix.RLIMIT_CORE, &old); err != nil {
			t.Error(err)
		}
	})
}

func checkOwner(t *testing.T, path string, want Owner) {
	t.Helper()
	var stat unix.Stat_t
	if err := unix.Stat(path, &stat); err != nil {
		t.Fatal(err)
	}
	if got := (Owner{UID: int(stat.Uid), GID: int(stat.Gid)}); got != want {
		t.Errorf("%s belongs to %+v, want %+v", path, got, want)
	}
}
