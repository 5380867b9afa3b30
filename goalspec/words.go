package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// stripMarkers takes block markers off the front of a statement, so that it
// reads the same wherever it is written again.
func stripMarkers(s string) string {
	for {
		t := strings.TrimLeft(s[marker(s):], " \t")
		if len(t) == len(s) {
			return s
		}
		s = t
	}
}

// marker is the length of a list, quotation, heading, table, box or fence
// marker at the front.
func marker(s string) int {
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

// noResponse is what GitHub renders for an answer left empty.
const noResponse = "_No response_"

// isNoValue reports an answer that says nothing.
func isNoValue(s string) bool {
	if isHint(s) {
		return true
	}
	if len(s) > 20 {
		return false
	}
	switch strings.ToLower(strings.TrimRight(s, ".")) {
	case "", "_no response_", "none", "n/a", "na", "not applicable", "nothing", "-", "–", "—", "tbd", "todo", "?", "...", "…", "_none_":
		return true
	}
	return false
}

// sameWords is the key under which two statements are one; letters in code marks
// stay as they are.
func sameWords(s string) string {
	parts := strings.Split(strings.TrimRight(s, " .;,"), "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = strings.ToLower(parts[i])
	}
	return strings.Join(parts, "`")
}

// prefixed puts a lead in front of a statement that does not have it.
func prefixed(lead, s string) string {
	if strings.HasPrefix(strings.ToLower(s), strings.ToLower(strings.TrimRight(lead, ": "))) {
		return s
	}
	return lead + s
}

// cleanTitle is a title as an outcome: without a "[Goal]:" in front.
func cleanTitle(title string) string {
	s := page.Words(title)
	for {
		t := stripMarkers(s)
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
