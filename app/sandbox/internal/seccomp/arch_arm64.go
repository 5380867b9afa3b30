//go:build linux

package seccomp

import "golang.org/x/sys/unix"

const (
	auditArch = unix.AUDIT_ARCH_AARCH64
	// foreignNumbers lies above every call there is: arm64 has no second table
	// under the same architecture.
	foreignNumbers = 0x40000000
)
