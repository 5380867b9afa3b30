package tool

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// resultLimit bounds the text of one result, in bytes as they travel to the
// model: encoded as JSON.
const resultLimit = 9000

// headTail shows the first and the last part of a long text, cut at line ends
// where there are some.
func headTail(text string) (shown string, cut bool) {
	if encoded(text) <= resultLimit {
		return text, false
	}
	head := prefix(text, resultLimit*2/5)
	if at := strings.LastIndexByte(head, '\n'); at > len(head)/2 {
		head = head[:at+1]
	}
	tail := suffix(text[len(head):], resultLimit*2/5)
	if at := strings.IndexByte(tail, '\n'); at >= 0 && at < len(tail)/2 {
		tail = tail[at+1:]
	}
	return fmt.Sprintf("%s\n[… %d bytes not shown; page them with read_output …]\n%s", head, len(text)-len(head)-len(tail), tail), true
}

// encoded is the size of s inside a JSON string.
func encoded(s string) int {
	b, err := json.Marshal(s)
	if err != nil {
		return len(s)
	}
	return len(b) - 2
}

// prefix is the longest beginning of s whose encoding fits into n bytes.
func prefix(s string, n int) string {
	size := 0
	for at, r := range s {
		if size += runeSize(r); size > n {
			return s[:at]
		}
	}
	return s
}

// suffix is the longest end of s whose encoding fits into n bytes.
func suffix(s string, n int) string {
	size := 0
	for at := len(s); at > 0; {
		r, width := utf8.DecodeLastRuneInString(s[:at])
		if size += runeSize(r); size > n {
			return s[at:]
		}
		at -= width
	}
	return s
}

// runeSize is an upper bound of a rune's bytes in encoding/json's output.
func runeSize(r rune) int {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == '"' || r == '\\':
		return 2
	case r < 0x20 || r == 0x7F || r == '<' || r == '>' || r == '&' || r == 0x2028 || r == 0x2029 || r == utf8.RuneError:
		return 6
	}
	return utf8.RuneLen(r)
}

// bounded shortens one line.
func bounded(line string, n int) string {
	line = strings.TrimSuffix(line, "\r")
	if len(line) <= n {
		return line
	}
	return strings.ToValidUTF8(line[:n], "") + "…"
}
