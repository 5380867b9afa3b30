package language

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Source is a text and its readings, line by line; line n of one view is line n
// of the others.
type Source struct {
	Path  string
	Lang  *Language
	Text  string
	Lines []string
	Code  []string // without comments
	Bare  []string // without comments and what stands between quotes

	test  bool
	tool  bool
	Facts Facts // what rules made of it

	funcs  lazy[[]Func]
	tests  lazy[[]Func]
	around lazy[[]int32] // by line, which of funcs it is, from 1; 0 for none
	weigh  sync.Once
	parts  parts
}

// maxText is the size of a text that is read; a longer one is no source.
const maxText = 2 << 20

// Read reads a text by the language of its path.
func Read(path, text string) *Source {
	s := &Source{Path: path, Lang: Of(path), test: IsTest(path), tool: IsConfig(path)}
	s.test = s.test || s.Lang.Code() && serves(text)
	s.read(text)
	return s
}

// serves tells whether code is there for tests alone, as what it takes or
// imports says.
func serves(text string) bool {
	return slices.ContainsFunc(frameworks, func(w string) bool { return strings.Contains(text, w) }) && framework.MatchString(text)
}

var (
	frameworks = []string{"testing.", "pytest", "unittest", "vitest", "jest", "node:test"}
	framework  = regexp.MustCompile(`(?m)^func\b.*[(,\s](testing\.TB|\*testing\.[TBMF])\b|^(import|from)\s+(pytest|unittest)\b|^import\b.*\bfrom\s+["'](vitest|@jest/globals|node:test)["']`)
)

// Edition reads another text that stood at the same path, and was there for the
// same.
func (s *Source) Edition(text string) *Source {
	e := &Source{Path: s.Path, Lang: s.Lang, test: s.test, tool: s.tool}
	e.read(text)
	return e
}

func (s *Source) read(text string) {
	if len(text) > maxText || text == "" {
		return
	}
	s.Text = text
	lines := strings.Count(strings.TrimSuffix(text, "\n"), "\n") + 1
	all := make([]string, 3*lines)
	s.Lines, s.Code, s.Bare = all[:lines:lines], all[lines:2*lines:2*lines], all[2*lines:]
	r := newReader(text, s.Lang.lexis)
	for n := range lines {
		from, to := r.line()
		s.Lines[n], s.Code[n], s.Bare[n] = text[from:to], r.show(code|value), r.show(code)
	}
}

// Notes are the comments alone: few rules ask for them.
func (s *Source) Notes() []string {
	return Fact(&s.Facts, "notes", func() []string {
		out := make([]string, len(s.Lines))
		r := newReader(s.Text, s.Lang.lexis)
		for n := range out {
			r.line()
			out[n] = r.show(note)
		}
		return out
	})
}

// Test tells whether the file holds tests or serves them alone.
func (s *Source) Test() bool { return s.test }

// Product tells whether it is code that is neither test nor the configuration
// of a tool.
func (s *Source) Product() bool { return s.Lang.Code() && !s.test && !s.tool }

// Func is a function, or a test by its own name, of a source.
type Func struct {
	Name   string
	Owner  string // the type that it is a method of; empty for a function of its own
	Params []string
	Test   bool
	Idle   bool // it is named as a test and no runner collects it
	Start  int  // its first line, decorators among them
	Head   int  // the line that names it
	Body   int  // the first line behind its head
	End    int  // the line after its last
}

// Funcs are the functions of a source, in order; inner ones follow outer ones.
func (s *Source) Funcs() []Func {
	if s.Lang.funcs == nil {
		return nil
	}
	return s.funcs.get(func() []Func { return s.owned(s.Lang.funcs(s)) })
}

// Tests are the functions that a runner collects.
func (s *Source) Tests() []Func {
	return s.tests.get(func() (out []Func) {
		if !s.Lang.Collects(s.Path) {
			return nil
		}
		for _, f := range s.Funcs() {
			if f.Test {
				out = append(out, f)
			}
		}
		return out
	})
}

// Around is the innermost function that holds line n.
func (s *Source) Around(n int) (f Func, ok bool) {
	inner := s.around.get(func() []int32 {
		out := make([]int32, len(s.Lines))
		for at, one := range s.Funcs() {
			for l := max(0, one.Start); l < min(one.End, len(out)); l++ {
				out[l] = int32(at + 1)
			}
		}
		return out
	})
	if n < 0 || n >= len(inner) || inner[n] == 0 {
		return f, false
	}
	return s.Funcs()[inner[n]-1], true
}

// Part joins lines of a view.
func Part(view []string, from, to int) string {
	from, to = max(from, 0), min(to, len(view))
	if from >= to {
		return ""
	}
	return strings.Join(view[from:to], "\n")
}

// Named is the first function with a name.
func (s *Source) Named(name string) (f Func, ok bool) {
	for _, one := range s.Funcs() {
		if one.Name == name {
			return one, true
		}
	}
	return f, false
}
