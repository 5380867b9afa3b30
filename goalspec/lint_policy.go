package goalspec

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
)

// policy tells what is to change and is frozen whatever the goal says. A person may let
// it change, so it is no error; what the goal denies itself is told as that.
func (l *linter) policy() {
	if len(l.o.Frozen) == 0 {
		return
	}
	defer func(left glob.Effort) { l.effort = left }(l.effort)
	l.effort = glob.MaxSteps
	b := l.heldPaths()
	b.allow, b.deny = nil, compileAll(globsOf(l.o.Frozen))
	by := func(name string) string { return b.deny[l.denied(b, name)].Pattern }
	for _, c := range l.doc.contract.criteria {
		if name := l.demanded(c, b); name != "" && !l.told(frozenPath, c.Span) {
			l.add(frozenHere.at(c.Span.orStart(), "%s demands touching %q, which the policy freezes with %q", c.ID, name, by(name)))
		}
	}
	outcome := l.doc.outcome.Span
	switch name, i := l.askedOf(b); {
	case l.told(frozenPath, outcome):
	case i >= 0:
		l.add(frozenHere.at(outcome.orStart(), "the outcome demands touching %q, which the policy freezes with %q", name, b.deny[i].Pattern))
	default:
		if i := l.locked(b); i >= 0 {
			l.add(frozenHere.at(outcome.orStart(), "the outcome moves a version that %q holds, which the policy freezes", b.deny[i].Pattern))
		}
	}
	exact := glob.MaxContain
	for _, a := range compileAll(l.doc.facts.allowed) {
		if by := l.deniedBy(a, b.deny, &exact); len(by) > 0 {
			l.add(frozenHere.at(a.Span.orStart(), "%q is to change, and the policy freezes all of it with %q%s", a.Pattern, by[0].Pattern, andMore(len(by)-1)))
		}
	}
}

// told reports a finding of a rule at a place.
func (l *linter) told(ru rule, at Span) bool {
	return slices.ContainsFunc(l.list, func(f Finding) bool { return f.Code == ru.code && f.Span == at.orStart() })
}

func globsOf(patterns []string) []Glob {
	out := make([]Glob, len(patterns))
	for i, p := range patterns {
		out[i] = Glob{Pattern: p}
	}
	return out
}
