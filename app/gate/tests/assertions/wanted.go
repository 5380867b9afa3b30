package assertions

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// skipsAsAsked tells whether a line that went from a helper or a test made way for one
// that takes the test out of the run as people asked.
func skipsAsAsked(u suite.Unit, s *change.Set, o int) bool {
	return slices.ContainsFunc(u.File.Hunks, func(h change.Hunk) bool {
		if o < h.Old || o >= h.OldEnd || u.Is.Lang.Skip == nil {
			return false
		}
		for n := h.New; n < h.NewEnd; n++ {
			if u.Is.Lang.Skip.MatchString(u.Is.Bare[n]) && suite.ToSkip(s, u.File, n) {
				return true
			}
		}
		return false
	})
}
