package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// leave keeps blocks as context, as they stand in the source; neighbours with
// only blank lines between them are one passage.
func (r *reader) leave(blocks []page.Block) {
	for i := 0; i < len(blocks); i++ {
		b := &blocks[i]
		if b.First == inLine {
			r.context(passageOf(page.Join(b.Lines)))
			continue
		}
		if b.Kind == page.Fence && strings.TrimSpace(page.Join(b.Lines).S) == "" {
			continue // a form's empty answer
		}
		first, last := b.First, b.Last
		for i+1 < len(blocks) && blocks[i+1].First > last && r.src.OnlyBlank(last+1, blocks[i+1].First) {
			i++
			last = blocks[i].Last
		}
		r.context(Passage{
			Text: r.src.Verbatim(first, last),
			Span: Span{first + 1, 1, last + 1, len(r.src.Lines[last]) + 1},
		})
	}
}

func (r *reader) context(p Passage) {
	if !isNoValue(strings.TrimSpace(p.Text)) {
		r.doc.contract.context = append(r.doc.contract.context, p)
	}
}

// paths reads a block of globs, one statement a line, fenced or not.
func (r *reader) paths(s section) {
	items, rest := entries(s.blocks, wholeLine)
	var left []page.Block
	for _, b := range rest {
		if b.Kind != page.Fence {
			left = append(left, b)
			continue
		}
		for _, l := range b.Lines {
			items = append(items, entry{text: l.From(0)})
		}
	}
	for _, e := range items {
		words := e.words()
		if isNoValue(words) || !r.fits(words, e.text) {
			continue
		}
		if globs, ok := globsIn(words); ok {
			r.place(s.field, globs, spanOf(e.text))
			continue
		}
		r.notPath(s.field, words, e.text)
	}
	r.leave(left)
}

func (r *reader) place(f field, globs []Glob, span Span) {
	for _, g := range globs {
		p := placed{Glob: g, span: span}
		switch facts := &r.doc.facts; f {
		case fieldDeny:
			facts.denied = append(facts.denied, p)
		case fieldFocus:
			facts.focused = append(facts.focused, p)
		default:
			facts.allowed = append(facts.allowed, p)
		}
	}
}

// notPath keeps words in a path block: a prohibition is a constraint, the rest
// is context.
func (r *reader) notPath(f field, words string, t page.Text) {
	switch {
	case f == fieldDeny:
		if !strings.Contains(strings.ToLower(words), "not ") {
			words = "Do not change " + words
		}
		r.constraint(Constraint{Text: words, Span: spanOf(t)})
		return
	case f == fieldAllow:
		r.note(unreadPath, spanOf(t), "%q is not a path or glob", clip(words))
	}
	r.context(passageOf(t))
}
