//go:build linux

package bwrap

import (
	"cmp"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// Defaults of sandbox.Limits. Memory has none: programs that reserve address
// space, such as the race detector's shadow, count all of it.
const (
	defaultProcesses = 4096
	defaultFileSize  = 4 << 30
)

// limitPrefix is the start of the shell line that bounds the script behind it.
//
// The shell sets its own limits because the server often may not: root in a
// container rarely has CAP_SYS_RESOURCE. It also does it at the right place:
// since Linux 5.14 processes are counted per user and user namespace, so that
// commands under one uid do not take each other's share. A limit that cannot
// be set is already lower. Shells disagree on the letter for processes.
func limitPrefix(l sandbox.Limits) string {
	processes := cmp.Or(l.Processes, defaultProcesses)
	blocks := cmp.Or(l.FileSize, defaultFileSize) / 512
	memory := ""
	if l.Memory > 0 {
		memory = fmt.Sprintf("ulimit -d %d; ", l.Memory>>10)
	}
	return fmt.Sprintf("{ ulimit -c 0; ulimit -f %d; %sulimit -u %d || ulimit -p %d; } 2>/dev/null; ",
		blocks, memory, processes, processes)
}
