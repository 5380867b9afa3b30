package publish

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// Size is how large a change is, in a few words.
func Size(s app.DiffStat) string {
	return fmt.Sprintf("%s, +%d −%d", count(len(s.Files), "file"), s.Added, s.Removed)
}

// mostly names the directories in which most lines of a change are.
func (p page) mostly(s app.DiffStat) string {
	const shown = 3
	lines := map[string]int{}
	for _, f := range s.Files {
		lines[path.Dir(f.Path)] += max(f.Added, 0) + max(f.Removed, 0)
	}
	dirs := slices.Sorted(maps.Keys(lines))
	slices.SortStableFunc(dirs, func(a, b string) int { return lines[b] - lines[a] })
	var names []string
	for _, dir := range first(dirs, shown) {
		if dir == "." {
			names = append(names, "the top directory")
			continue
		}
		names = append(names, p.code(dir+"/"))
	}
	in := ", in "
	if len(dirs) > shown {
		in = ", the most in "
	}
	return in + strings.Join(names, ", ")
}

// diffstat is the size of a change and its files, folded when there are many.
func (p page) diffstat(s app.DiffStat) string {
	if len(s.Files) == 0 {
		return "No file is changed."
	}
	total := "**" + Size(s) + "**"
	var rows [][]string
	for _, f := range first(s.Files, p.files) {
		rows = append(rows, []string{p.fileCell(f), p.words(f.Status), lineCount(f)})
	}
	table := markdown.Table([]string{"File", "", "Lines"}, rows)
	if left := len(s.Files) - len(rows); left > 0 {
		table += fmt.Sprintf("\n\n%d more.", left)
	}
	if len(rows) > 12 {
		table = markdown.Details("Files", table)
	}
	return total + "\n\n" + table
}

func (p page) fileCell(f app.FileStat) string {
	if f.OldPath != "" && f.OldPath != f.Path {
		return p.cell(f.OldPath) + " → " + p.cell(f.Path)
	}
	return p.cell(f.Path)
}

func lineCount(f app.FileStat) string {
	if f.Added < 0 || f.Removed < 0 {
		return "binary"
	}
	return fmt.Sprintf("+%d −%d", f.Added, f.Removed)
}
