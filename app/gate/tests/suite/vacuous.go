package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

func Asserts(src *language.Source, from, to int) int {
	count := 0
	for n := from; n < min(to, len(src.Bare)); n++ {
		if src.Lang.Assertion != nil && src.Lang.Assertion.MatchString(src.Bare[n]) {
			count++
		}
	}
	return count
}
