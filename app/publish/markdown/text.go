package markdown

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Line shows s as text on one line, at most n code points of it. Code spans
// stay, nothing else acts. It may stand in a table.
func Line(s string, n int) string {
	s = oneLine(s, n)
	first, rest := lead(s)
	return first + inline(rest, false)
}

func oneLine(s string, n int) string {
	return clip(strings.TrimSpace(strings.Join(strings.FieldsFunc(Clean(bounded(s, n)), func(r rune) bool { return r == '\n' || r == '\t' }), " ")), n)
}

var ordered = regexp.MustCompile(`^(\d{1,9})([.)])(?:\s|$)`)

// lead escapes what would open a block at the start of a line.
func lead(s string) (first, rest string) {
	if m := ordered.FindStringSubmatch(s); m != nil {
		return m[1] + `\` + m[2], s[len(m[1])+1:]
	}
	if s != "" && strings.ContainsRune("-+=:#>", rune(s[0])) && !token.MatchString(s[:min(2, len(s))]) {
		return `\` + s[:1], s[1:]
	}
	return "", s
}

// token finds what acts in the middle of a line, in this order: backticks, a
// link or image, an address, an at sign with what stands around it, a reference to an
// issue, an escaped character.
var token = regexp.MustCompile("(`+)" +
	`|!?\[([^\[\]\n]*)\]\(<?([^()<>\s]*)>?(?:[ \t]+[^()\n]*)?\)` +
	"|((?i:[a-z][a-z0-9+.-]*://|www\\.)[^\\s<>`]*)" +
	`|([\pL\pN_.+/-]*@[\pL\pN_./@+-]*)` +
	`|((?:[\w.-]+/[\w.-]+)?#\d+|(?i:GH-\d+))` +
	"|\\\\([\\\\*_{}()~|.-])")

// inline writes the words of one line; emphasis says whether * and _
// keep their meaning.
func inline(s string, emphasis bool) string {
	w := ink{emphasis: emphasis}
	w.words(s)
	return w.b.String()
}

// ink keeps two code spans from running into each other.
type ink struct {
	b        strings.Builder
	emphasis bool
	coded    bool
}

// acts tells whether token could match in s: most texts hold nothing that acts.
func acts(s string) bool {
	if strings.ContainsAny(s, "`@#[\\") {
		return true
	}
	s = strings.ToLower(s)
	return strings.Contains(s, "://") || strings.Contains(s, "www.") || strings.Contains(s, "gh-")
}

func (w *ink) words(s string) {
	if !acts(s) {
		w.text(s)
		return
	}
	for s != "" {
		m := token.FindStringSubmatchIndex(s)
		if m == nil {
			w.text(s)
			return
		}
		w.text(s[:m[0]])
		s = w.token(s, m)
	}
}

// token writes one match and returns what follows it.
func (w *ink) token(s string, m []int) string {
	rest := s[m[1]:]
	group := func(n int) string { return s[m[2*n]:m[2*n+1]] }
	switch {
	case m[2] >= 0:
		return w.ticks(group(1), rest)
	case m[4] >= 0:
		w.words(group(2))
		if group(3) != "" {
			w.text(" (")
			w.code(group(3))
			w.text(")")
		}
	case m[8] >= 0:
		return w.trimmed(group(4), `.,;:!?)]}'"*_~`) + rest
	case m[10] >= 0:
		return w.trimmed(group(5), "./+-") + rest
	case m[12] >= 0:
		w.code(group(6))
	default:
		w.coded = false
		w.b.WriteString(entity(rune(group(7)[0])))
	}
	return rest
}

// ticks writes the code span that a run of backticks opens, or the run itself.
func (w *ink) ticks(run, rest string) string {
	for at := 0; at < len(rest); {
		open := strings.IndexByte(rest[at:], '`')
		if open < 0 {
			break
		}
		from := at + open
		to := from + len(rest[from:]) - len(strings.TrimLeft(rest[from:], "`"))
		if to-from == len(run) {
			w.code(strings.TrimSpace(rest[:from]))
			return rest[to:]
		}
		at = to
	}
	w.text(run)
	return rest
}

// trimmed writes s as code without the punctuation after it, which it returns.
func (w *ink) trimmed(s, punctuation string) string {
	kept := strings.TrimRight(s, punctuation)
	if kept == "" {
		w.text(s)
		return ""
	}
	w.code(kept)
	return s[len(kept):]
}

func (w *ink) code(s string) {
	if w.coded || strings.Contains(s, "@") && w.glued() {
		w.b.WriteByte(' ')
	}
	w.coded = true
	if w.emphasis {
		w.b.WriteString(span(s))
		return
	}
	w.b.WriteString(cell(s))
}

// glued tells whether a code span written now could be read as the end of an
// e-mail address: some parsers look for these before they look for code.
func (w *ink) glued() bool {
	s := w.b.String()
	for at := len(s) - 1; at >= 0 && s[at] < utf8.RuneSelf && !strings.ContainsRune(" (),:;<>[]\\\"", rune(s[at])); at-- {
		if letter(rune(s[at])) {
			return true
		}
	}
	return false
}

// text writes words in which no character acts.
func (w *ink) text(s string) {
	var before rune
	for at, r := range s {
		w.coded = false
		after, _ := utf8.DecodeRuneInString(s[at+utf8.RuneLen(r):])
		switch r {
		case '\\', '[', ']', '|':
			w.b.WriteByte('\\')
			w.b.WriteRune(r)
		case '<', '`', '$':
			w.b.WriteString(entity(r))
		case '&':
			w.b.WriteString("&amp;")
		case '~':
			w.b.WriteString(`\~`)
		case '*', '_':
			if !w.emphasis && (r != '_' || !letter(before) || !letter(after)) {
				w.b.WriteByte('\\')
			}
			w.b.WriteRune(r)
		default:
			w.b.WriteRune(r)
		}
		before = r
	}
}
