package language

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// parts are the runs of three bytes that stand somewhere in a text, and some
// that do not: a run is one of so many bits.
type parts [1 << (partBits - 6)]uint64

const partBits = 13

func part(s string, n int) (word, bit uint32) {
	h := (uint32(s[n]) | uint32(s[n+1])<<8 | uint32(s[n+2])<<16) * 2654435769 >> (32 - partBits)
	return h / 64, h % 64
}

// Holds tells whether a word stands in the text: most that are asked for do
// not, and their parts tell.
func (s *Source) Holds(word string) bool {
	s.weigh.Do(func() {
		for n := range len(s.Text) - 2 {
			at, bit := part(s.Text, n)
			s.parts[at] |= 1 << bit
		}
	})
	for n := range len(word) - 2 {
		if at, bit := part(word, n); s.parts[at]&(1<<bit) == 0 {
			return false
		}
	}
	return strings.Contains(s.Text, word)
}

// May tells whether something that an expression matches may stand in a line of
// the text, or of what is shown of it.
func (s *Source) May(re *regexp.Regexp) bool {
	return !slices.ContainsFunc(re.Needs(), func(any []string) bool { return !slices.ContainsFunc(any, s.Holds) })
}
