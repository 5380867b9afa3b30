package removed

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// formOf is the way in which an assertion asserts.
func formOf(a suite.Statement) string {
	name := form.FindString(strings.TrimSpace(a.Text))
	if name == "expect(" {
		return suite.Matched.FindString(a.Text)
	}
	return name
}

var (
	form   = regexp.MustCompile(`^[\w.]+\(`)
	macro  = regexp.MustCompile(`^\s*(test|it)(\.serial)?\(\s*\w+\s*,`)
	tabled = regexp.MustCompile(`\bfor\b|\.each\b|\.forEach\(`)
)

// spelled are the values of a test, those of them that it expected, and those that
// say how near is near enough.
type spelled struct{ all, expected, near []string }

func spelledIn(was *language.Source, t language.Func) spelled {
	expected, near := "", []string(nil)
	for _, a := range suite.Assertions(was, t) {
		for _, m := range nearEnough.FindAllStringSubmatch(a.Text, -1) {
			near = append(near, m[1]+m[2])
		}
		expected += suite.Message(a.Text) + "\n"
	}
	return spelled{language.Literals(suite.Message(suite.Within(was.Code, t))), language.Literals(expected), near}
}

// but are the values without some of them.
func (v spelled) but(some []string) spelled {
	v.all = slices.DeleteFunc(slices.Clone(v.all), func(l string) bool { return slices.Contains(some, l) })
	return v
}

var (
	nearEnough   = regexp.MustCompile(`\b(?:abs|rel|abs_tol|rel_tol|atol|rtol|delta|places)\s*=\s*([\d.eE+-]+)|\b(?:toBeCloseTo|closeTo|InDelta|InEpsilon)\(.*,\s*([\d.eE+-]+)\)\s*;?$`)
	approximates = regexp.MustCompile(`(?i)approx|isclose|allclose|almost|closeTo|InDelta|InEpsilon`)
)

// stands tells whether another test has the values, whole or put together in a
// text with gaps; what was expected may have made room for a value that people
// named, and what compares exactly needs not say how near is near enough.
func (v spelled) stands(s *change.Set, src *language.Source, fn language.Func, was *language.Source) bool {
	have := beside(src)
	var gaps []string
	for _, l := range suite.Literals(withHelpers(src, fn)) {
		if have = append(have, suite.Unquote(l)); strings.Contains(l, "{") || strings.Contains(l, "%") {
			gaps = append(gaps, suite.Unquote(l))
		}
	}
	named := sync.OnceValue(func() bool {
		return slices.ContainsFunc(spokenOf(s, src), func(line []string) bool { // beside a value that stayed
			return slices.ContainsFunc(line, func(l string) bool { return !suite.Trivial(l) && slices.Contains(v.all, l) }) &&
				slices.ContainsFunc(line, func(l string) bool {
					return !suite.Trivial(l) && s.Asked(suite.Unquote(l)) && !was.Holds(suite.Unquote(l))
				})
		})
	})
	exact := !approximates.MatchString(language.Part(src.Bare, fn.Start, fn.End))
	for _, l := range v.all {
		value := suite.Unquote(l)
		if !suite.Trivial(l) && !(exact && slices.Contains(v.near, l)) && !slices.Contains(have, value) && !slices.ContainsFunc(gaps, func(g string) bool { return fits(g, value, have) }) && !(slices.Contains(v.expected, l) && named()) {
			return false
		}
	}
	return true
}

// spokenOf are the values of each line of a file that has one which people named.
func spokenOf(s *change.Set, src *language.Source) [][]string {
	return language.Fact(&src.Facts, "spoken of", func() (out [][]string) {
		for _, l := range src.Code {
			if all := suite.Literals(l); slices.ContainsFunc(all, func(l string) bool { return !suite.Trivial(l) && s.Asked(suite.Unquote(l)) }) {
				out = append(out, all)
			}
		}
		return out
	})
}

// needsNot are the values by which a test that people do not name reckons from the real
// time, and which one that says more in its place, by a time of its own, can do without.
func needsNot(s *change.Set, f *change.File, t language.Func, h heir) []string {
	now := suite.Within(h.file.Is.Bare, h.fn)
	if !suite.ReadsClock.MatchString(suite.Within(f.Was.Bare, t)) || suite.ReadsClock.MatchString(now) && !strings.Contains(now, "synctest.") || s.Asked(suite.Title(t.Name)) || len(suite.Assertions(h.file.Is, h.fn)) <= len(suite.Assertions(f.Was, t)) {
		return nil
	}
	return suite.ReckonedIn(f.Was, t)
}
