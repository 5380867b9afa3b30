package page

import "strings"

// fence looks at what stands behind the language, far to the right, and in what
// the page draws.
func (m *markup) fence(b *Block) {
	if words := strings.Fields(b.Name.S); len(words) > 4 {
		mark, _, _ := openFence(b.Name.S)
		m.add(b.Name.From(len(mark)), "words behind a fence's language are not shown", false)
	}
	_, info, _ := openFence(b.Name.S)
	if lang := strings.IndexAny(info, " \t"); lang > 0 {
		m.beside = append(m.beside, b.Name.From(len(b.Name.S)-len(info)+lang))
	}
	m.farRight(b.Lines)
	m.drawing(b)
}

// farColumns is how many columns of blanks put what follows out of sight.
const farColumns = 100

func (m *markup) farRight(lines []Text) {
	for _, l := range lines {
		if i := farRight(l.S); i >= 0 && !m.full() {
			if t := l.From(i); t.S != "" {
				m.add(t, "text far to the right is out of sight", false)
			}
		}
	}
}

// farRight is where a run of blanks ends that puts what follows out of sight,
// or -1.
func farRight(s string) int {
	if len(s) <= farColumns/8 {
		return -1
	}
	columns := 0
	for i, c := range s {
		switch {
		case c == '\t':
			columns += 8
		case c == ' ' || c == 0xa0 || c >= 0x2000 && c <= 0x200a || c == 0x202f || c == 0x205f:
			columns++
		case c == 0x3000:
			columns += 2
		case columns >= farColumns:
			return i
		default:
			columns = 0
		}
	}
	return -1
}
