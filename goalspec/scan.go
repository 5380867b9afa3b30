package goalspec

import (
	"regexp"
	"strings"
)

type blockKind int

const (
	blockUnknown blockKind = iota
	blockHeading
	blockLabel // a line "Label: rest" that opens a field
	blockPara
	blockItem
	blockFence
	blockQuote
	blockRow // of a table
)

// block is one visible unit of the body.
type block struct {
	kind   blockKind
	level  int  // of a heading; indentation of anything else
	number int  // of an ordered item
	box    byte // 0, ' ' or 'x'
	lang   string
	text   text   // of a fence: its lines joined
	lines  []text // the lines of a paragraph or fence
	field  field  // of a label
	name   text   // what stood before the label's colon
	first  int    // source lines, from 0, both included
	last   int
}

var (
	headingRE  = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	itemRE     = regexp.MustCompile(`^[ \t]*(?:([-*+•])|(\d{1,9})[.)])(?:[ \t]+|$)`)
	boxRE      = regexp.MustCompile(`^\[([ xX])\](?:[ \t]+|$)`)
	fenceRE    = regexp.MustCompile("^[ \t]*(`{3,}|~{3,})[ \t]*([^`]*)$")
	ruleRE     = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	setextRE   = regexp.MustCompile(`^ {0,3}(?:=+|-+)[ \t]*$`)
	tableRule  = regexp.MustCompile(`^[ \t]*\|?[ \t:|-]*-[ \t:|-]*$`)
	markupOnly = regexp.MustCompile(`(?i)^[ \t]*</?(?:details|summary|p|br|div|kbd|sub|sup)[^<>]*>[ \t]*$`)
)

// scanner cuts a source into blocks in one pass.
type scanner struct {
	src    *source
	labels func(line text) (field, text, bool) // opens a field? nil: never
	out    []block
	at     int  // the line being read
	gap    bool // an empty line came before it
	inList bool
}

func (sc *scanner) scan() []block {
	for i := 0; i < len(sc.src.lines); i++ {
		sc.at = i
		raw := sc.src.lines[i]
		trimmed := strings.Trim(raw, " \t")
		switch {
		case trimmed == "":
			sc.gap = true
			continue
		case sc.opensFence(raw):
			i = sc.fence(i)
		default:
			sc.line(i, raw, trimmed)
		}
		sc.gap = false
	}
	return sc.out
}

func (sc *scanner) line(i int, raw, trimmed string) {
	ind := indent(raw)
	lt := lineText(i, strings.Index(raw, trimmed), trimmed)
	switch {
	case sc.setext(raw), ruleRE.MatchString(raw), markupOnly.MatchString(raw):
	case ind <= 3 && trimmed[0] == '#' && headingRE.MatchString(raw):
		sc.heading(i, raw)
	case trimmed[0] == '>':
		sc.add(block{kind: blockQuote, level: ind, text: lt})
	case itemRE.MatchString(raw):
		sc.item(i, raw)
	case trimmed[0] == '|':
		sc.row(lt)
	case ind <= 3 && sc.label(lt):
	default:
		sc.para(ind, lt)
	}
}

func (sc *scanner) add(b block) {
	b.first, b.last = sc.at, sc.at
	sc.out = append(sc.out, b)
}

func (sc *scanner) last() *block {
	if len(sc.out) == 0 {
		return &block{}
	}
	return &sc.out[len(sc.out)-1]
}

func (sc *scanner) heading(i int, raw string) {
	m := headingRE.FindStringSubmatchIndex(raw)
	b := block{kind: blockHeading, level: m[3] - m[2]}
	if m[4] >= 0 {
		b.text = lineText(i, m[4], raw[m[4]:m[5]])
	}
	sc.inList = false
	sc.add(b)
}

// setext turns a one-line paragraph above a rule into a heading.
func (sc *scanner) setext(raw string) bool {
	last := sc.last()
	if sc.gap || last.kind != blockPara || len(last.lines) != 1 || last.level > 3 || !setextRE.MatchString(raw) {
		return false
	}
	level := 1
	if strings.Contains(raw, "-") {
		level = 2
	}
	*last = block{kind: blockHeading, level: level, text: last.lines[0], first: last.first, last: sc.at}
	return true
}

