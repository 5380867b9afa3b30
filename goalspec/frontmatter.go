package goalspec

import "strings"

// maxFrontMatter is how many lines front matter may take.
const maxFrontMatter = 50

// SplitFrontMatter takes the title out of the YAML that stands before the body
// in an issue template, and blanks that part, so that positions stay those of
// the file. A text without it comes back as it is.
func SplitFrontMatter(text string) (title, body string) {
	if !strings.HasPrefix(text, "---\n") && !strings.HasPrefix(text, "---\r\n") {
		return "", text
	}
	lines := strings.SplitAfterN(text, "\n", maxFrontMatter)
	for i, l := range lines[1:] {
		l = strings.TrimRight(l, "\r\n")
		if l == "---" {
			return title, strings.Repeat("\n", i+2) + strings.Join(lines[i+2:], "")
		}
		if t, ok := strings.CutPrefix(l, "title:"); ok {
			title = strings.Trim(strings.TrimSpace(t), `"'`)
		}
	}
	return "", text
}
