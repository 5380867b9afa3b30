package language

import (
	"iter"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Literals are the values written out in code.
func Literals(code string) []string {
	var out []string
	for at := 0; at < len(code); {
		n := 0
		if opensText(code[at]) || regexp.InWord(code[at]) {
			n = Literal(code, at)
		}
		switch {
		case n > 0:
			out = append(out, code[at:at+n])
			at += n
		case regexp.InWord(code[at]):
			at += word(code[at:])
		default:
			at++
		}
	}
	return out
}

// Blanked is a line of code with something else for each value.
func Blanked(code, by string) string {
	var b strings.Builder
	for at := 0; at < len(code); {
		n := Literal(code, at)
		if n > 0 {
			b.WriteString(by)
		} else {
			b.WriteByte(code[at])
		}
		at += max(n, 1)
	}
	return b.String()
}

// Literal is the length of the value that begins at a place: a text between
// quotes, a number or the name of a constant; 0 where none does.
func Literal(code string, at int) int {
	switch c := code[at]; {
	case opensText(c):
		return quotedLen(code[at:])
	case !regexp.InWord(c) || at > 0 && regexp.InWord(code[at-1]):
		return 0
	case digit(c):
		return digits(code[at:])
	}
	n := word(code[at:])
	switch code[at : at+n] {
	case "true", "false", "True", "False", "None", "null", "nil", "undefined":
		return n
	}
	return 0
}

// quotedLen is the length of a text with its quotes, 0 for one that is not
// closed where it must be.
func quotedLen(s string) int {
	for n := 1; n < len(s); n++ {
		switch {
		case s[n] == s[0]:
			return n + 1
		case s[n] == '\n' && s[0] != '`':
			return 0
		case s[n] == '\\' && s[0] != '`':
			n++
		}
	}
	return 0
}

// digits is the length of a number that ends where a word ends, 0 for none: a
// fraction and an exponent belong to it as far as they do not prevent that.
func digits(s string) int {
	if n := based(s); n > 0 {
		return n
	}
	whole := run(s, func(c byte) bool { return digit(c) || c == '_' })
	ends := [4]int{whole} // the ends that it may have
	all, at := 1, whole
	if n := run(s[min(at+1, len(s)):], digit); at < len(s) && s[at] == '.' && n > 0 {
		at += 1 + n
		ends[all] = at
		all++
	}
	for _, from := range ends[:all] {
		if n := exponent(s[from:]); n > 0 {
			ends[all] = from + n
			all++
		}
	}
	for _, end := range slices.Backward(ends[:all]) {
		if end == len(s) || !regexp.InWord(s[end]) && regexp.InWord(s[end-1]) {
			return end
		}
	}
	return 0
}

// based is the length of a number to another base than ten that ends where a word ends,
// 0 for none.
func based(s string) int {
	if len(s) < 3 || s[0] != '0' || !strings.ContainsRune("xXbBoO", rune(s[1])) {
		return 0
	}
	if n := 2 + run(s[2:], hexDigit); n > 2 && (n == len(s) || !regexp.InWord(s[n])) {
		return n
	}
	return 0
}

func hexDigit(c byte) bool {
	return digit(c) || c == '_' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

func exponent(s string) int {
	if s == "" || s[0]|0x20 != 'e' {
		return 0
	}
	sign := 0
	if len(s) > 1 && (s[1] == '+' || s[1] == '-') {
		sign = 1
	}
	n := run(s[1+sign:], digit)
	if n == 0 {
		return 0
	}
	return 1 + sign + n
}

func run(s string, of func(byte) bool) int {
	n := 0
	for n < len(s) && of(s[n]) {
		n++
	}
	return n
}

// word is how far a text goes on as a word.
func word(s string) int {
	n := 0
	for n < len(s) && regexp.InWord(s[n]) {
		n++
	}
	return n
}

func opensText(c byte) bool { return c == '"' || c == '\'' || c == '`' }

func digit(c byte) bool { return c >= '0' && c <= '9' }

// Calls are the names that stand before a bracket.
func Calls(code string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := 0; ; at++ {
			n := strings.IndexByte(code[at:], '(')
			if n < 0 {
				return
			}
			at += n
			start := at
			for start > 0 && regexp.InWord(code[start-1]) {
				start--
			}
			if start < at && !digit(code[start]) && !yield(code[start:at]) {
				return
			}
		}
	}
}

// Edge tells whether a word begins or ends at a place.
func Edge(s string, at int) bool {
	return (at > 0 && regexp.InWord(s[at-1])) != (at < len(s) && regexp.InWord(s[at]))
}
