//go:build linux

// Package seccomp builds the system call filter of a sandbox. In come the
// socket families a command may open, out goes a classic BPF program. It
// denies what reaches far into the kernel and no build or test needs.
package seccomp

import (
	"encoding/binary"

	"golang.org/x/net/bpf"
)

// Bytes is the program as an array of the kernel's struct sock_filter, the
// form bubblewrap reads.
func Bytes(program []bpf.RawInstruction) []byte {
	out := make([]byte, 0, 8*len(program))
	for _, i := range program {
		out = binary.NativeEndian.AppendUint16(out, i.Op)
		out = append(out, i.Jt, i.Jf)
		out = binary.NativeEndian.AppendUint32(out, i.K)
	}
	return out
}
