// Package sandbox is the port through which goalkeeper runs a command it does
// not trust.
//
// In comes a [Command]: a shell script, the work tree it may change, and its
// limits. Out goes a [Result] and, while the command runs, its output. A
// command may touch its tree, its home and a private temporary directory, and
// nothing else; nothing of the server's environment reaches it. When Run
// returns, every process the command started is gone. If the server dies in
// the middle, the command dies with it; what it wrote to the tree stays.
package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// ErrInvalid marks a command that can never run as it was asked for. It is
// the asker's mistake, where every other error of Run is the machine's.
var ErrInvalid = errors.New("invalid command")

// Mount shows a host path inside the sandbox, always read-only. An empty Guest
// means the same path. Below bubblewrap the two must be equal.
type Mount struct{ Host, Guest string }

// Kept shows what lies elsewhere on the host as a part of the tree or of the
// home, always read-only: what a set-up left for all who come after it. Where
// the tree cannot hold it, because a file stands in its way, it is left out.
// Below bubblewrap it is a symbolic link that the command may remove; what it
// leads to stays.
type Kept struct {
	Host string // a directory or a regular file
	Home bool   // part of the home, not of the tree
	Path string // where, relative to the tree or the home
}

// ErrNoWayOut marks a command that wants a way out at a level that cannot hold
// it to one.
var ErrNoWayOut = fmt.Errorf("%w: a way to the network that cannot be gone around needs bubblewrap", ErrInvalid)

// Command is one script with everything it may see.
type Command struct {
	Script       string        // run by a fresh /bin/sh -c, never a login shell
	Tree         string        // host directory of the work tree
	TreeReadOnly bool          // the script may read the tree but not change it
	Dir          string        // working directory relative to the tree, "" for its root
	Home         string        // host directory for HOME and caches; "" for an empty one
	Mounts       []Mount       // more paths to show
	Kept         []Kept        // read-only parts of the tree and the home
	WayOut       string        // host path of a proxy's socket, the only way to the network; "" for none
	Env          []string      // KEY=VALUE, added to the base environment
	Timeout      time.Duration // required; at the limit the whole process tree is ended
	Output       io.Writer     // stdout and stderr as written; its errors do not end the command
	Limits       Limits
}

// Limits bound what a command may take; zero means the backend's default.
type Limits struct {
	Processes int   // processes and threads at once
	Memory    int64 // bytes of private data of one process
	FileSize  int64 // bytes of the largest file it may write
}

// Result is how a command ended, also when it failed.
type Result struct {
	Exit     int           // exit status; 128+n after signal n, as shells say; -1 when Run ended it
	TimedOut bool          // the command reached its timeout
	Canceled bool          // the context ended first
	Signal   string        // name of the signal behind an Exit above 128, such as "SIGKILL"
	Duration time.Duration // from the start of the command to its end
}

// Sandbox runs commands in isolation. It is safe for concurrent use.
type Sandbox interface {
	// Run runs c to its end, its timeout or the end of ctx, whichever is
	// first. The error says that the sandbox did not start or broke; a
	// failing command is a Result. A command that cannot run as asked fails
	// with ErrInvalid.
	Run(ctx context.Context, c Command) (Result, error)
	// Level says how strong the isolation is.
	Level() Level
	// TreePath is where a command finds the tree that lies at host.
	TreePath(host string) string
}
