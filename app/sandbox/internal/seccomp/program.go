//go:build linux && (amd64 || arm64)

package seccomp

import (
	"fmt"

	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// Supported says whether this architecture has a filter.
const Supported = true

// Offsets in the kernel's struct seccomp_data; the low half of the first
// argument comes first on both little-endian architectures.
const (
	offsetNumber   = 0
	offsetArch     = 4
	offsetArgument = 16
)

const namespaceFlags = unix.CLONE_NEWNS | unix.CLONE_NEWCGROUP | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC |
	unix.CLONE_NEWUSER | unix.CLONE_NEWPID | unix.CLONE_NEWNET

// denied system calls fail with EPERM on every architecture.
var denied = [...]uint32{
	unix.SYS_PTRACE, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV,
	unix.SYS_IO_URING_SETUP, unix.SYS_IO_URING_ENTER, unix.SYS_IO_URING_REGISTER,
	unix.SYS_BPF, unix.SYS_PERF_EVENT_OPEN, unix.SYS_USERFAULTFD,
	unix.SYS_KEYCTL, unix.SYS_ADD_KEY, unix.SYS_REQUEST_KEY,
	unix.SYS_MOUNT, unix.SYS_UMOUNT2, unix.SYS_PIVOT_ROOT, unix.SYS_MOVE_MOUNT, unix.SYS_OPEN_TREE,
	unix.SYS_FSOPEN, unix.SYS_FSCONFIG, unix.SYS_FSMOUNT, unix.SYS_FSPICK, unix.SYS_MOUNT_SETATTR,
	unix.SYS_SETNS, unix.SYS_UNSHARE,
	unix.SYS_KEXEC_LOAD, unix.SYS_KEXEC_FILE_LOAD, unix.SYS_REBOOT,
	unix.SYS_INIT_MODULE, unix.SYS_FINIT_MODULE, unix.SYS_DELETE_MODULE,
	unix.SYS_SWAPON, unix.SYS_SWAPOFF, unix.SYS_ACCT, unix.SYS_QUOTACTL, unix.SYS_QUOTACTL_FD,
	unix.SYS_OPEN_BY_HANDLE_AT, unix.SYS_SYSLOG,
}

// Program assembles the filter. Sockets of other families than the given ones
// cannot be opened; socket pairs always can.
func Program(families ...uint32) ([]bpf.RawInstruction, error) {
	program := []bpf.Instruction{
		bpf.LoadAbsolute{Off: offsetArch, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: auditArch, SkipTrue: 1},
		bpf.RetConstant{Val: unix.SECCOMP_RET_KILL_PROCESS},
		bpf.LoadAbsolute{Off: offsetNumber, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpLessThan, Val: foreignNumbers, SkipTrue: 1},
		refuse(unix.ENOSYS),
	}
	for _, number := range denied {
		program = append(program, unlessNumber(number, 1), refuse(unix.EPERM))
	}
	// The flags of clone3 lie in memory, out of a filter's sight: callers fall
	// back to clone when it is missing.
	program = append(program, unlessNumber(unix.SYS_CLONE3, 1), refuse(unix.ENOSYS))
	program = append(
		program, unlessNumber(unix.SYS_CLONE, 4),
		bpf.LoadAbsolute{Off: offsetArgument, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpBitsSet, Val: namespaceFlags, SkipFalse: 1},
		refuse(unix.EPERM),
		allow,
	)
	program = append(program, socketRule(families)...)
	raw, err := bpf.Assemble(append(program, allow))
	if err != nil {
		return nil, fmt.Errorf("assemble system call filter: %w", err)
	}
	return raw, nil
}

func socketRule(families []uint32) []bpf.Instruction {
	rule := []bpf.Instruction{bpf.LoadAbsolute{Off: offsetArgument, Size: 4}}
	for _, family := range families {
		rule = append(rule, bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: family, SkipTrue: 1}, allow)
	}
	rule = append(rule, refuse(unix.EAFNOSUPPORT))
	return append([]bpf.Instruction{unlessNumber(unix.SYS_SOCKET, uint8(len(rule)))}, rule...)
}

var allow = bpf.RetConstant{Val: unix.SECCOMP_RET_ALLOW}

func refuse(errno unix.Errno) bpf.Instruction {
	return bpf.RetConstant{Val: unix.SECCOMP_RET_ERRNO | uint32(errno)}
}

// unlessNumber skips the next n instructions for every other system call.
func unlessNumber(number uint32, n uint8) bpf.Instruction {
	return bpf.JumpIf{Cond: bpf.JumpNotEqual, Val: number, SkipTrue: n}
}
