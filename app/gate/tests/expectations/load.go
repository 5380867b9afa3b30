package expectations

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// raised is a number of a test's line that was raised, and nothing beside it.
type raised struct{ from, to float64 }

// grown tells whether a finding is about a number that a test raised for all of
// what it does: how much it puts in, and what has to come out, which may be a
// multiple of how often it does something.
func grown(s *change.Set, found change.Finding) bool {
	f := s.Find(found.Place.Path)
	n := found.Place.Line - 1
	if f == nil || n < 0 || n >= len(f.Is.Code) {
		return false
	}
	fn, ok := f.Is.Around(n)
	was, had := f.Was.Named(fn.Name)
	r, more := raisedAt(f, n)
	if !ok || !had || !more {
		return false
	}
	if !checks(f.Is, n) {
		return r.follows(f, was, fn, counted(f.Is, fn, n))
	}
	return slices.ContainsFunc(f.Added(), func(at int) bool {
		given, more := raisedAt(f, at)
		if !more || at < fn.Start || at >= fn.End || checks(f.Is, at) {
			return false
		}
		return given == r || given.to*r.from == r.to*given.from && counted(f.Is, fn, at) && given.follows(f, was, fn, true)
	})
}

// follows tells whether what a test expects rose with what it puts in: each number
// that it compared with is there as it was or as many times as large, and one at
// least is, where it compared with any.
func (r raised) follows(f *change.File, was, fn language.Func, counted bool) bool {
	now := figures(f.Is, fn)
	rose, all := 0, figures(f.Was, was)
	for _, v := range all {
		switch more := v * r.to / r.from; {
		case slices.Contains(now, more) && (v == r.from || counted):
			rose++
		case !slices.Contains(now, v):
			return false
		}
	}
	return rose > 0 || len(all) == 0 && counted
}

// raisedAt is what was raised in line n, by the line that stood there.
func raisedAt(f *change.File, n int) (raised, bool) {
	shape, now := suite.Skeleton(f.Is.Code[n]), suite.Numerals(f.Is.Code[n])
	for _, h := range f.Hunks {
		if n < h.New || n >= h.NewEnd {
			continue
		}
		for o := h.Old; o < h.OldEnd; o++ {
			if suite.Skeleton(f.Was.Code[o]) != shape {
				continue
			}
			var r raised
			differ := 0
			for i, old := range suite.Numerals(f.Was.Code[o]) {
				if i < len(now) && old != now[i] {
					r, differ = raised{suite.Value(old), suite.Value(now[i])}, differ+1
				}
			}
			return r, differ == 1 && r.from > 0 && r.to > r.from
		}
	}
	return raised{}, false
}

// checks tells whether a line compares or asserts, and opens no loop.
func checks(src *language.Source, n int) bool {
	text := src.Bare[n]
	return !suite.Looping.MatchString(text) && (strings.Contains(text, "==") || strings.Contains(text, "!=") || src.Lang.Assertion != nil && src.Lang.Assertion.MatchString(text))
}

// figures are the numbers that a test compares with, but for those that stand
// everywhere.
func figures(src *language.Source, fn language.Func) (out []float64) {
	for n := fn.Start; n < min(fn.End, len(src.Code)); n++ {
		if !checks(src, n) {
			continue
		}
		for _, l := range suite.Numerals(suite.Message(src.Code[n])) {
			if !suite.Trivial(l) {
				out = append(out, suite.Value(l))
			}
		}
	}
	return out
}

// counted tells whether a line says how often something is done, and nothing
// ends that earlier.
func counted(src *language.Source, fn language.Func, n int) bool {
	if !howOften.MatchString(src.Bare[n]) {
		return false
	}
	for next := n + 1; next < fn.End && (strings.TrimSpace(src.Bare[next]) == "" || suite.Indent(src.Lines[next]) > suite.Indent(src.Lines[n])); next++ {
		if endsEarly.MatchString(src.Bare[next]) {
			return false
		}
	}
	return true
}

var (
	howOften  = regexp.MustCompile(`\brange\(\s*\d[\d_]*\s*\)|\bfor\b.*(<=?\s*\d[\d_]*\s*;|\brange\s+\d[\d_]*)|\blength\s*:\s*\d[\d_]*|\bArray\(\s*\d[\d_]*\s*\)`)
	endsEarly = regexp.MustCompile(`\b(break|return)\b`)
)

// heavier tells whether a number rose that the tests of a file put in, and do not
// compare, each under a limit that it did not touch.
func heavier(f *change.File, old, now string) bool {
	was, is := suite.NumberAs.FindStringSubmatch(old), suite.NumberAs.FindStringSubmatch(now)
	if was == nil || is == nil || was[1] != is[1] || suite.Value(is[2]) <= suite.Value(was[2]) {
		return false
	}
	some := false
	for _, fn := range f.Is.Tests() {
		if !regexp.HasWord(suite.Within(f.Is.Bare, fn), is[1]) {
			continue
		}
		some = true
		all := suite.Assertions(f.Is, fn)
		if slices.ContainsFunc(all, func(a suite.Statement) bool { return regexp.HasWord(a.Text, is[1]) }) || !slices.ContainsFunc(all, func(a suite.Statement) bool { return limitsBy(f, a) }) {
			return false
		}
	}
	return some
}

// limitsBy tells whether an assertion of the base holds something against a limit
// of the file that stayed.
func limitsBy(f *change.File, a suite.Statement) bool {
	return !f.IsAdded(a.Line) && slices.ContainsFunc(suite.Words.FindAllString(a.Text, -1), func(name string) bool {
		return suite.MostName.MatchString(name) && !slices.ContainsFunc(f.Added(), func(n int) bool {
			m := suite.NumberAs.FindStringSubmatch(f.Is.Code[n])
			return m != nil && m[1] == name && !slices.ContainsFunc(f.Removed(), func(o int) bool { return suite.Squeeze(f.Was.Code[o]) == suite.Squeeze(f.Is.Code[n]) })
		})
	})
}
