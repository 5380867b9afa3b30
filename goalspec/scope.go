package goalspec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// Scope is where the work may go. Allow, when not empty, is the only place
// that may change; Deny may never change, but for its exceptions; Focus is where the change is expected
// and forbids nothing elsewhere.
type Scope struct {
	Allow []Glob
	Deny  []Glob
	Focus []Glob
}

// Permits reports whether path may change, and if not, the pattern that
// forbids it ("" when no Allow pattern covers it). Deny wins over Allow, and an exception
// holds for its own pattern only: what any of Deny covers must not change.
func (s Scope) Permits(path string) (ok bool, by string) {
	for _, g := range s.Deny {
		if g.Covers(path) {
			return false, g.Pattern
		}
	}
	if len(s.Allow) == 0 {
		return true, ""
	}
	for _, g := range s.Allow {
		if MatchGlob(g.Pattern, path) {
			return true, ""
		}
	}
	return false, ""
}

func (s Scope) empty() bool { return len(s.Allow)+len(s.Deny) == 0 }

func (s Scope) clone() Scope {
	out := Scope{Allow: slices.Clone(s.Allow), Deny: slices.Clone(s.Deny), Focus: slices.Clone(s.Focus)}
	for i, g := range out.Deny {
		out.Deny[i].Except = slices.Clone(g.Except)
	}
	return out
}

// Glob is a path pattern and the author's reason for it. Except is what a pattern that
// must not change leaves out: these paths it says nothing about.
type Glob struct {
	Pattern string   `json:"pattern"`
	Except  []string `json:"except,omitempty"`
	Reason  string   `json:"reason,omitempty"`
	Span    Span     `json:"-"` // where it stands
}

// Covers reports whether a path lies under the pattern and under none of its exceptions.
func (g Glob) Covers(path string) bool {
	lies := func(pattern string) bool { return MatchGlob(pattern, path) }
	return lies(g.Pattern) && !slices.ContainsFunc(g.Except, lies)
}

// with is a glob of which two statements tell: what only one of them leaves out is not left
// out.
func (g Glob) with(o Glob) Glob {
	g.Reason = cmp.Or(g.Reason, o.Reason)
	var both []string
	for _, of := range [2][2][]string{{g.Except, o.Except}, {o.Except, g.Except}} {
		for _, path := range of[0] {
			if !slices.Contains(both, path) && slices.ContainsFunc(of[1], func(other string) bool { return surelyUnder(other, path) }) {
				both = append(both, path)
			}
		}
	}
	g.Except = both
	return g
}

// surelyUnder reports patterns that are one, or of which the second is a path under the first.
func surelyUnder(pattern, path string) bool {
	plain := strings.TrimSuffix(glob.Clean(path), "/**")
	return pattern == path || strings.Contains(strings.TrimSuffix(plain, "/"), "/") && !strings.ContainsAny(plain, `*?[\`) && MatchGlob(pattern, plain)
}

// globAt is a pattern that stands at a place.
func globAt(p ruling.Pattern, span Span) Glob {
	return Glob{Pattern: p.Pattern, Except: p.Except, Reason: p.Reason, Span: span}
}

// patternsOf are globs wherever they stand.
func patternsOf(list []Glob) (out []ruling.Pattern) {
	for _, g := range list {
		out = append(out, ruling.Pattern{Pattern: g.Pattern, Except: g.Except, Reason: g.Reason})
	}
	return out
}

// at gives patterns their place.
func at(list []ruling.Pattern, span Span) (out []Glob) {
	for _, p := range list {
		out = append(out, globAt(p, span))
	}
	return out
}

// MatchGlob reports whether a slash-separated path, relative to the root of
// the repository, lies under pattern. A segment "**" stands for any number of
// segments; "*", "?" and [Classes] match within one. A pattern that names a
// directory covers what is below it, with or without a closing slash, and a
// pattern without a slash matches that name at any depth. What looks like a class
// is also itself, so that "app/[id]/page.tsx" is the file of that name. A malformed
// class matches nothing.
func MatchGlob(pattern, name string) bool { return glob.LiesUnder(name, pattern) }

// PatternFault says why a pattern is not one that people may write, as a clause
// about "it"; it is empty for a good one. [MatchGlob] takes what is left of a
// faulty pattern as it stands, and a class that is not closed as nothing.
func PatternFault(p string) string { return glob.Fault(p) }

// Globs are patterns made ready to be held against many paths.
type Globs []glob.Compiled

// CompileGlobs reads each pattern as [MatchGlob] does.
func CompileGlobs(patterns []string) Globs {
	out := make(Globs, len(patterns))
	for n, p := range patterns {
		out[n] = glob.Compile(p)
	}
	return out
}

// First is the place of the first pattern that a path lies under, -1 for none.
func (g Globs) First(name string) int {
	segs := glob.Segments(name)
	return slices.IndexFunc(g, func(c glob.Compiled) bool { ok, _ := c.Match(segs); return ok })
}
