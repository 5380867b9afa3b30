// Package suite reads the tests of a change: its units with their assertions,
// values, rows and settings, before and after, and what people ask of them. In
// comes a change, out come the parts that the gates over tests compare. It keeps
// nothing but what a change remembers, so a process that dies here reads again.
package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
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

// retitled is the test that a test became whose group alone is called otherwise, or
// that is called otherwise itself and stayed where it was for the most part.
func retitled(f *change.File, t language.Func) (language.Func, bool) {
	if !t.Test || f.New == "" {
		return language.Func{}, false
	}
	var found []language.Func
	for _, fn := range f.Is.Tests() {
		if _, was := Named(f.Was, fn.Name); !was && Title(fn.Name) == Title(t.Name) && Title(t.Name) != t.Name {
			found = append(found, fn)
		}
	}
	if len(found) == 1 {
		return found[0], true
	}
	return StayedAs(f, t)
}

// StayedAs is the test of another name in which most of a test stayed, and that asserts as much.
func StayedAs(f *change.File, t language.Func) (language.Func, bool) {
	var stayed []string
	all := 0
	for n := t.Head + 1; n < min(t.End, len(f.Was.Code)); n++ {
		if text := f.Was.Code[n]; Telling.MatchString(text) {
			if all++; !f.IsRemoved(n) {
				stayed = append(stayed, strings.TrimSpace(text))
			}
		}
	}
	if len(stayed) == 0 || len(stayed)*2 < all {
		return language.Func{}, false
	}
	tests := f.Is.Tests()
	at := slices.IndexFunc(tests, func(fn language.Func) bool {
		_, was := Named(f.Was, fn.Name)
		code, now := language.Part(f.Is.Code, fn.Start, fn.End), len(Assertions(f.Is, fn))
		return !was && now > 0 && now >= len(Assertions(f.Was, t)) && !slices.ContainsFunc(stayed, func(l string) bool { return !strings.Contains(code, l) })
	})
	if at < 0 {
		return language.Func{}, false
	}
	return tests[at], true
}

// MovedAway tells whether another file of the change is this one, moved.
func MovedAway(s *change.Set, f *change.File) bool {
	return change.Memo(s, "moved", func() map[string]bool {
		out := map[string]bool{}
		for _, o := range s.Files {
			if o.Old == "" && o.From != "" {
				out[o.From] = true
			}
		}
		return out
	})[f.Path]
}

// Same tells whether a function reads as it did.
func (u Unit) Same() bool {
	return slices.Equal(u.Was.Lines[u.Old.Start:min(u.Old.End, len(u.Was.Lines))], u.Is.Lines[u.Now.Start:min(u.Now.End, len(u.Is.Lines))])
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

// Retells tells whether a test still has each value of an assertion that went,
// and asserts as much of something.
func (u Unit) Retells(g Statement, come []Statement) bool {
	now := Statement{Text: unescape.Replace(language.Part(u.Is.Code, u.Now.Start, u.Now.End))}
	return TellsAll(g, now) && slices.ContainsFunc(come, func(c Statement) bool { return c.Strength() >= g.Strength() })
}

// Inputs tells whether a finding is about a line of this test that asserts
// nothing.
func (u Unit) Inputs(f change.Finding) bool {
	n := f.Place.Line - 1
	return f.Place.Path == u.File.Path && u.Now.Start <= n && n < u.Now.End && !u.Is.Lang.Assertion.MatchString(u.Is.Bare[n])
}
