package snapshots

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const maxRows = 1000

// gainsCases tells whether a file of cases, over which a test goes or to which people ask
// to add, holds each that it held as it was, and more of the same form at most.
func gainsCases(s *change.Set, f *change.File) bool {
	if f.New == "" || !suite.CasesOf(s, f) {
		return false
	}
	was, is := suite.DataRows(f.Was), suite.DataRows(f.Is)
	if len(is) < len(was) || len(is) > maxRows || slices.ContainsFunc(was, func(row suite.DataRow) bool { return !slices.ContainsFunc(is, row.Within) }) {
		return false
	}
	for _, row := range is {
		if len(row) < 2 || slices.ContainsFunc(slices.Collect(maps.Keys(was[0])), func(key string) bool { _, has := row[key]; return !has }) {
			return false
		}
	}
	return s.Speaks(addsCases) || slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return slices.ContainsFunc(t.Code, func(l string) bool { return strings.Contains(l, f.Base()) && goesOver.MatchString(l) })
	})
}

var (
	addsCases = regexp.MustCompile(`\badd(?:ing)?\b[^.]{0,60}\b(?:cases?|rows?|examples?|entries|lines?)\b`)
	goesOver  = regexp.MustCompile(`\brange\b|\bfor\b|\.each\(|\.forEach\(|\bparametrize\(`)
)
