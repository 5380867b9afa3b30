package shell

import (
	"cmp"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// Defaults of sandbox.Limits, for builds and tests of ordinary size. They stop
// what runs away; programs that reserve far more memory than they use, as
// address sanitizers do, need a higher limit.
const (
	DefaultProcesses = 4096
	defaultMemory    = 4 << 30
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
	kilobytes := cmp.Or(l.Memory, defaultMemory) >> 10
	blocks := cmp.Or(l.FileSize, defaultFileSize) / 512
	return fmt.Sprintf("{ ulimit -c 0; ulimit -f %d; ulimit -d %d; ulimit -u %d || ulimit -p %d; :; } 2>/dev/null; ",
		blocks, kilobytes, processes, processes)
}
