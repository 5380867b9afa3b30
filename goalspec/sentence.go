package goalspec

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentencesOf splits at full stops, question and exclamation marks that end a
// sentence, never inside a code span.
func sentencesOf(t text) []text {
	var out []text
	s, start, code := t.s, 0, false
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case c == '`':
			code = !code && strings.IndexByte(s[i:min(len(s), i+400)], '`') >= 0
		case code:
		case c == '。' || c == '！' || c == '？':
		case (c == '.' || c == '!' || c == '?') && endsSentence(s, i):
		default:
			continue
		}
		if code || c == '`' {
			continue
		}
		if p := t.slice(start, i); p.s != "" {
			out = append(out, p)
		}
		start = i
	}
	if p := t.slice(start, len(s)); p.s != "" {
		out = append(out, p)
	}
	return out
}

// endsSentence reports whether the stop before s[i:] ends a sentence: blank
// space and a new beginning follow, and no abbreviation came before.
func endsSentence(s string, i int) bool {
	if i == len(s) {
		return true
	}
	if !isBlank(s[i]) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[i:min(len(s), i+40)], " \t"))
	if unicode.IsLower(next) || next == utf8.RuneError {
		return false
	}
	word := s[max(0, i-6) : i-1]
	if at := strings.LastIndexAny(word, " \t("); at >= 0 {
		word = word[at+1:]
	}
	switch strings.ToLower(word) {
	case "e.g", "i.e", "etc", "vs", "cf", "no", "approx", "resp", "incl":
		return false
	}
	return true
}
