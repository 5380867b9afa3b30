// Package product reads product code for the gates over it: the examples of its
// tests, what it offers, what a handler does. In comes a change, out come the
// parts that several gates compare. It keeps nothing, so a process that dies here
// reads again.
package product

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Example is a statement of a test with the values it holds.
type Example struct {
	Code   string
	Values map[string]bool
}

// Examples are what the tests of the base say about a product file: those that
// come with a change follow from it.
func Examples(s *change.Set, f *change.File) []Example {
	return language.Fact(&f.Is.Facts, "examples", func() []Example {
		var all [][]Example
		for _, t := range s.TestsOf(f) {
			if c := s.Find(t.Path); c == nil || t != c.Is {
				all = append(all, ExamplesIn(s, t))
			}
		}
		return slices.Concat(all...)
	})
}

// ExamplesIn are the examples that one test file holds.
func ExamplesIn(s *change.Set, t *language.Source) []Example {
	return change.Memo(s, t, func() []Example { return statements(t) })
}

// statements are the lines of a test, and with each what its brackets hold.
func statements(src *language.Source) []Example {
	var out []Example
	for n := 0; n < len(src.Code); n++ {
		depth, end := 0, n
		for ; end < min(len(src.Code), n+12); end++ {
			b := src.Bare[end]
			depth += strings.Count(b, "(") + strings.Count(b, "[") - strings.Count(b, ")") - strings.Count(b, "]")
			if depth <= 0 {
				break
			}
		}
		code := language.Part(src.Code, n, min(end+1, len(src.Code)))
		if end == n && n+2 < len(src.Code) && strings.Contains(code, "=") {
			code += "\n" + src.Code[n+1] + "\n" + src.Code[n+2] // a value, and what is done with it
		}
		if head := strings.TrimSpace(src.Bare[n]); head == "{" || strings.HasSuffix(head, "{") && !control.MatchString(head) {
			code = braced(src, n)
		}
		if e := (Example{code, ValueSet(code)}); len(e.Values) > 0 {
			out = append(out, e)
		}
	}
	for _, fn := range src.Funcs() { // a short test is one example
		if fn.Test && fn.End-fn.Start <= 8 {
			code := language.Part(src.Code, fn.Start, fn.End)
			out = append(out, Example{code, ValueSet(code)})
		}
	}
	return out
}

var control = regexp.MustCompile(`\b(func|function|if|for|switch|while|describe|it|test|class|else|struct|range|try|select)\b|=>`)

// braced is a short stretch between a brace and its partner.
func braced(src *language.Source, n int) string {
	depth := 0
	for end := n; end < min(len(src.Bare), n+12); end++ {
		depth += strings.Count(src.Bare[end], "{") - strings.Count(src.Bare[end], "}")
		if depth <= 0 {
			return language.Part(src.Code, n, end+1)
		}
	}
	return src.Code[n]
}

// Asks tells whether an example holds all inputs of a pair that has several.
func (e Example) Asks(p Pair) bool {
	if p.Table {
		return len(p.In) == 1 && len(Parts(p.In[0])) > 2 && strings.ContainsAny(p.In[0], Separators) && Made(e, p.In[0])
	}
	if !p.Whole || p.Fn == "" || len(p.In) < 2 || AllTrivial(p.In) || !strings.Contains(e.Code, p.Fn+"(") {
		return false
	}
	for _, v := range p.In {
		if !e.Values[v] {
			return false
		}
	}
	return true
}

// Made tells whether a text consists of values of the test.
func Made(e Example, v string) bool {
	for _, p := range Parts(v) {
		if !e.Values[p] {
			return false
		}
	}
	return true
}

// TestsOfChange are the tests that may speak of the change.
func TestsOfChange(s *change.Set) (out []*language.Source) {
	seen := map[*language.Source]bool{}
	for _, p := range s.Files {
		if p.New == "" || !p.Product() {
			continue
		}
		for _, t := range s.TestsOf(p) {
			if !seen[t] {
				seen[t] = true
				out = append(out, t)
			}
		}
	}
	return out
}
