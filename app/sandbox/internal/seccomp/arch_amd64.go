//go:build linux

package seccomp

import "golang.org/x/sys/unix"

const (
	auditArch = unix.AUDIT_ARCH_X86_64
	// foreignNumbers is where the x32 calls start: the same kernel entry, but
	// numbers the rules below do not know.
	foreignNumbers = 0x40000000
)
