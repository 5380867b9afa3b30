package tests

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// bubbled finds tests of the base that measure how long something takes, and do so by
// a clock that stands still while it works.
func bubbled(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || !f.Is.Test() || !f.Holds("synctest.") {
		return nil
	}
	var out []change.Finding
	for _, u := range units(s) {
		old, now := within(u.was.Bare, u.old), within(u.is.Bare, u.now)
		if u.file == f && u.old.Test && inBubble.MatchString(now) && !inBubble.MatchString(old) && measuring.MatchString(old) && !waits.MatchString(old) {
			out = append(out, f.At(u.now.Head, "a test of the base lives by another clock now."))
		}
	}
	return out
}

// bubbledAt tells whether a line stands in a function that lives in a bubble: what it
// sleeps there takes no time.
func bubbledAt(src *language.Source, n int) bool {
	fn, in := src.Around(n)
	return in && inBubble.MatchString(within(src.Bare, fn))
}

var (
	inBubble  = regexp.MustCompile(`\bsynctest\.(Test|Run)\(`)
	measuring = regexp.MustCompile(`\btime\.Since\(|\.Sub\(|\bElapsed\(`)
)
