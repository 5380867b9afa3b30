// Package page reads an issue's body the way its rendered page shows it: lines
// become blocks, sentences and clauses that know their places, and whatever the
// page would hide from a person is found.
//
// In comes the body as text; nothing is read or kept beyond it. Every function
// takes time in proportion to the body, whatever the bytes are.
package page

import (
	"slices"
	"strings"
)

// Kind is the kind of a block.
type Kind int

// The kinds of blocks.
const (
	Unknown Kind = iota
	Heading
	Label // a line "Label: rest"
	Para
	Item
	Fence
	Quote // and other lines that are shown but state nothing
	Row   // of a table
	Raw   // a tag of raw markup that runs over lines
)

// Block is one visible unit of the body.
type Block struct {
	Kind   Kind
	Level  int    // of a heading; of anything else its indentation
	Number int    // of an ordered item
	Box    byte   // of an item: 0, ' ' or 'x'
	Lang   string // of a fence, lower case
	Open   bool   // a fence that is never closed, or a tag that its block leaves open
	Code   bool   // it is so far in that the page shows it as code
	Tight  bool   // the next block follows without an empty line
	InRaw  bool   // it stands in raw markup, where words are words
	Header bool   // the row above a table's rule
	Cells  int    // how many cells of a row the page shows; 0 when there is no rule
	Name   Text   // of a heading, its words; of a label or fence, its line
	Lines  []Text // the lines of anything else; of a label, what follows the colon
	Field  int    // of a label, as the caller numbers them
	First  int    // source lines, from 0, both included
	Last   int
}

// Labels decides whether a line opens a field, and gives what stands after the
// label. A nil Labels knows none.
type Labels func(line Text) (field int, rest Text, ok bool)

// Scan cuts a source into blocks, as far as it is read.
func Scan(src *Source, labels Labels) []Block {
	full := 0
	for _, l := range src.Lines[src.first:] {
		if skipBlank(l) < len(l) {
			full++
		}
	}
	sc := scanner{src: src, labels: labels, out: make([]Block, 0, min(full, 2*MaxOpen)), lines: make([]Text, 0, full), at: src.first, gap: src.first > 0}
	read := 0
	for sc.at < len(src.Lines) {
		raw := src.Lines[sc.at]
		switch {
		case skipBlank(raw) == len(raw):
			sc.gap, sc.raw, sc.columns = true, sc.raw && sc.home.verbatim, 0
		case read >= MaxOpen:
			src.cutAt(sc.at)
		default:
			first := sc.at
			sc.line(raw)
			if read++; sc.last().Kind != Fence {
				read += sc.at - first
			}
			if sc.src.after[first] || sc.raw && sc.home.verbatim && endsVerbatim(src.Lines[sc.at]) {
				sc.raw = false // its block ends with this line
			}
			sc.gap, sc.ends = sc.ends, false
		}
		sc.at++
	}
	return sc.out
}

type scanner struct {
	src     *Source
	labels  Labels
	out     []Block
	lines   []Text // of all blocks, in order: each has a part of them
	at      int    // the line being read
	gap     bool   // an empty line came before it, or what ends as if one came
	ends    bool   // nothing goes on behind the line
	open    []open // the list items
	columns int    // of the table being read
	code    bool   // the line is so far in that it is code
	quoted  string // the marks of a fence that is open in a quotation
	raw     bool   // a block of raw markup began and no empty line came since
	home    rawHome
}

// open is a list item that is open: the columns at which its mark stands and its
// content begins.
type open struct{ mark, content int }

// text is a stretch of the line being read, without what is not shown.
func (sc *scanner) text(from int, s string) Text { return sc.src.text(sc.at, from, s) }

// words is what the line being read says from some byte on. A backslash that breaks it
// from the next one is not shown.
func (sc *scanner) words(from int, raw string) Text {
	t := sc.text(from, raw[from:]).From(0)
	if len(t.S) > 0 && t.S[len(t.S)-1] == '\\' && sc.breaks(raw) {
		return t.Slice(0, len(t.S)-1)
	}
	return t
}

// breaks reports a line that ends in a backslash which only breaks it: another line of
// its paragraph follows.
func (sc *scanner) breaks(raw string) bool {
	if odd := (len(raw) - len(strings.TrimRight(raw, "\\"))) % 2; odd == 0 || sc.raw || sc.columns > 0 || sc.at+1 == len(sc.src.Lines) {
		return false
	}
	next := sc.src.Lines[sc.at+1]
	_, _, listed := item(next)
	_, _, _, heads := heading(next)
	_, _, fenced := openFence(next[skipBlank(next):])
	return skipBlank(next) < len(next) && !listed && !heads && !fenced
}

