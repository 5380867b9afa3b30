package page

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is a run of words put together from pieces of lines; every byte of it
// knows its place in the body.
type Text struct {
	S     string
	start piece
	more  []piece // where S goes on in another line
	read  bool    // other words stand there
}

// piece says that S[off:] begins at line and col, both from 1; line 0 is
// nowhere.
type piece struct{ off, line, col int32 }

func at(line, col int, s string) Text {
	return Text{S: s, start: piece{0, int32(line + 1), int32(col + 1)}}
}

// Bare is a text that stands nowhere in the body.
func Bare(s string) Text { return Text{S: s} }

// Join puts texts together with one blank between them.
func Join(parts []Text) Text {
	switch len(parts) {
	case 0:
		return Text{}
	case 1:
		return parts[0]
	}
	size := 0
	for _, p := range parts {
		size += len(p.S) + 1
	}
	var b strings.Builder
	b.Grow(size)
	out := Text{start: parts[0].start, more: make([]piece, 0, len(parts))}
	for _, p := range parts {
		if p.S == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		off := int32(b.Len())
		if off == 0 {
			out.start = p.start
		} else {
			out.more = append(out.more, piece{off, p.start.line, p.start.col})
		}
		for _, q := range p.more {
			out.more = append(out.more, piece{off + q.off, q.line, q.col})
		}
		b.WriteString(p.S)
	}
	out.S = b.String()
	return out
}

// next is the index in more of the first piece behind a byte.
func (t Text) next(off int) int {
	return sort.Search(len(t.more), func(i int) bool { return int(t.more[i].off) > off })
}

func (t Text) place(off int) piece {
	p := t.start
	if i := t.next(off); i > 0 {
		p = t.more[i-1]
	}
	return piece{int32(off), p.line, p.col + int32(off) - p.off}
}

// Slice is the part of t between two offsets, blanks at its ends dropped.
func (t Text) Slice(from, to int) Text {
	for from < to && isBlank(t.S[from]) {
		from++
	}
	for to > from && isBlank(t.S[to-1]) {
		to--
	}
	return t.part(from, to)
}

// part is the part of t between two offsets as it stands.
func (t Text) part(from, to int) Text {
	if from >= to {
		return Text{}
	}
	out := Text{S: t.S[from:to]}
	if t.start.line == 0 {
		return out
	}
	out.start = t.place(from)
	out.start.off = 0
	for i := t.next(from); i < len(t.more) && int(t.more[i].off) < to; i++ {
		p := t.more[i]
		out.more = append(out.more, piece{p.off - int32(from), p.line, p.col})
	}
	if t.read {
		if last, end := out.place(len(out.S)-1), t.place(len(t.S)-1); last.line == end.line && last.col > end.col || out.start.line == end.line && out.start.col > end.col {
			return t.Reading(out.S) // it stands where all of them do
		}
	}
	return out
}

// From is the text after an offset.
func (t Text) From(off int) Text { return t.Slice(off, len(t.S)) }

// Bounds are the lines and columns, from 1, of the first byte and of the one
// after the last; zero for a text that is empty or stands nowhere.
func (t Text) Bounds() (line, column, endLine, endColumn int) {
	if t.S == "" || t.start.line == 0 {
		return 0, 0, 0, 0
	}
	last := t.place(len(t.S) - 1)
	return int(t.start.line), int(t.start.col), int(last.line), int(last.col) + 1
}

// Reading is other words for what stands where t does.
func (t Text) Reading(words string) Text {
	if t.S == "" || t.start.line == 0 || words == "" {
		return Text{S: words}
	}
	last := t.place(len(t.S) - 1)
	return Text{S: words, start: t.start, more: []piece{{int32(len(words) - 1), last.line, last.col}}, read: true}
}

// Words is the text with runs of blanks made one.
func (t Text) Words() string { return Words(t.S) }

// Words is s with runs of blanks of any kind made one, and none at its ends; s
// itself where it is so.
func Words(s string) string {
	gap := true
	for _, c := range s {
		if c > ' ' && c < utf8.RuneSelf || !unicode.IsSpace(c) {
			gap = false
			continue
		}
		if gap || c != ' ' {
			var b strings.Builder
			b.Grow(len(s))
			for word := range strings.FieldsSeq(s) {
				if b.Len() > 0 {
					b.WriteByte(' ')
				}
				b.WriteString(word)
			}
			return b.String()
		}
		gap = true
	}
	if gap {
		return strings.TrimRight(s, " ")
	}
	return s
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }
