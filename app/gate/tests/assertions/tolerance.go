package assertions

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// wider finds helpers of tests for which more is near enough than was: a larger
// number, or none at all where a number stood.
func wider(s *change.Set, f *change.File) []change.Finding {
	if !f.Is.May(suite.Tolerates) {
		return nil
	}
	var out []change.Finding
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			now := suite.Tolerates.FindStringSubmatch(f.Is.Code[n])
			if now == nil {
				continue
			}
			for o := h.Old; o < h.OldEnd; o++ {
				was := suite.Tolerates.FindStringSubmatch(f.Was.Code[o])
				if was == nil || suite.Squeeze(was[1]) != suite.Squeeze(now[1]) || !suite.Numeric(suite.Squeeze(was[2])) {
					continue
				}
				if near := suite.NumberOf(f.Is.Code, suite.Squeeze(now[2])); !suite.Numeric(near) || suite.Value(near) > suite.Value(suite.Squeeze(was[2])) && !suite.EasedAsAsked(s, f, n, suite.Value(suite.Squeeze(was[2])), suite.Value(near)) {
					out = append(out, f.At(n, "more is near enough than was."))
				}
			}
		}
	}
	return out
}
