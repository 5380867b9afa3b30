package markdown

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Details folds a body of blocks under a summary in our own words.
func Details(summary, body string) string {
	return "<details><summary>" + summary + "</summary>\n\n" + strings.TrimSpace(body) + "\n\n</details>"
}

// Quote sets blocks off as the words of somebody else.
func Quote(body string) string {
	if body = strings.TrimSpace(body); body == "" {
		return ""
	}
	lines := strings.Split(body, "\n")
	for n, l := range lines {
		lines[n] = strings.TrimRight("> "+l, " ")
	}
	return strings.Join(lines, "\n")
}

// Table lays out cells made by [Line] and [Cell]. An empty table is "".
func Table(head []string, rows [][]string) string {
	if len(rows) == 0 {
		return ""
	}
	var b strings.Builder
	row(&b, head)
	for range head {
		b.WriteString("|---")
	}
	b.WriteString("|\n")
	for _, r := range rows {
		row(&b, r)
	}
	return strings.TrimRight(b.String(), "\n")
}

func row(b *strings.Builder, cells []string) {
	for _, c := range cells {
		b.WriteString("| " + strings.ReplaceAll(c, "\n", " ") + " ")
	}
	b.WriteString("|\n")
}

// List is a bullet list of lines, "" when there are none.
func List(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return "- " + strings.Join(lines, "\n- ")
}

var address = regexp.MustCompile(`^https?://[A-Za-z0-9._~:/?#=&%+-]+$`)

// Link makes words of our own a link; an address that is none leaves the words.
func Link(words, url string) string {
	if !address.MatchString(url) {
		return words
	}
	return "[" + words + "](" + url + ")"
}

// Template is a text of the repository's own that stands above ours, as it is
// but for marks of ours, in whole lines of at most n code points together.
func Template(s string, n int) string {
	var out []string
	for _, l := range strings.Split(strings.TrimSpace(unmarked(strings.ReplaceAll(s, "\r\n", "\n"))), "\n") {
		if n -= utf8.RuneCountInString(l) + 1; n < 0 {
			break
		}
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}
