package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences splits a text at full stops, question and exclamation marks that
// end a sentence, never inside a code span.
func Sentences(t Text) []Text {
	var out []Text
	s, start := t.S, 0
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch c {
		case '`':
			i += skipCode(s[i:])
			continue
		case '。', '！', '？':
		case '.', '!', '?':
			if !endsSentence(s, i) {
				continue
			}
		default:
			continue
		}
		if p := t.Slice(start, i); p.S != "" {
			out = append(out, p)
		}
		start = i
	}
	if p := t.Slice(start, len(s)); p.S != "" {
		out = append(out, p)
	}
	return out
}

// maxCode bounds the search for the end of a code span.
const maxCode = 400

// skipCode is the length of a code span's rest, 0 when it does not end soon.
func skipCode(s string) int {
	return strings.IndexByte(s[:min(len(s), maxCode)], '`') + 1
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
	if unicode.IsLower(next) && !asWritten(s[i:]) || next == utf8.RuneError {
		return false
	}
	word := s[max(0, i-8) : i-1]
	if at := strings.LastIndexAny(word, " \t("); at >= 0 {
		word = word[at+1:]
	}
	switch strings.ToLower(word) {
	case "e.g", "i.e", "etc", "vs", "cf", "no", "approx", "resp", "incl":
		return false
	}
	return true
}

// asWritten reports a path or a program as the next word: a sentence begins with it as it
// is written.
func asWritten(s string) bool {
	word, _, more := strings.Cut(strings.TrimLeft(s[:min(len(s), 100)], " \t"), " ")
	if strings.Contains(word, "/") {
		return true
	}
	switch word {
	case "go", "npm", "npx", "pnpm", "yarn", "make", "pytest", "tox", "cargo", "mvn", "gradle", "dotnet", "bundle", "mix", "flutter":
		return more
	}
	return false
}

// Statements splits at the ends of sentences and at semicolons, outside code
// spans and parentheses; the stop or semicolon that ends each is dropped.
func Statements(t Text) []Text {
	var out []Text
	s, start, depth := t.S, 0, 0
	add := func(end int) {
		if p := t.Slice(start, end); p.S != "" {
			out = append(out, p)
		}
		start = end + 1
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '`':
			i += skipCode(s[i+1:])
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0 && (c == ';' || c == '.' && endsSentence(s, i+1)):
			add(i)
		}
	}
	add(len(s))
	return out
}

// Clauses splits "a, b, and c" outside code spans, quotations and parentheses; of "a, b, or c" one
// is enough, and it is not split.
func Clauses(t Text) []Text {
	var out []Text
	s, start, depth := t.S, 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '`':
			i += skipCode(s[i+1:])
		case c == '"' && (i == 0 || isBlank(s[i-1]) || s[i-1] == '('):
			i += skipQuote(s[i+1:], `"`)
		case strings.HasPrefix(s[i:], "“"):
			i += skipQuote(s[i+1:], "”")
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth <= 0 && (c == ';' || c == ',' && i+1 < len(s) && isBlank(s[i+1]) && !more(s[i+2:])):
			out = addClause(out, t.Slice(start, i))
			start = i + 1
		}
	}
	out = addClause(out, t.Slice(start, len(s)))
	for _, c := range out {
		if len(c.S) > 3 && strings.EqualFold(c.S[:3], "or ") {
			return []Text{t}
		}
	}
	return out
}

// skipQuote is the length of a quotation's rest, 0 when it does not end soon.
func skipQuote(s, end string) int {
	if at := strings.Index(s[:min(len(s), maxCode)], end); at >= 0 {
		return at + len(end)
	}
	return 0
}

// more reports words that only say more of what stands before their comma.
func more(s string) bool {
	return strings.HasPrefix(s, "including ") || strings.HasPrefix(s, "such as ") || strings.HasPrefix(s, "e.g. ")
}

func addClause(out []Text, t Text) []Text {
	if len(t.S) > 4 && strings.EqualFold(t.S[:4], "and ") {
		t = t.From(4)
	}
	if t.S == "" {
		return out
	}
	return append(out, t)
}
