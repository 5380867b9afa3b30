package removed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// rowsIn are the rows of a table: what is between brackets, and where nothing is, each
// value.
func rowsIn(code string) (out []string) {
	for _, row := range innermost.FindAllString(code, -1) {
		if len(language.Literals(row)) > 1 {
			out = append(out, suite.Squeeze(row))
		}
	}
	if len(out) > 0 {
		return out
	}
	return slices.DeleteFunc(language.Literals(code), suite.Trivial)
}

// innermost are brackets with none between them.
var innermost = regexp.MustCompile(`\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}`)

// rowsOfTests are the rows and values that came to files which a runner collects.
func rowsOfTests(s *change.Set) map[string]bool {
	return change.Memo(s, "rows of tests", func() map[string]bool {
		out := map[string]bool{}
		for _, f := range s.Files {
			if !f.Is.Lang.Collects(f.Path) {
				continue
			}
			var added strings.Builder
			for _, n := range f.Added() {
				added.WriteString(f.Is.Code[n] + "\n")
			}
			for _, row := range innermost.FindAllString(added.String(), -1) {
				out[suite.Squeeze(row)] = true
			}
			for _, l := range language.Literals(added.String()) {
				out[l] = true
			}
		}
		return out
	})
}
