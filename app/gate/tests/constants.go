package tests

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

var (
	numberAs  = regexp.MustCompile(`^\s*(?:export\s+)?(?:const\s+|static\s+|final\s+|var\s+|let\s+)?["']?([A-Za-z_]\w*)["']?\s*(?::\s*\w+\s*)?(?:=|:)\s*(-?\d[\d_]*(?:\.\d+)?)\s*[,;]?\s*$`)
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
			if is == nil || !leastName.MatchString(is[1]) && !mostName.MatchString(is[1]) || s.Said(is[2]) {
				continue
			}
			for _, o := range f.Was.Code[h.Old:h.OldEnd] {
				was := numberAs.FindStringSubmatch(o)
				if was == nil || was[1] != is[1] {
					continue
				}
				a, b := plain(was[2]), plain(is[2])
				if (leastName.MatchString(is[1]) && b < a || !leastName.MatchString(is[1]) && b > a) && judgedBy(s, f, is[1]) {
					out = append(out, f.At(n, "the tests judge by "+is[1]+", and it is milder than it was."))
				}
			}
		}
	}
	return out
}

func plain(number string) float64 {
	v, _ := strconv.ParseFloat(strings.ReplaceAll(number, "_", ""), 64)
	return v
}

// judgedBy tells whether a test names a constant.
func judgedBy(s *change.Set, f *change.File, name string) bool {
	named := regexp.MustCompile(`\b` + name + `\b`)
	holds := func(src *language.Source) bool { return slices.ContainsFunc(src.Code, named.MatchString) }
	return slices.ContainsFunc(s.TestsOf(f), holds) || slices.ContainsFunc(s.Files, func(t *change.File) bool { return t.Is.Test() && holds(t.Is) })
}

// stricter tells whether a line sets the limit that another set, and asks for
// more by it.
func stricter(old, now string) bool {
	was, is := numberAs.FindStringSubmatch(old), numberAs.FindStringSubmatch(now)
	if was == nil || is == nil || was[1] != is[1] {
		return false
	}
	if leastName.MatchString(is[1]) {
		return plain(is[2]) > plain(was[2])
	}
	return mostName.MatchString(is[1]) && plain(is[2]) < plain(was[2])
}