func (sc *scanner) line(raw string) {
	ind := indent(raw)
	from := skipBlank(raw)
	line := sc.words(from, raw)
	if sc.markup(raw, ind) {
		return
	}
	if !sc.raw && sc.underlines(raw) || markupOnly(raw) {
		return
	}
	if rule(raw) {
		sc.ends = !sc.raw
		return
	}
	if mark, info, ok := openFence(raw); ok && !sc.raw && ind-sc.container(ind) <= 3 {
		sc.fence(mark, info, line, ind)
		return
	}
	if level, from, to, ok := heading(raw); ok {
		sc.leaveLists(ind)
		sc.add(Block{Kind: Heading, Level: level, Name: sc.text(from, raw[from:to]).From(0)})
		return
	}
	number, off, listed := item(raw)
	far := ind-sc.container(ind) > 3 && !(listed && sc.beside(ind))
	lazy := far && sc.goesWith() // it only goes on with what stands above
	sc.code = far && !lazy
	if far && sc.columns > 0 && !sc.gap {
		sc.row(line)
		return
	}
	if listed && !lazy && (off < len(raw) || sc.gap || sc.last().Kind != Para) {
		sc.item(raw, ind, number, off)
		return
	}
	switch {
	case line.S == "":
	case lazy:
		sc.para(ind, line)
	case raw[from] == '>' && !comparison(raw[from:]) && !sc.gap && sc.last().Kind == Quote && sc.last().InRaw == sc.raw:
		sc.last().Lines, sc.last().Last = sc.with(sc.last().Lines, line), sc.at
		sc.quote(raw)
	case raw[from] == '>' && !comparison(raw[from:]), foldLine(raw):
		sc.add(Block{Kind: Quote, Level: ind, Lines: sc.with(nil, line)})
		sc.quoted = ""
		sc.quote(raw)
	case beginsNote(line.S): // it ends a table
		sc.columns = 0
		sc.para(ind, line)
	case sc.columns > 0 && strings.Contains(line.S, "|"), raw[from] == '|' && sc.tabled(), sc.rulesRow(line.S):
		sc.row(line)
	case raw[from] == '|':
		sc.para(ind, line)
	case ind <= 3 && sc.label(line):
	default:
		sc.para(ind, line)
	}
}

// quote follows the fences in a quotation.
func (sc *scanner) quote(raw string) {
	off, _, _ := content(raw)
	if mark, _, ok := openFence(raw[off:]); sc.quoted == "" && ok {
		sc.quoted = mark
	} else if sc.quoted != "" && closeFence(raw[off:], sc.quoted) {
		sc.quoted = ""
	}
}

// tabled reports that a line is the header of a table or the rule below one; any
// other that looks like a row is words of a paragraph.
func (sc *scanner) tabled() bool {
	if tableRule(sc.src.Lines[sc.at]) > 0 {
		return true
	}
	if sc.at+1 == len(sc.src.Lines) {
		return false
	}
	_, _, listed := item(sc.src.Lines[sc.at+1])
	n := tableRule(sc.src.Lines[sc.at+1])
	return !listed && n > 0 && n == len(cellsOf(Bare(strings.TrimSpace(sc.src.Lines[sc.at]))))
}

// rulesRow reports the rule below a header that begins with "|" when the rule does
// not.
func (sc *scanner) rulesRow(l string) bool {
	last := sc.last()
	return !sc.gap && last.Kind == Row && !last.Header && last.Cells == 0 && tableRule(l) > 0
}

// beginsNote reports a line that begins the words of a footnote.
func beginsNote(l string) bool {
	if !strings.HasPrefix(l, "[^") {
		return false
	}
	end := labelEnd(l)
	return end > 2 && strings.HasPrefix(l[end:], "]:")
}

// comparison reports a line such as ">= 80%", which is meant as words.
func comparison(s string) bool { return strings.HasPrefix(s, ">=") }

func (sc *scanner) add(b Block) {
	if b.Kind != Row && b.Kind != Para {
		sc.columns = 0
	}
	b.First, b.Last, b.InRaw, b.Code = sc.at, sc.at, sc.raw, sc.code
	sc.push(b)
}

func (sc *scanner) push(b Block) {
	sc.last().Tight = !sc.gap
	sc.out = append(sc.out, b)
}

// with adds a line to those of the last block, or begins those of the next.
func (sc *scanner) with(lines []Text, line Text) []Text {
	n := len(sc.lines)
	sc.lines = append(sc.lines, line)
	return sc.lines[n-len(lines) : n+1 : n+1]
}

func (sc *scanner) last() *Block {
	if len(sc.out) == 0 {
		return &Block{}
	}
	return &sc.out[len(sc.out)-1]
}

