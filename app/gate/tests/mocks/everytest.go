package mocks

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// forEveryTest finds what runs before all tests of a package of Go and puts something
// else where the product keeps a function of its own, or a table, under a name.
func forEveryTest(s *change.Set, f *change.File) (out []change.Finding) {
	if f.Is.Lang.Name != "Go" {
		return nil
	}
	for _, fn := range f.Is.Funcs() {
		if fn.Name != "TestMain" && fn.Name != "init" {
			continue
		}
		for n := fn.Body; n < min(fn.End, len(f.Is.Code)); n++ {
			m := gives.FindStringSubmatch(f.Is.Code[n])
			if m != nil && f.IsAdded(n) && !s.Went(f.Is.Lines[n]) && keepsOwn(s, f, m[1], m[2]) && !giveAsked(s, m[2]) {
				out = append(out, f.At(n, "every test gets something else in place of the product's "+m[2]+"."))
			}
		}
	}
	return out
}

// gives has a package, a name and perhaps an entry of what it stands for get another value.
var gives = regexp.MustCompile(`^\s*(?:(\w+)\.)?([A-Za-z_]\w*)(?:\[[^\]]*\])?\s*=\s*[^=\s]`)

// giveAsked tells whether people want tests to be set up with something else under a name.
func giveAsked(s *change.Set, name string) bool {
	return s.Asked(name) && slices.ContainsFunc(s.Sentences(), func(text string) bool {
		return regexp.HasWord(text, strings.ToLower(name)) && suite.OfSetup.MatchString(text) && asks.Speak([]string{text}, suite.PutsInPlace)
	})
}

// keepsOwn tells whether the package in the folder of a test, by the name that the test
// has for it, keeps under a name a function that looks at nothing but what it is given, or
// a table.
func keepsOwn(s *change.Set, f *change.File, pkg, name string) bool {
	declared := regexp.MustCompile(`^(?:var\s+|\s+)` + regexp.QuoteMeta(name) + `\b[^=(]*=\s*(\S.*)$`)
	return slices.ContainsFunc(suite.Siblings(s, f.Path), func(file string) bool {
		text, err := fs.ReadFile(s.Base, file)
		if err != nil || !strings.Contains(string(text), name) || pkg != "" && !strings.Contains("\n"+string(text), "\npackage "+pkg) {
			return false
		}
		src := language.Read(file, string(text))
		at := slices.IndexFunc(src.Code, declared.MatchString)
		if at < 0 {
			return false
		}
		if _, within := src.Around(at); within {
			return false
		}
		whole, end := suite.Whole(src, at, len(src.Code))
		value := declared.FindStringSubmatch(src.Code[at])[1]
		switch {
		case isTable.MatchString(value):
			return len(language.Literals(whole)) > 0
		case strings.HasPrefix(value, "func"):
			return !reaches.MatchString(language.Part(src.Bare, at, end+1))
		}
		of, fn, own := functionOf(s, &change.File{Change: f.Change, Is: src, Was: src}, value)
		return own && !reaches.MatchString(language.Part(of.Bare, fn.Head, fn.End))
	})
}

var isTable = regexp.MustCompile(`^(?:map\[[^\]]+\]|\[\d*\])[^({]*\{`)
