package shell

import (
	"cmp"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// Defaults of sandbox.Limits. Memory has none: programs that reserve address
// space, such as the race detector's shadow, count all of it.
const (
	DefaultProcesses = 4096
	defaultFileSize  = 4 << 30
)

// Prefix is shell text, ending on the script's own first line, that bounds the
// script behind it.
//
// The shell sets its own limits because the server often may not set a child's:
// root in a container rarely has CAP_SYS_RESOURCE. A limit that cannot be set
// is already lower. Shells disagree on the letter for processes.
func Prefix(l sandbox.Limits) string {
	processes := cmp.Or(l.Processes, DefaultProcesses)
	blocks := cmp.Or(l.FileSize, defaultFileSize) / 512
	memory := ""
	if l.Memory > 0 {
		memory = fmt.Sprintf("ulimit -d %d; ", l.Memory>>10)
	}
	return fmt.Sprintf("{ ulimit -c 0; ulimit -f %d; %sulimit -u %d || ulimit -p %d; } 2>/dev/null; ",
		blocks, memory, processes, processes)
}
