package snapshots

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxStretch is how long a stretch of a record is whose lines are told apart.
const maxStretch = 300

// beyond tells whether a stretch of a record that people want to read differently in one
// respect has, on a line that it had, another number than before that nobody gave: one
// of the same form. Of a record of which one part alone is to change that holds for
// words too, and of one whose numbers are to stay, or all but blanks, for each of those.
func beyond(s *change.Set, f *change.File, h change.Hunk, of asks.Extent, brought, dropped map[string]bool) bool {
	if of == asks.Open || h.OldEnd-h.Old > maxStretch || h.NewEnd-h.New > maxStretch {
		return false
	}
	switch old, now := f.Was.Lines[h.Old:h.OldEnd], f.Is.Lines[h.New:h.NewEnd]; of {
	case asks.Layout:
		return drawn(old) != drawn(now)
	case asks.Wording:
		return !slices.Equal(numbersOf(old), numbersOf(now))
	}
	given := func(w string) bool { return brought[w] || s.Said(w) || givenIn(s, f, w) }
	for n := h.New; n < h.NewEnd; n++ {
		is, was := recordParts.FindAllString(f.Is.Lines[n], -1), recordParts.FindAllString(formerLine(f, h, n), -1)
		came, went := suite.Without(is, was), suite.Without(was, is)
		if slices.ContainsFunc(came, func(now string) bool {
			return !given(now) && slices.ContainsFunc(went, func(old string) bool {
				if number := digits.MatchString(strings.Trim(old, "-,:")); number || of == asks.Additions {
					return number && numberForm(old) == numberForm(now)
				}
				return !dropped[old] && !s.Said(old) && !digits.MatchString(now)
			})
		}) {
			return true
		}
	}
	return false
}

// drawn are lines without their blanks, with each rule that is drawn of one sign as short as
// can be.
func drawn(lines []string) string {
	return ruleOfSigns.ReplaceAllStringFunc(suite.Squeeze(strings.Join(lines, "")), func(rule string) string { return rule[:1] })
}

// numbersOf are the numbers of lines, in order.
func numbersOf(lines []string) []string {
	return recordNumber.FindAllString(strings.Join(lines, "\n"), -1)
}

var (
	ruleOfSigns  = regexp.MustCompile(`-{3,}|={3,}|_{3,}|\*{3,}|\.{3,}|#{3,}|~{3,}|\+{3,}`)
	recordNumber = regexp.MustCompile(`\d(?:[\d.,]*\d)?`)
)

// formerLine is the line of a stretch in whose place another one stands: the one at its
// place, or the one that is most like it.
func formerLine(f *change.File, h change.Hunk, n int) string {
	if h.OldEnd-h.Old == h.NewEnd-h.New {
		return f.Was.Lines[h.Old+n-h.New]
	}
	best, most := "", 0
	words := term.FindAllString(f.Is.Lines[n], -1)
	for _, was := range f.Was.Lines[h.Old:h.OldEnd] {
		if had := term.FindAllString(was, -1); len(had)-len(suite.Without(had, words)) > most && suite.AlikeWords(had, words) {
			best, most = was, len(had)-len(suite.Without(had, words))
		}
	}
	return best
}

// numberForm is a number with its whole part and its sign blanked.
func numberForm(number string) string {
	return wholePart.ReplaceAllString(blankDigits.ReplaceAllString(number, "0"), "0")
}

var (
	blankDigits = regexp.MustCompile(`\d`)
	wholePart   = regexp.MustCompile(`^-?0+`)
)

// inOtherEntry tells whether a stretch lies in an entry of a file of snapshots that people
// did not name, where they name others.
func inOtherEntry(s *change.Set, f *change.File, h change.Hunk) bool {
	named := func(header string) bool {
		m := entryName.FindStringSubmatch(header)
		return m != nil && (s.Asked(m[1]) || s.Asked(m[1]+m[2]))
	}
	for up := min(h.New, len(f.Is.Lines)-1); up >= 0; up-- {
		if opensSnapshot.MatchString(f.Is.Lines[up]) {
			return !named(f.Is.Lines[up]) && slices.ContainsFunc(f.Was.Lines, named)
		}
	}
	return false
}

// entryName is the name of a snapshot, without its number.
var entryName = regexp.MustCompile("^(?:exports\\[`(?:.* > )?|# name: )(.*?)( \\d+)?(?:`\\] =.*)?$")
