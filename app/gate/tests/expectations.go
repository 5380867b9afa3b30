package tests

import (
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

var titles = regexp.MustCompile(`^\s*(?:[xf]?(it|test|describe|context|specify)(\.\w+)*\(|\w+\.Run\(|import\b|from\b|package\b|(const|var|let)\s+.*\brequire\(|@pytest\.mark\.(?:parametrize\(\s*$|skip|slow)|\w+\.(Log|Logf)\(|console\.|print\(|def |func |class |name:)`)

// Expectations finds values in tests of the base that read differently now,
// while the line around them stayed.
func Expectations(s *change.Set) ([]change.Finding, error) {
	v := valuesOf(s)
	var out []change.Finding
	for _, f := range s.Files {
		if f.From == "" || f.New == "" || !f.Is.Test() || !f.Is.Lang.Code() || f.Is.Lang.Name == "Shell" {
			continue
		}
		for _, h := range f.Hunks {
			out = append(out, edited(s, f, h, v)...)
		}
	}
	for _, u := range units(s) {
		out = append(out, u.vanished(s, v)...)
	}
	return dedupe(out), nil
}

// edited pairs the lines of a hunk that differ in their values alone.
func edited(s *change.Set, f *change.File, h change.Hunk, v values) []change.Finding {
	var out []change.Finding
	taken := map[int]bool{}
	for o := h.Old; o < h.OldEnd; o++ {
		code := f.Was.Code[o]
		shape := skeleton(code)
		if titles.MatchString(code) || !strings.Contains(shape, "§") || s.Came(f.Was.Lines[o]) {
			continue
		}
		for n := h.New; n < h.NewEnd; n++ {
			if taken[n] || skeleton(f.Is.Code[n]) != shape || s.Went(f.Is.Lines[n]) || adjusting(f.Is.Bare[n]) {
				continue
			}
			taken[n] = true
			if changed(s, message(code), message(f.Is.Code[n]), v) {
				out = append(out, f.At(n, "a value in a test of the base was edited: "+change.Clip(strings.TrimSpace(f.Was.Lines[o]))+" stood here."))
			}
			break
		}
	}
	return out
}

var complaint = regexp.MustCompile(`(\.(Error|Errorf|Fatal|Fatalf|Log|Logf|Skipf?)\().*`)

// message drops what a test only says to people.
func message(code string) string { return complaint.ReplaceAllString(code, "$1") }

func changed(s *change.Set, old, now string, v values) bool {
	a, b := literals(old), literals(now)
	if len(a) != len(b) {
		return false
	}
	for n := range a {
		if a[n] != b[n] && !v.explained(s, a[n], b[n]) {
			return true
		}
	}
	return false
}

// vanished finds assertions that compare with something else than the value
// they did, which stands in no test any more.
func (u unit) vanished(s *change.Set, v values) []change.Finding {
	gone, come := apart(assertions(u.was, u.old), assertions(u.is, u.now))
	var out []change.Finding
	for _, g := range gone {
		best := match(g, come)
		if best < 0 || g.strength < come[best].strength || retired(s, u.was, u.old) {
			continue
		}
		a := come[best]
		come = slices.Delete(slices.Clone(come), best, best+1)
		if a.strength < g.strength || !u.file.IsAdded(a.line) {
			continue
		}
		old, now := literals(message(g.text)), literals(message(a.text))
		lost := slices.DeleteFunc(slices.Clone(old), func(l string) bool {
			return slices.Contains(now, l) || trivial(l) || v.testCame[unquote(l)] || v.productWent[unquote(l)]
		})
		if len(lost) > 0 && len(now) < len(old) {
			out = append(out, u.file.At(a.line, "the expected value "+change.Clip(lost[0])+" of "+u.old.Name+" is gone."))
		}
	}
	return out
}
