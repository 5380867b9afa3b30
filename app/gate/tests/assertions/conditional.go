package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// conditional finds assertions that stay but stand behind a new condition or a
// new way out.
func conditional(u suite.Unit) []change.Finding {
	old := map[string]int{}
	for _, a := range suite.Assertions(u.Was, u.Old) {
		old[a.Squeezed] = suite.Indent(u.Was.Lines[a.Line]) - suite.Indent(u.Was.Lines[u.Old.Head])
	}
	var out []change.Finding
	for _, a := range suite.Assertions(u.Is, u.Now) {
		before, kept := old[a.Squeezed]
		if !kept {
			continue
		}
		deeper := suite.Indent(u.Is.Lines[a.Line])-suite.Indent(u.Is.Lines[u.Now.Head]) > before
		for n := u.Now.Head + 1; n < a.Line && n < len(u.Is.Bare); n++ {
			text := strings.TrimSpace(u.Is.Bare[n])
			if !u.File.IsAdded(n) {
				continue
			}
			if early := leaves.MatchString(text) && suite.Indent(u.Is.Lines[n]) <= suite.Indent(u.Is.Lines[a.Line]); early && !nested(u, n) {
				out = append(out, u.File.At(n, "the test "+u.Old.Name+" leaves before it asserts."))
			}
			if inPassing.MatchString(text) && !u.Is.Lang.Assertion.MatchString(text) && suite.Indent(u.Is.Lines[n]) <= suite.Indent(u.Is.Lines[a.Line]) && u.Is.Lang.Name != "Go" && !nested(u, n) {
				out = append(out, u.File.At(n, "the test "+u.Old.Name+" may leave before it asserts."))
			}
			if goesHome.MatchString(text) && guardedBack(u, n, a.Line) && !nested(u, n) {
				out = append(out, u.File.At(n, "the test "+u.Old.Name+" may leave before it asserts."))
			}
			if deeper && strings.HasPrefix(text, "if") && suite.Indent(u.Is.Lines[n]) < suite.Indent(u.Is.Lines[a.Line]) && a.Line-n < 12 && u.Is.Lang.Name != "Go" {
				out = append(out, u.File.At(n, "an assertion of "+u.Old.Name+" stands behind a condition now."))
			}
		}
	}
	return out
}

var (
	inPassing = regexp.MustCompile(`^if\b.*[):]\s*(\{\s*)?return\b`)
	goesHome  = regexp.MustCompile(`^return\s*;?$`)
)

// guardedBack tells whether a line leaves the test behind a new condition that
// is no question of the assertions' own.
func guardedBack(u suite.Unit, n, assertion int) bool {
	if n < 1 || !u.File.IsAdded(n-1) || suite.Indent(u.Is.Lines[n]) <= suite.Indent(u.Is.Lines[assertion]) {
		return false
	}
	head := strings.TrimSpace(u.Is.Bare[n-1])
	return strings.HasPrefix(head, "if") && suite.Indent(u.Is.Lines[n-1]) <= suite.Indent(u.Is.Lines[assertion])
}

var leaves = regexp.MustCompile(`^(if\b.*[:{)]\s*)?return\b\s*(;|\}|None|nil|undefined|true|null)?\s*[;}]*$`)

// nested tells whether a line belongs to a function inside of the test.
func nested(u suite.Unit, n int) bool {
	f, ok := u.Is.Around(n)
	if ok && f.Head != u.Now.Head {
		return true
	}
	depth := 0
	for up := n; up > u.Now.Head; up-- {
		b := u.Is.Bare[up]
		if up == n {
			b = strings.TrimRight(strings.TrimSpace(b), ";}")
		}
		depth += strings.Count(b, "}") - strings.Count(b, "{")
		if depth < 0 && inner.MatchString(b) {
			return true
		}
	}
	return false
}

var inner = regexp.MustCompile(`=>\s*\{|\bfunc\s*\(|\bfunction\b`)

// skipsAsAsked tells whether a line that went from a helper or a test made way for one
// that takes the test out of the run as people asked.
func skipsAsAsked(u suite.Unit, s *change.Set, o int) bool {
	return slices.ContainsFunc(u.File.Hunks, func(h change.Hunk) bool {
		if o < h.Old || o >= h.OldEnd || u.Is.Lang.Skip == nil {
			return false
		}
		for n := h.New; n < h.NewEnd; n++ {
			if u.Is.Lang.Skip.MatchString(u.Is.Bare[n]) && suite.ToSkip(s, u.File, n) {
				return true
			}
		}
		return false
	})
}
