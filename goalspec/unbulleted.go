package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// unbulleted takes the items of a list for label lines where each is one, and one of
// them states the goal, or where each lays out a phase.
func (l *labeller) unbulleted(blocks []page.Block) []page.Block {
	for from := 0; from < len(blocks); from++ {
		if blocks[from].Kind != page.Item {
			continue
		}
		list := blocks[from:listEnd(blocks, from)]
		if allPhases(list) && (from == 0 || !l.asksForItems(&blocks[from-1])) || l.allLabels(list) {
			unlist(list)
		}
		from += len(list) - 1
	}
	return blocks
}

// listEnd is where the list ends that begins with an item: before what stands no
// deeper and is no item of its kind.
func listEnd(blocks []page.Block, from int) int {
	first, to := &blocks[from], from+1
	for ; to < len(blocks); to++ {
		b := &blocks[to]
		like := b.Kind == page.Item && b.Level == first.Level && (b.Number > 0) == (first.Number > 0)
		if b.Kind == page.Heading || b.Kind == page.Label || b.Level <= first.Level && !like {
			break
		}
	}
	return to
}

// unlist makes labels of the items of a list; what is no less deep than their level
// stands in them.
func unlist(list []page.Block) {
	mark := list[0].Level
	for i := range list {
		b := &list[i]
		if b.Kind != page.Item || b.Level != mark {
			continue
		}
		f, rest, _ := labelLine(b.Lines[0])
		if field.Field(f) != field.Phase {
			b.Lines = []page.Text{page.Join(b.Lines)}
			f, rest, _ = labelLine(b.Lines[0])
		}
		b.Kind, b.Field, b.Name, b.Lines = page.Label, f, b.Lines[0], b.Lines[1:]
		b.Level = mark + 1
		if rest.S != "" {
			b.Lines = append([]page.Text{rest}, b.Lines...)
		}
	}
}

func allPhases(list []page.Block) bool {
	for i := range list {
		b := &list[i]
		if b.Kind != page.Item || b.Level > list[0].Level {
			continue
		}
		if len(b.Lines) == 0 {
			return false
		}
		if _, ok := phaseNamed(b.Lines[0].S); !ok {
			return false
		}
	}
	return true
}

func (l *labeller) allLabels(list []page.Block) bool {
	goal, n := false, 0
	for _, b := range list {
		if b.Kind != page.Item || b.Level > list[0].Level {
			continue
		}
		t := page.Join(b.Lines)
		if t.S == "" || b.Box != 0 {
			return false
		}
		f, _, ok := l.line(t)
		if !ok {
			return false
		}
		goal, n = goal || field.Field(f) == field.Goal, n+1
	}
	return goal && n > 1
}

// asksForItems reports a label or heading of which the list below it is the answer.
func (l *labeller) asksForItems(b *page.Block) bool {
	f := field.Unknown
	switch {
	case b.Kind == page.Heading:
		f, _ = l.named(b.Name.S, true, b.Name)
	case b.Kind == page.Label && len(b.Lines) == 0:
		f = field.Field(b.Field)
	}
	switch f {
	case field.Unknown, field.Goal, field.Expected, field.Phases, field.Phase:
		return false
	}
	return true
}
