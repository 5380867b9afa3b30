package language

import (
	"strings"
	"sync"
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
	Notes []string // comments alone

	test  bool
	tool  bool
	once  sync.Once
	funcs []Func
}

// maxText is the size of a text that is read; a longer one is no source.
const maxText = 2 << 20

// Read reads a text by the language of its path.
func Read(path, text string) *Source {
	if len(text) > maxText {
		text = ""
	}
	l := Of(path)
	v := mask(text, l.lexis)
	return &Source{
		Path: path, Lang: l, Text: text, test: IsTest(path), tool: IsConfig(path),
		Lines: split(text), Code: split(v.code), Bare: split(v.bare), Notes: split(v.notes),
	}
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// Test tells whether the file holds tests or serves them alone.
func (s *Source) Test() bool { return s.test }

// Product tells whether it is code that is neither test nor the configuration
// of a tool.
func (s *Source) Product() bool { return s.Lang.Code() && !s.test && !s.tool }

// Func is a function, or a test by its own name, of a source.
type Func struct {
	Name   string
	Params []string
	Test   bool
	Start  int // its first line, decorators among them
	Head   int // the line that names it
	Body   int // the first line behind its head
	End    int // the line after its last
}

// Funcs are the functions of a source, in order; inner ones follow outer ones.
func (s *Source) Funcs() []Func {
	s.once.Do(func() {
		if s.Lang.funcs != nil {
			s.funcs = s.Lang.funcs(s)
		}
	})
	return s.funcs
}

// Tests are the functions that a runner collects.
func (s *Source) Tests() []Func {
	var out []Func
	if !s.Lang.Collects(s.Path) {
		return nil
	}
	for _, f := range s.Funcs() {
		if f.Test {
			out = append(out, f)
		}
	}
	return out
}

// Around is the innermost function that holds line n.
func (s *Source) Around(n int) (f Func, ok bool) {
	for _, one := range s.Funcs() {
		if one.Start <= n && n < one.End {
			f, ok = one, true
		}
	}
	return f, ok
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
