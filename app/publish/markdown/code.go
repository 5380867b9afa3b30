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
	return strings.ReplaceAll(b.String(), "www.", "www&#46;")
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
