package goalspec

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/demand"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
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
	name, i := l.askedIn(b.outcome, b)
	if i < 0 {
		name, i = l.changedIn(b)
	}
	switch {
	case l.told(frozenPath, outcome):
	case i >= 0:
		l.add(frozenHere.at(outcome.orStart(), "the outcome demands touching %q, which the policy freezes with %q", name, b.deny[i].Pattern))
	}
	exact := glob.MaxContain
	for _, a := range compileAll(l.doc.facts.allowed) {
		if by := l.deniedBy(a, b.deny, &exact); len(by) > 0 {
			l.add(frozenHere.at(a.Span.orStart(), "%q is to change, and the policy freezes all of it with %q%s", a.Pattern, by[0].Pattern, andMore(len(by)-1)))
		}
	}
}

// changedIn is a path that must not change and that a sentence of the outcome asks to change
// itself, and the place of the pattern that denies it, or -1.
func (l *linter) changedIn(b held) (name string, by int) {
	text := ruling.CodeMarked(l.directories(b.outcome, b))
	plain := prose.BlankCode(text)
	for _, loc := range ruling.PathWord.FindAllStringIndex(text, 20) {
		before, _ := prose.BehindLast(demand.Sentence, plain[:loc[0]])
		if name = prose.BareCode(text[loc[0]:loc[1]]); prose.LooksLikePath(name) && changesIt.MatchString(before) {
			if by = l.denied(b, name); by >= 0 {
				return name, by
			}
		}
	}
	return "", -1
}

// changesIt asks to change what is named behind it.
var changesIt = regexp.MustCompile(`(?i)^(?:(?:please|just|also|then|we (?:need|want|have) to|you should) )*(?:change|update|edit|modify|rewrite|extend|refactor|rename|delete|remove|move|replace|reformat|split(?: up)?|clean up|regenerate|adapt|adjust|(?:make|do) (?:the|this|a|an|one) (?:\w+ )?change (?:in|to|of)) (?:the )?(?:(?:file|module|directory|folder|package|page|script|config(?:uration)?|manifest) )?$`)

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
