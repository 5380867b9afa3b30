package prose

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// MaskCode is a text of the same length in which nothing can be cut inside of code
// marks.
func MaskCode(s string) string {
	b := []byte(s)
	for _, loc := range CodeSpan.FindAllStringIndex(s, -1) {
		for i := loc[0]; i < loc[1]; i++ {
			b[i] = '`'
		}
	}
	return string(b)
}

// CodeSpan is what stands in code marks.
var CodeSpan = regexp.MustCompile("`([^`]+)`")

// OnlyBound is a code span that is a bound and nothing else, such as `>= 80%`.
var OnlyBound = regexp.MustCompile(`^\s*(?:<=|>=|==|[≤≥<>])\s*[-−]?\d[\d\pL.,:%‰/^*+ -]*$`)

// BlankCode replaces the inside of code spans with spaces, length kept; of a bound
// that stands in code marks only the marks go.
func BlankCode(s string) string {
	if !strings.Contains(s, "`") {
		return s
	}
	b := []byte(s)
	for _, loc := range CodeSpan.FindAllStringSubmatchIndex(s, -1) {
		if OnlyBound.MatchString(s[loc[2]:loc[3]]) {
			b[loc[0]], b[loc[1]-1] = ' ', ' '
			continue
		}
		for i := loc[2]; i < loc[3]; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}

// InlineTag is a tag of HTML without attributes.
var InlineTag = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9]{0,9}>`)

// BareCode takes one pair of code marks off a whole entry, and the stop that ends a
// sentence.
func BareCode(s string) string {
	if s = strings.TrimSpace(s); !strings.HasSuffix(s, "...") {
		s = strings.TrimSuffix(s, ".")
	}
	if len(s) > 2 && s[0] == '`' && strings.IndexByte(s[1:], '`') == len(s)-2 {
		return strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}
