package language

import "strings"

// lexis is what a language's text is made of.
type lexis struct {
	line   []string // what begins a comment up to the line's end
	block  [2]string
	quotes []quote
	regexp bool // a slash where a value may stand begins a regular expression
}

type quote struct {
	open, close string
	lines       bool // may hold line breaks
	raw         bool // a backslash is a backslash
}

// views are three readings of one text, of its length and with its lines.
type views struct{ code, bare, notes string }

// mask blanks what does not belong into a view.
func mask(text string, l lexis) views {
	m := masker{text: text, code: blank(text), bare: blank(text), notes: blank(text)}
	begins := l.begins()
	for m.at < len(text) {
		rest := text[m.at:]
		switch {
		case !begins[rest[0]]:
			m.plain()
		case m.comment(rest, l):
		case m.string(rest, l):
		case l.regexp && rest[0] == '/' && m.valueMayStand():
			m.literal(closing(rest, 1, quote{close: "/"}), 1, 1)
		default:
			m.plain()
		}
	}
	return views{string(m.code), string(m.bare), string(m.notes)}
}

// begins are the bytes with which anything but plain code can begin.
func (l lexis) begins() (b [256]bool) {
	for _, start := range append([]string{l.block[0]}, l.line...) {
		if start != "" {
			b[start[0]] = true
		}
	}
	for _, q := range l.quotes {
		b[q.open[0]] = true
	}
	b['/'] = b['/'] || l.regexp
	return b
}

// plain takes a byte of code.
func (m *masker) plain() {
	c := m.text[m.at]
	m.code[m.at], m.bare[m.at] = c, c
	if c > ' ' {
		m.last = c
	}
	m.at++
}

// masker is the place in the text and what is known so far.
type masker struct {
	text              string
	at                int
	last              byte // of the code before, without blanks
	code, bare, notes []byte
}

func (m *masker) comment(rest string, l lexis) bool {
	end := -1
	for _, start := range l.line {
		if strings.HasPrefix(rest, start) {
			end = len(line(rest))
		}
	}
	if l.block[0] != "" && strings.HasPrefix(rest, l.block[0]) {
		end = len(rest)
		if n := strings.Index(rest[len(l.block[0]):], l.block[1]); n >= 0 {
			end = len(l.block[0]) + n + len(l.block[1])
		}
	}
	if end < 0 {
		return false
	}
	m.note(end)
	return true
}

func (m *masker) note(n int) {
	copy(m.notes[m.at:], m.text[m.at:m.at+n])
	m.at += n
}

func (m *masker) string(rest string, l lexis) bool {
	for _, q := range l.quotes {
		if !strings.HasPrefix(rest, q.open) {
			continue
		}
		n := closing(rest, len(q.open), q)
		if len(q.open) == 3 && m.beginsLine() {
			m.note(n) // a text that stands alone says something to readers only
		} else {
			m.literal(n, len(q.open), len(q.close))
		}
		return true
	}
	return false
}

// literal takes the next n bytes as a value: bare keeps its quotes alone.
func (m *masker) literal(n, open, end int) {
	part := m.text[m.at : m.at+n]
	copy(m.code[m.at:], part)
	copy(m.bare[m.at:], part[:min(open, n)])
	if n >= open+end {
		copy(m.bare[m.at+n-end:], part[n-end:])
	}
	m.at += n
	m.last = '"'
}

// closing is the length of a literal with both its quotes; one that is not
// closed ends with the line, or with the text.
func closing(rest string, from int, q quote) int {
	for n := from; n < len(rest); n++ {
		switch {
		case strings.HasPrefix(rest[n:], q.close):
			return n + len(q.close)
		case rest[n] == '\\' && !q.raw:
			n++
		case rest[n] == '\n' && !q.lines:
			return n
		}
	}
	return len(rest)
}

func (m *masker) beginsLine() bool {
	start := strings.LastIndexByte(m.text[:m.at], '\n') + 1
	return strings.TrimSpace(m.text[start:m.at]) == ""
}

// valueMayStand guesses whether a slash divides or begins an expression.
func (m *masker) valueMayStand() bool {
	return m.last == 0 || strings.IndexByte("(,=:[!&|?{};", m.last) >= 0
}

func blank(text string) []byte {
	out := []byte(text)
	for n, c := range out {
		if c != '\n' {
			out[n] = ' '
		}
	}
	return out
}

func line(s string) string {
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		return s[:n]
	}
	return s
}
