package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// bracket is what a bracket is closed by.
var bracket = [256]byte{'(': ')', '[': ']', '{': '}', '<': '>'}

// closeOf is where the bracket that stands at a place of a text is closed; the text's
// end where it is not.
func closeOf(text string, at int) int {
	var open []byte
	for n := at; n < len(text); n++ {
		switch c := text[n]; {
		case c == '"' || c == '\'' || c == '`':
			n = quoteEnd(text, n)
		case c == '=' && n+1 < len(text) && text[n+1] == '>':
			n++
		case bracket[c] != 0 && (c != '<' || n > 0 && ofType(text[n-1])):
			open = append(open, bracket[c])
		case len(open) > 0 && c == open[len(open)-1]:
			if open = open[:len(open)-1]; len(open) == 0 {
				return n
			}
		}
	}
	return len(text)
}

// ofType tells whether a bracket behind a letter may begin what a type takes.
func ofType(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func quoteEnd(text string, at int) int {
	for n := at + 1; n < len(text); n++ {
		switch text[n] {
		case '\\':
			n++
		case text[at]:
			return n
		case '\n':
			if text[at] != '`' {
				return n
			}
		}
	}
	return len(text)
}

// parted are the parts of a text between some separators that stand in no brackets.
func parted(text, separators string) (out []string) {
	from := 0
	for n := 0; n < len(text); n++ {
		switch c := text[n]; {
		case c == '"' || c == '\'' || c == '`':
			n = quoteEnd(text, n)
		case bracket[c] != 0 && (c != '<' || n > 0 && ofType(text[n-1])):
			n = closeOf(text, n)
		case strings.IndexByte(separators, c) >= 0:
			out = append(out, text[from:n])
			from = n + 1
		}
	}
	return append(out, text[min(from, len(text)):])
}

// plain is a text with one blank where it has some, and none beside marks.
func plain(text string) string {
	return besideMarks.ReplaceAllString(strings.Join(strings.Fields(strings.Trim(text, "; \t\n\r,")), " "), "$1")
}

var besideMarks = regexp.MustCompile(` ?([|&,:;<>()\[\]{}]) ?`)
