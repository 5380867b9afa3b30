//go:build linux && !amd64 && !arm64

package seccomp

import "golang.org/x/net/bpf"

// Supported says whether this architecture has a filter.
const Supported = false

// Program gives no filter here.
func Program(...uint32) ([]bpf.RawInstruction, error) { return nil, nil }
