package tests

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	numberAs  = regexp.MustCompile(`^\s*(?:export\s+)?(?:const\s+|static\s+|final\s+|var\s+|let\s+)?["']?([A-Za-z_]\w*)["']?\s*(?::\s*\w+\s*)?(?:[:?]?=|:)\s*["']?(-?\d[\d_]*(?:\.\d+)?)["']?\s*[,;]?\s*$`)
	leastName = regexp.MustCompile(`(?i)(^|_)(min|minimum|least|floor|required?|target)(_|$)|^min[A-Z_]|threshold`)
	mostName  = regexp.MustCompile(`(?i)(^|_)(max|maximum|most|ceiling|limit|budget|tolerance|allowed|epsilon)(_|$)|^max[A-Z_]|(Limit|Budget|Tolerance)$`)
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
			is := numberAs.FindStringSubmatch(f.Is.Code[n])
			milder := func(was string) bool {
				return asksMore(was, f.Is.Code[n]) < 0 && !toMove(s, f, n, is[1], plain(numberAs.FindStringSubmatch(was)[2]), plain(is[2]))
			}
			if is != nil && slices.ContainsFunc(f.Was.Code[h.Old:h.OldEnd], milder) && (judgedBy(s, f, is[1]) || measures.MatchString(f.Path) && failsBy(f.Is, is[1]) || feedsCheck(s, f, is[1])) {
				out = append(out, f.At(n, "the tests judge by "+is[1]+", and it is milder than it was."))
			}
		}
	}
	return out
}

// measures are the places of scripts that check, and are no product.
var measures = regexp.MustCompile(`(^|/)(evals?|scripts?|tools?|bench\w*|ci|checks?|hack)/`)

// feedsCheck tells whether a recipe or script gives a value of its own to what checks:
// a command of tests or of a checker, one of a check, or of a part named so.
func feedsCheck(s *change.Set, f *change.File, name string) bool {
	if !language.IsScript(f.Path) && !runs(f.Path) && !configures(f) {
		return false
	}
	uses := regexp.MustCompile(`\$\$?[({]?` + name + `\b|\benv\.` + name + `\b|\{env:` + name + `\b|\{\{\s*\.?` + name + `\s*\}\}`)
	part := ""
	for _, l := range f.Is.Code {
		if m := partOf.FindStringSubmatch(l); m != nil {
			part = m[1] + m[2]
		}
		if uses.MatchString(l) && (runner.MatchString(l) || checkers.MatchString(l) || checksBy.MatchString(part) || checksBy.MatchString(l) || ofCheck(s, f, part)) {
			return true
		}
	}
	return checking.MatchString(f.Path) && !isMake.MatchString(f.Base()) && slices.ContainsFunc(f.Is.Code, uses.MatchString)
}

var (
	isMake   = regexp.MustCompile(`(?i)makefile|justfile|\.mk$`)
	partOf   = regexp.MustCompile(`^([\w.-]+)\s*:(?:[^=]|$)|^\s*-\s*name:\s*(.*)$`)
	checksBy = regexp.MustCompile(`(?i)(^|[^a-z])(tests?|checks?|evals?|evaluat\w*|lint|cov\w*|bench\w*|verif\w*|valid\w*|ci|score\w*|quality|accuracy|audit)([^a-z]|$)`)
)

// ofCheck tells whether a check runs a part of a recipe.
func ofCheck(s *change.Set, f *change.File, part string) bool {
	return part != "" && s.Plan != nil && slices.ContainsFunc(s.Plan.Checks, func(k app.Check) bool {
		words := strings.Fields(k.Command)
		return len(words) > 1 && path.Base(words[0]) == "make" && slices.Contains(words[1:], part) && isMake.MatchString(f.Base())
	})
}

// asksMore compares two lines that set the same limit: 1 when the new one asks
// for more, -1 for less, 0 when they are no such lines or ask for the same.
func asksMore(old, now string) int {
	was, is := numberAs.FindStringSubmatch(old), numberAs.FindStringSubmatch(now)
	if was == nil || is == nil || was[1] != is[1] {
		return 0
	}
	switch rose := cmp.Compare(plain(is[2]), plain(was[2])); {
	case leastName.MatchString(is[1]):
		return rose
	case mostName.MatchString(is[1]):
		return -rose
	}
	return 0
}

func plain(number string) float64 {
	v, _ := strconv.ParseFloat(strings.ReplaceAll(number, "_", ""), 64)
	return v
}

// judgedBy tells whether a test names a constant.
func judgedBy(s *change.Set, f *change.File, name string) bool {
	named := regexp.MustCompile(`\b` + name + `\b`)
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool { return slices.ContainsFunc(t.Code, named.MatchString) })
}
