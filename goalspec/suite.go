package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// onlyGreen reports an outcome that says of tests, or of what runs them, that they pass,
// and of nothing else what shall be. What it only points at stands in the title, or before.
func (d Document) onlyGreen() bool {
	words := prose.Judged(d.outcome.Text)
	ofSuite, said, only := saying.GreenIn(words)
	if !only || !said && !saying.Ails(words) && !d.namedAiling() {
		return false
	}
	look := func(s string, forSuite bool) {
		if t, only := saying.OfTests(prose.BlankCode(s[:min(len(s), prose.MaxLead)])); only {
			ofSuite, said = ofSuite || forSuite && t.Named, said || t.Pass
		}
	}
	look(d.title, true)
	for _, p := range d.contract.context[:min(len(d.contract.context), 3)] {
		look(p.Text, true)
	}
	for _, c := range prose.First(d.contract.constraint) {
		look(c.Text, true)
	}
	for _, c := range prose.First(d.contract.criteria) {
		if !strings.Contains(c.Text, "`") {
			look(c.Text, saysGreen.MatchString(words))
		}
	}
	return ofSuite && said
}

// saysGreen says of what it only points at that it passes.
var saysGreen = regexp.MustCompile(`(?i)\b(?:green|pass(?:es|ing)?)\b`)

// namedAiling reports a text that is called after tests, and begins with what ails them.
func (d Document) namedAiling() bool {
	return d.facts.named && slices.ContainsFunc(d.contract.context[:min(len(d.contract.context), 3)], func(p Passage) bool {
		t, only := saying.OfTests(p.Text)
		return only && t.Named && t.Fail
	})
}

// namesTests reports whether a command says which tests, and something stays. To run
// everything says so only beside what the tests must not lose on the way.
func (l *linter) namesTests() bool {
	c := &l.doc.contract
	told := make([]string, 0, 2*prose.MaxFirst)
	run := false
	for _, x := range c.criteria {
		told = append(told, x.Text)
		for _, code := range prose.CodeSpan.FindAllStringSubmatch(prose.Judged(x.Text), prose.MaxCalls) {
			if check.LooksLikeCommand(code[1]) || check.RunsAll(code[1]) {
				if run = true; check.Narrows(code[1]) && l.stays() {
					return true
				}
			}
		}
	}
	if !run {
		return false
	}
	for _, x := range prose.First(c.context) {
		told = append(told, x.Text)
	}
	told = append(told, l.doc.outcome.Text)
	names := slices.ContainsFunc(told, func(s string) bool { return saying.NamesTest(prose.Judged(s)) })
	return names && l.stays() || slices.ContainsFunc(told, saying.KeepsTests) ||
		slices.ContainsFunc(c.constraint, func(x Constraint) bool { return saying.ProtectsTests(prose.Judged(x.Text)) }) ||
		slices.ContainsFunc(l.doc.scope.Deny, holdsTests) || len(l.doc.scope.Allow) > 0 && !slices.ContainsFunc(l.doc.scope.Allow, holdsTests)
}

// stays reports that something must stay as it is.
func (l *linter) stays() bool {
	return len(l.doc.contract.constraint) > 0 || len(l.doc.scope.Deny) > 0
}

var testPath = regexp.MustCompile(`(?i)test|spec|fixture|golden|snap|e2e`)

func holdsTests(g Glob) bool { return testPath.MatchString(g.Pattern) }
