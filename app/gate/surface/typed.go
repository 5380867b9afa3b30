package surface

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/exported"
)

// maxImporters bounds the files that are asked whether they import a package.
const maxImporters = 3000

// typed puts what Go packages offer by their types over what was read of their
// declarations. A package that is too large, or cannot be read, keeps those.
func typed(s *change.Set, out sides) {
	var dirs, hidden []string
	for _, f := range s.Files {
		dir := path.Dir(f.From)
		if !reads(f) || f.Is.Lang.Name != "Go" || !exported.Built(f.From, f.Was.Text) || slices.Contains(dirs, dir) || slices.Contains(hidden, dir) || !reshaped(f) {
			continue
		}
		if isHidden(dir) {
			hidden = append(hidden, dir)
		} else {
			dirs = append(dirs, dir)
		}
	}
	if len(dirs)+len(hidden) == 0 {
		return
	}
	p := packages{base: exported.New(s.Base), result: exported.New(s.Candidate), files: map[string]*change.File{}, declared: out}
	for _, f := range s.Files {
		p.files[f.Path] = f
	}
	for _, f := range s.Files {
		if f.From != "" {
			p.files[f.From] = f
		}
	}
	for _, dir := range hidden {
		for _, importer := range p.shownBy(dir) {
			if !slices.Contains(dirs, importer) {
				dirs = append(dirs, importer)
			}
		}
	}
	for _, dir := range dirs {
		if before, after, ok := p.both(dir); ok {
			out.before[dir], out.after[dir] = before, after
		}
	}
	for dir, declared := range out.after { // what moved is looked for in all of them
		is, err := p.result.Offers(dir)
		for name, n := range is {
			if err == nil && out.before[dir] == nil {
				declared[name] = p.offer(n)
			}
		}
	}
}

func isHidden(dir string) bool { return strings.Contains("/"+dir+"/", "/internal/") }

// packages are both trees by their types.
type packages struct {
	base, result *exported.Tree
	files        map[string]*change.File // by the paths of both sides
	declared     sides
}

// both are a package's names before and after; ok is false when one side could
// not be read. A name whose type cannot be told is taken by its declaration,
// and left out where it has none.
func (p packages) both(dir string) (before, after offers, ok bool) {
	was, err := p.base.Offers(dir)
	if err != nil || was == nil {
		return nil, nil, false
	}
	is, err := p.result.Offers(dir)
	if err != nil {
		return nil, nil, false
	}
	before, after = offers{}, offers{}
	for name, n := range is {
		after[name] = p.offer(n)
	}
	for name, n := range was {
		before[name] = p.offer(n)
		now, kept := is[name]
		if !kept || n.Known() && now.Known() {
			continue
		}
		old, told := p.declared.before[dir][name]
		if told {
			before[name], after[name] = old, p.declared.after[dir][name]
		} else {
			delete(before, name)
			delete(after, name)
		}
	}
	return before, after, true
}

func (p packages) offer(n exported.Name) offer {
	o := offer{shape: n.Shape, path: n.Path, line: n.Line, file: p.files[n.Path], promoted: n.Promoted}
	if o.file != nil {
		o.path = o.file.Path
	}
	return o
}

// shownBy are the packages that may show what a hidden one no longer offers as
// it did.
func (p packages) shownBy(dir string) (dirs []string) {
	before, after, ok := p.both(dir)
	if !ok {
		return nil
	}
	for name, old := range before {
		if now, kept := after[name]; !kept || now.shape != old.shape {
			above, _, _ := strings.Cut("/"+dir+"/", "/internal/")
			importers := p.base.Importers(path.Join(".", above), []string{dir}, maxImporters)
			return slices.DeleteFunc(importers, isHidden)
		}
	}
	return nil
}
