package workspace

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// command builds every git process of this package. It runs in a bare repository that we created, and
// nothing of the machine's or the user's configuration reaches it.
func (s *Store) command(gitDir string, args ...string) *exec.Cmd {
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
	cmd := exec.Command(s.git, append(fixed, args...)...) // #nosec G204 -- fixed binary, no shell
	cmd.Dir = s.home()
	cmd.Env = []string{
		"PATH=" + orDefault(os.Getenv("PATH"), "/usr/bin:/bin"),
		"HOME=" + s.home(),
		"XDG_CONFIG_HOME=" + s.home(),
		"LC_ALL=C",
		"GIT_CONFIG_NOSYSTEM=1",
		"GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_ATTR_NOSYSTEM=1",
		"GIT_ATTR_SOURCE=" + string(object.EmptyTree),
		"GIT_ALLOW_PROTOCOL=http:https",
		"GIT_TERMINAL_PROMPT=0",
		"GIT_ASKPASS=" + s.askpass,
		"GIT_LITERAL_PATHSPECS=1",
		"GIT_NO_REPLACE_OBJECTS=1",
		"GIT_NO_LAZY_FETCH=1",
		"GIT_OPTIONAL_LOCKS=0",
	}
	cmd.SysProcAttr = ownGroup()
	cmd.WaitDelay = 2 * time.Second
	return cmd
}

// GitError is a git command that ended badly.
type GitError struct {
	Op     string // the git subcommand
	Code   int    // its exit status, -1 when it was ended by a signal
	Stderr string // the end of what it said
}

func (e *GitError) Error() string {
	msg := strings.TrimSpace(e.Stderr)
	if msg == "" {
		msg = fmt.Sprintf("exit status %d", e.Code)
	}
	return "git " + e.Op + ": " + msg
}

// run waits for the command, ends its whole process group with the context, and returns its output.
func (s *Store) run(ctx context.Context, op string, cmd *exec.Cmd) ([]byte, error) {
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
	s.log.LogAttrs(ctx, slog.LevelDebug, "git", slog.String("op", op),
		slog.Duration("took", time.Since(begun)), slog.Int("exit", cmd.ProcessState.ExitCode()))
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return out.Bytes(), &GitError{Op: op, Code: exit.ExitCode(), Stderr: said.String()}
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

var _ io.Writer = (*tail)(nil)

// initBare creates a bare repository where none is; it is complete when its HEAD stands.
func (s *Store) initBare(ctx context.Context, dir string) error {
	if _, err := os.Stat(dir + "/HEAD"); err == nil {
		return nil
	}
	cmd := s.command(dir, "init", "--bare", "--quiet", "--template=", "--initial-branch=main")
	if _, err := s.run(ctx, "init", cmd); err != nil {
		return err
	}
	return nil
}
