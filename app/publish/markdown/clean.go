package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ansi are the control sequences with which programs colour their output.
var ansi = regexp.MustCompile(`\x1b\[[0-9;:?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\^_=>]`)

// Clean is s with nothing in it that a reader cannot see: characters that
// reorder or hide text are shown as escapes such as \u202E, colours are dropped,
// lines end in \n, bytes that are not UTF-8 become U+FFFD.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.IndexByte(s, 0x1b) >= 0 {
		s = ansi.ReplaceAllString(s, "")
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	return b.String()
}

func hidden(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7F, r == '\n', r == '\t':
		return false
	case r >= 0xFE00 && r <= 0xFE0E, r >= 0xE0000 && r <= 0xE0FFF: // selectors and tags
		return true
	case r == 0x034F, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x3164, r == 0xFFA0: // fillers
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)
}

// bounded is all of s that the first n code points shown can come from; it
// spares the work on the rest of a long text.
func bounded(s string, n int) string { return s[:min(len(s), 8*n+256)] }

// clip keeps the first n code points.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:max(n-1, 0)]), " \n") + "…"
}

// Excerpt keeps head and tail of a long output, n code points in all, and says
// how much it left out.
func Excerpt(s string, n int) string {
	r := []rune(strings.Trim(Clean(s), "\n"))
	if len(r) <= n {
		return string(r)
	}
	head := n / 3
	tail := len(r) - (n - head)
	return fmt.Sprintf("%s\n… %d characters left out …\n%s", string(r[:head]), tail-head, string(r[tail:]))
}

// What acts in a commit message: names that are notified, references that close
// issues, and words that turn CI off.
var (
	mentions  = regexp.MustCompile(`(^|[^\pL\pN_])@+([\pL\pN_])`)
	refs      = regexp.MustCompile(`#(\d)`)
	hyphens   = regexp.MustCompile(`(?i)\b(GH)-(\d)`)
	addresses = regexp.MustCompile(`(?i)\bhttps?://(\S+/(?:issues|pull)/\d)`)
	ciWords   = regexp.MustCompile(`(?i)\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|\*\*\*NO_CI\*\*\*`)
)

// Message is s as plain text in which nothing acts in a commit message, or
// where such a message is shown or taken for a description.
func Message(s string) string {
	s = unmarked(Clean(s))
	for ciWords.MatchString(s) { // one may stand around another
		s = ciWords.ReplaceAllString(s, "")
	}
	s = addresses.ReplaceAllString(s, "$1")
	s = refs.ReplaceAllString(s, "no. $1")
	s = hyphens.ReplaceAllString(s, "$1 $2")
	return mentions.ReplaceAllString(s, "$1$2")
}

// Title is s as one line of plain text of at most n code points. A title ends
// up in commit messages.
func Title(s string, n int) string {
	return clip(strings.Join(strings.Fields(Message(s)), " "), n)
}
