package page

import (
	"regexp"
	"strings"
)

// count remembers how often each bracketed label stands in a block, outside its
// code.
func (m *markup) count(b *Block) {
	if b.Kind == Fence || b.InRaw {
		return
	}
	note := len(b.Lines) > 0 && strings.HasPrefix(b.Lines[0].S, "[^")
	m.countIn(Join(b.Lines).S, note)
	m.countIn(b.Name.S, false)
	if b.Kind == Heading && strings.HasPrefix(b.Name.S, "[") { // a rule below a definition makes no heading
		b = &Block{Lines: []Text{b.Name}}
	}
	for i := range b.Lines {
		t, _, ok := b.definition(i)
		if !ok {
			continue
		}
		s := t.S
		if end := strings.Index(s[:min(len(s), maxLabel+2)], "]:"); end > 1 {
			m.used[strings.ToLower(s[1:end])]-- // a definition is no use
			m.defined[strings.ToLower(s[1:end])] = true
		}
	}
}

func (m *markup) countIn(s string, note bool) {
	if !strings.Contains(s, "[") {
		return
	}
	ends := codeEnds(s)
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '`':
			n := run(s, i)
			if end, ok := ends[i]; ok {
				n = end - i
			}
			i += n - 1
		case '[':
			if end := strings.IndexByte(s[i:min(len(s), i+maxLabel+2)], ']'); end > 1 && (!note || i == 0 || s[i+1] != '^') {
				m.used[strings.ToLower(s[i+1:i+end])]++
			}
		}
	}
}

// definition is what may define a label from a line of a block on: the line is
// the whole of it, or it goes on in the two lines below.
func (b *Block) definition(line int) (t Text, whole, ok bool) {
	l := b.Lines[line]
	t = l.From(len(l.S) - len(strings.TrimLeft(l.S, containerMarks)))
	if len(t.S) < 4 || t.S[0] != '[' {
		return t, false, false
	}
	closed := strings.IndexByte(t.S, ']') >= 0
	if closed && !strings.Contains(t.S, "]:") {
		return t, false, false
	}
	if whole = closed && !strings.HasSuffix(t.S, ":"); !whole {
		t = Join(append([]Text{t}, b.Lines[line+1:min(len(b.Lines), line+3)]...))
	}
	return t, whole, true
}

// definitions judges the lines of a block that define a label.
func (m *markup) definitions(b *Block) {
	for i := range b.Lines {
		if t, whole, ok := b.definition(i); ok {
			m.definition(t, whole)
		}
	}
}

var definitionRE = regexp.MustCompile(`^\[(\^?(?:[^\[\]\\]|\\.)+)\]:[ \t]*(\S+|<[^<>]*>)?[ \t]*(.*)$`)

// maxLabel is the longest label that a definition may have.
const maxLabel = 999

// definition judges "[label]: target "title"", which is never shown itself.
// Where the whole of it is one line, other words than a title make it a text
// that is shown: "[Bug]: login fails".
func (m *markup) definition(l Text, whole bool) {
	d := definitionRE.FindStringSubmatch(l.S[:min(len(l.S), 4*maxLabel)])
	if d == nil || len(d[1]) > maxLabel {
		return
	}
	if whole && d[1][0] != '^' && d[3] != "" && strings.IndexByte("\"'(", d[3][0]) < 0 {
		return
	}
	m.label(l, 1, 1+len(d[1]))
	used := m.used[strings.ToLower(d[1])] > 0
	switch {
	case d[1][0] == '^' && used:
	case d[1][0] == '^':
		m.add(l, "a footnote that nothing refers to is not shown", false)
	case !used && d[3] != "":
		m.add(l, "a definition that nothing refers to is not shown", false)
	case !used:
		m.add(l, "a definition that nothing refers to is not shown", !aside(d[1]))
	case aside(d[2]):
		m.add(l, "the address of a link is longer than an address", false)
	case aside(d[3]) || opensTitle(d[3]):
		m.add(l, "the title of a link is not shown", false)
	case d[3] != "":
		m.asides = append(m.asides, l.From(len(l.S)-len(d[3])))
	}
}

// opensTitle reports a title that goes on in the lines below.
func opensTitle(s string) bool {
	if s == "" {
		return false
	}
	close := s[0]
	switch close {
	case '(':
		close = ')'
	case '"', '\'':
	default:
		return false
	}
	return strings.IndexByte(s[1:], close) < 0
}
