package workspace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// ErrHostileTree marks a tree that would write outside its directory or plant a repository in it.
var ErrHostileTree = errors.New("hostile tree")

// Checkout writes the files of a tree or commit into a directory that is empty or not there yet: the bytes as they
// are stored, symbolic links as links, submodules as empty directories, nothing filtered.
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
	plan := &checkoutPlan{repo: r, root: dir}
	if err := plan.dirs(ctx, root, "", tree); err != nil {
		return err
	}
	parts := plan.split()
	errs := make([]error, len(parts))
	var writers sync.WaitGroup
	for i, part := range parts {
		writers.Go(func() { errs[i] = plan.write(ctx, part) })
	}
	writers.Wait()
	return errors.Join(errs...)
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

// checkoutPlan is a tree whose directories stand and whose files are still to be written.
type checkoutPlan struct {
	repo  *Repo
	root  string
	files []dirFiles
	count int
}

type dirFiles struct {
	path    string
	entries []object.Entry
}

// dirs creates the directories of a tree and notes its files.
func (p *checkoutPlan) dirs(ctx context.Context, at *beneath.Dir, path string, id Digest) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	t, err := p.repo.tree(id)
	if err != nil {
		return err
	}
	var files []object.Entry
	for _, e := range t.entries {
		if err := object.CheckName(e.Name); err != nil {
			return fmt.Errorf("%w: %q: %w", ErrHostileTree, path, err)
		}
		switch e.Mode.Canonical() {
		case object.ModeDir, object.ModeGitlink:
			sub, err := at.Mkdir(e.Name, p.repo.store.owner)
			if err != nil {
				return err
			}
			if e.Mode.IsDir() {
				err = p.dirs(ctx, sub, join(path, e.Name), e.ID)
			}
			if err = errors.Join(err, sub.Close()); err != nil {
				return err
			}
		default:
			files = append(files, e)
		}
	}
	if len(files) > 0 {
		p.files = append(p.files, dirFiles{path: path, entries: files})
		p.count += len(files)
	}
	return nil
}

// fewFiles is the number up to which a second writer costs more than it brings.
const fewFiles = 500

// split deals the files out to as many writers as pay.
func (p *checkoutPlan) split() [][]dirFiles {
	n := 1
	if p.count > fewFiles {
		n = min(runtime.GOMAXPROCS(0), 4)
	}
	parts := make([][]dirFiles, 0, n)
	each, begin, held := p.count/n+1, 0, 0
	for i, d := range p.files {
		if held += len(d.entries); held >= each || i == len(p.files)-1 {
			parts = append(parts, p.files[begin:i+1])
			begin, held = i+1, 0
		}
	}
	return parts
}

// write streams the blobs of some directories out of a git process of its own.
func (p *checkoutPlan) write(ctx context.Context, part []dirFiles) (err error) {
	cat, err := startCat(p.repo.store.command(p.repo.dir, "cat-file", "--batch", "--buffer"))
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { killGroup(cat.cmd.Process) })
	asked := make(chan error, 1)
	go func() { asked <- ask(cat.in, part) }()
	defer func() {
		killGroup(cat.cmd.Process) // ends the asking, too
		asking := <-asked
		ended := cat.cmd.Wait()
		if !stop() {
			err = ctx.Err()
		}
		if err != nil {
			err = errors.Join(err, asking)
		}
		var exit *exec.ExitError
		if err == nil && ended != nil && !errors.As(ended, &exit) {
			err = ended
		}
	}()
	for _, d := range part {
		if err := p.writeDir(cat, d); err != nil {
			return err
		}
	}
	return nil
}

func ask(in io.WriteCloser, part []dirFiles) error {
	for _, d := range part {
		var b strings.Builder
		for _, e := range d.entries {
			b.WriteString(string(e.ID) + "\n")
		}
		if _, err := io.WriteString(in, b.String()); err != nil {
			return errors.Join(err, in.Close())
		}
	}
	return in.Close()
}

func (p *checkoutPlan) writeDir(cat *catProcess, d dirFiles) error {
	at, err := openBeneath(p.root, d.path)
	if err != nil {
		return err
	}
	defer at.Close() //nolint:errcheck // only a reference
	for _, e := range d.entries {
		f, err := cat.head()
		if err == nil {
			err = cat.content(f, func(f found, content io.Reader) error {
				return place(at, e, f, content, p.repo.store.owner)
			})
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", join(d.path, e.Name), err)
		}
	}
	return nil
}

// place writes one file or link under a name that is free.
func place(at *beneath.Dir, e object.Entry, f found, content io.Reader, o beneath.Owner) error {
	if f.Kind != object.Blob {
		return fmt.Errorf("%w: the object is a %s", ErrHostileTree, f.Kind)
	}
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
