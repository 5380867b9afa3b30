package snapshots

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// against tells whether a stretch of a recorded result reads as people do not want
// it: they asked for more in it and part of what it had went, or it has what they
// complain of where it had what they call for.
func against(s *change.Set, f *change.File, h change.Hunk) bool {
	if f.New == "" || h.Old == h.OldEnd {
		return false
	}
	now := f.Is.Lines[h.New:h.NewEnd]
	if takesWrong(s, f.Was.Lines[h.Old:h.OldEnd], now) || reblanked(f, h) && change.Memo(s, "records are right", func() bool { return asks.RecordsRight(s.Sentences()) }) {
		return true
	}
	grows := toGrow(s, f)
	for n := h.Old; n < h.OldEnd; n++ {
		was := f.Was.Lines[n]
		if grows && !slices.ContainsFunc(now, func(is string) bool { _, kept := inserted(suite.Squeeze(was), suite.Squeeze(is)); return kept }) {
			return true
		}
		if h.OldEnd-h.Old <= h.NewEnd-h.New && turned(s, columnsOf(was), columnsOf(now[n-h.Old])) {
			return true
		}
	}
	return false
}

// toGrow tells whether people ask for more in a record.
func toGrow(s *change.Set, f *change.File) bool {
	return change.Memo(s, "grows "+f.Path, func() bool { return asks.ToExtend(s.Sentences(), f.Base()) })
}

// growsAsAsked tells whether each line of a record that people name, and ask for more
// in, is as it was but for what it got at one place.
func growsAsAsked(s *change.Set, f *change.File, h change.Hunk) bool {
	if h.Old == h.OldEnd || h.OldEnd-h.Old != h.NewEnd-h.New || !s.Asked(f.Base()) || !toGrow(s, f) {
		return false
	}
	for n := h.Old; n < h.OldEnd; n++ {
		lost, got := suite.Differing(f.Was.Lines[n], f.Is.Lines[h.New+n-h.Old])
		if lost != "" || slices.ContainsFunc(term.FindAllString(got, -1), func(w string) bool { return noValue[w] }) {
			return false
		}
	}
	return true
}

// columnsOf are what blanks, or dots that lead from one to the next, part on a line.
func columnsOf(line string) []string { return strings.Fields(leaders.ReplaceAllString(line, " ")) }

var leaders = regexp.MustCompile(`[.…_·]{3,}`)

// turned tells whether a line lost a value that people show for one that they show
// as well, and that is not the one they want.
func turned(s *change.Set, was, is []string) bool {
	if len(was) != len(is) {
		return false
	}
	for n, old := range was {
		if now := is[n]; old != now && len(old) > 2 && len(now) > 2 && s.Asked(old) && s.Asked(now) && !asks.Wants(s.Sentences(), now, old) {
			return true
		}
	}
	return false
}
