package suite

import (
	"io/fs"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// HandedTo are the texts of the result's files whose commands a line runs: scripts by their
// paths, and what holds the recipes of a tool.
func HandedTo(s *change.Set, text string) (out []string) {
	add := func(at string) {
		if script, err := fs.ReadFile(s.Candidate, at); err == nil {
			out = append(out, string(script))
		}
	}
	for _, w := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" \t\"'`;,()&|", c) }) {
		if w = path.Clean(w); fs.ValidPath(w) && w != "." && (strings.Contains(w, "/") || path.Ext(w) != "") {
			add(w)
		}
	}
	if m := ofRecipes.FindStringSubmatch(text); m != nil {
		for _, at := range recipes[m[1]] {
			add(at)
		}
	}
	return out
}

var (
	ofRecipes = regexp.MustCompile(`\b(make|just|npm|yarn|pnpm|bun|tox|nox|pre-commit)\s`)
	recipes   = map[string][]string{
		"make": {"Makefile", "makefile", "GNUmakefile"}, "just": {"justfile", "Justfile"}, "npm": {"package.json"}, "yarn": {"package.json"}, "pnpm": {"package.json"}, "bun": {"package.json"},
		"tox": {"tox.ini", "pyproject.toml"}, "nox": {"noxfile.py"}, "pre-commit": {".pre-commit-config.yaml"},
	}
)
