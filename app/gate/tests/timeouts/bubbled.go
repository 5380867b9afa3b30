package timeouts

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// bubbledAt tells whether a line stands in a function that lives in a bubble: what it
// sleeps there takes no time.
func bubbledAt(src *language.Source, n int) bool {
	fn, in := src.Around(n)
	return in && suite.InBubble.MatchString(suite.Within(src.Bare, fn))
}
