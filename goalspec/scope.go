package goalspec

import "slices"

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
