package workspace

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Merge joins two commits by their history. The tree is stored here; where conflicts names paths, these
// hold conflict markers or what one side kept. No work directory, no driver and no hook takes part.
func (r *Repo) Merge(ctx context.Context, ours, theirs Digest) (tree Digest, conflicts []string, err error) {
	for _, c := range []Digest{ours, theirs} {
		if !c.Valid() {
			return "", nil, fmt.Errorf("merge: commit %q", c)
		}
	}
	cmd := r.store.git.Command(r.Dir(), "merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", string(ours), string(theirs))
	out, err := r.store.git.Run(ctx, "merge-tree", cmd)
	var git *GitError
	if err != nil && (!errors.As(err, &git) || git.Code != 1) {
		return "", nil, fmt.Errorf("merge %s with %s: %w", ours.Short(), theirs.Short(), err)
	}
	id, rest, _ := strings.Cut(string(out), "\x00")
	if tree = Digest(id); !tree.Valid() {
		return "", nil, fmt.Errorf("merge %s with %s: unexpected answer %q from git", ours.Short(), theirs.Short(), id)
	}
	if err == nil {
		return tree, nil, nil
	}
	for path := range strings.SplitSeq(rest, "\x00") {
		if path != "" {
			conflicts = append(conflicts, path)
		}
	}
	return tree, conflicts, nil
}

// Descends tells whether a commit has another among its ancestors, or is it.
func (r *Repo) Descends(ctx context.Context, commit, from Digest) (bool, error) {
	err := r.descends(ctx, commit, from)
	if errors.Is(err, ErrMoved) {
		return false, nil
	}
	return err == nil, err
}
