package workspace

import (
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/ignore"
)

// tracker remembers what stood in a work directory when it was last read, so that only files that
// changed since are read again. All digests in it are of objects that are stored.
type tracker struct {
	files map[string]tracked
	rules map[Digest]*ignore.Rules // by the digest of the .gitignore file
}

type tracked struct {
	info beneath.Info
	blob Digest
}

func newTracker() *tracker {
	return &tracker{files: make(map[string]tracked), rules: make(map[Digest]*ignore.Rules)}
}

// Change times have the grain of the kernel's tick, or of the file system where it keeps whole seconds.
const (
	tick       = 20 * time.Millisecond
	wholeGrain = 2 * time.Second
)

// settled reports whether a file with these times could no longer be written to without its change
// time showing it, when it was looked at at the given moment.
func settled(info beneath.Info, at time.Time) bool {
	grain := tick
	if info.Ctime%int64(time.Second) == 0 {
		grain = wholeGrain
	}
	return info.Ctime+int64(grain) < at.UnixNano()
}
