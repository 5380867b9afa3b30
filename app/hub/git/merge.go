package git

import (
	"context"
	"errors"
	"fmt"
)

// ErrConflict says that two commits cannot be merged without a person.
var ErrConflict = errors.New("merge conflict")

// MergeTree merges two commits and returns the resulting tree, or ErrConflict.
func (r Repository) MergeTree(ctx context.Context, ours, theirs string) (string, error) {
	tree, err := r.line(ctx, nil, nil, "merge-tree", "--write-tree", "--no-messages", ours, theirs)
	if failed := new(CommandError); errors.As(err, &failed) && failed.Code == 1 {
		return "", ErrConflict
	}
	return tree, err
}

// Replay puts the commits between base and head on top of onto and returns the new tip.
func (r Repository) Replay(ctx context.Context, base, head, onto string, committer Signature) (string, error) {
	commits, err := r.Between(ctx, base, head)
	if err != nil {
		return "", err
	}
	for _, c := range commits {
		if len(c.Parents) != 1 {
			return "", fmt.Errorf("replay %s: %w", c.SHA, ErrConflict)
		}
		if onto, err = r.replayOne(ctx, c, onto, committer); err != nil {
			return "", err
		}
	}
	return onto, nil
}

// replayOne merges the commit into a stand-in that has the tree of onto but the commit's own parent, so
// that the merge base is that parent: a cherry-pick.
func (r Repository) replayOne(ctx context.Context, c Commit, onto string, committer Signature) (string, error) {
	target, err := r.Commit(ctx, onto)
	if err != nil {
		return "", err
	}
	stand, err := r.WriteCommit(ctx, Commit{Tree: target.Tree, Parents: c.Parents, Author: committer, Committer: committer})
	if err != nil {
		return "", err
	}
	tree, err := r.MergeTree(ctx, stand, c.SHA)
	if err != nil {
		return "", err
	}
	c.Tree, c.Parents, c.Committer = tree, []string{onto}, committer
	return r.WriteCommit(ctx, c)
}
