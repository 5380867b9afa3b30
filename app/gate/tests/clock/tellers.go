package clock

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// retold finds product code that puts a function which asks no clock in the place of a
// function of the product that did, whatever it is called.
func retold(s *change.Set, f *change.File) (out []change.Finding) {
	if f.Is.Test() || !f.Holds("= func", "lambda", "=>", "= function") {
		return nil
	}
	for _, n := range f.Added() {
		m := givesFunction.FindStringSubmatch(f.Is.Code[n])
		if m == nil || s.Went(f.Is.Lines[n]) || !toldTime(s, f, m[1]) {
			continue
		}
		now := bodyAt(f.Is, n)
		if _, now, _ = strings.Cut(now, "="); !suite.ReadsClock.MatchString(now) && !suite.AsksTime.MatchString(goUnits.ReplaceAllString(now, "")) {
			out = append(out, f.At(n, m[1]+" told the time and does so no more."))
		}
	}
	return out
}

// toldTime tells whether a name of the whole file, or of the package in Go, was that of
// a function that asks the clock.
func toldTime(s *change.Set, f *change.File, name string) bool {
	return slices.ContainsFunc(s.Files, func(o *change.File) bool {
		if o != f && (f.Is.Lang.Name != "Go" || path.Dir(o.Path) != path.Dir(f.Path)) || o.Was.Test() || !strings.Contains(o.Was.Text, name) {
			return false
		}
		for n, text := range o.Was.Code {
			if m := holdsFunction.FindStringSubmatch(text); m != nil && m[1] == name && suite.ReadsClock.MatchString(bodyAt(o.Was, n)) {
				return true
			}
		}
		return false
	})
}

// bodyAt is what line n and those that belong to it say, without texts.
func bodyAt(src *language.Source, n int) string {
	_, end := suite.Whole(src, n, len(src.Bare))
	return language.Part(src.Bare, n, end+1)
}

var (
	givesFunction = regexp.MustCompile(`^\s*(?:module\.)?(?:exports\.)?(\w+)\s*=\s*(?:func\b|lambda\b|(?:async\s+)?function\b|(?:async\s*)?(?:\([^()]*\)|\w+)\s*=>)`)
	holdsFunction = regexp.MustCompile(`^(?:(?:export|var|let)\s+)*(?:module\.)?(?:exports\.)?(\w+)(?:\s*:[^=]+)?\s*=\s*(?:func\b|lambda\b|(?:async\s+)?function\b|(?:async\s*)?(?:\([^()]*\)|\w+)\s*=>)`)
)
