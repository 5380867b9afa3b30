package clock

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// bubbled finds tests of the base that measure how long something takes, and do so by
// a clock that stands still while it works.
func bubbled(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || !f.Is.Test() || !f.Holds("synctest.") {
		return nil
	}
	var out []change.Finding
	for _, u := range suite.Units(s) {
		old, now := suite.Within(u.Was.Bare, u.Old), suite.Within(u.Is.Bare, u.Now)
		if u.File == f && u.Old.Test && suite.InBubble.MatchString(now) && !suite.InBubble.MatchString(old) && measuring.MatchString(old) && !suite.Waits.MatchString(old) {
			out = append(out, f.At(u.Now.Head, "a test of the base lives by another clock now."))
		}
	}
	return out
}

var measuring = regexp.MustCompile(`\btime\.Since\(|\.Sub\(|\bElapsed\(`)
