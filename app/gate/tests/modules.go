package tests

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// filesOf are where a module of Python may stand.
func filesOf(module string) []string {
	p := strings.ReplaceAll(module, ".", "/")
	return []string{p + ".py", "src/" + p + ".py", p + "/__init__.py"}
}

// defines tells whether a module of the product has a function of its own by a
// name: a test that takes its subject from there replaces a part of it.
func defines(s *change.Set, module, name string) bool {
	for _, at := range filesOf(module) {
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
	return slices.ContainsFunc(filesOf(module), func(at string) bool {
		p := s.Find(at)
		if p == nil || p.From == "" || p.New == "" {
			return false
		}
		if fn, ok := p.Is.Named(name); !ok || touched(p, fn) {
			return false
		}
		return slices.ContainsFunc(p.Is.Funcs(), func(fn language.Func) bool {
			return fn.Name != name && touched(p, fn) && calls(f, n, "", fn.Name, true)
		})
	})
}
