package cheats

import (
	"bytes"
	"crypto/sha1"
	"fmt"
	"maps"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// Changes lists what differs between two trees as a goal's repository does:
// by path, moves noted on the added side, lines counted, -1 for binary content.
func Changes(a, b Tree) []workspace.Change {
	var out []workspace.Change
	all := maps.Clone(a)
	maps.Copy(all, b)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		if c := change(path, a, b); c.Old != c.New || c.OldMode != c.Mode {
			out = append(out, c)
		}
	}
	moves(out)
	return out
}

func change(path string, a, b Tree) workspace.Change {
	c := workspace.Change{Path: path, Status: workspace.Modified}
	before, was := a[path]
	after, is := b[path]
	if was {
		c.OldMode, c.Old = before.Mode, digest(before.Data)
	}
	if is {
		c.Mode, c.New = after.Mode, digest(after.Data)
	}
	switch {
	case !was:
		c.Status = workspace.Added
	case !is:
		c.Status = workspace.Deleted
	case (before.Mode == link) != (after.Mode == link):
		c.Status = workspace.TypeChanged
	}
	c.Additions, c.Deletions = count(before.Data, after.Data)
	return c
}

// digest names content as git does.
func digest(b []byte) workspace.Digest {
	return workspace.Digest(fmt.Sprintf("%x", sha1.Sum(append(fmt.Appendf(nil, "blob %d\x00", len(b)), b...))))
}

// moves notes on added files where the same bytes were deleted.
func moves(changes []workspace.Change) {
	gone := map[workspace.Digest][]string{}
	for _, c := range changes {
		if c.Status == workspace.Deleted && c.Old != digest(nil) {
			gone[c.Old] = append(gone[c.Old], c.Path)
		}
	}
	for n := range changes {
		c := &changes[n]
		if from := gone[c.New]; c.Status == workspace.Added && len(from) > 0 {
			c.OldPath, gone[c.New] = from[0], from[1:]
		}
	}
}

// count tells how many lines were added and removed: all but those of the
// longest common subsequence.
func count(a, b []byte) (added, removed int) {
	if bytes.IndexByte(a, 0) >= 0 || bytes.IndexByte(b, 0) >= 0 {
		return -1, -1
	}
	x, y := lines(a), lines(b)
	for len(x) > 0 && len(y) > 0 && bytes.Equal(x[0], y[0]) {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && bytes.Equal(x[len(x)-1], y[len(y)-1]) {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	row := make([]int, len(y)+1) // length of the longest common subsequence so far
	for _, line := range x {
		diagonal := 0
		for n := range y {
			above := row[n+1]
			if bytes.Equal(line, y[n]) {
				row[n+1] = diagonal + 1
			} else {
				row[n+1] = max(row[n+1], row[n])
			}
			diagonal = above
		}
	}
	common := row[len(y)]
	return len(y) - common, len(x) - common
}

func lines(b []byte) [][]byte {
	all := bytes.SplitAfter(b, []byte("\n"))
	if len(all[len(all)-1]) == 0 {
		return all[:len(all)-1]
	}
	return all
}
