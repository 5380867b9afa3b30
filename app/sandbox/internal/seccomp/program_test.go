//go:build linux && (amd64 || arm64)

package seccomp

import (
	"encoding/binary"
	"testing"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

const (
	allowed = unix.SECCOMP_RET_ALLOW
	killed  = unix.SECCOMP_RET_KILL_PROCESS
	noPerm  = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
	noCall  = unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)
	noKind  = unix.SECCOMP_RET_ERRNO | uint32(unix.EAFNOSUPPORT)
)

func TestProgram(t *testing.T) {
	cases := map[string]struct {
		arch, number, argument uint32
		want                   uint32
	}{
		"read":                 {auditArch, unix.SYS_READ, 0, allowed},
		"first denied":         {auditArch, unix.SYS_PTRACE, 0, noPerm},
		"last denied":          {auditArch, unix.SYS_SYSLOG, 0, noPerm},
		"unshare":              {auditArch, unix.SYS_UNSHARE, unix.CLONE_NEWUSER, noPerm},
		"clone3":               {auditArch, unix.SYS_CLONE3, 0, noCall},
		"clone a process":      {auditArch, unix.SYS_CLONE, uint32(unix.SIGCHLD), allowed},
		"clone a thread":       {auditArch, unix.SYS_CLONE, unix.CLONE_VM | unix.CLONE_THREAD | unix.CLONE_SIGHAND, allowed},
		"clone a network":      {auditArch, unix.SYS_CLONE, unix.CLONE_NEWNET | uint32(unix.SIGCHLD), noPerm},
		"clone mounts":         {auditArch, unix.SYS_CLONE, unix.CLONE_NEWNS, noPerm},
		"local socket":         {auditArch, unix.SYS_SOCKET, unix.AF_UNIX, allowed},
		"internet socket":      {auditArch, unix.SYS_SOCKET, unix.AF_INET, allowed},
		"socket of a VM":       {auditArch, unix.SYS_SOCKET, unix.AF_VSOCK, noKind},
		"socket pair":          {auditArch, unix.SYS_SOCKETPAIR, unix.AF_UNIX, allowed},
		"foreign architecture": {unix.AUDIT_ARCH_I386, unix.SYS_READ, 0, killed},
		"foreign number":       {auditArch, foreignNumbers + unix.SYS_READ, 0, noCall},
	}
	machine := load(t, unix.AF_UNIX, unix.AF_INET)
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := run(t, machine, tc.arch, tc.number, tc.argument); got != tc.want {
				t.Errorf("verdict %#x, want %#x", got, tc.want)
			}
		})
	}
}

func TestProgramWithoutSockets(t *testing.T) {
	machine := load(t)
	for _, family := range []uint32{unix.AF_UNIX, unix.AF_INET, unix.AF_INET6, unix.AF_NETLINK} {
		if got := run(t, machine, auditArch, unix.SYS_SOCKET, family); got != noKind {
			t.Errorf("family %d: verdict %#x", family, got)
		}
	}
}

func TestBytes(t *testing.T) {
	got := Bytes([]bpf.RawInstruction{{Op: 0x15, Jt: 1, Jf: 2, K: 0x01020304}})
	want := binary.NativeEndian.AppendUint32([]byte{0x15, 0, 1, 2}, 0x01020304)
	if string(got) != string(want) {
		t.Errorf("% x, want % x", got, want)
	}
}

func load(t *testing.T, families ...uint32) *bpf.VM {
	t.Helper()
	raw, err := Program(families...)
	if err != nil {
		t.Fatal(err)
	}
	program, whole := bpf.Disassemble(raw)
	if !whole {
		t.Fatal("the program does not disassemble")
	}
	machine, err := bpf.NewVM(program)
	if err != nil {
		t.Fatal(err)
	}
	return machine
}

// run judges a call as the kernel lays it out, but in the network order that
// this machine of packet filters reads.
func run(t *testing.T, machine *bpf.VM, arch, number, argument uint32) uint32 {
	t.Helper()
	call := make([]byte, 64)
	binary.BigEndian.PutUint32(call[offsetNumber:], number)
	binary.BigEndian.PutUint32(call[offsetArch:], arch)
	binary.BigEndian.PutUint32(call[offsetArgument:], argument)
	verdict, err := machine.Run(call)
	if err != nil {
		t.Fatal(err)
	}
	return uint32(verdict)
}
