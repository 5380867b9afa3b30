package workspace

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/ignore"
)

// Export is the tree that was read out of a work directory.
type Export struct {
	Tree        Digest
	Changes     []Change  // against the base
	Refused     []Refusal // by path; at most 500
	RefusedMore int       // refusals beyond those
}

// Export reads the files of a work directory and stores them as a tree, which would survive the machine's
// sudden end. Somebody may write to the directory meanwhile: each file is read once, and what was read is
// what is stored. Paths to skip, and all below them, are not looked at.
//
// The top-level .git is skipped. Files that the .gitignore files in the directory ignore are left out
// unless the base holds them. What is refused stays as the base has it, so the tree differs from the base
// by acceptable changes only; a refusal is no error.
//
// Files whose change time did not move since the last export of this directory are not read again. Only a
// process that keeps a file mapped into memory from one export to the next can write without moving it:
// Forget first where one may live.
func (r *Repo) Export(ctx context.Context, dir string, base Digest, skip ...string) (Export, error) {
	r.exporting.Lock()
	defer r.exporting.Unlock()
	out, err := r.export(ctx, dir, base, skip)
	if err != nil {
		return Export{}, fmt.Errorf("export work directory: %w", err)
	}
	if out.Changes, err = r.Diff(ctx, base, out.Tree); err != nil {
		return Export{}, fmt.Errorf("export work directory: %w", err)
	}
	return out, nil
}

// Forget drops what is remembered about a work directory: its next export reads every file.
func (r *Repo) Forget(dir string) {
	r.exporting.Lock()
	defer r.exporting.Unlock()
	delete(r.trackers, dir)
}

func (r *Repo) export(ctx context.Context, dir string, base Digest, skip []string) (Export, error) {
	root, err := beneath.Open(dir)
	if err != nil {
		return Export{}, err
	}
	defer root.Close() //nolint:errcheck // only read
	if base, err = r.Tree(ctx, string(base)); err != nil {
		return Export{}, fmt.Errorf("base: %w", err)
	}
	last := r.trackers[dir]
	if last == nil {
		last = newTracker()
	}
	w := &walk{
		repo: r, limits: r.store.limits, skip: skip, began: time.Now(), last: last,
		next: &tracker{files: make(map[string]tracked, len(last.files)), rules: make(map[Digest]*ignore.Rules, len(last.rules))},
	}
	entries, err := w.dir(ctx, root, "", base, scope{})
	if err != nil {
		return Export{}, err
	}
	r.trackers[dir] = w.next
	tree, err := w.store(entries, base)
	if err == nil {
		err = r.loose.Sync()
	}
	if err != nil {
		return Export{}, err
	}
	slices.SortFunc(w.refused, func(a, b Refusal) int { return strings.Compare(a.Path, b.Path) })
	return Export{Tree: tree, Refused: w.refused, RefusedMore: w.refusedMore}, nil
}
