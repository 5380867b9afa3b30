package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"
)

// Signature is who made or committed a commit, and when.
type Signature struct {
	Name, Email string
	When        time.Time
}

// Commit is a commit object.
type Commit struct {
	SHA, Tree         string
	Parents           []string
	Author, Committer Signature
	Message           string
}

// commitFormat prints NUL-separated fields, each commit closed by a record separator.
const commitFormat = "--format=%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x1e"

// Commit reads one commit by object id or any other revision.
func (r Repository) Commit(ctx context.Context, revision string) (Commit, error) {
	sha, err := r.Resolve(ctx, revision)
	if err != nil {
		return Commit{}, err
	}
	commits, err := r.log(ctx, "--max-count=1", sha)
	if err != nil {
		return Commit{}, err
	}
	return commits[0], nil
}

// History lists commits from the revision back, newest first, those touching path only when path is set.
func (r Repository) History(ctx context.Context, revision, path string, skip, count int) ([]Commit, error) {
	args := []string{fmt.Sprintf("--skip=%d", skip), fmt.Sprintf("--max-count=%d", count), revision}
	if path != "" {
		args = append(args, "--", path)
	}
	return r.log(ctx, args...)
}

// Between lists the commits reachable from head and not from base, oldest first.
func (r Repository) Between(ctx context.Context, base, head string) ([]Commit, error) {
	return r.log(ctx, "--reverse", "--topo-order", base+".."+head)
}

func (r Repository) log(ctx context.Context, args ...string) ([]Commit, error) {
	out, err := r.run(ctx, nil, nil, append([]string{"log", "--no-show-signature", commitFormat}, args...)...)
	if err != nil {
		return nil, err
	}
	var commits []Commit
	for record := range strings.SplitSeq(string(out), "\x1e") {
		fields := strings.Split(strings.TrimPrefix(record, "\n"), "\x00")
		if len(fields) != 10 {
			continue
		}
		commits = append(commits, Commit{
			SHA: fields[0], Tree: fields[1], Parents: strings.Fields(fields[2]),
			Author:    signature(fields[3:6]),
			Committer: signature(fields[6:9]),
			Message:   strings.TrimRight(fields[9], "\n"),
		})
	}
	return commits, nil
}

func signature(fields []string) Signature {
	when, _ := time.Parse(time.RFC3339, fields[2])
	return Signature{Name: fields[0], Email: fields[1], When: when.UTC()}
}

// TreeID finds the tree that a tree id or a revision means; ErrMissing when there is none.
func (r Repository) TreeID(ctx context.Context, treeish string) (string, error) {
	if !safeRevision(treeish) {
		return "", fmt.Errorf("find tree %q: %w", treeish, ErrMissing)
	}
	sha, err := r.line(ctx, nil, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", treeish+"^{tree}")
	if failed := new(CommandError); errors.As(err, &failed) {
		return "", fmt.Errorf("find tree %q: %w", treeish, ErrMissing)
	}
	return sha, err
}

// Entry is one entry of a tree.
type Entry struct {
	Mode string // such as 100644
	Type string // blob, tree or commit
	SHA  string
	Size int64 // of a blob
	Path string
}

// Name is the last element of the entry's path.
func (e Entry) Name() string { return path.Base(e.Path) }

// Tree lists a tree's entries; below is the directory to list, empty for the root.
func (r Repository) Tree(ctx context.Context, treeish, below string, recursive bool) ([]Entry, error) {
	args := []string{"ls-tree", "-l", "-z", "--full-tree"}
	if recursive {
		args = append(args, "-r", "-t")
	}
	args = append(args, treeish)
	if below != "" {
		args = append(args, "--", below+"/")
	}
	return r.entries(ctx, args)
}

// Entry finds what lies at the path: ErrMissing when nothing does.
func (r Repository) Entry(ctx context.Context, treeish, at string) (Entry, error) {
	entries, err := r.entries(ctx, []string{"ls-tree", "-l", "-z", "--full-tree", treeish, "--", at})
	if err != nil {
		return Entry{}, err
	}
	if len(entries) != 1 {
		return Entry{}, fmt.Errorf("find %q: %w", at, ErrMissing)
	}
	return entries[0], nil
}

func (r Repository) entries(ctx context.Context, args []string) ([]Entry, error) {
	out, err := r.run(ctx, nil, []string{"GIT_LITERAL_PATHSPECS=1"}, args...)
	if failed := new(CommandError); errors.As(err, &failed) {
		return nil, fmt.Errorf("list tree: %w", ErrMissing)
	}
	if err != nil {
		return nil, err
	}
	var entries []Entry
	for record := range strings.SplitSeq(string(out), "\x00") {
		meta, at, ok := strings.Cut(record, "\t")
		if !ok {
			continue
		}
		fields := strings.Fields(meta)
		size, _ := strconv.ParseInt(fields[3], 10, 64)
		entries = append(entries, Entry{Mode: fields[0], Type: fields[1], SHA: fields[2], Size: size, Path: at})
	}
	return entries, nil
}

// Object reads an object's type and content by its id.
func (r Repository) Object(ctx context.Context, sha string) (kind string, content []byte, err error) {
	if !IsObjectID(sha) {
		return "", nil, fmt.Errorf("read object %q: %w", sha, ErrMissing)
	}
	out, err := r.run(ctx, strings.NewReader(sha+"\n"), nil, "cat-file", "--batch")
	if err != nil {
		return "", nil, err
	}
	header, rest, _ := bytes.Cut(out, []byte("\n"))
	fields := strings.Fields(string(header))
	if len(fields) != 3 {
		return "", nil, fmt.Errorf("read object %s: %w", sha, ErrMissing)
	}
	return fields[1], bytes.TrimSuffix(rest, []byte("\n")), nil
}

// IsObjectID reports whether the text is a full object id.
func IsObjectID(text string) bool {
	return len(text) == len(Zero) && strings.Trim(text, "0123456789abcdef") == ""
}
