package removed

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// renamed tells whether most of a test stayed where it was, in a test under
// another name that asserts as much.
func renamed(f *change.File, t language.Func) bool {
	_, ok := suite.StayedAs(f, t)
	return ok
}

// renamedIn is code as it reads when functions are called as people asked, all at
// once: one may get the name that another one had.
func renamedIn(s *change.Set, lines []string) []string {
	out := slices.Clone(lines)
	all := suite.Renames(s)
	if len(all) == 0 {
		return out
	}
	re := change.Memo(s, "renamed names", func() *regexp.Regexp {
		var names []string
		for _, name := range slices.Sorted(maps.Keys(all)) {
			names = append(names, regexp.QuoteMeta(name))
		}
		return regexp.MustCompile(`\b(?:` + strings.Join(names, "|") + `)\b`)
	})
	for n := range out {
		out[n] = re.ReplaceAllStringFunc(out[n], func(name string) string { return all[name] })
	}
	return out
}
