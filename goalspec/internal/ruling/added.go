package ruling

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// partedAt stands between the parts of an entry, outside of code marks.
	partedAt = regexp.MustCompile(`[,;+&|]\s+|\s[+|/→–—-]+\s+|\s\(|\)(?:[\s,.;]+|$)|\.\s+|\s+and\s+`)
	// adds leads what is added to those before, addsToo follows it.
	adds    = regexp.MustCompile(`(?i)^(?:(?:and|or|nor|also|plus|\+|likewise|ditto|as well as|incl(?:uding|udes|\.)?|together with|same (?:for|with)|the same (?:is true|holds|goes|applies)? ?(?:for|with)|so (?:is|are|does|do))\b[:, ]*|\+\s*)+`)
	addsToo = regexp.MustCompile(`(?i)^\s*(?:too|as well|also|likewise|ditto)?[\s.!?]*$`)
)

// Added are the paths that the parts of an entry behind its list add to that: a part that
// is nothing but a path, but for words that add it, and not one more of those of which
// the part before it speaks.
func Added(entry string, have []Pattern) (more []Pattern) {
	if len(have) == 0 || len(entry) > prose.MaxStatement {
		return nil
	}
	plain, from, mentions := prose.MaskCode(entry), 0, false
	part := func(to int) {
		s, unmarked := strings.TrimSpace(entry[from:to]), false
		if word, tail := nextPattern(s); from == 0 && word != "" {
			s, unmarked = strings.TrimSpace(tail), true
		}
		if s == "" {
			return
		}
		lead := adds.FindString(s)
		word, tail := nextPattern(s[len(lead):])
		switch known := func(g Pattern) bool { return g.Pattern == word }; {
		case word == "" || !addsToo.MatchString(tail):
			mentions = from > 0 && MentionsPath(s)
		case (mentions || unmarked || !strings.ContainsAny(s, "/`")) && lead == "" && strings.Trim(tail, " .!?") == "":
		case !slices.ContainsFunc(have, known) && !slices.ContainsFunc(more, known):
			more = append(more, Pattern{Pattern: word})
		}
	}
	for _, loc := range partedAt.FindAllStringIndex(plain, maxAdded) {
		part(loc[0])
		from = loc[1]
	}
	part(len(entry))
	return more
}

// maxAdded bounds the parts of an entry that are looked at.
const maxAdded = 20
