package page

import (
	"regexp"
	"strings"
)

// count remembers how often each bracketed label stands in a block.
func (m *markup) count(b *Block) {
	if b.Kind == Fence {
		return
	}
	for _, l := range b.Lines {
		for s := l.S; ; {
			i := strings.IndexByte(s, '[')
			if i < 0 {
				break
			}
			s = s[i+1:]
			if end := strings.IndexByte(s[:min(len(s), 200)], ']'); end > 0 {
				m.used[strings.ToLower(s[:end])]++
			}
		}
	}
}

var definitionRE = regexp.MustCompile(`^\[(\^?[^\[\]]{1,198})\]:[ \t]*(\S+|<[^<>]*>)?[ \t]*(.*)$`)

// definition judges "[label]: target "title"", which is never shown itself.
func (m *markup) definition(l Text) {
	if l.S[0] != '[' || !strings.Contains(l.S, "]:") {
		return
	}
	d := definitionRE.FindStringSubmatch(l.S)
	if d == nil {
		return
	}
	used := m.used[strings.ToLower(d[1])] > 1
	switch {
	case d[1][0] == '^' && used:
	case d[1][0] == '^':
		m.add(l, "a footnote that nothing refers to is not shown", false)
	case !used && d[3] != "":
		m.add(l, "a definition that nothing refers to is not shown", false)
	case !used:
		m.add(l, "a definition that nothing refers to is not shown", true)
	case len(strings.Fields(d[3])) > maxAside:
		m.add(l, "the title of a link is not shown", false)
	}
}
