package workspace

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// reader reads the objects of one bare repository; Mirror and Repo share it.
type reader struct {
	store *Store
	dir   string
	cat   *catFile

	mu     sync.Mutex
	trees  map[Digest]*tree
	held   int             // entries in trees
	peeled map[peel]Digest // what a digest leads to never changes
}

// The caches start afresh beyond these.
const (
	heldEntries = 200_000
	heldPeels   = 10_000
)

func newReader(s *Store, dir string) reader {
	return reader{
		store: s, dir: dir, trees: make(map[Digest]*tree), peeled: make(map[peel]Digest),
		cat: &catFile{start: s.catFileIn(dir)},
	}
}

// Resolve returns the commit that a revision names: a digest, a branch as refs/heads/NAME, a tag.
// An unknown one is fs.ErrNotExist.
func (r *reader) Resolve(ctx context.Context, rev string) (Digest, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return r.peel(rev, object.Commit)
}

// Tree returns the tree of the commit, or the tree itself, that a revision names.
func (r *reader) Tree(ctx context.Context, rev string) (Digest, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return r.peel(rev, object.Tree)
}

// peel asks what object of a kind a revision leads to.
type peel struct {
	rev  string
	kind object.Kind
}

func (r *reader) peel(rev string, kind object.Kind) (id Digest, err error) {
	ask := peel{rev, kind}
	r.mu.Lock()
	id, ok := r.peeled[ask]
	r.mu.Unlock()
	if ok {
		return id, nil
	}
	err = r.cat.read(rev+"^{"+string(kind)+"}", func(f found, _ io.Reader) error {
		id = f.ID
		return nil
	})
	if err != nil || !Digest(rev).Valid() {
		return id, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.peeled) >= heldPeels {
		clear(r.peeled)
	}
	r.peeled[ask] = id
	return id, nil
}

// ErrTooLarge marks a file beyond what may be read at once.
var ErrTooLarge = errors.New("too large to read")

// maxRead bounds a file that is read into memory.
const maxRead = 64 << 20

// object reads one object whole.
func (r *reader) object(id Digest, kind object.Kind) (data []byte, err error) {
	err = r.cat.read(string(id), func(f found, content io.Reader) error {
		switch {
		case f.Kind != kind:
			return fmt.Errorf("object %s is a %s, not a %s", id, f.Kind, kind)
		case f.Size > maxRead:
			return fmt.Errorf("object %s: %w: %d bytes", id, ErrTooLarge, f.Size)
		}
		buf := bytes.NewBuffer(make([]byte, 0, f.Size+bytes.MinRead))
		_, err := buf.ReadFrom(content)
		data = buf.Bytes()
		return err
	})
	return data, err
}

// size is the length of a blob.
func (r *reader) size(id Digest) (n int64, err error) {
	err = r.cat.read(string(id), func(f found, _ io.Reader) error {
		n = f.Size
		return nil
	})
	return n, err
}

// tree is a tree object with its entries by name.
type tree struct {
	entries []object.Entry
	byName  map[string]int
}

func (t *tree) find(name string) (object.Entry, bool) {
	i, ok := t.byName[name]
	if !ok {
		return object.Entry{}, false
	}
	return t.entries[i], true
}

// tree reads a tree object; an empty digest is the empty tree.
func (r *reader) tree(id Digest) (*tree, error) {
	if id == "" || id == object.EmptyTree {
		return &tree{}, nil
	}
	r.mu.Lock()
	t, ok := r.trees[id]
	r.mu.Unlock()
	if ok {
		return t, nil
	}
	data, err := r.object(id, object.Tree)
	if err != nil {
		return nil, err
	}
	entries, err := object.ParseTree(data)
	if err != nil {
		return nil, fmt.Errorf("read tree %s: %w", id, err)
	}
	t = &tree{entries: entries, byName: make(map[string]int, len(entries))}
	for i, e := range entries {
		t.byName[e.Name] = i
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held += len(entries); r.held > heldEntries {
		clear(r.trees)
		r.held = len(entries)
	}
	r.trees[id] = t
	return t, nil
}

// Read returns the bytes of one file of a tree or commit. Symbolic links inside the tree are followed.
func (r *reader) Read(ctx context.Context, treeish Digest, path string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return fs.ReadFile(r.FS(treeish), path)
}
