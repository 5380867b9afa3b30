package workspace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// ErrHostileTree marks a tree that would write outside its directory or plant a repository in it.
var ErrHostileTree = errors.New("hostile tree")

// Checkout writes the files of a tree or commit into a directory that is empty or not there yet: the
// bytes as they are stored, symbolic links as links, submodules as empty directories, nothing filtered.
func (r *Repo) Checkout(ctx context.Context, tree Digest, dir string) error {
	if err := r.checkout(ctx, tree, dir); err != nil {
		return fmt.Errorf("check out %s: %w", tree.Short(), err)
	}
	return nil
}

func (r *Repo) checkout(ctx context.Context, tree Digest, dir string) error {
	tree, err := r.Tree(ctx, string(tree))
	if err != nil {
		return err
	}
	root, err := r.emptyRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // only a reference
	var files []placed
	if err := r.makeDirs(ctx, root, "", tree, &files); err != nil {
		return err
	}
	parts := slices.Collect(slices.Chunk(files, len(files)/writersFor(len(files))+1))
	errs := make([]error, len(parts))
	var writers sync.WaitGroup
	for i, part := range parts {
		writers.Go(func() { errs[i] = r.writeFiles(ctx, dir, part) })
	}
	writers.Wait()
	return errors.Join(errs...)
}

// writersFor is how many writers pay for a number of files.
func writersFor(files int) int {
	if files < 500 {
		return 1
	}
	return min(runtime.GOMAXPROCS(0), 4)
}

// emptyRoot opens the work directory; its parents belong to the trusted side.
func (r *Repo) emptyRoot(dir string) (*beneath.Dir, error) {
	parent, name, err := beneath.OpenParent(dir)
	if err != nil {
		return nil, err
	}
	defer parent.Close() //nolint:errcheck // only a reference
	root, err := parent.Mkdir(name, r.store.owner)
	if err != nil {
		return nil, err
	}
	names, err := root.Names()
	if err == nil && len(names) > 0 {
		err = fmt.Errorf("%s is not empty", dir)
	}
	if err == nil {
		err = root.Give(r.store.owner)
	}
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return root, nil
}

// placed is a file or link with the directory it goes into.
type placed struct {
	dir   string
	entry object.Entry
}

// makeDirs creates the directories of a tree and notes its files.
func (r *Repo) makeDirs(ctx context.Context, at *beneath.Dir, path string, id Digest, files *[]placed) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	list, err := r.List(id)
	if err != nil {
		return err
	}
	for _, e := range list.Entries {
		if err := object.CheckName(e.Name); err != nil {
			return fmt.Errorf("%w: %q: %w", ErrHostileTree, path, err)
		}
		if !e.Mode.IsDir() && e.Mode != object.ModeGitlink {
			*files = append(*files, placed{path, e})
			continue
		}
		sub, err := at.Mkdir(e.Name, r.store.owner)
		if err != nil {
			return err
		}
		if e.Mode.IsDir() {
			err = r.makeDirs(ctx, sub, join(path, e.Name), e.ID, files)
		}
		if err = errors.Join(err, sub.Close()); err != nil {
			return err
		}
	}
	return nil
}

// writeFiles writes files whose directories stand; those of one directory follow each other.
func (r *Repo) writeFiles(ctx context.Context, root string, files []placed) error {
	ids := make([]Digest, len(files))
	for i, f := range files {
		ids[i] = f.entry.ID
	}
	var at *beneath.Dir
	defer func() {
		if at != nil {
			_ = at.Close() // only a reference
		}
	}()
	return r.Blobs(ctx, ids, func(i int, content io.Reader) (err error) {
		if f := files[i]; i == 0 || f.dir != files[i-1].dir {
			if at != nil {
				_ = at.Close() // likewise
			}
			if at, err = openBeneath(root, f.dir); err != nil {
				return err
			}
		}
		if err := place(at, files[i].entry, content, r.store.owner); err != nil {
			return fmt.Errorf("write %s: %w", join(files[i].dir, files[i].entry.Name), err)
		}
		return nil
	})
}

// place writes one file or link under a name that is free.
func place(at *beneath.Dir, e object.Entry, content io.Reader, o beneath.Owner) error {
	switch e.Mode.Canonical() {
	case object.ModeLink:
		target, err := io.ReadAll(io.LimitReader(content, maxTarget+1))
		if err != nil {
			return err
		}
		if len(target) == 0 || len(target) > maxTarget || strings.ContainsRune(string(target), 0) {
			return fmt.Errorf("%w: link to %d bytes", ErrHostileTree, len(target))
		}
		return at.Symlink(string(target), e.Name, o)
	case object.ModeExec:
		return at.Create(e.Name, 0o755, o, content)
	default:
		return at.Create(e.Name, 0o644, o, content)
	}
}

// maxTarget is the longest path that Linux takes.
const maxTarget = 4095

// openBeneath opens a directory of the work tree part by part.
func openBeneath(root, path string) (*beneath.Dir, error) {
	at, err := beneath.Open(root)
	if err != nil || path == "" {
		return at, err
	}
	for part := range strings.SplitSeq(path, "/") {
		sub, err := at.Sub(part)
		if err = errors.Join(err, at.Close()); err != nil {
			return nil, err
		}
		at = sub
	}
	return at, nil
}

func join(dir, name string) string {
	if dir == "" {
		return name
	}
	return dir + "/" + name
}
