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

func (b *Block) cells() []Text {
	line := b.Lines[0]
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
