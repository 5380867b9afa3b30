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
	header, columns := b.table()
	for i := header + 2; i < len(b.Lines); i++ {
		m.excess(behindMarks(b.Lines[i]), columns)
	}
}

// table is the line in which the header of such a table stands, and how many
// columns it has; len(b.Lines) for none.
func (b *Block) table() (header, columns int) {
	for i := 1; i < len(b.Lines); i++ {
		if l := behindMarks(b.Lines[i]); strings.ContainsAny(l.S, "|:") {
			if n := tableRule(l.S); n > 0 && n == max(1, len(cellsOf(behindMarks(b.Lines[i-1])))) {
				return i - 1, n
			}
		}
	}
	return len(b.Lines), 0
}

// behindMarks is a line without the marks of containers.
func behindMarks(l Text) Text {
	off, _, _ := content(l.S)
	return l.From(off)
}

// apart are the parts of a block that the page takes each for itself, such as the
// cells of a table and what follows a definition: no code goes on from one into the
// next. There are none when it is one.
func (b *Block) apart() (out []Text) {
	header, _ := b.table()
	if b.Kind == Row {
		header = 0
	}
	from := 0
	cut := func(to int) {
		if to > from {
			out = append(out, Join(b.Lines[from:to]))
		}
		from = max(from, to)
	}
	if b.Kind != Row {
		b.definitions(func(line int, d definition) {
			if cut(min(line, header)); !d.note {
				from = max(from, line+d.lines)
			}
		})
	}
	if from == 0 && header == len(b.Lines) {
		return nil
	}
	cut(header)
	for _, l := range b.Lines[min(from, len(b.Lines)):] {
		out = append(out, cellsOf(behindMarks(l))...)
	}
	return out
}
