package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// Lint says what stands in the way of the goal and what weakens it, in the
// order of the text. The limits and the repository come from o; template comments
// are those the document was parsed with unless o has its own.
func (d Document) Lint(o Options) []Finding {
	l := linter{doc: d, o: o, effort: glob.MaxSteps, spare: glob.MaxExcept, tally: d.unread.clone()}
	if len(o.TemplateComments) == 0 {
		l.o.TemplateComments = d.options.TemplateComments
	}
	l.outcome()
	l.criteria()
	l.constraints()
	l.steps()
	l.boundary()
	l.policy()
	l.limits()
	l.hidden()
	l.letters()
	l.writing()
	l.placeholders()
	l.repository()
	return l.sorted()
}

type linter struct {
	doc    Document
	o      Options
	places page.Places
	effort glob.Effort
	spare  glob.Effort // for what is odd about exceptions
	tally
}

// span is the place of a stretch of bytes of the body.
func (l *linter) span(from, to int) Span {
	if l.places.Empty() {
		l.places = page.NewPlaces(l.doc.body)
	}
	l1, c1 := l.places.At(from)
	l2, c2 := l.places.At(to)
	return Span{l1, c1, l2, c2}
}

// bounded adds each of n findings, as far as they count.
func (l *linter) bounded(n int, ru rule, finding func(int) Finding) {
	for i := range n {
		if l.full(ru) {
			l.more[ru.code] += n - i
			return
		}
		l.add(finding(i))
	}
}
