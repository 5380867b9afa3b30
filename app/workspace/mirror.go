package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/bare"
)

// Mirror is the trusted copy of one remote repository. Objects are only ever added to it, so that the
// repositories of goals can borrow them.
type Mirror struct {
	*bare.Repository
	store *Store
	turn  chan struct{} // held by the one who fetches
	swept bool          // under turn
}

func newMirror(s *Store, dir string) *Mirror {
	return &Mirror{Repository: s.git.Repository(dir), store: s, turn: make(chan struct{}, 1)}
}

// Fetch brings references of the remote. Without refs these are all branches, and branches that the
// remote no longer has are dropped; else each ref is a full name, kept under the same name here.
// Calls for the same mirror wait for each other.
func (m *Mirror) Fetch(ctx context.Context, from Remote, refs ...string) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return fmt.Errorf("fetch %s: %w", from, err)
	}
	defer leave()
	if err := m.fetch(ctx, from, refs); err != nil {
		return fmt.Errorf("fetch %s: %w", from, err)
	}
	return nil
}

func (m *Mirror) enter(ctx context.Context) (leave func(), err error) {
	select {
	case m.turn <- struct{}{}:
		return func() { <-m.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (m *Mirror) fetch(ctx context.Context, from Remote, refs []string) error {
	url, err := from.Address()
	if err != nil {
		return err
	}
	if err := m.prepare(ctx); err != nil {
		return err
	}
	args := []string{
		"fetch", "--quiet", "--force", "--no-tags", "--no-write-fetch-head",
		"--no-auto-maintenance", "--no-recurse-submodules",
	}
	if len(refs) == 0 {
		args = append(args, "--prune", "--", url, "+refs/heads/*:refs/heads/*")
	} else {
		args = append(args, "--", url)
		for _, ref := range refs {
			if err := checkRef(ref); err != nil {
				return err
			}
			args = append(args, "+"+ref+":"+ref)
		}
	}
	_, err = m.store.git.RunRemote(ctx, "fetch", from, m.store.git.Command(m.Dir(), args...))
	return err
}

// prepare creates the repository and clears away what a process that died in a fetch left behind.
func (m *Mirror) prepare(ctx context.Context) error {
	if err := m.store.git.Init(ctx, m.Dir()); err != nil || m.swept {
		return err
	}
	err := filepath.WalkDir(m.Dir(), func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && filepath.Base(filepath.Dir(path)) == "objects" && name != "pack":
			return filepath.SkipDir
		case !d.IsDir() && (strings.HasSuffix(name, ".lock") || strings.HasPrefix(name, "tmp_pack_") || strings.HasPrefix(name, "tmp_idx_")):
			return os.Remove(path)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("clear away an interrupted fetch: %w", err)
	}
	m.swept = true
	return nil
}

// ErrRef marks a reference name that git would not take, or that means more than a name.
var ErrRef = errors.New("not a reference name")

// checkRef takes full names of plain characters, which need no quoting in a refspec.
func checkRef(ref string) error {
	plain := func(r rune) bool {
		return r > ' ' && r != 0x7f && !strings.ContainsRune(`~^:?*[\`, r)
	}
	bad := !strings.HasPrefix(ref, "refs/") || strings.HasSuffix(ref, "/") || strings.HasSuffix(ref, ".") ||
		strings.Contains(ref, "..") || strings.Contains(ref, "@{")
	for part := range strings.SplitSeq(ref, "/") {
		bad = bad || part == "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock")
	}
	if bad || strings.ContainsFunc(ref, func(r rune) bool { return !plain(r) }) {
		return fmt.Errorf("%w: %q", ErrRef, ref)
	}
	return nil
}
