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
