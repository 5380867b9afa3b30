package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// kept is what set-up left: the topmost paths in the tree that the base does
// not hold, and those caches in the home that their tools read without writing.
// Both are shown, read-only, to every later command of the goal; the rest of
// the home is copied for each. A file that set-up changed stays as the base has
// it. The record of it is written last: without it set-up has not happened.
type kept struct {
	Base     app.Tree `json:"base"`
	Commands []string `json:"commands"`
	Tree     []string `json:"tree"`
	Home     []string `json:"home"`
}

// caches in a home that may be read-only.
var caches = []string{"go/pkg/mod", ".cargo/registry"}

// maxKept bounds the places in the tree at which set-up may leave something.
const maxKept = 256

func (r *run) setUpDir() string { return filepath.Join(r.top(), "setup") }

func (r *run) keptRecord() string { return filepath.Join(r.setUpDir(), "kept.json") }

// unset tells whether set-up has still to be done, or to be done again because
// what it left is lost.
func (r *run) unset() bool {
	if r.goal.Contract == nil || len(r.rules.Setup) == 0 || r.left != nil && r.left.Base == r.goal.Contract.BaseTree {
		return false
	}
	text, err := os.ReadFile(r.keptRecord())
	var k kept
	if err != nil || json.Unmarshal(text, &k) != nil || k.Base != r.goal.Contract.BaseTree || !slices.Equal(k.Commands, r.rules.Setup) {
		return true
	}
	for _, part := range r.parts(k) {
		if _, err := os.Lstat(part.Host); err != nil {
			return true
		}
	}
	r.left = &k
	return false
}

// keptPaths are the paths in the tree that are no work of the agent's.
func (r *run) keptPaths() []string {
	if r.left == nil {
		return nil
	}
	return r.left.Tree
}

// keptParts is what every command of the goal is shown.
func (r *run) keptParts() []sandbox.Kept {
	if r.left == nil {
		return nil
	}
	return r.parts(*r.left)
}

func (r *run) parts(k kept) []sandbox.Kept {
	var out []sandbox.Kept
	for _, p := range k.Tree {
		out = append(out, sandbox.Kept{Host: filepath.Join(r.setUpDir(), "tree", p), Path: p})
	}
	for _, p := range k.Home {
		out = append(out, sandbox.Kept{Host: filepath.Join(r.setUpDir(), "home", p), Path: p, Home: true})
	}
	return out
}

// keepSetUp finds what was left and writes the record.
func (r *run) keepSetUp() error {
	k := kept{Base: r.goal.Contract.BaseTree, Commands: r.rules.Setup}
	err := beneath(filepath.Join(r.setUpDir(), "tree"), func(work *os.Root) (err error) {
		k.Tree, err = leftover(work.FS(), r.mirror().FS(r.baseTree()), ".", nil)
		return err
	})
	if err != nil {
		return fmt.Errorf("see what set-up left: %w", err)
	}
	err = beneath(filepath.Join(r.setUpDir(), "home"), func(home *os.Root) error {
		for _, p := range caches {
			if info, err := home.Lstat(p); err == nil && info.IsDir() {
				k.Home = append(k.Home, p)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("see what set-up left: %w", err)
	}
	text, err := json.Marshal(k)
	if err != nil {
		return fmt.Errorf("record what set-up left: %w", err)
	}
	part := r.keptRecord() + ".part"
	if err := os.WriteFile(part, text, 0o600); err != nil {
		return fmt.Errorf("record what set-up left: %w", err)
	}
	r.left = &k
	return os.Rename(part, r.keptRecord())
}

func beneath(dir string, look func(*os.Root) error) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	return errors.Join(look(root), root.Close())
}

var errScattered = fmt.Errorf("it left files at more than %d places", maxKept)

// leftover adds to found the topmost directories and files in work that base
// does not hold. Links are left out: they may lead anywhere.
func leftover(work, base fs.FS, dir string, found []string) ([]string, error) {
	held := map[string]bool{}
	old, err := fs.ReadDir(base, dir)
	if err != nil {
		return nil, err
	}
	for _, e := range old {
		held[e.Name()] = e.IsDir()
	}
	now, err := fs.ReadDir(work, dir)
	if err != nil {
		return nil, err
	}
	for _, e := range now {
		p := path.Join(dir, e.Name())
		wasDir, known := held[e.Name()]
		switch {
		case p == ".git":
		case known && wasDir && e.IsDir():
			if found, err = leftover(work, base, p, found); err != nil {
				return nil, err
			}
		case !known && (e.IsDir() || e.Type().IsRegular()):
			found = append(found, p)
		}
		if len(found) > maxKept {
			return nil, errScattered
		}
	}
	return found, nil
}
