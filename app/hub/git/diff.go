package git

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// FileDiff is how one file differs between two trees.
type FileDiff struct {
	Path, Previous       string // Previous is set for a rename
	Status               string // added, removed, modified, renamed or changed
	SHA                  string // of the new blob, of the old one when removed
	Additions, Deletions int
	Binary               bool
	Patch                string // hunks only; empty for binary files and pure renames
}

// Diff compares two commits or trees, finding renames.
func (r Repository) Diff(ctx context.Context, before, after string) ([]FileDiff, error) {
	args := []string{"--no-color", "--no-ext-diff", "--no-textconv", "-M", "--no-abbrev", before, after}
	raw, err := r.run(ctx, nil, nil, append([]string{"diff", "--raw", "--numstat", "-z"}, args...)...)
	if err != nil {
		return nil, err
	}
	patch, err := r.run(ctx, nil, nil, append([]string{"diff", "--patch"}, args...)...)
	if err != nil {
		return nil, err
	}
	files, err := parseRaw(strings.Split(string(raw), "\x00"))
	if err != nil {
		return nil, err
	}
	addPatches(files, string(patch))
	return files, nil
}

// parseRaw reads the --raw records and the --numstat records after them, in the same order of files.
func parseRaw(fields []string) ([]FileDiff, error) {
	var files []FileDiff
	i := 0
	for ; i < len(fields) && strings.HasPrefix(fields[i], ":"); i += 2 {
		meta := strings.Fields(fields[i])
		file := FileDiff{Path: fields[i+1], Status: statusName(meta[4][0]), SHA: meta[3]}
		switch meta[4][0] {
		case 'D':
			file.SHA = meta[2]
		case 'R':
			file.Previous, file.Path = fields[i+1], fields[i+2]
			i++
		}
		files = append(files, file)
	}
	for n := range files {
		if i >= len(fields) {
			return nil, fmt.Errorf("read diff: %d of %d files counted", n, len(files))
		}
		counts := strings.SplitN(fields[i], "\t", 3)
		files[n].Binary = counts[0] == "-"
		files[n].Additions, _ = strconv.Atoi(counts[0])
		files[n].Deletions, _ = strconv.Atoi(counts[1])
		i++
		if files[n].Previous != "" {
			i += 2
		}
	}
	return files, nil
}

func statusName(letter byte) string {
	switch letter {
	case 'A':
		return "added"
	case 'D':
		return "removed"
	case 'R':
		return "renamed"
	case 'T':
		return "changed"
	}
	return "modified"
}

func addPatches(files []FileDiff, text string) {
	blocks := strings.Split("\n"+text, "\ndiff --git ")[1:]
	for n := range files {
		take := 1
		if files[n].Status == "changed" {
			take = 2
		}
		for ; take > 0 && len(blocks) > 0; take-- {
			if at := strings.Index(blocks[0], "\n@@ "); at >= 0 && files[n].Patch == "" {
				files[n].Patch = strings.TrimSuffix(blocks[0][at+1:], "\n")
			}
			blocks = blocks[1:]
		}
	}
}

// Patch is the change between two commits as text, one mail per commit or as one diff.
func (r Repository) Patch(ctx context.Context, before, after string, mails bool) ([]byte, error) {
	if mails {
		return r.run(ctx, nil, nil, "format-patch", "--stdout", "--no-signature", before+".."+after)
	}
	return r.run(ctx, nil, nil, "diff", "--no-color", "--no-ext-diff", "--no-textconv", "-M", before, after)
}

// Stats is what a pull request's numbers are made of.
type Stats struct {
	MergeBase                            string // empty when the histories have nothing in common
	Commits, Additions, Deletions, Files int
	Behind                               int
	Mergeable                            bool
}

// Stats compares a pull request's head with its base. Both are commits, so the answer is remembered.
func (r Repository) Stats(ctx context.Context, base, head string) (Stats, error) {
	type pair struct {
		id         int64
		base, head string
	}
	key := pair{r.id, base, head}
	if known, ok := r.store.stats.Load(key); ok {
		return known.(Stats), nil
	}
	stats, err := r.stats(ctx, base, head)
	if err == nil {
		r.store.stats.Store(key, stats)
	}
	return stats, err
}

func (r Repository) stats(ctx context.Context, base, head string) (s Stats, err error) {
	if s.MergeBase, err = r.MergeBase(ctx, base, head); err != nil || s.MergeBase == "" {
		return s, err
	}
	if s.Commits, s.Behind, err = r.AheadBehind(ctx, base, head); err != nil {
		return s, err
	}
	files, err := r.Diff(ctx, s.MergeBase, head)
	if err != nil {
		return s, err
	}
	s.Files = len(files)
	for _, f := range files {
		s.Additions += f.Additions
		s.Deletions += f.Deletions
	}
	_, err = r.MergeTree(ctx, base, head)
	s.Mergeable = err == nil
	if errors.Is(err, ErrConflict) {
		err = nil
	}
	return s, err
}

// MergeBase is the best common ancestor of two commits, empty when they have none.
func (r Repository) MergeBase(ctx context.Context, a, b string) (string, error) {
	sha, err := r.line(ctx, nil, nil, "merge-base", a, b)
	if failed := new(CommandError); errors.As(err, &failed) && failed.Code == 1 {
		return "", nil
	}
	return sha, err
}

// AheadBehind counts the commits that head has and base lacks, and the other way round.
func (r Repository) AheadBehind(ctx context.Context, base, head string) (ahead, behind int, err error) {
	out, err := r.line(ctx, nil, nil, "rev-list", "--left-right", "--count", base+"..."+head)
	if err != nil {
		return 0, 0, err
	}
	_, err = fmt.Sscan(out, &behind, &ahead)
	return ahead, behind, err
}
