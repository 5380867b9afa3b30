package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// loosened tells whether an assertion holds a part of a text that it held as a whole,
// or its pattern, where people ask for that of its test.
func loosened(u suite.Unit, s *change.Set, g, a suite.Statement) bool {
	name := suite.Title(u.Old.Name)
	return s.Asked(name) && asks.ToLoosen(s.Sentences(), name, suite.TitlesOf(u.Was)) && keepsWords(g, a)
}

// keepsWords tells whether an assertion shows words of the text that another one
// expected and it does not: two of them, where that had as many.
func keepsWords(g, a suite.Statement) bool {
	was, is := textsIn(g.Text), textsIn(a.Text)
	had := suite.Word.FindAllString(strings.Join(suite.Without(was, is), " "), -1)
	kept := map[string]bool{}
	for _, shown := range append(suite.Without(is, was), patternsIn(a.Text)...) {
		for _, w := range suite.Word.FindAllString(shown, -1) {
			if slices.Contains(had, w) {
				kept[w] = true
			}
		}
	}
	return len(kept) > 0 && len(kept) >= min(2, len(had))
}
