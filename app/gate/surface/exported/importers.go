package exported

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
)

// Importers are directories at or below one whose packages import one of dirs,
// or another that does, as far as limit files tell.
func (t *Tree) Importers(below string, dirs []string, limit int) []string {
	by := t.imports(below, limit)
	var out []string
	for next := slices.Clone(dirs); len(next) > 0; next = next[1:] {
		for _, dir := range by[next[0]] {
			if !slices.Contains(out, dir) && !slices.Contains(dirs, dir) {
				out, next = append(out, dir), append(next, dir)
			}
		}
	}
	return out
}

// imports are the directories that import each directory of their module.
func (t *Tree) imports(below string, limit int) map[string][]string {
	by, files := map[string][]string{}, token.NewFileSet()
	_ = fs.WalkDir(t.fs, below, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !Built(name, "") {
			return nil
		}
		if limit--; limit < 0 {
			return fs.SkipAll
		}
		text, err := fs.ReadFile(t.fs, name)
		if err != nil {
			return nil
		}
		f, _ := parser.ParseFile(files, name, text, parser.ImportsOnly)
		if f == nil {
			return nil
		}
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if dir, ours := t.module(path.Dir(name)).holds(imported); err == nil && ours && !slices.Contains(by[dir], path.Dir(name)) {
				by[dir] = append(by[dir], path.Dir(name))
			}
		}
		return nil
	})
	return by
}
