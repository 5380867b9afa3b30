// Package landlock runs commands as ordinary processes that the kernel's
// Landlock keeps from all files but a few, and a system call filter from all
// sockets. It is the lesser level, for machines that refuse user namespaces.
//
// In comes a command, out goes its result. Between the server and the script
// stands this program again, started with [Argument]: the keeper adopts every
// process the script leaves behind and ends them with it, or when the server
// dies.
//
// What this level does not do: a command sees the host's process list, and
// what may be known about files without opening them; it has no network at
// all, not even a loopback of its own; /tmp is out of its sight, only TMPDIR
// is there; and before Linux 6.12 it can signal processes of its own user, so
// a server that is root should give commands another one.
package landlock

import (
	"fmt"
	"path/filepath"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// Argument, as the first argument, asks this program to be the keeper: its
// main function then calls Main with the rest and exits with the answer.
const Argument = "sandbox-exec"

// Config is what a Sandbox is made of.
type Config struct {
	UID, GID   int      // who runs the commands; zero means the server's own ids, refused for root
	Toolchains []string // host directories that may be read and are put on PATH, such as a GOROOT
	Program    string   // a program whose main calls Main; "" is the running one
}

// Level is the isolation of this backend.
func (*Sandbox) Level() sandbox.Level { return sandbox.LevelLandlock }

// TreePath is the tree's own path.
func (*Sandbox) TreePath(host string) string { return host }

func (c Config) validate() error {
	for _, t := range c.Toolchains {
		if !filepath.IsAbs(t) {
			return fmt.Errorf("toolchain %q is not an absolute path", t)
		}
	}
	return nil
}
