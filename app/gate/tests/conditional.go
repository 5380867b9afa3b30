package tests

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// conditional finds assertions that stay but stand behind a new condition or a
// new way out.
func (u unit) conditional() []change.Finding {
	old := map[string]int{}
	for _, a := range assertions(u.was, u.old) {
		old[a.squeezed] = indent(u.was.Lines[a.line]) - indent(u.was.Lines[u.old.Head])
	}
	var out []change.Finding
	for _, a := range assertions(u.is, u.now) {
		before, kept := old[a.squeezed]
		if !kept {
			continue
		}
		deeper := indent(u.is.Lines[a.line])-indent(u.is.Lines[u.now.Head]) > before
		for n := u.now.Head + 1; n < a.line && n < len(u.is.Bare); n++ {
			text := strings.TrimSpace(u.is.Bare[n])
			if !u.file.IsAdded(n) {
				continue
			}
			if early := leaves.MatchString(text) && indent(u.is.Lines[n]) <= indent(u.is.Lines[a.line]); early && !nested(u, n) {
				out = append(out, u.file.At(n, "the test "+u.old.Name+" leaves before it asserts."))
			}
			if inPassing.MatchString(text) && !u.is.Lang.Assertion.MatchString(text) && indent(u.is.Lines[n]) <= indent(u.is.Lines[a.line]) && u.is.Lang.Name != "Go" && !nested(u, n) {
				out = append(out, u.file.At(n, "the test "+u.old.Name+" may leave before it asserts."))
			}
			if goesHome.MatchString(text) && u.guardedBack(n, a.line) && !nested(u, n) {
				out = append(out, u.file.At(n, "the test "+u.old.Name+" may leave before it asserts."))
			}
			if deeper && strings.HasPrefix(text, "if") && indent(u.is.Lines[n]) < indent(u.is.Lines[a.line]) && a.line-n < 12 && u.is.Lang.Name != "Go" {
				out = append(out, u.file.At(n, "an assertion of "+u.old.Name+" stands behind a condition now."))
			}
		}
	}
	return out
}

var inPassing = regexp.MustCompile(`^if\b.*[):]\s*(\{\s*)?return\b`)

var goesHome = regexp.MustCompile(`^return\s*;?$`)

// guardedBack tells whether a line leaves the test behind a new condition that
// is no question of the assertions' own.
func (u unit) guardedBack(n, assertion int) bool {
	if n < 1 || !u.file.IsAdded(n-1) || indent(u.is.Lines[n]) <= indent(u.is.Lines[assertion]) {
		return false
	}
	head := strings.TrimSpace(u.is.Bare[n-1])
	return strings.HasPrefix(head, "if") && indent(u.is.Lines[n-1]) <= indent(u.is.Lines[assertion])
}

var leaves = regexp.MustCompile(`^(if\b.*[:{)]\s*)?return\b\s*(;|\}|None|nil|undefined|true|null)?\s*[;}]*$`)

// nested tells whether a line belongs to a function inside of the test.
func nested(u unit, n int) bool {
	f, ok := u.is.Around(n)
	if ok && f.Head != u.now.Head {
		return true
	}
	depth := 0
	for up := n; up > u.now.Head; up-- {
		b := u.is.Bare[up]
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

func indent(text string) int { return len(text) - len(strings.TrimLeft(text, " \t")) }