func (sc *scanner) item(i int, raw string) {
	m := itemRE.FindStringSubmatchIndex(raw)
	b := block{kind: blockItem, level: indent(raw)}
	if m[4] >= 0 {
		for _, d := range raw[m[4]:m[5]] {
			b.number = b.number*10 + int(d-'0')
		}
	}
	off := m[1]
	if box := boxRE.FindStringSubmatchIndex(raw[off:]); box != nil {
		b.box = raw[off+box[2]] | 0x20
		off += box[1]
	}
	b.lines = []text{lineText(i, off, strings.TrimRight(raw[off:], " \t"))}
	b.text = b.lines[0]
	sc.inList = true
	sc.add(b)
}

func (sc *scanner) row(lt text) {
	if !tableRule.MatchString(lt.s) {
		sc.add(block{kind: blockRow, text: lt})
		return
	}
	if last := sc.last(); last.kind == blockRow && !sc.gap { // the row above is the header
		last.box = 'h'
	}
}

func (sc *scanner) label(lt text) bool {
	if sc.labels == nil {
		return false
	}
	f, rest, ok := sc.labels(lt)
	if !ok {
		return false
	}
	sc.inList = false
	b := block{kind: blockLabel, field: f, text: rest, name: lt}
	if rest.s != "" {
		b.lines = []text{rest}
	}
	sc.add(b)
	return true
}

// para starts or continues a paragraph, or continues an item.
func (sc *scanner) para(ind int, lt text) {
	last := sc.last()
	switch {
	case !sc.gap && (last.kind == blockPara || last.kind == blockItem || last.kind == blockLabel && len(last.lines) > 0):
		last.lines, last.last = append(last.lines, lt), sc.at
		return
	case !sc.gap && last.kind == blockQuote: // lazy continuation of a quotation
		last.last = sc.at
		return
	}
	if ind < 2 {
		sc.inList = false
	}
	sc.add(block{kind: blockPara, level: ind, lines: []text{lt}})
}

func (sc *scanner) opensFence(raw string) bool {
	return fenceRE.MatchString(raw) && (indent(raw) <= 3 || sc.inList)
}

// fence reads to the closing fence or the end and returns its last line.
func (sc *scanner) fence(i int) int {
	raw := sc.src.lines[i]
	m := fenceRE.FindStringSubmatch(raw)
	mark := m[1]
	b := block{kind: blockFence, level: indent(raw), lang: strings.ToLower(strings.TrimSpace(m[2]))}
	if b.level == 0 {
		sc.inList = false
	}
	b.name = lineText(i, strings.Index(raw, mark), strings.TrimSpace(raw))
	end := i + 1
	for ; end < len(sc.src.lines); end++ {
		l := sc.src.lines[end]
		if closesFence(l, mark) {
			break
		}
		b.lines = append(b.lines, lineText(end, min(indent(l), b.level, len(l)), cutIndent(l, b.level)))
	}
	if end == len(sc.src.lines) {
		b.box = 'u' // never closed
	}
	sc.add(b)
	sc.last().last = min(end, len(sc.src.lines)-1)
	return end
}

func closesFence(l, mark string) bool {
	t := strings.TrimRight(l, " \t")
	body := strings.TrimLeft(t, " \t")
	return len(body) >= len(mark) && strings.Trim(body, mark[:1]) == "" && (indent(l) <= 3 || len(t)-len(body) <= 12)
}

func cutIndent(l string, n int) string {
	for n > 0 && l != "" && (l[0] == ' ' || l[0] == '\t') {
		if l[0] == '\t' {
			n -= 3
		}
		l, n = l[1:], n-1
	}
	return l
}

// indent counts leading columns, a tab reaching the next multiple of four.
func indent(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ':
			n++
		case '\t':
			n += 4 - n%4
		default:
			return n
		}
	}
	return n
}
