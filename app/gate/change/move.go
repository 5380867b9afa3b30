package change

import (
	"bytes"
	"path"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// A file that came resembles one that went when this part of the lines of the
// longer is common to both; beyond so many files only equal bytes count.
const (
	alike     = 0.5
	maxMovers = 200
)

// pairMoves tells for each added file which deleted one it was before; -1 for
// none.
func pairMoves(changes []workspace.Change, all []sides) []int {
	from := make([]int, len(changes))
	var gone, come []int
	at := map[string]int{}
	for n, c := range changes {
		from[n] = -1
		switch {
		case c.Old != "" && c.New == "":
			gone, at[c.Path] = append(gone, n), n
		case c.Old == "" && c.New != "":
			come = append(come, n)
		}
	}
	taken := map[int]bool{}
	for _, n := range come {
		if g, ok := at[changes[n].OldPath]; ok && changes[n].OldPath != "" && !taken[g] {
			from[n], taken[g] = g, true
		}
	}
	if len(gone) > maxMovers || len(come) > maxMovers {
		return from
	}
	for _, n := range come {
		best, most := -1, alike
		for _, g := range gone {
			if from[n] >= 0 || taken[g] || kindOf(changes[g].Path) != kindOf(changes[n].Path) {
				continue
			}
			if r := resemblance(all[g].old, all[n].new); r >= most {
				best, most = g, r
			}
		}
		if best >= 0 {
			from[n], taken[best] = best, true
		}
	}
	return from
}

// kindOf is the ending of a path; a module of a script has that of the script.
func kindOf(p string) string {
	switch ext := path.Ext(p); ext {
	case ".mjs", ".cjs":
		return ".js"
	case ".mts", ".cts":
		return ".ts"
	default:
		return ext
	}
}

// resemblance is the part of lines that two texts share.
func resemblance(a, b []byte) float64 {
	count := map[string]int{}
	x, y := 0, 0
	for l := range bytes.SplitSeq(a, []byte("\n")) {
		if l = bytes.TrimSpace(l); len(l) > 1 {
			count[string(l)]++
			x++
		}
	}
	common := 0
	for l := range bytes.SplitSeq(b, []byte("\n")) {
		if l = bytes.TrimSpace(l); len(l) > 1 {
			y++
			if count[string(l)] > 0 {
				count[string(l)]--
				common++
			}
		}
	}
	if max(x, y) == 0 {
		return 0
	}
	return float64(common) / float64(max(x, y))
}
