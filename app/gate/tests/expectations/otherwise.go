package expectations

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// keptByPeople tells whether people said of the test around a line of the base that
// it stays as it is.
func keptByPeople(s *change.Set, f *change.File, o int) bool {
	return slices.ContainsFunc(f.Was.Tests(), func(t language.Func) bool {
		return o >= t.Start && o < t.End && suite.ToEdit(s, f.Was, t.Name) == asks.Forbidden
	})
}

// askedOtherwise tells whether people want the test around a line of the base to
// expect something else, and, where they say which numbers, whether a line that
// came has no others.
func askedOtherwise(s *change.Set, f *change.File, o int, now string) bool {
	return slices.ContainsFunc(f.Was.Tests(), func(t language.Func) bool {
		if o < t.Start || o >= t.End || suite.ToEdit(s, f.Was, t.Name) != asks.Wanted {
			return false
		}
		was := suite.Numerals(f.Was.Code[o])
		other := func(v string) bool { return !slices.Contains(was, v) }
		return !slices.ContainsFunc(numbersAbout(s, t.Name), other) || !slices.ContainsFunc(suite.Numerals(now), func(v string) bool { return other(v) && !s.Said(v) })
	})
}

// numbersAbout are the numbers in sentences with a name, and in one behind that goes
// on about it.
func numbersAbout(s *change.Set, name string) (out []string) {
	name = strings.ToLower(suite.Title(name))
	before := false
	for _, text := range s.Sentences() {
		about := strings.Contains(text, name)
		if goesOn := before && goesOnAbout.MatchString(strings.ReplaceAll(text, "*", "")); about || goesOn {
			out = append(out, loneNumber.FindAllString(referred.ReplaceAllString(strings.ReplaceAll(text, name, ""), ""), -1)...)
		}
		before = about
	}
	return out
}

var (
	goesOnAbout = regexp.MustCompile(`^(\w+ ){0,2}(it|its|that|the test|this test)\b`)
	loneNumber  = regexp.MustCompile(`\b\d+(\.\d+)?\b`)
	referred    = regexp.MustCompile(`#\d+|\bv\d[\d.]*|\b\d+ (tests?|files?|times)\b`)
)
