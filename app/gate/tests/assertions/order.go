package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	orderless = regexp.MustCompile(`assertCountEqual|ElementsMatch|\bsorted\(|\bset\(|arrayContaining|\.(?:sort|toSorted)\(|slices\.Sort|\bsort\.[A-Z]\w*\(|have\.members|sameMembers`)
	noOrder   = regexp.MustCompile(`(no|any|not?\b.{0,40}|unspecified|undefined|arbitrary|depend\w* on)\s*(the\s+|its\s+|particular\s+)*order|order\b.{0,40}\b(not|unspecified|undefined|arbitrary|does not|doesn't|no)\b`)
)

// unordered tells whether an assertion no longer asks for an order, and people
// said that there is none.
func unordered(s *change.Set, u suite.Unit, g, a suite.Statement) bool {
	return g.Strength() == suite.SaysAll && a.Strength() == suite.SaysShape && orderless.MatchString(a.Text) && !orderless.MatchString(g.Text) && noOrderAsked(u, s)
}

// noOrderAsked tells whether people said that there is no order in what a test is
// about.
func noOrderAsked(u suite.Unit, s *change.Set) bool {
	return slices.ContainsFunc(s.Paragraphs(), func(p string) bool { return noOrder.MatchString(p) && !ofOthers(p, u) })
}

// ofOthers tells whether a paragraph is about other tests of a file than one: it
// names some of them and not that.
func ofOthers(paragraph string, u suite.Unit) bool {
	names := func(t language.Func) bool { return regexp.HasWord(paragraph, strings.ToLower(t.Name)) }
	return !names(u.Old) && slices.ContainsFunc(u.Was.Tests(), names)
}
