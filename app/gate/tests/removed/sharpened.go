package removed

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// sharpened tells whether a test has a successor under another name in its file
// that asserts of each of its subjects all that there is to say, where it said
// a part.
func sharpened(f *change.File, t language.Func) bool {
	said := suite.Assertions(f.Was, t)
	if len(said) == 0 || f.New == "" {
		return false
	}
	var fresh []suite.Statement
	for _, fn := range f.Is.Tests() {
		if _, was := suite.Named(f.Was, fn.Name); !was {
			fresh = append(fresh, suite.Assertions(f.Is, fn)...)
		}
	}
	return !slices.ContainsFunc(said, func(old suite.Statement) bool {
		of := askedOf(old.Squeezed)
		return of == "" || !slices.ContainsFunc(fresh, func(now suite.Statement) bool {
			return askedOf(now.Squeezed) == of && now.Strength() == suite.SaysAll && old.Strength() < suite.SaysAll
		})
	})
}

// askedOf is the call that an assertion is about, with what it is given; empty
// for none that is worth telling apart.
func askedOf(squeezed string) string {
	_, rest, ok := strings.Cut(squeezed, "(")
	if words := strings.TrimPrefix(squeezed, "assert"); words != squeezed && (!ok || !strings.HasPrefix(words, "(") && !strings.HasPrefix(words, "Equal")) && !strings.HasPrefix(squeezed, "assert.") {
		rest = words // a statement of Python
	}
	rest = strings.TrimPrefix(rest, "t,")
	if _, got, held := strings.Cut(squeezed, ":="); held {
		rest, _, _ = strings.Cut(got, ";")
	}
	depth := 0
	for n := range len(rest) {
		switch rest[n] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
		if depth < 0 || depth == 0 && (rest[n] == ',' || rest[n] == '=' || rest[n] == '<' || rest[n] == '>') {
			rest = rest[:n]
			break
		}
	}
	if !strings.Contains(rest, "(") || len(rest) < 8 {
		return ""
	}
	return rest
}

// listedAnew tells whether a new test of a test's file has all values of it, those that
// it expects in their order, calls what it called of the product, and says as much.
func listedAnew(f *change.File, t language.Func) bool {
	if f.New == "" {
		return false
	}
	expected, words := orderedValues(f.Was, t)
	old, want := suite.Assertions(f.Was, t), subjectsOf(f.Was, t)
	if len(expected) < minListed || len(old) == 0 || len(want) == 0 {
		return false
	}
	return slices.ContainsFunc(f.Is.Tests(), func(fn language.Func) bool {
		if _, was := suite.Named(f.Was, fn.Name); was || !suite.Includes(subjectsOf(f.Is, fn), want) {
			return false
		}
		have, _ := orderedValues(f.Is, fn)
		left := expected
		for _, v := range have {
			if len(left) > 0 && v == left[0] {
				left = left[1:]
			}
		}
		return len(left) == 0 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(have, w) }) &&
			!slices.ContainsFunc(old, func(g suite.Statement) bool {
				return !slices.ContainsFunc(suite.Assertions(f.Is, fn), func(a suite.Statement) bool { return a.Strength() >= g.Strength() })
			})
	})
}

// minListed is how many values make an order that hardly comes about by chance.
const minListed = 4

// orderedValues are the values of a test but for those it only says to people, in
// order: the texts of several words by their words, apart.
func orderedValues(src *language.Source, fn language.Func) (values, words []string) {
	for n := fn.Head; n < min(fn.End, len(src.Code)); n++ {
		for _, l := range language.Literals(suite.Message(src.Code[n])) {
			switch parts := strings.Fields(suite.Unquote(l)); {
			case len(parts) > 1:
				words = append(words, slices.DeleteFunc(parts, suite.Trivial)...)
			case !suite.Trivial(l):
				values = append(values, suite.Unquote(l))
			}
		}
	}
	return values, words
}

// subjectsOf is what a test calls, but for what puts things in order.
func subjectsOf(src *language.Source, fn language.Func) map[string]bool {
	out := suite.ProductCalls(src, fn)
	maps.DeleteFunc(out, func(name string, is bool) bool { return !is || puttingInOrder[name] })
	return out
}

// puttingInOrder are calls by which tests prepare what they compare.
var puttingInOrder = map[string]bool{"SortFunc": true, "Sort": true, "Slice": true, "Fields": true, "Equal": true, "sorted": true, "sort": true, "split": true}
