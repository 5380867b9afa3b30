package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// groups are the words over each line of a list of paths, by the line: those of the
// items around it, and of the line or heading above the list. Where paths may change a
// heading or a quotation is a finding of its own.
func groups(f field.Field, blocks []page.Block) map[int]string {
	g := grouper{over: map[int]string{}, headed: f != field.Allow}
	for i := range blocks {
		if g.lines > 2*prose.MaxStatements {
			break // the goal is refused
		}
		b := &blocks[i]
		g.listed = i+1 < len(blocks) && entry.Lists(&blocks[i+1])
		g.deeper = g.listed && blocks[i+1].Level > b.Level
		g.block(b)
	}
	return g.over
}

type grouper struct {
	over    map[int]string
	lines   int      // looked at
	above   string   // over what follows, whatever its depth
	parents []parent // the items around what follows
	headed  bool     // headings count
	listed  bool     // a list follows
	deeper  bool     // it stands in the item
}

type parent struct {
	level int
	words string
}

func (g *grouper) block(b *page.Block) {
	switch b.Kind {
	case page.Heading, page.Label, page.Quote:
		if g.above, g.parents = "", nil; g.headed {
			g.above = b.Name.S + page.Join(b.Lines).S
		}
	case page.Item:
		g.item(b)
	case page.Para:
		if b.Level == 0 {
			g.above, g.parents = "", nil
		}
		for i, l := range b.Lines[:min(len(b.Lines), 2*prose.MaxStatements)] {
			g.place(l)
			if (g.listed || i+1 < len(b.Lines)) && heads(l.S) {
				g.above = l.S
			}
		}
	default:
		for _, l := range b.Lines[:min(len(b.Lines), 2*prose.MaxStatements)] {
			g.place(l)
		}
	}
}

func (g *grouper) item(b *page.Block) {
	for n := len(g.parents); n > 0 && b.Level <= g.parents[n-1].level; n-- {
		g.parents = g.parents[:n-1]
	}
	t := page.Join(b.Lines)
	g.place(t)
	switch {
	case !heads(t.S):
	case g.deeper:
		g.parents = append(g.parents, parent{b.Level, t.S})
	case entry.Leads(t.S):
		g.above = t.S
	}
}

// place says what stands over a line.
func (g *grouper) place(t page.Text) {
	g.lines++
	over := g.above
	for _, p := range g.parents {
		if len(over) > prose.MaxStatement {
			break
		}
		over += " " + p.words
	}
	if over = prose.Stated(over); over != "" {
		g.over[spanOf(t).Line] = over
	}
}

// heads reports few words that are no sentence and no path, or end in a colon.
func heads(s string) bool {
	if entry.Leads(s) {
		return !ruling.PathFirst(s)
	}
	s = strings.Trim(s, "*_")
	return len(s) < prose.MaxLead && s != "" && !prose.IsFileName(s) && strings.Count(s, " ") < 3 && !strings.ContainsAny(s, "/*.`")
}
