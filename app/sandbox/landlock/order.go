//go:build linux

package landlock

import (
	"path/filepath"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/host"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/scratch"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/shell"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/user"
)

// order is what the server tells the keeper, and the keeper the process that
// becomes the script's shell.
type order struct {
	Script   string
	Dir      string
	Env      []string
	User     user.User
	System   []string // may be read, and may be missing
	Readable []string
	Writable []string
}

// report is the keeper's answer.
type report struct {
	Status int    `json:"status"` // as shells write it
	Fault  string `json:"fault,omitempty"`
}

func (s *Sandbox) order(c sandbox.Command, dir *scratch.Dir) order {
	o := order{
		Dir:      filepath.Join(c.Tree, c.Dir),
		Env:      shell.Environ(shell.Place{Home: dir.Home, Tmp: dir.Tmp, Toolchains: s.cfg.Toolchains}, c.Env),
		User:     s.user,
		System:   append(append(host.Dirs(), host.Config()...), host.Accounts()...),
		Readable: append([]string{"/proc"}, s.cfg.Toolchains...),
		Writable: []string{dir.Home, dir.Tmp},
	}
	if c.TreeReadOnly {
		o.Readable = append(o.Readable, c.Tree)
	} else {
		o.Writable = append(o.Writable, c.Tree)
	}
	for _, m := range c.Mounts {
		o.Readable = append(o.Readable, m.Host)
	}
	for _, k := range c.Kept {
		o.Readable = append(o.Readable, k.Host)
	}
	// Without a user namespace the kernel counts all processes of the user.
	bounds := c.Limits
	if bounds.Processes == 0 {
		bounds.Processes = shell.DefaultProcesses
	}
	bounds.Processes += threadsOf(s.user.UID)
	o.Script = shell.Prefix(bounds) + c.Script
	return o
}
