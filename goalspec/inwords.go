package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// inWords reports a ruling on what is no path: it stays words, and holds none.
func (b ruling) inWords() bool {
	return b.fault == exceptInWords || b.fault == partInWords || b.fault == thingInWords
}

const (
	exceptInWords = "what it speaks of, or leaves out, is no path; write the paths that must not change, one a line"
	partInWords   = "it speaks of a part of what a path holds; write that path under \"Do not modify\" if nothing in it may change"
	thingInWords  = "what it speaks of may be in the path named before, and is none itself"
)

var (
	exceptLead = regexp.MustCompile(`(?i)\b(?:except(?:ing)?|exceptions?|apart from|aside from|other than|save for|besides|but not|but for)\b`)
	// standsForIt speaks of what was named before, and of nothing in it.
	standsForIt = regexp.MustCompile(`(?i)\b(?:it|its|this|that|these|those|them|they|same)\b`)
)

// asWords tells the rulings that cannot be read because they speak of no path: what is
// bounded, or left out of it, is named in words.
func (c clause) asWords(list []ruling) []ruling {
	for i, b := range list {
		switch at := exceptLead.FindStringIndex(c.s); {
		case b.fault == unreadExcept && at != nil && !mentionsPath(c.s[at[1]:]),
			b.fault == unreadRuling && at != nil && !mentionsPath(c.s[:at[0]]):
			list[i] = ruling{fault: exceptInWords}
		case b.fault == unreadBan && c.ofParts():
			list[i] = ruling{fault: partInWords}
		}
	}
	return list
}

// ofParts reports a clause of which each path only says where something is.
func (c clause) ofParts() bool {
	return !filesIn.MatchString(c.s) && !strings.ContainsAny(partIn.ReplaceAllString(c.classes, ""), paths)
}
