package git

import (
	"context"
	"strings"
)

// Change is one ref that moved; a missing side is forty zeros.
type Change struct {
	Ref, Before, After string
}

// Zero is the object id of a ref that does not exist.
const Zero = "0000000000000000000000000000000000000000"

// Changed runs move and returns which branches and tags moved meanwhile. The caller holds the repository's lock.
func (r Repository) Changed(ctx context.Context, move func() error) ([]Change, error) {
	before, err := r.Refs(ctx, "refs/heads", "refs/tags")
	if err != nil {
		return nil, err
	}
	if err := move(); err != nil {
		return nil, err
	}
	after, err := r.Refs(context.WithoutCancel(ctx), "refs/heads", "refs/tags")
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, ref := range after {
		if old := before.find(ref.Name); old != ref.SHA {
			changes = append(changes, Change{Ref: ref.Name, Before: old, After: ref.SHA})
		}
	}
	for _, ref := range before {
		if after.find(ref.Name) == Zero {
			changes = append(changes, Change{Ref: ref.Name, Before: ref.SHA, After: Zero})
		}
	}
	return changes, nil
}

// Branch is the branch the change is about, or empty for another ref.
func (c Change) Branch() string {
	name, ok := strings.CutPrefix(c.Ref, "refs/heads/")
	if !ok {
		return ""
	}
	return name
}

// Touched are the paths that a commit changed against its first parent.
type Touched struct{ Added, Removed, Modified []string }

// Touched lists the paths that the commit changed.
func (r Repository) Touched(ctx context.Context, c Commit) (touched Touched, err error) {
	out, err := r.run(ctx, nil, nil, "diff-tree", "--root", "--no-commit-id", "-r", "-z", "--name-status", "--no-renames", "-m", "--first-parent", c.SHA)
	if err != nil {
		return touched, err
	}
	fields := strings.Split(string(out), "\x00")
	for i := 0; i+1 < len(fields); i += 2 {
		switch fields[i] {
		case "A":
			touched.Added = append(touched.Added, fields[i+1])
		case "D":
			touched.Removed = append(touched.Removed, fields[i+1])
		default:
			touched.Modified = append(touched.Modified, fields[i+1])
		}
	}
	return touched, nil
}

// NewPaths lists the paths below the directory that commits reachable from the revision, but from no ref
// yet, have changed.
func (r Repository) NewPaths(ctx context.Context, revision, below string) ([]string, error) {
	out, err := r.run(ctx, nil, nil, "log", "-c", "-z", "--format=", "--name-only", revision, "--not", "--all", "--", below)
	if err != nil {
		return nil, err
	}
	return strings.FieldsFunc(string(out), func(c rune) bool { return c == 0 || c == '\n' }), nil
}
