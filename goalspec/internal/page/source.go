package page

import (
	"cmp"
	"slices"
	"strings"
)

// Region is a stretch of bytes of the body.
type Region struct{ From, To int }

// Source is a body cut into lines. Hidden regions are blanked byte for byte,
// so that places stay those of the body.
type Source struct {
	Lines []string // without line ends
	Cut   bool     // there were more

	first  int           // the line that is read first
	hidden map[int][]cut // by line, in order
	after  map[int]bool  // lines that go on behind a block that is a comment
}

const (
	MaxLines = 1 << 16 // of a body; GitHub takes no more bytes
	MaxOpen  = 6_000   // that are not empty and stand in no code fence: nobody writes a goal in more
)

// NewSource cuts a body whose hidden regions are given in order.
func NewSource(body string, hidden []Region) *Source {
	lines := strings.SplitN(blank(body, hidden), "\n", MaxLines+1)
	cut := len(lines) > MaxLines
	lines = lines[:min(len(lines), MaxLines)]
	for i, l := range lines {
		lines[i] = strings.TrimSuffix(l, "\r")
	}
	return &Source{Lines: lines, Cut: cut, after: afterComments(body, hidden)}
}

// cutAt drops what comes from a line on.
func (src *Source) cutAt(line int) { src.Lines, src.Cut = src.Lines[:line], true }

// afterComments finds the lines in which words follow a comment that began a
// line: they are raw markup as the comment is.
func afterComments(body string, comments []Region) map[int]bool {
	var out map[int]bool
	line, start, at := 0, 0, 0
	next := func(to int) {
		part := body[at:to]
		line += strings.Count(part, "\n")
		if i := strings.LastIndexByte(part, '\n'); i >= 0 {
			start = at + i + 1
		}
		at = to
	}
	for _, r := range comments {
		next(r.From)
		begins := strings.Trim(body[max(start, r.From-maxMarks):r.From], containerMarks) == "" && r.From-start < maxMarks
		next(r.To)
		rest, _, _ := strings.Cut(body[r.To:min(len(body), r.To+lookAhead)], "\n")
		if begins && strings.TrimSpace(rest) != "" {
			if out == nil {
				out = map[int]bool{}
			}
			out[line] = true
		}
	}
	return out
}

// maxMarks bounds the marks of containers before a comment that begins a line.
const maxMarks = 200

func blank(s string, regions []Region) string {
	if len(regions) == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	at := 0
	for _, r := range regions {
		b.WriteString(s[at:r.From])
		for i := r.From; i < r.To; i++ {
			if s[i] == '\n' || s[i] == '\r' {
				b.WriteByte(s[i])
			} else {
				b.WriteByte(' ')
			}
		}
		at = r.To
	}
	b.WriteString(s[at:])
	return b.String()
}

// cut is a stretch of a line that the page does not show.
type cut struct {
	from, to int
	parts    bool // it parts the words around it
}

// Gap is where a text stands that the page does not show.
type Gap struct {
	first, from, last, to int32 // as Text.Bounds says
	parts                 bool  // it parts the words around it
}

func gapOf(t Text) Gap {
	first, from, last, to := t.Bounds()
	return Gap{int32(first), int32(from), int32(last), int32(to), partsWords(t.S)}
}

// in reports a gap in a source that begins with some words.
func (g Gap) in(src *Source, words string) bool {
	return g.first > 0 && strings.HasPrefix(src.Lines[g.first-1][g.from-1:], words)
}

// Hide takes what stands in gaps off the lines: they go on to say where blocks
// begin, as they do on the page, and stand in no words.
func (src *Source) Hide(gaps []Gap) {
	if src.hidden == nil {
		src.hidden = map[int][]cut{}
	}
	for _, g := range gaps {
		for n := g.first - 1; n >= 0 && n < g.last; n++ {
			c := cut{0, len(src.Lines[n]), g.parts}
			if n == g.first-1 {
				c.from = int(g.from) - 1
			}
			if n == g.last-1 {
				c.to = int(g.to) - 1
			}
			src.hidden[int(n)] = append(src.hidden[int(n)], c)
		}
	}
	for n, cuts := range src.hidden {
		src.hidden[n] = merge(cuts)
	}
}

// merge puts cuts in order and those that touch together.
func merge(cuts []cut) []cut {
	slices.SortFunc(cuts, func(a, b cut) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	out := cuts[:1]
	for _, c := range cuts[1:] {
		if last := &out[len(out)-1]; c.from <= last.to {
			last.to, last.parts = max(last.to, c.to), last.parts || c.parts
			continue
		}
		out = append(out, c)
	}
	return out
}

// partsWords reports markup that the page shows as a gap.
func partsWords(s string) bool {
	return s != "" && s[0] == '<' && (startsBlock(s) || strings.HasPrefix(s, "<br") || strings.HasPrefix(s, "<img"))
}

// text is a stretch of a line, from a byte on, without what is not shown.
func (src *Source) text(line, from int, s string) Text {
	cuts := src.hidden[line]
	if len(cuts) == 0 || s == "" {
		return at(line, from, s)
	}
	var b strings.Builder
	b.Grow(len(s))
	out := make([]piece, 0, min(2*len(cuts)+1, len(s)))
	add := func(col int, s string) {
		out = append(out, piece{int32(b.Len()), int32(line + 1), int32(col + 1)})
		b.WriteString(s)
	}
	next, end := from, from+len(s)
	for _, c := range cuts {
		if c.to <= next || c.from >= end {
			continue
		}
		if c.from > next {
			add(next, s[next-from:c.from-from])
		}
		if c.parts && b.Len() > 0 {
			add(c.from, " ")
		}
		next = min(c.to, end)
	}
	if next < end {
		add(next, s[next-from:])
	}
	if len(out) == 0 {
		return Text{}
	}
	return Text{S: b.String(), start: out[0], more: out[1:]}
}

// Shown is a line without what the page does not show.
func (src *Source) Shown(line int) string { return src.text(line, 0, src.Lines[line]).S }

// Verbatim is whole lines as they are shown, from first to last inclusive,
// counted from 0, with blanks at line ends dropped.
func (src *Source) Verbatim(first, last int) string {
	if first == last {
		return strings.TrimRight(src.Shown(first), " \t")
	}
	lines := make([]string, 0, last-first+1)
	for n := first; n <= last; n++ {
		lines = append(lines, strings.TrimRight(src.Shown(n), " \t"))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// Within is the source with no line but those from first to last, which stay where
// they are.
func (src *Source) Within(first, last int) *Source {
	return &Source{Lines: src.Lines[:last+1], first: first, hidden: src.hidden, after: src.after}
}

// Places turns byte offsets of a body into lines and columns.
type Places struct {
	body   string
	starts []int // offset of each line
}

// NewPlaces indexes a body.
func NewPlaces(body string) Places {
	p := Places{body: body, starts: []int{0}}
	for i := 0; i < len(body); i++ {
		if body[i] == '\n' {
			p.starts = append(p.starts, i+1)
		}
	}
	return p
}

// Empty reports whether nothing was indexed yet.
func (p Places) Empty() bool { return len(p.starts) == 0 }

// At is the line and column, from 1, of a byte offset.
func (p Places) At(off int) (line, column int) {
	lo, hi := 0, len(p.starts)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; p.starts[mid] <= off {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + 1, off - p.starts[lo] + 1
}
