package mocks

import (
	"io/fs"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// defines tells whether a module of the product has a function of its own by a
// name: a test that takes its subject from there replaces a part of it.
func defines(s *change.Set, module, name string) bool {
	for _, at := range suite.FilesOf(module) {
		if text, err := fs.ReadFile(s.Candidate, at); err == nil {
			return regexp.MustCompile(`(?m)^(async\s+)?def\s+` + regexp.QuoteMeta(name) + `\(`).Match(text)
		}
	}
	return false
}

// helps tells whether a line of a test that came replaces a function which the
// change leaves alone and nobody spoke of, beside one in the same module that the
// change works on and the test calls: that one is the subject.
func helps(s *change.Set, f *change.File, n int, module, name string) bool {
	around, in := f.Is.Around(n)
	if _, was := f.Was.Named(around.Name); !in || was || s.Asked(name) {
		return false
	}
	return slices.ContainsFunc(suite.FilesOf(module), func(at string) bool {
		p := s.Find(at)
		if p == nil || p.From == "" || p.New == "" {
			return false
		}
		if fn, ok := p.Is.Named(name); !ok || p.Touches(fn) {
			return false
		}
		return slices.ContainsFunc(p.Is.Funcs(), func(fn language.Func) bool {
			return fn.Name != name && p.Touches(fn) && calls(f, n, "", fn.Name, true)
		})
	})
}
