package timeouts

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var waitNamed = regexp.MustCompile(`^\s*(?:export\s+)?(?:const\s+|let\s+|var\s+)?(\w+)\s*:?=\s*(\d[\d_]*(?:\.\d+)?)(?:\s*\*\s*(?:time\.)?(\w+))?\s*;?\s*$`)

// outwaits finds names of tests that stand for more time than they did, where a line
// that waits goes by them.
func outwaits(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || !f.Is.Test() || !f.Is.Lang.Code() {
		return nil
	}
	var out []change.Finding
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			is := waitNamed.FindStringSubmatch(f.Is.Bare[n])
			if is == nil || suite.Adjusting(f.Is.Bare[n]) || !slices.ContainsFunc(f.Was.Bare[h.Old:h.OldEnd], func(l string) bool {
				was := waitNamed.FindStringSubmatch(l)
				return was != nil && was[1] == is[1] && lasts(was) > 0 && lasts(is) > lasts(was)
			}) {
				continue
			}
			if used := usedToWait(f.Is, is[1]); used >= 0 && !suite.ToWait(s, f, used) {
				out = append(out, f.At(n, "tests wait longer by "+is[1]+" than they did."))
			}
		}
	}
	return out
}

// lasts is how long a named wait is, in a unit of its own where it names none.
func lasts(named []string) float64 {
	if unit, ok := suite.UnitsOf[named[3]]; ok {
		return suite.Value(named[2]) * unit
	}
	return suite.Value(named[2])
}

// usedToWait is a line that waits for as long as a name stands for; -1 for none.
func usedToWait(src *language.Source, name string) int {
	return slices.IndexFunc(src.Bare, func(l string) bool {
		return regexp.HasWord(l, name) && waitNamed.FindStringSubmatch(l) == nil && (suite.Adjusting(l) || suite.WaitsFor.MatchString(l))
	})
}
