package mocks

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

func isClass(name string) bool { return name != "" && unicode.IsUpper(rune(name[0])) }

// onInstance tells whether lines make an object of a class, and call a method
// on an object.
func onInstance(src *language.Source, at, from, to int, class, method string) bool {
	made, called := false, false
	for n := from; n < min(to, len(src.Bare)); n++ {
		if n != at {
			made = made || strings.Contains(src.Bare[n], class+"(") && !strings.Contains(src.Bare[n], "class "+class)
			called = called || strings.Contains(src.Bare[n], "."+method+"(")
		}
	}
	return made && called
}

// ofFixture tells whether a test replaces a method of a class, whose object is
// made for it elsewhere, or something does that for all tests of a file, and
// expects of that method what it put there, or what the goal is about.
func ofFixture(s *change.Set, f *change.File, n int, class, method string) bool {
	fn, in := f.Is.Around(n)
	tests := f.Is.Tests()
	if in = in && fn.Test; in {
		tests = []language.Func{fn}
	}
	if !isClass(class) || !madeFor(s, f, class, !in) {
		return false
	}
	called := regexp.MustCompile(`\.` + regexp.QuoteMeta(method) + `\b`)
	put := language.Literals(f.Is.Code[n])
	expects := func(a suite.Statement) bool {
		at := called.FindStringIndex(a.Text)
		if at == nil {
			return false
		}
		expected := suite.Literals(a.Text)
		return s.Asked(method) && len(expected) > 0 || slices.ContainsFunc(expected, func(v string) bool {
			return suite.Unquote(v) != method && slices.Contains(put, v)
		})
	}
	return slices.ContainsFunc(tests, func(t language.Func) bool { return slices.ContainsFunc(suite.Assertions(f.Is, t), expects) })
}

// madeFor tells whether what stands beside the tests of a file makes an object
// of a class for them, or they themselves where they may.
func madeFor(s *change.Set, f *change.File, class string, themselves bool) bool {
	makes := func(text string) bool {
		return strings.Contains(text, class+"(") && !strings.Contains(text, "class "+class)
	}
	for n, text := range f.Is.Bare {
		if fn, in := f.Is.Around(n); makes(text) && (themselves || !in || !fn.Test) {
			return true
		}
	}
	if f.Is.Lang.Name != "Python" {
		return false
	}
	for dir := path.Dir(f.Path); ; dir = path.Dir(dir) {
		text, err := fs.ReadFile(s.Candidate, path.Join(dir, "conftest.py"))
		if err == nil && slices.ContainsFunc(language.Read("conftest.py", string(text)).Bare, makes) {
			return true
		}
		if dir == "." || dir == "/" {
			return false
		}
	}
}

// ofObject tells whether a test replaces a member of an object that it makes, and
// expects of that member what it put there.
func ofObject(f *change.File, n int, object, member string) bool {
	fn, in := f.Is.Around(n)
	made := regexp.MustCompile(`\b` + regexp.QuoteMeta(object) + `\s*=\s*(?:await\s+)?(?:new\s+)?\w+\(`)
	read := regexp.MustCompile(`\b` + regexp.QuoteMeta(object) + `\.` + regexp.QuoteMeta(member) + `\b`)
	put, _ := suite.Whole(f.Is, n, len(f.Is.Code))
	return in && fn.Test && slices.ContainsFunc(f.Is.Bare, made.MatchString) && slices.ContainsFunc(suite.Assertions(f.Is, fn), func(a suite.Statement) bool {
		return read.MatchString(a.Text) && slices.ContainsFunc(suite.Literals(a.Text), func(v string) bool { return slices.Contains(language.Literals(put), v) })
	})
}
