package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// fromTo is a range of paths with numbers, of which only the ends are named.
	fromTo = regexp.MustCompile("(?i)(?:`[^`\\s]*\\d[^`\\s]*`|[\\w./-]*/[\\w.-]*\\d[\\w.-]*)\\s*(?:\\b(?:to|through|thru|up to|until)\\b|[–—…]|\\.{2,3}|\\s-{1,2}\\s)\\s*(?:`[^`\\s]*\\d[^`\\s]*`|[\\w./-]*\\d[\\w./-]*)")
	// andSoOn ends a list of paths that goes on unsaid.
	andSoOn = regexp.MustCompile("(?i)[`/\\w*)](?:,|\\s)\\s*((?:\\betc\\b|…|\\.{3}|\\band (?:so (?:on|forth)|the like|similar(?: (?:files|ones|paths|directories))?)\\b)[\\s.!…]*)$")
)

const unreadRange = "a range of paths is not read; write a glob, such as `migrations/000*`, or one path a line"

// wholeList tells of a list of what must not change that names less than is meant, and
// returns it without the words for the rest.
func (r *reader) wholeList(words string, span Span) string {
	if !strings.ContainsAny(words, "/.`") || len(words) > maxStatement {
		return words
	}
	if fromTo.MatchString(words) {
		r.note(unreadPath, span, "%q cannot be read for certain: %s", clip(words), unreadRange)
		return words
	}
	if m := andSoOn.FindStringSubmatchIndex(words); m != nil {
		r.note(saidInWords, span, "%q goes on beyond the paths that it names, and only those are held", clip(words))
		return strings.TrimRight(words[:m[2]], " ,")
	}
	return words
}
