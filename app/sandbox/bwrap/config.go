// Package bwrap runs each command in a bubblewrap sandbox of its own: fresh
// namespaces, no network but loopback, a system call filter, and a file system
// of a few read-only system directories plus the tree and the home.
//
// In comes a command, out goes its result. Inside, the tree lies at /work and
// the home at /home/agent; the command runs as an unprivileged user even when
// the server is root. Everything dies with the sandbox's process namespace:
// at the end of Run, and by the kernel's hand when the server dies.
package bwrap

import (
	"fmt"
	"path/filepath"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// Where a command finds its directories, and its way out.
const (
	guestTree    = "/work"
	guestHome    = "/home/agent"
	guestTmp     = "/tmp"
	guestProgram = "/run/goalkeeper" // this program, which carries connections from guestProxy to guestSocket
	guestSocket  = "/run/way-out"
	guestProxy   = "127.0.0.1:3128"
)

// Argument, as the first argument, asks this program to run the rest as a
// command and to carry what it sends to its proxy out of the sandbox: its main
// function then calls Main with the rest and exits with the answer.
const Argument = "sandbox-way-out"

// Config is what a Sandbox is made of.
type Config struct {
	UID, GID   int      // who runs the commands; zero means the server's own ids, refused for root
	Toolchains []string // host directories shown at the same path and put on PATH, such as a GOROOT
	Bwrap      string   // the bwrap program; "" finds it on PATH
}

// Level is the isolation of this backend.
func (*Sandbox) Level() sandbox.Level { return sandbox.LevelBubblewrap }

// TreePath is where the tree appears, whatever its place on the host.
func (*Sandbox) TreePath(string) string { return guestTree }

func (c Config) validate() error {
	for _, t := range c.Toolchains {
		if !filepath.IsAbs(t) {
			return fmt.Errorf("toolchain %q is not an absolute path", t)
		}
	}
	return nil
}
