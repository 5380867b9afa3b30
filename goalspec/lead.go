package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// maxLeadAt is how many paragraphs, and sentences of one, are looked at for what
// leads.
const maxLeadAt = 20

// leadAt is the paragraph that states the outcome: the first that says what shall
// be, where those before it tell what is the case; else the first.
func leadAt(blocks []page.Block) int {
	first := -1
	for i, b := range blocks[:min(len(blocks), maxLeadAt)] {
		t := page.Join(b.Lines)
		if b.Kind != page.Para || len(t.S) <= prose.MaxLead && (greeting.MatchString(t.S) || pointsElsewhere.MatchString(t.S)) || onlyHow(t) || onlyVerifies(t.S) || headsContext(blocks, i) {
			continue
		}
		if first < 0 {
			first = i
		}
		if len(t.S) > 4*prose.MaxStatement {
			break
		}
		sentences := page.Sentences(t)
		if wantsIn(b) {
			return i
		}
		if !slices.ContainsFunc(sentences, func(s page.Text) bool {
			return background(s.S) || greeting.MatchString(s.S) || sayingOf(s.S) == saysDoubt
		}) {
			break
		}
	}
	return first
}

// headsContext reports a line right above a list that is called what tells of today: "Steps
// to reproduce".
func headsContext(blocks []page.Block, i int) bool {
	t := page.Join(blocks[i].Lines)
	return i+1 < len(blocks) && blocks[i+1].Kind == page.Item && len(t.S) <= prose.MaxLead && fieldNamed(strings.TrimRight(t.S, ": "), true) == field.Context
}

func wantsIn(b page.Block) bool {
	t := page.Join(b.Lines)
	return len(t.S) <= 4*prose.MaxStatement && slices.ContainsFunc(page.Sentences(t), func(s page.Text) bool { return wants(s.S) })
}
