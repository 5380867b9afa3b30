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
	for _, l := range b.Lines {
		s := strings.TrimLeft(l.S, containerMarks)
		if end := strings.Index(s[:min(len(s), 200)], "]:"); end > 1 && s[0] == '[' {
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
			if end := strings.IndexByte(s[i:min(len(s), i+200)], ']'); end > 1 && (!note || i == 0 || s[i+1] != '^') {
				m.used[strings.ToLower(s[i+1:i+end])]++
			}
		}
	}
}

// definitions judges the lines of a block that define a label. What they say
// may stand in the two lines below.
func (m *markup) definitions(b *Block) {
	for i, l := range b.Lines {
		t := l.From(len(l.S) - len(strings.TrimLeft(l.S, containerMarks)))
		if len(t.S) < 4 || t.S[0] != '[' || !strings.Contains(t.S, "]:") {
			continue
		}
		if strings.HasSuffix(t.S, ":") {
			t = Join(append([]Text{t}, b.Lines[i+1:min(len(b.Lines), i+3)]...))
		}
		m.definition(t)
	}
}

var definitionRE = regexp.MustCompile(`^\[(\^?[^\[\]]{1,198})\]:[ \t]*(\S+|<[^<>]*>)?[ \t]*(.*)$`)

// definition judges "[label]: target "title"", which is never shown itself.
func (m *markup) definition(l Text) {
	d := definitionRE.FindStringSubmatch(l.S)
	if d == nil {
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
		m.add(l, "a definition that nothing refers to is not shown", true)
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
