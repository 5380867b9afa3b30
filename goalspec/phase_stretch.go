package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// stretch is what a phase is laid out in: its name, and what is said below it.
type stretch struct {
	name   page.Text
	blocks []page.Block
}

// stretches cuts the form's field at what names a phase.
func stretches(blocks []page.Block) (before []page.Block, list []stretch) {
	opens := opener(blocks)
	var titles []page.Text
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Header:
			titles = b.Shown()
		case opens(i) && b.Kind == page.Row:
			list = append(list, rowStretch(b.Shown(), titles))
		case opens(i):
			list = append(list, newStretch(b))
		case len(list) == 0:
			before = append(before, *b)
		default:
			s := &list[len(list)-1]
			s.blocks = append(s.blocks, *b)
		}
	}
	return before, list
}

// newStretch begins with a block, of which the first line that bounds the phase ends its
// name.
func newStretch(b *page.Block) stretch {
	if b.Kind == page.Heading || b.Kind == page.Label {
		return stretch{name: b.Name}
	}
	n := min(len(b.Lines), 1)
	for ; n < len(b.Lines); n++ {
		if said := saidOf(b.Lines[n].Words()); said.bounds() && said.leads {
			break
		}
	}
	s := stretch{name: page.Join(b.Lines[:n])}
	if n < len(b.Lines) {
		s.blocks = []page.Block{entry.InLineBlock(b.Lines[n:])}
	}
	return s
}

// rowStretch is a row of a table: its first cell names the phase, and the title over each
// of the others says what that is.
func rowStretch(cells, titles []page.Text) stretch {
	if len(titles) != len(cells) {
		return stretch{name: page.Join(entry.TitledRow(cells))}
	}
	if len(cells) > 1 && entry.Numbering.MatchString(cells[0].S) {
		cells, titles = cells[1:], titles[1:]
	}
	s := stretch{name: cells[0]}
	for i, c := range cells[1:] {
		if title := strings.TrimRight(titles[i+1].Words(), ": "); !isNoValue(c.Words()) {
			s.blocks = append(s.blocks, entry.InLineBlock([]page.Text{c.Reading(strings.TrimLeft(title+": "+c.Words(), ": "))}))
		}
	}
	return s
}

// lineByLine makes a block of each line of the paragraphs.
func lineByLine(blocks []page.Block) []page.Block {
	return entry.Parted(blocks, func(b *page.Block) []page.Block {
		if b.Kind != page.Para || b.Level > 0 || b.First == entry.InLine || len(b.Lines) < 2 {
			return nil
		}
		var out []page.Block
		for _, t := range entry.Unwrap(b.Lines) {
			line := *b
			line.Lines, line.Tight = []page.Text{t}, true
			if at := spanOf(t); at.Line > 0 {
				line.First, line.Last = at.Line-1, at.EndLine-1
			}
			out = append(out, line)
		}
		out[len(out)-1].Tight = b.Tight
		return out
	})
}

// nameOf is how a block begins that may name a phase.
func nameOf(b *page.Block) page.Text {
	if b.Kind == page.Heading || b.Kind == page.Label || len(b.Lines) == 0 {
		return b.Name
	}
	return b.Lines[0]
}

// stageWord is the word before the number in the name of a phase: "phase" or "step".
func stageWord(b *page.Block) string {
	name := nameOf(b).S
	name = strings.TrimLeft(prose.StripMarkers(prose.Stated(name)), "*_ ")
	if _, named := stageNamed(name); !named {
		return ""
	}
	word, _, _ := strings.Cut(strings.ToLower(name), " ")
	return word
}

// heading is the first heading that names a phase, -1 when none does.
func heading(blocks []page.Block) int {
	first := -1
	for i := range blocks {
		switch b := &blocks[i]; {
		case stageWord(b) != "" && b.Kind == page.Heading:
			return i
		case stageWord(b) != "" || first < 0 && (b.Kind == page.Item || b.Kind == page.Row):
			return -1
		case b.Kind == page.Heading && first < 0:
			first = i
		}
	}
	return first
}

// opener tells which blocks name a phase: those that number it, in the way of the first
// of them; else headings; else lines over lists; else each line, item or row that stands
// in no other.
func opener(blocks []page.Block) func(i int) bool {
	first := slices.IndexFunc(blocks, func(b page.Block) bool { return stageWord(&b) != "" })
	if first >= 0 {
		of, item := stageWord(&blocks[first]), blocks[first].Kind == page.Item
		return func(i int) bool {
			b := &blocks[i]
			return (b.Kind != page.Item || item && b.Level <= blocks[first].Level) && stageWord(b) == of
		}
	}
	if first = heading(blocks); first >= 0 {
		return func(i int) bool { return blocks[i].Kind == page.Heading && blocks[i].Level <= blocks[first].Level }
	}
	if over := overLists(blocks); over != nil {
		return func(i int) bool { return over[i] }
	}
	return eachOpens(blocks)
}

// overLists are the lines that name what the items below them say, nil where a single one
// may only lead the phases.
func overLists(blocks []page.Block) map[int]bool {
	out, bound := map[int]bool{}, false
	for i := range blocks[:max(len(blocks)-1, 0)] {
		b := &blocks[i]
		if b.Kind != page.Para || b.Level > 0 || blocks[i+1].Kind != page.Item {
			continue
		}
		t := page.Join(b.Lines)
		_, bold := labels.Emphasised(t.S)
		if (b.Tight || bold || entry.Leads(t.S)) && len(t.S) <= prose.MaxLead && !entry.Decides(t.Words()) {
			out[i] = true
			bound = bound || saidOf(nameOf(&blocks[i+1]).Words()).begins()
		}
	}
	if len(out) == 0 || len(out) == 1 && !bound {
		return nil
	}
	return out
}

// eachOpens takes each line before the first list for a phase, each row, and each item
// that stands in none of the others and is of their kind.
func eachOpens(blocks []page.Block) func(i int) bool {
	first := slices.IndexFunc(blocks, func(b page.Block) bool { return b.Kind == page.Item })
	return func(i int) bool {
		switch b := &blocks[i]; b.Kind {
		case page.Row:
			return true
		case page.Item:
			return b.Level <= blocks[first].Level && (b.Number > 0) == (blocks[first].Number > 0)
		case page.Para:
			listed := i+1 < len(blocks) && entry.Lists(&blocks[i+1])
			return b.Level == 0 && (first < 0 || i < first) && !(listed && entry.Introduces(page.Join(b.Lines)))
		}
		return false
	}
}

// underHeadings sets each heading in a phase that says how to read what is below it before
// the lines there.
func underHeadings(blocks []page.Block) []page.Block {
	title := ""
	return entry.Parted(blocks, func(b *page.Block) []page.Block {
		switch {
		case b.Kind == page.Heading:
			if title = strings.TrimRight(b.Name.Words(), ": ") + ": "; !entry.Decides(title) {
				title = ""
				return nil
			}
			return []page.Block{{Kind: page.Label, Name: b.Name, First: b.First, Last: b.Last}}
		case b.Kind == page.Para && title != "":
			para := *b
			para.Lines = nil
			for _, t := range entry.Unwrap(b.Lines) {
				para.Lines = append(para.Lines, t.Reading(title+t.Words()))
			}
			return []page.Block{para}
		}
		return nil
	})
}
