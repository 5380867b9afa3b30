package clock

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// stopsWatch tells whether a test under a new name measures by a clock that does not go
// on, where one of its file that measured is gone.
func stopsWatch(f *change.File, fn language.Func) bool {
	return fn.Test && suite.StopsTime(f.Is, fn) && !suite.Turning.MatchString(language.Part(f.Is.Bare, fn.Start, fn.End)) && measuredBefore(f)
}

// measuredBefore tells whether a test that is gone by its name measured.
func measuredBefore(f *change.File) bool {
	return slices.ContainsFunc(f.Was.Tests(), func(t language.Func) bool {
		_, kept := suite.Named(f.Is, t.Name)
		return !kept && suite.StopsTime(f.Was, t)
	})
}

// allNew tells whether a file has tests and had others: none has the name of one that it had, and none of
// those measured.
func allNew(f *change.File) bool {
	return len(f.Was.Tests()) > 0 && len(f.Is.Tests()) > 0 && !measuredBefore(f) && !slices.ContainsFunc(f.Is.Tests(), func(t language.Func) bool { _, was := suite.Named(f.Was, t.Name); return was })
}

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
