package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// says tells whether an assertion says all of something, of which another one said
// that it holds the same texts.
func says(now, old suite.Statement) bool {
	texts := textsIn(old.Text)
	return now.Strength() == suite.SaysAll && old.Strength() < suite.SaysAll && len(texts) > 0 && !slices.ContainsFunc(texts, func(part string) bool {
		return len(part) < 8 || !slices.ContainsFunc(textsIn(now.Text), func(text string) bool { return strings.Contains(text, part) })
	})
}