// container is where the content of the list item begins that a line with this
// indentation belongs to.
func (sc *scanner) container(ind int) int {
	for i := len(sc.open) - 1; i >= 0; i-- {
		if sc.open[i].content <= ind {
			return sc.open[i].content
		}
	}
	return 0
}

// beside reports a mark that stands below that of an item that is open.
func (sc *scanner) beside(ind int) bool {
	return slices.ContainsFunc(sc.open, func(o open) bool { return o.mark == ind })
}

func (sc *scanner) leaveLists(ind int) {
	for n := len(sc.open); n > 0 && sc.open[n-1].content > ind; n-- {
		sc.open = sc.open[:n-1]
	}
}

func (sc *scanner) item(raw string, ind, number, off int) {
	sc.leaveLists(ind)
	if len(sc.open) < 100 {
		sc.open = append(sc.open, open{ind, ind + off - skipBlank(raw)})
	}
	b := Block{Kind: Item, Level: ind, Number: number}
	inner, quotes, _ := content(raw[off:])
	if mark, info, ok := openFence(raw[off+inner:]); ok && quotes == 0 && !sc.raw {
		off += inner
		sc.add(b)
		if at := ind + off - skipBlank(raw); inner > 0 && len(sc.open) < maxContainers {
			sc.open = append(sc.open, open{at - 1, at}) // of the items that begin in the line
		}
		sc.fence(mark, info, sc.text(off, raw[off:]).From(0), ind+off-skipBlank(raw))
		return
	}
	code := off < len(raw) && indentsCode(raw[:off])
	mark, skip := box(raw[off:])
	b.Box = mark
	off += skip
	if words := sc.words(off, raw); words.S != "" {
		b.Lines = sc.with(nil, words)
	}
	sc.add(b)
	sc.ends = code && !sc.raw
	sc.quoted = ""
	sc.quote(raw)
}

// underlines ends a paragraph above a rule; one line is a heading.
func (sc *scanner) underlines(raw string) bool {
	last, level := sc.last(), underline(raw)
	if level == 0 || sc.gap || last.InRaw || last.Kind != Para || last.Level > 3 || beginsNote(last.Lines[0].S) {
		return false
	}
	if sc.ends = true; len(last.Lines) > 1 {
		return true
	}
	*last = Block{Kind: Heading, Level: level, Name: last.Lines[0], First: last.First, Last: sc.at}
	return true
}

// row adds a line of a table. The page drops cells beyond the columns that the
// rule below the header counts.
func (sc *scanner) row(line Text) {
	last := sc.last()
	inTable := !sc.gap && last.Kind == Row
	n := tableRule(line.S)
	switch {
	case n > 0 && inTable && !last.Header && last.Cells == 0:
		last.Header, last.Cells, last.Last = true, n, sc.at
		sc.columns = n
		return
	case n > 0 && !sc.gap && len(last.Lines) > 0: // below a line that does not begin with "|"
		above := last.Lines[len(last.Lines)-1]
		if n != len(cellsOf(above.From(len(above.S)-len(strings.TrimLeft(above.S, containerMarks))))) {
			sc.para(indent(line.S), line)
			return
		}
		sc.columns = n
		sc.add(Block{Kind: Row, Level: indent(sc.src.Lines[sc.at]), Header: true, Lines: sc.with(nil, line)})
		return
	}
	sc.add(Block{Kind: Row, Level: indent(sc.src.Lines[sc.at]), Lines: sc.with(nil, line), Cells: sc.columns})
}

func (sc *scanner) label(line Text) bool {
	if sc.labels == nil {
		return false
	}
	field, rest, ok := sc.labels(line)
	if !ok {
		return false
	}
	sc.open = nil
	b := Block{Kind: Label, Field: field, Name: line}
	if rest.S != "" {
		b.Lines = sc.with(nil, rest)
	}
	sc.add(b)
	return true
}

// para starts or continues a paragraph, or continues an item or a quotation.
func (sc *scanner) para(ind int, line Text) {
	last := sc.last()
	if code := last.Code && ind-sc.container(ind) <= 3; !sc.gap && !code && last.InRaw == sc.raw {
		switch {
		case last.Kind == Para, (last.Kind == Item || last.Kind == Quote) && sc.quoted == "" && (len(last.Lines) > 0 || ind > last.Level), last.Kind == Label && len(last.Lines) > 0:
			last.Lines, last.Last = sc.with(last.Lines, line), sc.at
			return
		}
	}
	sc.leaveLists(ind)
	sc.add(Block{Kind: Para, Level: ind, Lines: sc.with(nil, line)})
}
