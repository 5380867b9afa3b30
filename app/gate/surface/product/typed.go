package product

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/exported"
)

// maxImporters bounds the files that are asked whether they import a package.
const maxImporters = 3000

// typed reads what packages offer by their types, and what all else declares. A
// package that is too large, or cannot be read, keeps its declarations.
func typed(s *change.Set, d declarations) Sides {
	out := Sides{Before: map[string]Offers{}, After: map[string]Offers{}}
	p := packages{files: map[string]*change.File{}, declared: d}
	p.base, p.result = exported.Both(s.Base, s.Candidate)
	dirs, hidden := packagesOf(s)
	if len(dirs)+len(hidden) > 0 {
		p.know(s)
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
			out.Before[dir], out.After[dir] = before, after
		}
	}
	for place, sources := range d.before {
		if out.Before[place] == nil {
			out.Before[place] = d.of(sources)
		}
	}
	for place, sources := range d.after {
		if out.After[place] == nil {
			out.After[place] = d.of(sources)
		}
		if len(p.files) > 0 && out.Before[place] == nil && place != sources[0].Path { // what moved is looked for in all packages
			is, _ := p.result.Offers(place)
			for name, n := range is {
				out.After[place][name] = p.offer(n)
			}
		}
	}
	return out
}

// packagesOf are the directories of packages that may offer something else than
// before, the hidden ones apart.
func packagesOf(s *change.Set) (dirs, hidden []string) {
	for _, f := range s.Files {
		dir := path.Dir(f.From)
		if !reads(f) || f.Is.Lang.Name != "Go" || !exported.Built(f.From, f.Was.Text) || slices.Contains(dirs, dir) || slices.Contains(hidden, dir) || !Reshaped(f) {
			continue
		}
		if isHidden(dir) {
			hidden = append(hidden, dir)
		} else {
			dirs = append(dirs, dir)
		}
	}
	return dirs, hidden
}

func isHidden(dir string) bool { return strings.Contains("/"+dir+"/", "/internal/") }

// packages are both trees by their types.
type packages struct {
	base, result *exported.Tree
	files        map[string]*change.File // by the paths of both sides
	declared     declarations
}

// know notes the files that changed.
func (p packages) know(s *change.Set) {
	for _, f := range s.Files {
		p.files[f.Path] = f
	}
	for _, f := range s.Files {
		if f.From != "" {
			p.files[f.From] = f
		}
	}
}

// both are a package's names before and after; ok is false when one side could
// not be read. A name whose type cannot be told is taken by its declaration,
// and left out where it has none.
func (p packages) both(dir string) (before, after Offers, ok bool) {
	was, err := p.base.Offers(dir)
	if err != nil || was == nil {
		return nil, nil, false
	}
	is, err := p.result.Offers(dir)
	if err != nil {
		return nil, nil, false
	}
	before, after = Offers{}, Offers{}
	declared := sync.OnceValues(func() (before, after Offers) {
		return p.declared.of(p.declared.before[dir]), p.declared.of(p.declared.after[dir])
	})
	for name, n := range is {
		after[name] = p.offer(n)
	}
	for name, n := range was {
		before[name] = p.offer(n)
		now, kept := is[name]
		if !kept || n.Known() && now.Known() {
			continue
		}
		had, has := declared()
		if old, told := had[name]; told {
			before[name], after[name] = old, has[name]
		} else {
			delete(before, name)
			delete(after, name)
		}
	}
	return before, after, true
}

func (p packages) offer(n exported.Name) Offer {
	o := Offer{Shape: n.Shape, Path: n.Path, Line: n.Line, File: p.files[n.Path], Promoted: n.Promoted}
	if o.File != nil {
		o.Path = o.File.Path
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
		if now, kept := after[name]; !kept || now.Shape != old.Shape {
			above, _, _ := strings.Cut("/"+dir+"/", "/internal/")
			importers := p.base.Importers(path.Join(".", above), []string{dir}, maxImporters)
			return slices.DeleteFunc(importers, isHidden)
		}
	}
	return nil
}
