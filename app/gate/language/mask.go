package language

import (
	"strings"
	"unicode"
)

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
	m := masker{text: text}
	for _, view := range []*strings.Builder{&m.code, &m.bare, &m.notes} {
		view.Grow(len(text))
	}
	begins := l.begins()
	for m.at < len(text) {
		rest := text[m.at:]
		switch {
		case !begins[rest[0]]:
			n := 1
			for n < len(rest) && !begins[rest[n]] {
				n++
			}
			m.plain(n)
		case m.comment(rest, l):
		case m.string(rest, l):
		case l.regexp && rest[0] == '/' && m.valueMayStand():
			m.literal(closing(rest, 1, quote{close: "/"}), 1, 1)
		default:
			m.plain(1)
		}
	}
	return views{m.code.String(), m.bare.String(), m.notes.String()}
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

// masker is the place in the text and what is known so far.
type masker struct {
	text              string
	at                int
	last              byte // of the code before, without blanks
	code, bare, notes strings.Builder
}

// plain takes the next n bytes as code.
func (m *masker) plain(n int) {
	part := m.text[m.at : m.at+n]
	m.code.WriteString(part)
	m.bare.WriteString(part)
	blank(&m.notes, part)
	m.at += n
	for n--; n >= 0; n-- {
		if part[n] > ' ' {
			m.last = part[n]
			break
		}
	}
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
	part := m.text[m.at : m.at+n]
	blank(&m.code, part)
	blank(&m.bare, part)
	m.notes.WriteString(part)
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
	m.code.WriteString(part)
	blank(&m.notes, part)
	if n < open+end {
		end = 0
	}
	open = min(open, n)
	m.bare.WriteString(part[:open])
	blank(&m.bare, part[open:n-end])
	m.bare.WriteString(part[n-end:])
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
	before := strings.TrimRightFunc(m.text[:m.at], func(r rune) bool { return r != '\n' && unicode.IsSpace(r) })
	return before == "" || strings.HasSuffix(before, "\n")
}

// valueMayStand guesses whether a slash divides or begins an expression.
func (m *masker) valueMayStand() bool {
	return m.last == 0 || strings.IndexByte("(,=:[!&|?{};", m.last) >= 0 || m.last >= 'a' && m.last <= 'z' && m.afterKeyword()
}

// afterKeyword tells whether a word stands before that a value follows.
func (m *masker) afterKeyword() bool {
	before := strings.TrimRight(m.text[max(0, m.at-16):m.at], " \t")
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return r < 'a' || r > 'z' })+1:]
	switch word {
	case "return", "typeof", "case", "in", "of", "await", "throw", "yield", "else":
		return true
	}
	return false
}

// blanks are as many as most lines are long.
var blanks = strings.Repeat(" ", 128)

// blank writes the lines of a part without what they say.
func blank(view *strings.Builder, part string) {
	for part != "" {
		n := len(line(part))
		for part = part[n:]; n > 0; n -= len(blanks) {
			view.WriteString(blanks[:min(n, len(blanks))])
		}
		if part != "" {
			view.WriteByte('\n')
			part = part[1:]
		}
	}
}

func line(s string) string {
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		return s[:n]
	}
	return s
}
