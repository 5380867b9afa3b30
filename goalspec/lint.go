package goalspec

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Lint says what stands in the way of the goal and what weakens it, in the
// order of the text.
func (d Document) Lint(o Options) []Finding {
	l := linter{doc: d, o: o}
	l.out = append(l.out, d.unread...)
	l.outcome()
	l.criteria()
	l.boundary()
	l.limits()
	l.hidden()
	slices.SortStableFunc(l.out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code))
	})
	return l.out
}

type linter struct {
	doc Document
	o   Options
	out []Finding
}

func (l *linter) add(f Finding) { l.out = append(l.out, f) }

var (
	vagueWords = regexp.MustCompile(`(?i)\b(?:better|improve[sd]?|improving|enhance|optimi[sz]e|clean(?:er)? ?up|nicer|modern(?:i[sz]e)?|robust|polish|user[- ]friendly|more (?:stable|reliable|maintainable|readable|efficient|intuitive)|faster|good|great|awesome|world[- ]class|best practices?|as needed|etc)\b`)
	testsPass  = regexp.MustCompile(`(?i)^(?:please )?(?:make|get|have|let|ensure|fix)(?: sure)?(?: that)? (?:all |the |all the |our )*(?:failing |broken |unit |integration )*(?:tests?|test suite|ci|build|pipeline)(?: (?:to )?(?:pass|passes|green|work|succeed|run)(?: again)?)?[.!]?$|^(?:all |the )*tests? (?:must |should )?pass[.!]?$`)
)

func (l *linter) outcome() {
	d := l.doc
	switch {
	case d.outcome.Text == "":
		l.add(noOutcome.found(Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 1}))
	case testsPass.MatchString(d.outcome.Text) && !l.namesTests():
		l.add(bareTests.found(d.outcome.Span))
	case vagueWords.MatchString(d.outcome.Text) && !l.measured():
		l.add(vagueOutcome.at(d.outcome.Span, "the outcome %q is vague and nothing measures it", clip(d.outcome.Text)))
	}
}

// measured reports whether a criterion can tell success from failure.
func (l *linter) measured() bool {
	return predicateIn(l.doc.outcome.Text) != nil || slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool {
		return c.Command != "" || c.Predicate != nil || len(strings.Fields(c.Text)) > 3 && !vagueWords.MatchString(c.Text)
	})
}

func (l *linter) namesTests() bool {
	return len(l.doc.constraint) > 0 && slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool { return c.Command != "" })
}

func (l *linter) criteria() {
	d := l.doc
	if len(d.contract.criteria) == 0 {
		l.add(noCriterion.found(d.outcome.Span.orStart()))
		return
	}
	if !slices.ContainsFunc(d.contract.criteria, Criterion.Runnable) {
		l.add(notRunnable.found(d.contract.criteria[0].Span))
	}
}

func (l *linter) boundary() {
	d := l.doc
	if len(d.constraint) == 0 && len(d.scope.Allow)+len(d.scope.Deny) == 0 {
		l.add(noBoundary.found(d.outcome.Span.orStart()))
	}
	for _, a := range d.facts.allowed {
		for _, n := range d.facts.denied {
			if covers(n.Pattern, a.Pattern) {
				l.add(contradiction.at(a.span, "%q is allowed here and denied by %q in line %d", a.Pattern, n.Pattern, n.span.Line))
				break
			}
		}
	}
}

// covers reports whether outer forbids everything inner names.
func covers(outer, inner string) bool {
	return cleanPattern(outer) == cleanPattern(inner) || MatchGlob(outer, strings.TrimSuffix(cleanPattern(inner), "/"))
}

func (l *linter) limits() {
	if over := l.doc.contract.budget.over(l.o.Limits); len(over) > 0 {
		l.add(overBudget.at(l.doc.facts.budget, "the budget exceeds the operator's limit: %s", strings.Join(over, ", ")))
	}
}

func (l *linter) hidden() {
	for _, r := range l.doc.facts.regions {
		words := l.doc.body[r.from:r.to]
		if !slices.ContainsFunc(l.o.TemplateComments, func(c string) bool { return sameComment(c, words) }) {
			l.add(hiddenComment.at(spanIn(l.doc.body, r.from, r.to), "an HTML comment hides text from people that a model would read: %s", clip(words)))
		}
	}
}

func sameComment(a, b string) bool { return strings.EqualFold(commentText(a), commentText(b)) }

func commentText(s string) string {
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "<!--"), "-->")
	return strings.Join(strings.Fields(s), " ")
}

// orStart is the span, or the start of the body for what stands in the title.
func (s Span) orStart() Span {
	if s.Line == 0 {
		return Span{1, 1, 1, 1}
	}
	return s
}

func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s[:min(len(s), 400)]); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
