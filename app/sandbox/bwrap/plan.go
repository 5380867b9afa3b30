//go:build linux

package bwrap

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/host"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/shell"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/user"
)

// plan is the part of a bwrap call that every command shares.
type plan struct {
	bwrap    string
	args     []string
	features features
	blobs    [][]byte // content that bwrap reads from inherited descriptors
	place    shell.Place
}

// features are what a machine may refuse while bubblewrap still works.
type features struct {
	ownProc       bool // mount a fresh /proc; else show the host's, read-only
	disableUserns bool // let the kernel refuse further user namespaces
	sizedTmpfs    bool // bound what a command can write into memory
}

// Descriptors bwrap inherits, in the order of exec.Cmd.ExtraFiles.
const (
	statusFD = 3 + iota
	firstBlobFD
)

// tmpSize bounds each in-memory directory a command can fill, in bytes.
const tmpSize = 2 << 30

func newPlan(bwrap string, s *Sandbox, f features) *plan {
	p := &plan{
		bwrap:    bwrap,
		features: f,
		place:    shell.Place{Home: guestHome, Tmp: guestTmp, Toolchains: s.cfg.Toolchains},
	}
	p.add("--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--clearenv")
	p.add("--cap-drop", "ALL")
	if f.disableUserns {
		p.add("--disable-userns")
	}
	p.add("--json-status-fd", strconv.Itoa(statusFD))
	p.addSystem()
	p.addEtc()
	if f.ownProc {
		p.add("--proc", "/proc")
	} else {
		p.add("--ro-bind", "/proc", "/proc")
	}
	p.add("--dev", "/dev")
	p.add(p.tmpfs(guestTmp)...)
	p.add("--perms", "0755", "--dir", "/var", "--symlink", guestTmp, "/var/tmp")
	p.addToolchains(s.cfg.Toolchains)
	for dest, content := range accounts(s.user) {
		p.add("--perms", "0444")
		p.addBlob("--file", dest, []byte(content))
	}
	if len(s.filter) > 0 {
		p.addBlob("--seccomp", "", s.filter)
	}
	return p
}

func (p *plan) add(args ...string) { p.args = append(p.args, args...) }

// tmpfs is an empty directory in memory.
func (p *plan) tmpfs(dest string) []string {
	args := []string{"--perms", "1777"}
	if p.features.sizedTmpfs {
		args = append(args, "--size", strconv.Itoa(tmpSize))
	}
	return append(args, "--tmpfs", dest)
}

func (p *plan) addBlob(option, dest string, data []byte) {
	p.add(option, strconv.Itoa(firstBlobFD+len(p.blobs)))
	if dest != "" {
		p.add(dest)
	}
	p.blobs = append(p.blobs, data)
}

// addSystem shows the host's programs as they lie on the host, where /bin may
// be a directory or a link into /usr.
func (p *plan) addSystem() {
	for _, dir := range host.Dirs() {
		if target, err := os.Readlink(dir); err == nil {
			p.add("--symlink", target, dir)
		} else if _, err := os.Stat(dir); err == nil {
			p.add("--ro-bind", dir, dir)
		}
	}
}

// addToolchains comes after what could cover them.
func (p *plan) addToolchains(dirs []string) {
	for _, dir := range dirs {
		if !strings.HasPrefix(filepath.Clean(dir), "/usr/") {
			p.add("--ro-bind", dir, dir)
		}
	}
}

// addEtc shows the system files that exist.
func (p *plan) addEtc() {
	p.add("--perms", "0755", "--dir", "/etc")
	for _, file := range host.Config() {
		if _, err := os.Stat(file); err == nil {
			p.add("--perms", "0755", "--dir", filepath.Dir(file), "--ro-bind", file, file)
		}
	}
}

// anyName is how one sandbox calls its machine: no program learns from it where
// it runs.
func anyName() string { return strings.ToLower(rand.Text()[:12]) }

// named is the plan of a machine with a name.
func (p *plan) named(machine string) *plan {
	own := *p
	own.args, own.blobs = slices.Clone(p.args), slices.Clone(p.blobs)
	own.add("--hostname", machine, "--perms", "0444")
	own.addBlob("--file", "/etc/hosts", []byte("127.0.0.1 localhost "+machine+"\n::1 localhost\n"))
	return &own
}

// accounts are the files that give the user, and say where names stand.
func accounts(who user.User) map[string]string {
	uid, gid := strconv.Itoa(who.UID), strconv.Itoa(who.GID)
	return map[string]string{
		"/etc/passwd":        "agent:x:" + uid + ":" + gid + ":agent:" + guestHome + ":/bin/sh\n",
		"/etc/group":         "agent:x:" + gid + ":\n",
		"/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
	}
}

// awaitRelease lets nothing happen until Run says so. A Run that has died never
// will: then standard input ends, and so does the command.
const awaitRelease = "read -r _ || exit 1; exec </dev/null; "

// argv is the whole call for one command. Since Linux 5.14 the limit on
// processes, set by the script's first words, counts per user and user
// namespace: commands under one uid do not take each other's share.
func (p *plan) argv(c sandbox.Command) []string {
	args := slices.Concat([]string{p.bwrap}, p.args)
	bind := "--bind"
	if c.TreeReadOnly {
		bind = "--ro-bind"
	}
	args = append(args, bind, c.Tree, guestTree)
	if c.Home == "" {
		args = append(args, p.tmpfs(guestHome)...)
	} else {
		args = append(args, "--bind", c.Home, guestHome)
	}
	for _, k := range c.Kept {
		guest := guestTree
		if k.Home {
			guest = guestHome
		}
		args = append(args, "--ro-bind", k.Host, filepath.Join(guest, k.Path))
	}
	for _, m := range c.Mounts {
		args = append(args, "--ro-bind", m.Host, m.Target())
	}
	env := c.Env
	if c.WayOut != "" {
		env = shell.Networked(guestProxy, env)
		args = append(args, "--perms", "0555", "--ro-bind-data", strconv.Itoa(firstBlobFD+len(p.blobs)), guestProgram)
		args = append(args, "--ro-bind", c.WayOut, guestSocket)
	}
	for _, kv := range shell.Environ(p.place, env) {
		key, value, _ := strings.Cut(kv, "=")
		args = append(args, "--setenv", key, value)
	}
	args = append(args, "--remount-ro", "/", "--chdir", filepath.Join(guestTree, c.Dir))
	// bwrap keeps standard error for its own complaints; the script's goes the
	// way of its output. All on one line keep the script's line numbers.
	args = append(args, "--")
	if c.WayOut != "" {
		args = append(args, guestProgram, Argument)
	}
	return append(args, "/bin/sh", "-c", awaitRelease+shell.Prefix(c.Limits)+"exec 2>&1; "+c.Script)
}
