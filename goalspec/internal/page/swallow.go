package page

import "strings"

// swallow hides what stands in an element whose content the page does not show,
// from a byte of a text on; it may close in a later block. What is never closed
// is a word that looks like a tag, unless its block ends it.
func (m *markup) swallow(t Text, from int, name string) {
	if from < m.past || m.lost.name != "" {
		return // it stands in another
	}
	e := element{name: name, deep: 1, last: from}
	end := e.close(t.S, from)
	m.past = end
	if e.deep > 0 && m.closes(name) {
		m.lost = e
	} else if e.deep > 0 && swallows(name) {
		end = e.last
	}
	m.hide(t.Slice(from, end))
}

// swallowed hides a block that stands in such an element, which may end there.
func (m *markup) swallowed(b *Block) {
	m.hide(b.Name)
	for _, l := range b.Lines {
		m.hide(l)
		if b.Kind != Fence {
			m.lost.close(l.S, 0)
		}
	}
	if m.lost.deep == 0 {
		m.lost = element{}
	}
}

// closes reports whether a tag in a later block ends an element.
func (m *markup) closes(name string) bool {
	if m.never[name] {
		return false
	}
	for i := range m.later {
		for _, l := range m.later[i].Lines {
			if m.later[i].Kind != Fence && strings.Contains(strings.ToLower(l.S), "</"+name) {
				return true
			}
		}
	}
	m.never[name] = true
	return false
}

// element is one that is open, and how many of its name are.
type element struct {
	name string
	deep int
	last int // where its last end stands
}

// close is where it closes in a text from a byte on, or the text's end.
func (e *element) close(s string, from int) int {
	for i := from; i < len(s) && e.deep > 0; i++ {
		if s[i] != '<' {
			continue
		}
		rest := s[i+1:]
		end := strings.HasPrefix(rest, "/")
		rest = strings.TrimPrefix(rest, "/")
		if len(rest) < len(e.name) || !strings.EqualFold(rest[:len(e.name)], e.name) || len(rest) > len(e.name) && (isLetter(rest[len(e.name)]) || isDigit(rest[len(e.name)])) {
			continue
		}
		if !end {
			e.deep++
			continue
		}
		e.last = i
		if e.deep--; e.deep == 0 {
			return i
		}
	}
	return len(s)
}
