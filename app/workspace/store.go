package workspace

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/bare"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// Config says where the trusted side lives and how it speaks to the world.
type Config struct {
	Dir    string   // of the trusted side; created, readable by its owner only
	Git    string   // the git binary; empty means the one on PATH
	UID    int      // owner of what is written into work directories, -1 leaves the process's own
	GID    int      // its group, -1 likewise
	Env    []string // NAME=value for git when it speaks to a remote: proxies, GIT_SSL_CAINFO
	Limits Limits   // of an export
	Logger *slog.Logger
}

// Store is the trusted side of one server. One process at a time may use its directory.
type Store struct {
	dir    string
	git    *bare.Git
	owner  beneath.Owner
	limits Limits

	mu      sync.Mutex
	mirrors map[string]*Mirror
}

// New opens the store, creating its directory where it is missing.
func New(c Config) (*Store, error) {
	if c.Logger == nil {
		return nil, errors.New("open workspace store: no logger")
	}
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return nil, fmt.Errorf("open workspace store: %w", err)
	}
	git, err := bare.New(bare.Config{Dir: dir, Git: c.Git, Env: c.Env, Logger: c.Logger})
	if err != nil {
		return nil, fmt.Errorf("open workspace store: %w", err)
	}
	s := &Store{
		dir: dir, git: git,
		owner:   beneath.Owner{UID: c.UID, GID: c.GID},
		limits:  c.Limits.withDefaults(),
		mirrors: make(map[string]*Mirror),
	}
	if err := s.layOut(); err != nil {
		return nil, fmt.Errorf("open workspace store: %w", err)
	}
	return s, nil
}

func (s *Store) layOut() error {
	for _, d := range []string{filepath.Join(s.dir, "mirrors"), filepath.Join(s.dir, "goals"), s.scratch()} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return err
		}
	}
	// What a process that died was about to hand to an agent.
	left, err := os.ReadDir(s.scratch())
	if err != nil {
		return err
	}
	for _, e := range left {
		if err := os.RemoveAll(filepath.Join(s.scratch(), e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) scratch() string { return filepath.Join(s.dir, "scratch") }

// Close ends the git processes that the mirrors keep for reading.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.mirrors {
		m.Repository.Close()
	}
	return nil
}

// Mirror returns the mirror of one repository; the key is any text that names it, on all hosts together.
func (s *Store) Mirror(key string) *Mirror {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.mirrors[key]
	if !ok {
		m = newMirror(s, filepath.Join(s.dir, "mirrors", fileName(key)+".git"))
		s.mirrors[key] = m
	}
	return m
}

// RemoveDir removes a work directory, whoever owns what is in it and whatever modes were left there.
func (s *Store) RemoveDir(ctx context.Context, dir string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := beneath.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove work directory: %w", err)
	}
	return nil
}

// fileName turns any text into a file name that can be recognised and that no other text shares.
func fileName(key string) string {
	safe := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_':
			return r
		default:
			return '-'
		}
	}, key)
	sum := sha256.Sum256([]byte(key))
	return safe[:min(len(safe), 80)] + "-" + hex.EncodeToString(sum[:8])
}

// Names of the packages below that callers need.
type (
	Digest   = object.Digest // 40 hexadecimal digits
	Remote   = bare.Remote
	GitError = bare.Error
)

// Errors for errors.Is.
var (
	ErrAccess   = bare.ErrAccess
	ErrTooLarge = bare.ErrTooLarge
)
