package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// foreign is a mark of ours in somebody else's text.
var foreign = regexp.MustCompile(`(?i)<!--(\s*goalkeeper)`)

func unmarked(s string) string { return foreign.ReplaceAllString(s, "<! --$1") }

// Code shows s, at most n code points of it, as a code span.
func Code(s string, n int) string { return span(oneLine(s, n)) }

// span is a code span of text without newlines.
func span(s string) string {
	s = unmarked(s)
	if strings.TrimSpace(s) == "" {
		return "` `"
	}
	ticks := strings.Repeat("`", longestRun(s, '`')+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || s[0] == ' ' && s[len(s)-1] == ' ' {
		s = " " + s + " "
	}
	return ticks + s + ticks
}

// Cell is [Code] for a table: pipes do not end the cell.
func Cell(s string, n int) string { return cell(oneLine(s, n)) }

func cell(s string) string {
	if !strings.Contains(s, "|") {
		return span(s)
	}
	var b strings.Builder
	b.WriteString("<code>")
	for _, r := range unmarked(s) {
		if r < utf8.RuneSelf && !letter(r) && !strings.ContainsRune(" -/=,.^'\"()+", r) {
			b.WriteString(entity(r))
			continue
		}
		b.WriteRune(r)
	}
	b.WriteString("</code>")
	return strings.NewReplacer("www.", "www&#46;", "WWW.", "WWW&#46;").Replace(b.String())
}

// Fence shows s as a code block that nothing in s can close.
func Fence(lang, s string) string {
	s = strings.Trim(unmarked(Clean(s)), "\n")
	ticks := strings.Repeat("`", max(3, longestRun(s, '`')+1))
	if s != "" {
		s += "\n"
	}
	return ticks + language(lang) + "\n" + s + ticks
}

// language lets pass what only colours; diagrams, formulas and suggestions act.
func language(lang string) string {
	switch lang = strings.ToLower(lang); lang {
	case "sh", "bash", "console", "go", "python", "js", "ts", "json", "yaml", "toml", "sql", "diff", "ini", "csv", "html", "css", "rust", "java":
		return lang
	}
	return "text"
}

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

func (w *ink) words(s string) {
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

func entity(r rune) string {
	switch r {
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '&':
		return "&amp;"
	}
	const digits = "0123456789"
	out := ""
	for n := int(r); n > 0; n /= 10 {
		out = digits[n%10:n%10+1] + out
	}
	return "&#" + out + ";"
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func longestRun(s string, of rune) int {
	longest, run := 0, 0
	for _, r := range s {
		run++
		if r != of {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}
