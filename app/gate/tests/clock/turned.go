package clock

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// turnsItself tells whether a test turns its clock on by itself, and asks no
// other for the time, nor did so before: nor has it to where it slept, and waits
// no more.
func turnsItself(f *change.File, fn language.Func) bool {
	was, _ := f.Was.Named(fn.Name)
	body, old := language.Part(f.Is.Bare, fn.Start, fn.End), language.Part(f.Was.Bare, was.Start, was.End)
	return suite.Turning.MatchString(body) && !suite.ReadsClock.MatchString(body) && !suite.ReadsClock.MatchString(old) || suite.SleepsNoMore(old, body)
}

// notesWaits tells whether a test has what is waited for noted in place of waiting,
// asserts what was noted, and asks nobody for the time.
func notesWaits(f *change.File, fn language.Func, n int) bool {
	m := noted.FindStringSubmatch(language.Part(f.Is.Bare, n, min(n+3, fn.End)))
	if m == nil || suite.ReadsClock.MatchString(language.Part(f.Is.Bare, fn.Start, fn.End)) {
		return false
	}
	return slices.ContainsFunc(suite.Assertions(f.Is, fn), func(a suite.Statement) bool {
		return a.Strength() == suite.SaysAll && regexp.HasWord(a.Text, m[1]+m[2])
	})
}

var noted = regexp.MustCompile(`(?s)[sS]leep\w*\s*=\s*(?:func|\().*?(?:append\((\w+)\s*,|\b(\w+)\.push\()`)

// turnedByTests tells whether the tests of a file turn the clock that they share
// by themselves, and no test asks for the time, nor did so before: they waited,
// and what they wait for comes when they say so now.
func turnedByTests(f *change.File) bool {
	reads := func(src *language.Source) bool { return slices.ContainsFunc(src.Bare, suite.ReadsClock.MatchString) }
	return slices.ContainsFunc(f.Is.Bare, suite.Turning.MatchString) && !reads(f.Is) && !reads(f.Was)
}

// handsOutClock tells whether a new function gives a clock of their own to tests that
// are new, or that slept and turn it in place of that.
func handsOutClock(s *change.Set, f *change.File, fn language.Func) bool {
	if _, was := f.Was.Named(fn.Name); was || fn.Test {
		return false
	}
	turned := false
	for _, u := range suite.Units(s) {
		if now := suite.Within(u.Is.Bare, u.Now); u.File == f && suite.Calling(now, fn.Name) {
			if turned = suite.TurnsInstead(suite.Within(u.Was.Bare, u.Old), now); !turned {
				return false
			}
		}
	}
	return turned
}

// tiedToClock says that tests live by a clock that they ought not to live by.
var tiedToClock = regexp.MustCompile(`\btests?\b[^.]*\b(tied to|depends? on|bound to|independent of|without|not (use|need|read|ask)|instead of)\s+(the |a )?(real|wall|system|actual)[- ](clock|time)\b`)

// waitsAnew tells whether the product came to tell the time or to wait, and
// neither it nor the tests did so before: a clock of the tests' own can hide
// nothing then.
func waitsAnew(s *change.Set, f *change.File) bool {
	timed := func(src *language.Source) bool {
		return slices.ContainsFunc(src.Bare, func(l string) bool { return suite.ReadsClock.MatchString(l) || suite.Waits.MatchString(l) })
	}
	anew := false
	for _, p := range s.Files {
		if p.Product() {
			if timed(p.Was) {
				return false
			}
			anew = anew || timed(p.Is)
		}
	}
	return anew && !timed(f.Was)
}

// offered tells whether a new function is a fixture that a test has to name: no
// test of the base does, but for those that slept, asked nobody for the time, and
// wait no more.
func offered(s *change.Set, f *change.File, fn language.Func) bool {
	if marks := language.Part(f.Is.Bare, fn.Start, fn.Head); !strings.Contains(marks, "fixture") || strings.Contains(marks, "autouse") {
		return false
	}
	return !slices.ContainsFunc(suite.Units(s), func(u suite.Unit) bool {
		old, now := suite.Within(u.Was.Bare, u.Old), suite.Within(u.Is.Bare, u.Now)
		return u.Old.Test && slices.Contains(u.Now.Params, fn.Name) && !suite.SleepsNoMore(old, now)
	})
}

// ownGroup tells whether a line stands in a group of tests that is all new.
func ownGroup(f *change.File, n int) bool {
	for up := n; up >= 0 && f.IsAdded(up); up-- {
		if opensGroup.MatchString(f.Is.Bare[up]) {
			_, end := suite.Whole(f.Is, up, len(f.Is.Bare))
			return end >= n && !slices.ContainsFunc(f.Removed(), func(o int) bool { return opensGroup.MatchString(f.Was.Bare[o]) })
		}
	}
	return false
}

var opensGroup = regexp.MustCompile(`^\s*(describe|context|suite)(\.\w+)*\(`)
