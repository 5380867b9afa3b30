package page

import "strings"

// Shown are the cells of a row that the page shows.
func (b *Block) Shown() []Text {
	cells := b.cells()
	if b.Cells > 0 && len(cells) > b.Cells {
		cells = cells[:b.Cells]
	}
	return cells
}

// maxCells bounds the cells of one row.
const maxCells = 200

func (b *Block) cells() []Text { return cellsOf(b.Lines[0]) }

func cellsOf(line Text) []Text {
	s := strings.TrimSuffix(line.S, "|")
	var out []Text
	start := 0
	for i := 0; i <= len(s) && len(out) < maxCells; i++ {
		if i < len(s) && (s[i] != '|' || i > 0 && s[i-1] == '\\') {
			continue
		}
		if i > 0 {
			out = append(out, line.Slice(start, i))
		}
		start = i + 1
	}
	return out
}

// row finds cells beyond a table's columns.
func (m *markup) row(b *Block) {
	if b.Cells > 0 {
		m.excess(b.Lines[0], b.Cells)
	}
}

func (m *markup) excess(line Text, columns int) {
	cells := cellsOf(line)
	switch {
	case len(cells) == maxCells:
		m.add(line, "a row of so many cells is not shown", false)
	case len(cells) > columns:
		if t := Join(cells[columns:]); t.S != "" {
			m.add(t, "a cell beyond the table's columns is not shown", false)
		}
	}
}

// table looks at a table whose lines do not begin with "|".
func (m *markup) table(b *Block) {
	columns := 0
	for i, l := range b.Lines {
		if off, _, _ := content(l.S); off > 0 {
			l = l.From(off)
		}
		switch {
		case columns > 0:
			m.excess(l, columns)
		case i > 0 && strings.ContainsAny(l.S, "|:"):
			above := b.Lines[i-1]
			off, _, _ := content(above.S)
			if n := tableRule(l.S); n > 0 && n == max(1, len(cellsOf(above.From(off)))) {
				columns = n
			}
		}
	}
}
