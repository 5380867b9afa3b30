package bare

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// Digest is the name of a git object.
type Digest = object.Digest

// Repository reads one bare repository; its methods may be called from several goroutines.
type Repository struct {
	git *Git
	dir string
	cat *catFile

	mu     sync.Mutex
	trees  map[Digest]*Listing
	held   int             // entries in trees
	peeled map[peel]Digest // what a digest leads to never changes
}

// The caches start afresh beyond these.
const (
	heldEntries = 200_000
	heldPeels   = 10_000
)

// maxRead bounds an object that is read into memory.
const maxRead = 64 << 20

// ErrTooLarge marks an object beyond what may be read at once.
var ErrTooLarge = errors.New("too large to read")

// Repository reads the repository in a directory, which need not exist yet.
func (g *Git) Repository(dir string) *Repository {
	return &Repository{
		git: g, dir: dir,
		trees:  make(map[Digest]*Listing),
		peeled: make(map[peel]Digest),
		cat:    &catFile{start: func() *exec.Cmd { return g.Command(dir, "cat-file", "--batch") }},
	}
}

// Dir is the repository's directory.
func (r *Repository) Dir() string { return r.dir }

// Close ends the git process kept for reading; the next read starts another.
func (r *Repository) Close() { r.cat.close() }

// Resolve returns the commit that a revision names: a digest, a branch as refs/heads/NAME, a tag.
// An unknown one is fs.ErrNotExist.
func (r *Repository) Resolve(ctx context.Context, rev string) (Digest, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return r.peel(rev, object.Commit)
}

// Tree returns the tree of the commit, or the tree itself, that a revision names.
func (r *Repository) Tree(ctx context.Context, rev string) (Digest, error) {
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

func (r *Repository) peel(rev string, kind object.Kind) (id Digest, err error) {
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

// Blob hands over a blob's size and content, which is valid during the call; the call must not read
// another object.
func (r *Repository) Blob(id Digest, use func(size int64, content io.Reader) error) error {
	return r.cat.read(string(id), onlyBlob(use))
}

func onlyBlob(use func(int64, io.Reader) error) func(found, io.Reader) error {
	return func(f found, content io.Reader) error {
		if f.Kind != object.Blob {
			return fmt.Errorf("a %s in place of a blob", f.Kind)
		}
		return use(f.Size, content)
	}
}

// whole reads one object into memory.
func (r *Repository) whole(id Digest, kind object.Kind) (data []byte, err error) {
	err = r.cat.read(string(id), func(f found, content io.Reader) error {
		switch {
		case f.Kind != kind:
			return fmt.Errorf("a %s in place of a %s", f.Kind, kind)
		case f.Size > maxRead:
			return fmt.Errorf("%w: %d bytes", ErrTooLarge, f.Size)
		}
		buf := bytes.NewBuffer(make([]byte, 0, f.Size+bytes.MinRead))
		_, err := buf.ReadFrom(content)
		data = buf.Bytes()
		return err
	})
	return data, err
}

// Listing is a tree object with its entries by name.
type Listing struct {
	Entries []object.Entry // in git's order
	byName  map[string]int
}

// Find returns the entry with this name.
func (l *Listing) Find(name string) (object.Entry, bool) {
	i, ok := l.byName[name]
	if !ok {
		return object.Entry{}, false
	}
	return l.Entries[i], true
}

// List reads a tree object; an empty digest is the empty tree.
func (r *Repository) List(id Digest) (*Listing, error) {
	if id == "" || id == object.EmptyTree {
		return &Listing{}, nil
	}
	r.mu.Lock()
	l, ok := r.trees[id]
	r.mu.Unlock()
	if ok {
		return l, nil
	}
	data, err := r.whole(id, object.Tree)
	if err != nil {
		return nil, err
	}
	l = &Listing{}
	if l.Entries, err = object.ParseTree(data); err != nil {
		return nil, fmt.Errorf("read tree %s: %w", id, err)
	}
	l.byName = make(map[string]int, len(l.Entries))
	for i, e := range l.Entries {
		l.byName[e.Name] = i
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held += len(l.Entries); r.held > heldEntries {
		clear(r.trees)
		r.held = len(l.Entries)
	}
	r.trees[id] = l
	return l, nil
}

// Read returns the bytes of one file of a tree or commit. Symbolic links inside the tree are followed.
func (r *Repository) Read(ctx context.Context, treeish Digest, path string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return fs.ReadFile(r.FS(treeish), path)
}
