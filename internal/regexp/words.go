package regexp

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// A text is searched for a few words only, and beyond some length one word is as
// rare as another.
const (
	maxWords = 4
	longWord = 3
)

// words are such that each match of an expression holds one of them; none where
// that cannot be told of few.
func words(re *syntax.Regexp) []string {
	var out []string
	switch {
	case re.Op == syntax.OpLiteral && re.Flags&syntax.FoldCase == 0 && !slices.Contains(re.Rune, utf8.RuneError):
		out = []string{string(re.Rune)}
	case re.Op == syntax.OpCapture, re.Op == syntax.OpPlus:
		out = words(re.Sub[0])
	case re.Op == syntax.OpAlternate:
		for _, part := range re.Sub {
			of := words(part)
			if of == nil {
				return nil
			}
			out = append(out, of...)
		}
	case re.Op == syntax.OpConcat:
		for _, part := range re.Sub {
			if of := words(part); rarer(of, out) {
				out = of
			}
		}
	}
	if len(out) > maxWords {
		return nil
	}
	return out
}

// rarer tells whether some words stand in fewer texts than others, as their
// length and number let expect.
func rarer(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) > 0
	}
	if x, y := shortest(a), shortest(b); x != y {
		return x > y
	}
	return len(a) < len(b)
}

func shortest(words []string) int {
	least := longWord
	for _, w := range words {
		least = min(least, len(w))
	}
	return least
}

// holdsOne tells whether one of some words stands in a text.
func holdsOne(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return len(words) == 0
}
