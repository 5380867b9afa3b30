package git

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Ref is a name and the object it points at.
type Ref struct {
	Name string // full, such as refs/heads/main
	SHA  string
	Type string // commit or tag
}

// RefList is a repository's refs in order of their names.
type RefList []Ref

func (l RefList) find(name string) string {
	for _, ref := range l {
		if ref.Name == name {
			return ref.SHA
		}
	}
	return Zero
}

// Refs lists the refs below the prefixes.
func (r Repository) Refs(ctx context.Context, prefixes ...string) (RefList, error) {
	args := append([]string{"for-each-ref", "--format=%(refname) %(objectname) %(objecttype)", "--"}, prefixes...)
	out, err := r.run(ctx, nil, nil, args...)
	if err != nil {
		return nil, err
	}
	var refs RefList
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		refs = append(refs, Ref{Name: fields[0], SHA: fields[1], Type: fields[2]})
	}
	return refs, nil
}

// Resolve finds the commit a branch, tag, full ref or object id means; ErrMissing when there is none.
func (r Repository) Resolve(ctx context.Context, revision string) (string, error) {
	if !safeRevision(revision) {
		return "", fmt.Errorf("resolve %q: %w", revision, ErrMissing)
	}
	asked := fmt.Sprintf("refs/heads/%[1]s^{commit}\n%[1]s^{commit}\n", revision)
	out, err := r.run(ctx, strings.NewReader(asked), nil, "cat-file", "--batch-check=%(objectname)")
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(out)) {
		if sha := strings.TrimSpace(line); !strings.Contains(sha, " ") { // else it is missing, or ambiguous
			return sha, nil
		}
	}
	return "", fmt.Errorf("resolve %q: %w", revision, ErrMissing)
}

// Branch is the commit at the tip of the branch; ErrMissing when there is no such branch.
func (r Repository) Branch(ctx context.Context, name string) (string, error) {
	if !safeRevision(name) {
		return "", fmt.Errorf("find branch %q: %w", name, ErrMissing)
	}
	out, err := r.run(ctx, nil, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", "refs/heads/"+name+"^{commit}")
	if failed := new(CommandError); errors.As(err, &failed) {
		return "", fmt.Errorf("find branch %q: %w", name, ErrMissing)
	}
	return strings.TrimSpace(string(out)), err
}

// UpdateRef moves a full ref from one object to another; before is Zero for a new ref, after is Zero to delete it.
func (r Repository) UpdateRef(ctx context.Context, ref, before, after string) error {
	line := fmt.Sprintf("update %s %s %s\n", ref, after, before)
	if after == Zero {
		line = fmt.Sprintf("delete %s %s\n", ref, before)
	}
	_, err := r.run(ctx, strings.NewReader(line), nil, "update-ref", "--stdin")
	return err
}

// SetRef points a full ref at an object, wherever it pointed before.
func (r Repository) SetRef(ctx context.Context, ref, to string) error {
	_, err := r.run(ctx, strings.NewReader(fmt.Sprintf("update %s %s\n", ref, to)), nil, "update-ref", "--stdin")
	return err
}

// ValidRef reports whether git accepts the full name of a ref.
func (r Repository) ValidRef(ctx context.Context, ref string) bool {
	_, err := r.run(ctx, nil, nil, "check-ref-format", ref)
	return err == nil
}

var revisionPattern = regexp.MustCompile(`^[^-\x00-\x20~^:?*\[\\][^\x00-\x20~^:?*\[\\]*$`)

// safeRevision refuses options, ranges and git's revision operators.
func safeRevision(name string) bool {
	return revisionPattern.MatchString(name) && !strings.Contains(name, "..") && !strings.Contains(name, "@{")
}
