package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// changesPath is a change and the path that is changed, or of which a part is.
	changesPath = regexp.MustCompile(`t[izhy]*[perQ]|t[wijyq]{1,6}[zh]i*[per]|[perQ][gmabnwoc]{0,5}t(?:[wizbco.,:]|$)`)
	// restrains are words by which a change is bound to something.
	restrains = regexp.MustCompile(`(?i)\b(?:only (?:if|when|after|once|with|by|on|together|in)|not (?:if|unless|without)|unless|approv\w+|permission|sign-?off|consent|rather not|last resort)\b`)
	// setAside is said of paths, and of little else.
	setAside = regexp.MustCompile(`(?i)\b(?:under (?:a |the )?(?:freeze|embargo|moratorium|lock)|none of (?:your|our|this)|hands off|code freeze|not in this (?:pr|change|task|issue|ticket))\b`)
)

// loosely keeps a sentence that may bound the paths it names and of which nothing was
// read, to be told.
func (r *reader) loosely(t page.Text) {
	if at := spanOf(t); at.Line > 0 && len(t.S) <= maxStatement && strings.ContainsAny(t.S, "/*.`") {
		r.doc.facts.loose = append(r.doc.facts.loose, Constraint{Text: t.S, Span: at})
	}
}

// mayBound reports a clause, under no label that asks for bounds, with a path that it
// may bound.
func (c clause) mayBound() bool {
	if setAside.MatchString(c.s) || endsInOthers(c.s) {
		return true
	}
	for part := range strings.SplitSeq(c.classes, string(rune(isStop))) {
		if changesPath.MatchString(part) && strings.IndexByte(part, isNoLonger) < 0 && (strings.ContainsAny(part, string([]byte{isNot, isWithout})) || restrains.MatchString(c.s)) {
			return !imperative.MatchString(c.s)
		}
	}
	return false
}
