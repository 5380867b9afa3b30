package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxFrontMatter is how many lines front matter may take.
const maxFrontMatter = 50

var (
	matterKey  = regexp.MustCompile(`^(name|about|title|labels|assignees|projects|type):(\s.*)?$`)
	matterItem = regexp.MustCompile(`^\s*- \S.*$`)
)

// SplitFrontMatter takes the title out of the YAML that stands before the body
// in an issue template, and blanks that part, so that positions stay those of
// the file. A text without it comes back as it is, and so does one that begins
// with anything but the keys of a template: nothing else may hide there.
func SplitFrontMatter(text string) (title, body string) {
	if !strings.HasPrefix(text, "---\n") && !strings.HasPrefix(text, "---\r\n") {
		return "", text
	}
	lines, list := strings.SplitAfterN(text, "\n", maxFrontMatter), false
	for i, l := range lines[1:] {
		l = strings.TrimRight(l, "\r\n")
		if l == "---" {
			rest := strings.Join(lines[i+2:], "")
			return title, strings.Repeat("\n", strings.Count(text, "\n")-strings.Count(rest, "\n")) + rest
		}
		m := matterKey.FindStringSubmatch(l)
		switch {
		case m != nil:
			list = m[1] == "labels" || m[1] == "assignees" || m[1] == "projects"
			if m[1] == "title" {
				title = strings.Trim(strings.TrimSpace(m[2]), `"'`)
			}
		case strings.TrimSpace(l) == "" || list && matterItem.MatchString(l):
		default:
			return "", text
		}
	}
	return "", text
}
