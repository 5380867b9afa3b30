package suite

import (
	"strings"
)

// tupled tells whether an assertion of Python is of a tuple, which always holds: of what
// it means to compare, and the words to say if not.
func tupled(flat string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSpace(flat), "assert")
	rest = strings.TrimSpace(rest)
	if !ok || !strings.HasPrefix(rest, "(") {
		return false
	}
	depth, comma := 0, false
	for n := 0; n < len(rest); n++ {
		switch c := rest[n]; c {
		case '"', '\'':
			for n++; n < len(rest) && rest[n] != c; n++ {
				if rest[n] == '\\' {
					n++
				}
			}
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return comma && n == len(rest)-1
			}
		case ',':
			comma = comma || depth == 1
		}
	}
	return false
}
