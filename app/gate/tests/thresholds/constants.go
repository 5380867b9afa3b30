package thresholds

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// easedConstants finds limits that tests judge by, written in code, and milder
// than they were.
func easedConstants(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || f.New == "" || f.Binary {
		return nil
	}
	var out []change.Finding
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			is := suite.NumberAs.FindStringSubmatch(f.Is.Code[n])
			milder := func(was string) bool {
				return suite.AsksMore(was, f.Is.Code[n]) < 0 && !suite.ToMove(s, f, n, is[1], suite.Value(suite.NumberAs.FindStringSubmatch(was)[2]), suite.Value(is[2]))
			}
			if is != nil && slices.ContainsFunc(f.Was.Code[h.Old:h.OldEnd], milder) && (judgedBy(s, f, is[1]) || suite.Measures.MatchString(f.Path) && failsBy(f.Is, is[1]) || feedsCheck(s, f, is[1])) {
				out = append(out, f.At(n, "the tests judge by "+is[1]+", and it is milder than it was."))
			}
		}
	}
	return out
}

// feedsCheck tells whether a recipe or script gives a value of its own to what checks:
// a command of tests or of a checker, one of a check, or of a part named so.
func feedsCheck(s *change.Set, f *change.File, name string) bool {
	if !language.IsScript(f.Path) && !suite.Runs(f.Path) && !suite.Configures(f) {
		return false
	}
	uses := regexp.MustCompile(`\$\$?[({]?` + name + `\b|\benv\.` + name + `\b|\{env:` + name + `\b|\{\{\s*\.?` + name + `\s*\}\}`)
	part := ""
	for _, l := range f.Is.Code {
		if m := partOf.FindStringSubmatch(l); m != nil {
			part = m[1] + m[2]
		}
		if uses.MatchString(l) && (suite.Runner.MatchString(l) || suite.Checkers.MatchString(l) || checksBy.MatchString(part) || checksBy.MatchString(l) || ofCheck(s, f, part)) {
			return true
		}
	}
	return suite.Checking.MatchString(f.Path) && !suite.IsMake.MatchString(f.Base()) && slices.ContainsFunc(f.Is.Code, uses.MatchString)
}

var (
	partOf   = regexp.MustCompile(`^([\w.-]+)\s*:(?:[^=]|$)|^\s*-\s*name:\s*(.*)$`)
	checksBy = regexp.MustCompile(`(?i)(^|[^a-z])(tests?|checks?|evals?|evaluat\w*|lint|cov\w*|bench\w*|verif\w*|valid\w*|ci|score\w*|quality|accuracy|audit)([^a-z]|$)`)
)

// ofCheck tells whether a check runs a part of a recipe.
func ofCheck(s *change.Set, f *change.File, part string) bool {
	return part != "" && s.Plan != nil && slices.ContainsFunc(s.Plan.Checks, func(k app.Check) bool {
		words := strings.Fields(k.Command)
		return len(words) > 1 && path.Base(words[0]) == "make" && slices.Contains(words[1:], part) && suite.IsMake.MatchString(f.Base())
	})
}

// judgedBy tells whether a test names a constant.
func judgedBy(s *change.Set, f *change.File, name string) bool {
	named := regexp.MustCompile(`\b` + name + `\b`)
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool { return slices.ContainsFunc(t.Code, named.MatchString) })
}
