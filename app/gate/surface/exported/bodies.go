package exported

import "bytes"

// bodiless is a source whose functions do nothing: blanks stand in the place of
// what they do, line by line. A function that does not begin its line, or has no
// end, is left as it is.
func bodiless(text []byte) []byte {
	out := bytes.Clone(text)
	for at := 0; at < len(text); {
		if at > 0 && text[at-1] != '\n' || !bytes.HasPrefix(text[at:], []byte("func ")) {
			at = behind(text, at)
			continue
		}
		from, to := body(text, at)
		for n := from; n < to; n++ {
			if out[n] != '\n' {
				out[n] = ' '
			}
		}
		at = to
	}
	return out
}

// body is where what a function does begins and ends, without its braces; the
// two are one place for a function that has none.
func body(text []byte, at int) (from, to int) {
	depth, code := 0, at // code is where what is no comment and no blank ends
	for n := at; n < len(text); {
		next := behind(text, n)
		switch c := text[n]; {
		case depth == 0 && (c == '\n' || c == ';'):
			return n, n
		case depth == 0 && c == '{' && !bytes.HasSuffix(text[at:code], []byte("struct")) && !bytes.HasSuffix(text[at:code], []byte("interface")):
			return n + 1, closing(text, n)
		case c == '(', c == '[', c == '{':
			depth++
		case c == ')', c == ']', c == '}':
			depth--
		}
		if c := text[n]; c > ' ' && (c != '/' || next == n+1) {
			code = next
		}
		n = next
	}
	return len(text), len(text)
}

// closing is where the brace at a place is closed, or one behind it where none
// is.
func closing(text []byte, at int) int {
	depth := 0
	for n := at; n < len(text); n = behind(text, n) {
		switch text[n] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return n
			}
		}
	}
	return at + 1
}

// behind is the place behind the comment, the text or the byte at a place.
func behind(text []byte, at int) int {
	rest, end := text[at:], 1
	switch {
	case bytes.HasPrefix(rest, []byte("//")):
		end = bytes.IndexByte(rest, '\n') // which is no part of it
	case bytes.HasPrefix(rest, []byte("/*")):
		if end = bytes.Index(rest[2:], []byte("*/")); end >= 0 {
			end += 4
		}
	case rest[0] == '`':
		if end = bytes.IndexByte(rest[1:], '`'); end >= 0 {
			end += 2
		}
	case rest[0] == '"', rest[0] == '\'':
		end = quoted(rest)
	}
	if end < 0 {
		return len(text)
	}
	return at + end
}

// quoted is the length of a text in quotes, or of a rune; what is not closed
// ends with its line.
func quoted(text []byte) int {
	for n := 1; n < len(text); n++ {
		switch text[n] {
		case text[0]:
			return n + 1
		case '\n':
			return n
		case '\\':
			n++
		}
	}
	return -1
}
