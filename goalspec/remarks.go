package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// untouched reports whether an answer is what the form itself put there.
func (r *reader) untouched(sections []section, i int) bool {
	end := len(r.src.Lines)
	if i+1 < len(sections) {
		end = sections[i+1].from - 1
	}
	answer := r.src.Verbatim(sections[i].from, end-1)
	return page.Words(answer) == page.Words(sections[i].form.value)
}

// unfenced opens an answer that is one fence as a whole, as a form renders it.
// Shell stays fenced: it can only be commands.
func (r *reader) unfenced(s section) []page.Block {
	if len(s.blocks) != 1 || s.field == field.Context || s.field == field.Unknown {
		return s.blocks
	}
	b := &s.blocks[0]
	if b.Kind != page.Fence || entry.IsShell(b) || len(b.Lines) == 0 || s.field.Permits() && isPatch(b) {
		return s.blocks
	}
	if strings.Contains(r.src.Verbatim(b.First, b.Last), "<!--") {
		return s.blocks // shown only as long as it stays fenced
	}
	if slices.ContainsFunc(b.Lines, func(l page.Text) bool { return l.S != "" && strings.Trim(l.S, "* \t") == "" }) {
		return s.blocks // a pattern, and not the mark of an item
	}
	return page.Scan(r.src.Within(b.First+1, b.First+len(b.Lines)), nil)
}

// remarks parts what is prose again, not a statement of the field: paragraphs
// that follow a list written by hand or a label with its own line, and what follows the sentence that
// "done when:" leads.
func (r *reader) remarks(s section) (list, remarks []page.Block) {
	var later []page.Block
	if ledByDone(s) {
		s.blocks, later = clausesOnly(s.blocks)
	}
	last := -1
	for i := range s.blocks {
		if s.blocks[i].Kind == page.Item {
			last = i
		}
	}
	list = make([]page.Block, 0, len(s.blocks))
	for i, b := range s.blocks {
		switch {
		case r.doc.form || b.Kind != page.Para:
			list = append(list, b)
		case last >= 0 && i > last && b.Level == 0, i > 0 && s.blocks[0].First == entry.InLine && b.Level == 0 && last < 0:
			remarks = append(remarks, b)
		case ledByDone(s):
			sentences := page.Sentences(page.Join(b.Lines))
			list = append(list, entry.InLineBlock(sentences[:1]))
			remarks = append(remarks, entry.InLineBlock(sentences[1:]))
		default:
			list = append(list, b)
		}
	}
	return list, append(remarks, later...)
}

// clausesOnly cuts what "done when:" leads before the second paragraph, unless
// a list has begun or that paragraph leads one.
func clausesOnly(blocks []page.Block) (led, later []page.Block) {
	for i, b := range blocks {
		switch {
		case b.Kind == page.Item, b.Kind == page.Fence && entry.IsShell(&blocks[i]):
			return blocks, nil
		case i > 0 && b.Kind == page.Para && !entry.Leads(page.Join(b.Lines).S):
			return blocks[:i], blocks[i:]
		}
	}
	return blocks, nil
}

// ledByDone reports a section such as "The feature is done when: a, b, and c".
func ledByDone(s section) bool {
	return s.level == labelLevel && s.field == field.Evidence && labels.DoneFirst(s.name.S[:min(len(s.name.S), prose.MaxLead)]) && strings.Contains(s.label(), " ")
}
