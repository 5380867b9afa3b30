package workspace

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// Status says what happened to a path between two trees.
type Status string

// The kinds of change. A renamed file is an added one, whose OldPath says where the bytes were, and a
// deleted one: a rule over paths sees both.
const (
	StatusUnknown Status = ""
	Added         Status = "added"       // was not there
	Modified      Status = "modified"    // other bytes, or another executable bit
	Deleted       Status = "deleted"     // is not there any more
	TypeChanged   Status = "typechanged" // a file became a link or submodule, or the other way round
)

// String is the status as one word.
func (s Status) String() string {
	if s == StatusUnknown {
		return "unknown"
	}
	return string(s)
}

// Change is one path that differs between two trees; directories are not listed.
type Change struct {
	Path      string
	OldPath   string // of a file added with the very bytes of one that was deleted
	Status    Status
	OldMode   object.Mode // 0 when added
	Mode      object.Mode // 0 when deleted
	Old       Digest      // empty when added
	New       Digest      // empty when deleted
	Additions int         // lines, -1 for binary content
	Deletions int         // lines, -1 for binary content
}

// diffed remembers the last answer: the same two trees are compared after every turn that changes nothing.
type diffed struct {
	a, b    Digest
	changes []Change
}

// Diff lists what differs between two trees or commits, by path in the order of bytes.
func (r *Repo) Diff(ctx context.Context, a, b Digest) ([]Change, error) {
	return r.diff(ctx, a, b, func([]Change) error { return nil })
}

// diff has something done with the changes, too, whose lines may not be counted by then.
func (r *Repo) diff(ctx context.Context, a, b Digest, beside func([]Change) error) ([]Change, error) {
	r.diffing.Lock()
	defer r.diffing.Unlock()
	if a == b {
		return nil, ctx.Err()
	}
	if d := r.lastDiff; d != nil && d.a == a && d.b == b {
		return append([]Change(nil), d.changes...), errors.Join(beside(d.changes), ctx.Err())
	}
	changes, err := r.differences(ctx, a, b, beside)
	if err != nil {
		return nil, fmt.Errorf("compare %s with %s: %w", a.Short(), b.Short(), err)
	}
	r.lastDiff = &diffed{a: a, b: b, changes: changes}
	return append([]Change(nil), changes...), nil
}

// differences has git count lines while the trees are compared.
func (r *Repo) differences(ctx context.Context, a, b Digest, beside func([]Change) error) (changes []Change, err error) {
	if a, err = r.Tree(ctx, string(a)); err != nil {
		return nil, err
	}
	if b, err = r.Tree(ctx, string(b)); err != nil || a == b {
		return nil, err
	}
	var (
		counting sync.WaitGroup
		counts   []byte
		failed   error
	)
	counting.Go(func() { counts, failed = r.countLines(ctx, a, b) })
	if changes, err = r.compare(a, b); err == nil {
		findMoves(changes)
		err = beside(changes)
	}
	counting.Wait()
	if err := errors.Join(err, failed); err != nil || len(changes) == 0 {
		return nil, err
	}
	return changes, noteLines(changes, string(counts))
}

// countLines asks git, which reads both trees from our own repository without attributes or drivers.
func (r *Repo) countLines(ctx context.Context, a, b Digest) ([]byte, error) {
	cmd := r.store.git.Command(r.Dir(), append(diffTree("--numstat", "-z"), string(a), string(b))...)
	return r.store.git.Run(ctx, "diff-tree", cmd)
}

func noteLines(changes []Change, counts string) error {
	byPath := make(map[string]*Change, len(changes))
	for i := range changes {
		byPath[changes[i].Path] = &changes[i]
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(counts, "\x00"), "\x00") {
		field := strings.SplitN(line, "\t", 3)
		if len(field) != 3 || byPath[field[2]] == nil {
			return fmt.Errorf("unexpected line %q from git diff-tree", line)
		}
		c := byPath[field[2]]
		c.Additions += lines(field[0])
		c.Deletions += lines(field[1])
	}
	return nil
}

func lines(field string) int {
	n, err := strconv.Atoi(field)
	if err != nil {
		return -1 // "-" stands for binary content
	}
	return n
}

func diffTree(args ...string) []string {
	return append([]string{
		"diff-tree", "-r", "--no-renames", "--no-ext-diff", "--no-textconv",
		"--ignore-submodules=none", "--no-color",
	}, args...)
}

// Patch is the difference as text, for people and models: at most limit bytes, cut at a line's end.
// With paths it shows these files, or what lies under these directories, alone.
func (r *Repo) Patch(ctx context.Context, a, b Digest, limit int, paths ...string) (text string, cut bool, err error) {
	out := &head{max: limit}
	args := append(diffTree("-p", "--src-prefix=a/", "--dst-prefix=b/"), string(a), string(b), "--")
	cmd := r.store.git.Command(r.Dir(), append(args, paths...)...)
	cmd.Stdout = out
	if _, err := r.store.git.Run(ctx, "diff-tree", cmd); err != nil && !out.full {
		return "", false, fmt.Errorf("compare %s with %s: %w", a.Short(), b.Short(), err)
	}
	if !out.full {
		return string(out.buf), false, nil
	}
	return string(out.buf[:strings.LastIndexByte(string(out.buf), '\n')+1]), true, nil
}

// head keeps the beginning of what is written to it and then refuses more, which ends the writer.
type head struct {
	buf  []byte
	max  int
	full bool
}

func (h *head) Write(p []byte) (int, error) {
	room := h.max - len(h.buf)
	if len(p) <= room {
		h.buf = append(h.buf, p...)
		return len(p), nil
	}
	h.buf = append(h.buf, p[:room]...)
	h.full = true
	return room, errFull
}
