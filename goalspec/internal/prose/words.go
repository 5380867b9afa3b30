// Package prose tells words, code and paths apart in a line of text. In comes
// text, out come the words in it, where its code stands, the class of a word and
// whether it looks like a path. It keeps nothing, so a process that dies here has
// lost nothing.
package prose

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// InParens is what stands in parentheses, with them.
var InParens = regexp.MustCompile(`\([^()]*\)`)

// FirstWord is what stands before the first blank.
func FirstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// EndMarks are the marks with which a statement ends.
const EndMarks = " .;,:"

// maxClip bounds what a message quotes.
const maxClip = 60

// Clip shortens a text for a message, on one line.
func Clip(s string) string {
	s = page.Words(s[:min(len(s), 8*maxClip)])
	if r := []rune(s); len(r) > maxClip {
		return string(r[:maxClip]) + "…"
	}
	return s
}

// StripMarkers takes block markers off the front of a statement, so that it
// reads the same wherever it is written again.
func StripMarkers(s string) string {
	for {
		t := strings.TrimLeft(s[Marker(s):], " \t")
		if len(t) == len(s) {
			return s
		}
		s = t
	}
}

// Marker is the length of a list, quotation, heading, table, box or fence
// marker at the front.
func Marker(s string) int {
	if s == "" {
		return 0
	}
	n := 0
	switch c := s[0]; {
	case c == '|':
		return 1
	case c == '>':
		if t := strings.TrimLeft(s[1:], " \t"); t != "" && (t[0] == '=' || t[0] >= '0' && t[0] <= '9') {
			return 0 // a comparison
		}
		return 1
	case c == '[' && len(s) >= 3 && s[2] == ']' && strings.IndexByte(" xX", s[1]) >= 0:
		n = 3
	case strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~"):
		return len(s) - len(strings.TrimLeft(s, s[:1]))
	case strings.HasPrefix(s, "•"):
		n = len("•")
	case strings.IndexByte("-*+#=_", c) >= 0:
		n = len(s) - len(strings.TrimLeft(s, s[:1]))
	case c >= '0' && c <= '9':
		n = len(s) - len(strings.TrimLeft(s, "0123456789"))
		if n == len(s) || s[n] != '.' && s[n] != ')' {
			return 0
		}
		n++
	}
	if n < len(s) && s[n] != ' ' && s[n] != '\t' {
		return 0
	}
	return n
}

// NoResponse is what GitHub renders for an answer left empty.
const NoResponse = "_No response_"

// SameWords is the key under which two statements are one; letters in code marks
// stay as they are.
func SameWords(s string) string {
	parts := strings.Split(strings.TrimRight(s, " .;,"), "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = strings.ToLower(parts[i])
	}
	return strings.Join(parts, "`")
}

// Prefixed puts a lead in front of a statement that does not have it.
func Prefixed(lead, s string) string {
	if strings.HasPrefix(strings.ToLower(s), strings.ToLower(strings.TrimRight(lead, ": "))) {
		return s
	}
	return lead + s
}

// CleanTitle is a title as an outcome: without a "[Goal]:" in front.
func CleanTitle(title string) string {
	s := page.Words(title)
	for {
		t := StripMarkers(s)
		for _, p := range []string{"[goal]", "[draft]", "[wip]", "goal", "title"} {
			if len(t) > len(p) && strings.EqualFold(t[:len(p)], p) && (p[0] == '[' || t[len(p)] == ':') {
				t = strings.TrimLeft(t[len(p):], ": ")
			}
		}
		if t == s {
			return s
		}
		s = t
	}
}

// BehindLast is what stands behind the last match of an expression, all where there is none.
func BehindLast(re *regexp.Regexp, s string) (behind string, ok bool) {
	at := re.FindAllStringIndex(s, -1)
	if len(at) == 0 {
		return s, false
	}
	return s[at[len(at)-1][1]:], true
}

// Shallow reports that no parenthesis or quotation is open at the end.
func Shallow(s string) bool {
	return strings.Count(s, "(") == strings.Count(s, ")") && strings.Count(s, `"`)%2 == 0
}

// NoValue reports words for nothing.
func NoValue(s string) bool {
	if len(s) > 20 {
		return false
	}
	switch strings.ToLower(strings.TrimRight(s, ".")) {
	case "", "_no response_", "none", "n/a", "na", "not applicable", "nothing", "-", "–", "—", "tbd", "todo", "?", "...", "…", "_none_":
		return true
	}
	return false
}
