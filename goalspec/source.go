package goalspec

import (
	"sort"
	"strings"
)

// source is a body cut into lines. What a person does not see is blanked, byte
// for byte, so that positions stay those of the body.
type source struct {
	lines []string // without line ends
}

func newSource(body string, hidden []region) *source {
	shown := blank(body, hidden)
	lines := strings.Split(shown, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSuffix(l, "\r")
	}
	return &source{lines: lines}
}

func blank(s string, regions []region) string {
	if len(regions) == 0 {
		return s
	}
	b := []byte(s)
	for _, r := range regions {
		for i := r.from; i < r.to; i++ {
			if b[i] != '\n' && b[i] != '\r' {
				b[i] = ' '
			}
		}
	}
	return string(b)
}

// text is a run of words put together from pieces of lines.
type text struct {
	s      string
	pieces []piece
}

// piece says that s[off:] begins at line and col, both from 0.
type piece struct{ off, line, col int }

func lineText(line, col int, s string) text {
	return text{s: s, pieces: []piece{{0, line, col}}}
}

// join puts texts together with one blank between them.
func join(parts []text) text {
	if len(parts) == 1 {
		return parts[0]
	}
	var b strings.Builder
	var out text
	for _, p := range parts {
		if p.s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		for _, q := range p.pieces {
			out.pieces = append(out.pieces, piece{b.Len() + q.off, q.line, q.col})
		}
		b.WriteString(p.s)
	}
	out.s = b.String()
	return out
}

// at is the place of one byte of the text.
func (t text) at(off int) (line, col int) {
	i := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].off > off }) - 1
	if i < 0 {
		return 0, 0
	}
	p := t.pieces[i]
	return p.line, p.col + off - p.off
}

// slice is the part of t between two offsets, blanks at its ends dropped.
func (t text) slice(from, to int) text {
	for from < to && isBlank(t.s[from]) {
		from++
	}
	for to > from && isBlank(t.s[to-1]) {
		to--
	}
	if from == to {
		return text{}
	}
	i := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].off > from }) - 1
	line, col := t.at(from)
	out := text{s: t.s[from:to], pieces: []piece{{0, line, col}}}
	for i++; i < len(t.pieces) && t.pieces[i].off < to; i++ {
		p := t.pieces[i]
		out.pieces = append(out.pieces, piece{p.off - from, p.line, p.col})
	}
	return out
}

func (t text) from(off int) text { return t.slice(off, len(t.s)) }

func (t text) span() Span {
	if t.s == "" || len(t.pieces) == 0 {
		return Span{}
	}
	l1, c1 := t.at(0)
	l2, c2 := t.at(len(t.s) - 1)
	return Span{l1 + 1, c1 + 1, l2 + 1, c2 + 2}
}

// words is the text with runs of blanks made one.
func (t text) words() string { return strings.Join(strings.Fields(t.s), " ") }

func (t text) passage() Passage { return Passage{Text: t.words(), Span: t.span()} }

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// passage is whole lines as they stand, blanks at the line ends dropped.
func (src *source) passage(first, last int) Passage {
	lines := make([]string, 0, last-first+1)
	for _, l := range src.lines[first : last+1] {
		lines = append(lines, strings.TrimRight(l, " \t"))
	}
	return Passage{
		Text: strings.Trim(strings.Join(lines, "\n"), "\n"),
		Span: Span{first + 1, 1, last + 1, len(src.lines[last]) + 1},
	}
}
