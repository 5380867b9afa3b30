package goalspec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// Lint says what stands in the way of the goal and what weakens it, in the
// order of the text. The limits and the repository come from o; labels and
// template comments are those the document was parsed with unless o has its own.
func (d Document) Lint(o Options) []Finding {
	l := linter{doc: d, o: o}
	if len(o.TemplateComments) == 0 {
		l.o.TemplateComments = d.options.TemplateComments
	}
	l.out = append(l.out, d.unread...)
	l.outcome()
	l.criteria()
	l.boundary()
	l.limits()
	l.hidden()
	l.writing()
	l.repository()
	slices.SortStableFunc(l.out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code))
	})
	return slices.CompactFunc(l.out, func(a, b Finding) bool { return a.Code == b.Code && a.Span == b.Span })
}

type linter struct {
	doc    Document
	o      Options
	places page.Places
	out    []Finding
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

func (l *linter) add(f Finding) { l.out = append(l.out, f) }

// maxPerCode bounds the findings of one code; the last one says how many more
// there are.
const maxPerCode = 20

// bounded gives each of n findings to add, up to the limit.
func (l *linter) bounded(n int, ru rule, finding func(int) Finding) {
	for i := range min(n, maxPerCode) {
		f := finding(i)
		if i == maxPerCode-1 && n > maxPerCode {
			f = ru.at(f.Span, "%s, here and in %d more places", ru.reason, n-maxPerCode)
		}
		l.add(f)
	}
}

// maxClip bounds what a message quotes.
const maxClip = 60

func clip(s string) string {
	s = strings.Join(strings.Fields(s[:min(len(s), 8*maxClip)]), " ")
	if r := []rune(s); len(r) > maxClip {
		return string(r[:maxClip]) + "…"
	}
	return s
}
