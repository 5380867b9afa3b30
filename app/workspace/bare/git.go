// Package bare commands git in bare repositories that only we write to, and reads their objects.
//
// One function builds every git process: nothing of the machine's or the user's configuration reaches
// it, it runs no hook, filter or helper, speaks http and https alone, and ends with its context. A
// token goes to the one host it is meant for, through a pipe. What comes out are objects, as bytes or
// as a file system.
//
// A process that dies inside takes its git processes with it and leaves nothing but what git leaves.
package bare

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// Config says which git is run and what it may see.
type Config struct {
	Dir    string   // for the empty home and the askpass helper; created, and for us alone
	Git    string   // the git binary; empty means the one on PATH
	Env    []string // NAME=value when it speaks to a remote: proxies, GIT_SSL_CAINFO
	Logger *slog.Logger
}

// Git runs git.
type Git struct {
	bin, home, askpass string
	env                []string
	log                *slog.Logger
}

//go:embed askpass.sh
var askpassScript []byte

// New finds git and lays out its directory.
func New(c Config) (*Git, error) {
	for _, v := range c.Env {
		if strings.HasPrefix(v, "GIT_") && !strings.HasPrefix(v, "GIT_SSL_CAINFO=") {
			return nil, fmt.Errorf("set up git: %s is not for the configuration to set", v)
		}
	}
	bin, err := exec.LookPath(orDefault(c.Git, "git"))
	if err != nil {
		return nil, fmt.Errorf("set up git: %w", err)
	}
	g := &Git{bin: bin, home: filepath.Join(c.Dir, "home"), askpass: filepath.Join(c.Dir, "askpass"), env: c.Env, log: c.Logger}
	if err := os.MkdirAll(g.home, 0o700); err != nil {
		return nil, fmt.Errorf("set up git: %w", err)
	}
	if err := object.WriteFile(g.askpass, askpassScript, 0o700); err != nil {
		return nil, fmt.Errorf("set up git: %w", err)
	}
	return g, nil
}

// Command builds every git process there is. It runs in a bare repository that we created, and
// nothing of the machine's or the user's configuration reaches it.
func (g *Git) Command(gitDir string, args ...string) *exec.Cmd {
	fixed := []string{
		"--git-dir=" + gitDir,
		"-c", "core.hooksPath=/dev/null",
		"-c", "core.fsmonitor=false",
		"-c", "core.attributesFile=/dev/null",
		"-c", "core.excludesFile=/dev/null",
		"-c", "credential.helper=",
		"-c", "gc.auto=0",
		"-c", "maintenance.auto=false",
		"-c", "http.followRedirects=false",
		"-c", "http.lowSpeedLimit=1000",
		"-c", "http.lowSpeedTime=60",
		"-c", "safe.bareRepository=explicit",
		"-c", "submodule.recurse=false",
		"-c", "fetch.recurseSubmodules=false",
		"-c", "push.recurseSubmodules=no",
		"-c", "diff.ignoreSubmodules=all",
	}
	cmd := exec.Command(g.bin, append(fixed, args...)...) // #nosec G204 -- fixed binary, no shell
	cmd.Dir = g.home
	cmd.Env = []string{
		"PATH=" + orDefault(os.Getenv("PATH"), "/usr/bin:/bin"),
		"HOME=" + g.home,
		"XDG_CONFIG_HOME=" + g.home,
		"LC_ALL=C",
		"GIT_CONFIG_NOSYSTEM=1",
		"GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_ATTR_NOSYSTEM=1",
		"GIT_ATTR_SOURCE=" + string(object.EmptyTree),
		"GIT_ALLOW_PROTOCOL=http:https",
		"GIT_TERMINAL_PROMPT=0",
		"GIT_ASKPASS=" + g.askpass,
		"GIT_LITERAL_PATHSPECS=1",
		"GIT_NO_REPLACE_OBJECTS=1",
		"GIT_NO_LAZY_FETCH=1",
		"GIT_OPTIONAL_LOCKS=0",
	}
	cmd.SysProcAttr = ownGroup()
	cmd.WaitDelay = 2 * time.Second
	return cmd
}

// Error is a git command that ended badly.
type Error struct {
	Op     string // the git subcommand
	Code   int    // its exit status, -1 when it was ended by a signal
	Stderr string // the end of what it said
}

func (e *Error) Error() string {
	msg := strings.TrimSpace(e.Stderr)
	if msg == "" {
		msg = fmt.Sprintf("exit status %d", e.Code)
	}
	return "git " + e.Op + ": " + msg
}

// Run waits for the command, ends its whole process group with the context, and returns its output.
func (g *Git) Run(ctx context.Context, op string, cmd *exec.Cmd) ([]byte, error) {
	var out bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	said := &tail{max: 32 << 10}
	cmd.Stderr = said
	begun := time.Now()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("git %s: %w", op, err)
	}
	stop := context.AfterFunc(ctx, func() { killGroup(cmd.Process) })
	err := cmd.Wait()
	if !stop() {
		return nil, fmt.Errorf("git %s: %w", op, context.Cause(ctx))
	}
	g.log.LogAttrs(ctx, slog.LevelDebug, "git", slog.String("op", op),
		slog.Duration("took", time.Since(begun)), slog.Int("exit", cmd.ProcessState.ExitCode()))
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return out.Bytes(), &Error{Op: op, Code: exit.ExitCode(), Stderr: said.String()}
	case err != nil:
		return nil, fmt.Errorf("git %s: %w", op, err)
	}
	return out.Bytes(), nil
}

// tail keeps the end of what is written to it.
type tail struct {
	buf []byte
	max int
}

func (t *tail) Write(p []byte) (int, error) {
	t.buf = append(t.buf, p...)
	if over := len(t.buf) - t.max; over > 0 {
		t.buf = append(t.buf[:0], t.buf[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string { return string(t.buf) }

// Init creates a bare repository where none is, one at a time in a directory:
// the locks there are of a process that was killed before it was done.
func (g *Git) Init(ctx context.Context, dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "HEAD")); err == nil {
		return nil
	}
	for _, lock := range []string{"HEAD.lock", "config.lock"} {
		if err := os.Remove(filepath.Join(dir, lock)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("git init: %w", err)
		}
	}
	_, err := g.Run(ctx, "init", g.Command(dir, "init", "--bare", "--quiet", "--template=", "--initial-branch=main"))
	return err
}

func orDefault(s, d string) string {
	if s == "" {
		return d
	}
	return s
}
