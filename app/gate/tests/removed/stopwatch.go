package removed

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// needsNot are the values by which a test that people do not name reckons from the real
// time, and which one that says more in its place, by a time of its own, can do without.
func needsNot(s *change.Set, f *change.File, t language.Func, h heir) []string {
	now := suite.Within(h.file.Is.Bare, h.fn)
	if !suite.ReadsClock.MatchString(suite.Within(f.Was.Bare, t)) || suite.ReadsClock.MatchString(now) && !strings.Contains(now, "synctest.") || s.Asked(suite.Title(t.Name)) || len(suite.Assertions(h.file.Is, h.fn)) <= len(suite.Assertions(f.Was, t)) {
		return nil
	}
	return suite.ReckonedIn(f.Was, t)
}
