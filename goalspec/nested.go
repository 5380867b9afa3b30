package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// nested reads the lists in the items of a section. An item that is a label of paths
// opens a section of its own behind this one, as it would above a list of its own; of any
// other that may bound the paths below it, each of these is the sentence about it.
func (s section) nested(form bool) []section {
	out := []section{s}
	inPhase := s.field == field.Phase || s.field == field.Phases // it bounds only that
	var left []page.Block
	from, looked := 0, 0
	for i := 0; i+1 < len(s.blocks) && looked < 2*prose.MaxStatements; i++ {
		if !overList(s.blocks, i) {
			continue
		}
		looked++
		over, list := page.Join(s.blocks[i].Lines), listIn(s.blocks, i)
		switch f, name := labels.Alone(over); {
		case (f.OfPaths() || f == field.Constraints && labels.StaysBelow(labels.Bare(name.S))) && !form && !inPhase && listsPaths(name.S, list):
			left = append(left, s.blocks[from:i]...)
			if front := frontOf(s.blocks[i], name); len(front.Lines) > 0 {
				left = append(left, front)
			}
			out = append(out, section{field: f, level: labelLevel, name: name, blocks: list})
		case f.OfPaths() || s.field.OfPaths() && s.field != field.Focus || !ruleBelow(over.S):
			continue
		case s.field == field.Focus:
			left = append(left, s.blocks[from:i+1]...)
			out = append(out, section{field: field.Constraints, level: labelLevel, name: over, blocks: saidOfEach(over.S, list)})
		default:
			left = append(append(left, s.blocks[from:i+1]...), saidOfEach(over.S, list)...)
		}
		i += len(list)
		from = i + 1
	}
	if from > 0 {
		out[0].blocks = append(left, s.blocks[from:]...)
	}
	return out
}

// overList reports an item with a list in it.
func overList(blocks []page.Block, i int) bool {
	b := &blocks[i]
	return b.Kind == page.Item && len(b.Lines) > 0 && i+1 < len(blocks) && entry.Lists(&blocks[i+1]) && blocks[i+1].Level > b.Level
}

// listIn are the blocks that stand in an item.
func listIn(blocks []page.Block, i int) []page.Block {
	to := i + 1
	for to < len(blocks) && blocks[to].Level > blocks[i].Level {
		to++
	}
	return blocks[i+1 : to : to]
}

// ruleBelow reports a sentence that may bound the paths in the list below it, and names
// none itself.
func ruleBelow(over string) bool {
	return len(over) <= prose.MaxLead && !strings.ContainsAny(over, "`/") && (labels.Bounding(over) || len(ruling.Rulings(over+": `a/b`")) > 0)
}

// listsPaths reports a list with a path in it, or of bare names below a label that can
// only be said of paths.
func listsPaths(label string, list []page.Block) bool {
	return pathsBelow(list) || labels.PathLabel.MatchString(label) && !slices.ContainsFunc(list, func(b page.Block) bool {
		return len(b.Lines) == 0 || len(ruling.NamesIn(prose.StripMarkers(page.Join(b.Lines).Words()))) == 0
	})
}

// frontOf is an item without the words at its end.
func frontOf(b page.Block, end page.Text) page.Block {
	t := page.Join(b.Lines)
	b.Lines = nil
	if at := len(t.S) - len(end.S); at > 0 {
		b.Lines = []page.Text{t.Slice(0, at)}
	}
	return b
}

// saidOfEach puts a sentence before each item that is nothing but paths.
func saidOfEach(sentence string, list []page.Block) []page.Block {
	out := slices.Clone(list)
	for i, b := range out {
		if t := page.Join(b.Lines); b.Kind == page.Item && t.S != "" && ruling.OnlyPaths(prose.InParens.ReplaceAllString(t.S, "")) {
			out[i].Lines = []page.Text{t.Reading(strings.Trim(sentence, "*_:.–—- ") + ": " + t.S)}
		}
	}
	return out
}

func withNested(sections []section, form bool) []section {
	out := make([]section, 0, len(sections))
	for _, s := range sections {
		out = append(out, s.nested(form)...)
	}
	return out
}
