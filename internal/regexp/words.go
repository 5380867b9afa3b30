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

// needs are lists of words such that each match of an expression holds one of each
// list.
func needs(re *syntax.Regexp) (out [][]string) {
	switch {
	case re.Op == syntax.OpLiteral && re.Flags&syntax.FoldCase == 0 && !slices.Contains(re.Rune, utf8.RuneError):
		out = [][]string{{string(re.Rune)}}
	case re.Op == syntax.OpCapture, re.Op == syntax.OpPlus:
		out = needs(re.Sub[0])
	case re.Op == syntax.OpAlternate:
		var any []string
		for _, part := range re.Sub {
			of := rarest(needs(part))
			if of == nil {
				return nil
			}
			any = append(any, of...)
		}
		out = [][]string{any}
	case re.Op == syntax.OpConcat:
		for _, part := range re.Sub {
			out = append(out, needs(part)...)
		}
	}
	return out
}

// rarest are the words that stand in the fewest texts.
func rarest(needs [][]string) (out []string) {
	for _, of := range needs {
		if rarer(of, out) {
			out = of
		}
	}
	return out
}

// words are those that are looked for in every text.
func words(needs [][]string) []string {
	return rarest(slices.DeleteFunc(needs, func(of []string) bool { return len(of) > maxWords }))
}

// unbroken are words without the blanks in them: their longest parts.
func unbroken(needs [][]string) (out [][]string) {
	for _, of := range needs {
		var any []string
		for _, word := range of {
			longest := ""
			for part := range strings.FieldsSeq(word) {
				if len(part) > len(longest) {
					longest = part
				}
			}
			any = append(any, longest)
		}
		if !slices.Contains(any, "") {
			out = append(out, any)
		}
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
