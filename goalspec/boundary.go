package goalspec

import "regexp"

// boundary matches words that bound the paths of the work beside a path in code
// marks.
var boundary = regexp.MustCompile("(?i)\\beverything (?:but|except)\\b|\\b(?:inside|outside)(?: of)? `|\\boff[ -]limits\\b|\\bnever touch\\b|\\bleave `[^`]+` alone\\b|` (?:is|are) read[ -]?only\\b|\\brestrict the (?:work|change)|^only `[^`]+` (?:may|can|should|must)\\b|\\bhands off\\b")

// boundsUnread reports a sentence that speaks of bounds and names a path in
// code marks, of which none was read.
func boundsUnread(s string) bool {
	if !boundary.MatchString(s) {
		return false
	}
	for _, m := range codeSpan.FindAllStringSubmatch(s, 50) {
		if looksLikePath(m[1]) {
			return true
		}
	}
	return false
}
