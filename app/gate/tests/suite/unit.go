// Package suite reads the tests of a change: its units with their assertions,
// values, rows and settings, before and after, and what people ask of them. In
// comes a change, out come the parts that the gates over tests compare. It keeps
// nothing but what a change remembers, so a process that dies here reads again.
package suite

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Unit is a function of a test file beside what it was in the base.
type Unit struct {
	Was, Is  *language.Source
	Old, Now language.Func
	File     *change.File // that holds it now
}

// Units pairs the functions of test files that both sides have, in the same
// file or, where it moved, in another.
func Units(s *change.Set) []Unit {
	return change.Memo(s, "units", func() []Unit { return pairUnits(s) })
}

func pairUnits(s *change.Set) []Unit {
	type home struct {
		file *change.File
		fn   language.Func
	}
	elsewhere := map[string]home{}
	for _, f := range s.Files {
		if f.Is.Test() {
			for _, fn := range f.Is.Funcs() {
				elsewhere[fn.Name] = home{f, fn}
			}
		}
	}
	var out []Unit
	for _, f := range s.Files {
		if !f.Was.Test() || f.New == "" && MovedAway(s, f) {
			continue
		}
		here := map[string][]language.Func{}
		for _, fn := range f.Is.Funcs() {
			here[fn.Name] = append(here[fn.Name], fn)
		}
		for _, fn := range f.Was.Funcs() {
			if same := here[fn.Name]; len(same) > 0 {
				out = append(out, Unit{f.Was, f.Is, fn, same[0], f})
				here[fn.Name] = same[1:]
			} else if h, ok := elsewhere[fn.Name]; ok && h.file != f && h.file.From == "" {
				out = append(out, Unit{f.Was, h.file.Is, fn, h.fn, h.file})
			} else if now, ok := retitled(f, fn); ok {
				out = append(out, Unit{f.Was, f.Is, fn, now, f})
			}
		}
	}
	return out
}

// Same tells whether a function reads as it did.
func (u Unit) Same() bool {
	return slices.Equal(u.Was.Lines[u.Old.Start:min(u.Old.End, len(u.Was.Lines))], u.Is.Lines[u.Now.Start:min(u.Now.End, len(u.Is.Lines))])
}

// Statement is one assertion with everything that belongs to it.
type Statement struct {
	Line     int
	Text     string // its code
	Squeezed string
	Strength func() int
}

// Assertions are those of a function: what can fail it, and under which
// condition where the language asserts by one.
func Assertions(src *language.Source, fn language.Func) []Statement {
	if src.Lang.Assertion == nil {
		return nil
	}
	type within struct{ start, end int }
	return slices.Clone(language.Fact(&src.Facts, within{fn.Start, fn.End}, func() []Statement { return asserting(src, fn) }))
}

func asserting(src *language.Source, fn language.Func) []Statement {
	re := src.Lang.Assertion
	var out []Statement
	for n := fn.Start; n < min(fn.End, len(src.Code)); n++ {
		if n == fn.Head && !fn.Test {
			continue
		}
		if !re.MatchString(src.Bare[n]) {
			continue
		}
		text, end := Whole(src, n, fn.End)
		if src.Lang.Name == "Go" {
			text = guarded(src, n, fn, text)
		}
		st := Statement{n, text, Squeeze(text), sync.OnceValue(func() int { return Strength(src.Lang.Name, text) })}
		if k := len(out); k == 0 || out[k-1].Squeezed != st.Squeezed || end > n {
			out = append(out, st)
		}
		n = max(n, end)
	}
	return out
}

// Whole joins the lines of one statement; end is its last.
func Whole(src *language.Source, n, limit int) (text string, end int) {
	depth := 0
	for end = n; end < min(limit, len(src.Bare), n+60); end++ {
		b := src.Bare[end]
		depth += strings.Count(b, "(") + strings.Count(b, "[") + strings.Count(b, "{") - strings.Count(b, ")") - strings.Count(b, "]") - strings.Count(b, "}")
		next := ""
		if end+1 < len(src.Bare) {
			next = strings.TrimSpace(src.Bare[end+1])
		}
		if depth <= 0 && !strings.HasPrefix(next, ".") && !strings.HasSuffix(strings.TrimSpace(b), "\\") {
			break
		}
	}
	end = min(end, len(src.Code)-1, limit-1)
	end = max(end, n)
	return language.Part(src.Code, n, end+1), end
}

// guarded is the condition under which Go code complains.
func guarded(src *language.Source, n int, fn language.Func, text string) string {
	if !Complains.MatchString(text) {
		return text
	}
	for up := n; up >= max(fn.Start, n-6); up-- {
		head := strings.TrimSpace(src.Code[up])
		if strings.HasPrefix(head, "if ") || strings.HasPrefix(head, "} else") || strings.HasPrefix(head, "case ") || strings.HasPrefix(head, "default:") {
			if i := strings.Index(head, "{"); i > 0 && up == n {
				head = head[:i]
			}
			return head
		}
	}
	return text
}

// Helpers are the new functions of the test's file, no tests themselves, that
// the test calls.
func (u Unit) Helpers() []language.Func {
	body := language.Part(u.Is.Bare, u.Now.Start, u.Now.End)
	var out []language.Func
	for _, fn := range u.Is.Funcs() {
		if _, was := u.Was.Named(fn.Name); !was && !fn.Test && Calling(body, fn.Name) {
			out = append(out, fn)
		}
	}
	return out
}

// Calling tells whether code calls a function by its name.
func Calling(code, name string) bool {
	for rest := code; ; {
		at := strings.Index(rest, name+"(")
		if at < 0 {
			return false
		}
		if at == 0 || !regexp.InWord(rest[at-1]) {
			return true
		}
		rest = rest[at+len(name):]
	}
}
