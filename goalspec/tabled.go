package goalspec

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// keepTitles keeps as context the titles of tables of which one says more than what its column
// holds, such as "Before the fix".
func (r *reader) keepTitles(blocks []page.Block) {
	for i := range blocks {
		if b := &blocks[i]; b.Header && slices.ContainsFunc(b.Shown(), func(c page.Text) bool { return !labels.NamesColumn(labels.Bare(c.S)) }) {
			r.context(Passage{Text: r.src.Verbatim(b.First, b.First), Span: Span{b.First + 1, 1, b.First + 1, len(r.src.Lines[b.First]) + 1}})
		}
	}
}
