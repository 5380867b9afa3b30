// Package git keeps the hub's repositories as bare git repositories and speaks git's smart HTTP.
//
// In come clones, pushes and questions about objects; out go packs, ref changes and commits. Every
// command runs over repositories that only the hub wrote the configuration of, with an empty home, no
// system or user configuration and the hub's own hooks, so nothing a pushed repository contains is ever
// run. If the process dies here git's own ref transactions hold: a ref moved or it did not.
package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// Store is a directory of bare repositories named by their ids.
type Store struct {
	dir   string
	hooks string
	home  string
	git   string
	locks sync.Map // repository id → *sync.Mutex
	stats sync.Map // pair of commits → Stats
}

// Open prepares dir for repositories; git must be on PATH.
func Open(dir string) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open git store: %w", err)
	}
	program, err := exec.LookPath("git")
	if err != nil {
		return nil, fmt.Errorf("open git store: %w", err)
	}
	s := &Store{dir: dir, hooks: filepath.Join(dir, "hooks"), home: filepath.Join(dir, "home"), git: program}
	for _, d := range []string{s.hooks, s.home} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return nil, fmt.Errorf("open git store: %w", err)
		}
	}
	if err := os.WriteFile(filepath.Join(s.hooks, "pre-receive"), []byte(preReceive), 0o755); err != nil {
		return nil, fmt.Errorf("write hook: %w", err)
	}
	return s, nil
}

// Repository is one bare repository.
type Repository struct {
	store *Store
	id    int64
	dir   string
}

// Repository names the repository with the id, which Init may have yet to make.
func (s *Store) Repository(id int64) Repository {
	return Repository{store: s, id: id, dir: filepath.Join(s.dir, fmt.Sprintf("%d.git", id))}
}

// Init makes the bare repository with the given default branch.
func (r Repository) Init(ctx context.Context, branch string) error {
	if err := os.MkdirAll(r.dir, 0o755); err != nil {
		return fmt.Errorf("make repository: %w", err)
	}
	_, err := r.run(ctx, nil, nil, "init", "--quiet", "--bare", "--template=", "--initial-branch="+branch, ".")
	return err
}

// SetHead makes branch the one a clone checks out.
func (r Repository) SetHead(ctx context.Context, branch string) error {
	_, err := r.run(ctx, nil, nil, "symbolic-ref", "HEAD", "refs/heads/"+branch)
	return err
}

// Remove deletes the repository with its objects.
func (r Repository) Remove() error { return os.RemoveAll(r.dir) }

// Lock keeps others from moving refs until the returned function is called.
func (r Repository) Lock() (unlock func()) {
	value, _ := r.store.locks.LoadOrStore(r.id, &sync.Mutex{})
	mu := value.(*sync.Mutex)
	mu.Lock()
	return mu.Unlock
}

// ErrMissing says that a revision, path or object does not exist.
var ErrMissing = errors.New("no such object")

// CommandError is a git command that ended with a status other than zero.
type CommandError struct {
	Command string
	Code    int
	Stderr  string
}

func (e *CommandError) Error() string {
	return fmt.Sprintf("git %s: exit %d: %s", e.Command, e.Code, strings.TrimSpace(e.Stderr))
}

func (r Repository) run(ctx context.Context, stdin io.Reader, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, r.store.git, args...)
	cmd.Dir = r.dir
	cmd.Env = append(r.store.environment(nil), env...)
	cmd.Stdin = stdin
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && ctx.Err() == nil:
		return stdout.Bytes(), &CommandError{Command: args[0], Code: exit.ExitCode(), Stderr: stderr.String()}
	case err != nil:
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return stdout.Bytes(), nil
}

// environment is all a git command of the hub gets to see: no one's configuration but the settings given.
func (s *Store) environment(settings map[string]string) []string {
	env := []string{
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + s.home,
		"GIT_CONFIG_NOSYSTEM=1",
		"GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_TERMINAL_PROMPT=0",
		"GIT_NO_REPLACE_OBJECTS=1",
		"LC_ALL=C",
	}
	all := map[string]string{
		"core.hooksPath":      s.hooks,
		"core.fsmonitor":      "false",
		"core.quotePath":      "false",
		"gc.auto":             "0",
		"receive.autogc":      "false",
		"safe.directory":      "*",
		"uploadpack.hideRefs": "refs/hub",
	}
	for key, value := range settings {
		all[key] = value
	}
	n := 0
	for key, value := range all {
		env = append(env, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", n, key), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", n, value))
		n++
	}
	return append(env, fmt.Sprintf("GIT_CONFIG_COUNT=%d", n))
}
