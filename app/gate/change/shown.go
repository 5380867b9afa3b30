package change

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// form is a text with gaps that people show as code.
type form struct {
	text string // in lower case
	re   *regexp.Regexp
}

// FormOf is the text with gaps that people show and that a value fills, in lower case;
// empty for none. A gap is a word of capitals, or what stands in braces or between < and >.
func (s *Set) FormOf(value string) string {
	value = escapedSign.ReplaceAllString(strings.TrimSuffix(strings.TrimPrefix(value, "^"), "$"), "$1")
	for _, f := range Memo(s, "forms", func() []form { return shownForms(asked(s.Input)) }) {
		if f.re.MatchString(value) {
			return f.text
		}
	}
	return ""
}

// maxForms bounds the texts with gaps that are read.
const maxForms = 50

func shownForms(asked string) (out []form) {
	for _, m := range inCodeMarks.FindAllStringSubmatch(asked, maxForms) {
		said := gap.ReplaceAllString(m[1], "\x00")
		if !strings.Contains(said, "\x00") || !lowerWord.MatchString(said) {
			continue
		}
		pattern := strings.ReplaceAll(regexp.QuoteMeta(said), "\x00", "[^\\n]+?")
		out = append(out, form{strings.ToLower(m[1]), regexp.MustCompile("^" + pattern + "$")})
	}
	return out
}

var (
	inCodeMarks = regexp.MustCompile("`([^`\\n]{6,200})`")
	gap         = regexp.MustCompile(`\b(?:[A-Z][A-Z_]+|[NMXYZ])\b|<[\w ]+>|\{[\w ]*\}|%[-+\d.]*[a-z]`)
	lowerWord   = regexp.MustCompile(`[a-z]{4}`)
	escapedSign = regexp.MustCompile(`\\([^\w\s])`)
)
