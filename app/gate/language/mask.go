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

// kind is what a stretch of text belongs to.
type kind byte

const (
	code  kind = 1 << iota // no quote holds it
	value                  // stands between quotes
	note                   // for readers alone
)

// span is a stretch of text of one kind; it begins where the one before ends.
type span struct {
	end  int
	kind kind
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

// reader takes a text apart, line by line, and shows each line as it stands wherever it can.
type reader struct {
	text     string
	lexis    lexis
	begins   [256]bool
	at       int             // what is before is taken apart
	last     byte            // of the code before, without blanks
	from, to int             // the line
	spans    []span          // that reach into it
	made     strings.Builder // lines of which a part is shown
}

func newReader(text string, l lexis) *reader {
	return &reader{text: text, lexis: l, begins: l.begins(), to: -1}
}

// line goes to the next line.
func (r *reader) line() (from, to int) {
	r.from = r.to + 1
	r.to = r.from + len(line(r.text[r.from:]))
	gone := 0
	for gone < len(r.spans) && r.spans[gone].end <= r.from {
		gone++
	}
	r.spans = append(r.spans[:0], r.spans[gone:]...)
	for r.at < r.to {
		r.step()
	}
	return r.from, r.to
}

// step takes the next stretch.
func (r *reader) step() {
	rest := r.text[r.at:]
	switch {
	case !r.begins[rest[0]]:
		n := 1
		for n < len(rest) && !r.begins[rest[n]] {
			n++
		}
		r.plain(n)
	case r.comment(rest):
	case r.string(rest):
	case r.lexis.regexp && rest[0] == '/' && r.valueMayStand():
		r.literal(closing(rest, 1, quote{close: "/"}), 1, 1)
	default:
		r.plain(1)
	}
}

// take says what the next n bytes are.
func (r *reader) take(n int, k kind) {
	if r.at += n; n > 0 {
		r.spans = append(r.spans, span{r.at, k})
	}
}

// plain takes the next n bytes as code.
func (r *reader) plain(n int) {
	part := r.text[r.at : r.at+n]
	r.take(n, code)
	for n--; n >= 0; n-- {
		if part[n] > ' ' {
			r.last = part[n]
			break
		}
	}
}

func (r *reader) comment(rest string) bool {
	end := -1
	for _, start := range r.lexis.line {
		if strings.HasPrefix(rest, start) {
			end = len(line(rest))
		}
	}
	if block := r.lexis.block; block[0] != "" && strings.HasPrefix(rest, block[0]) {
		end = len(rest)
		if n := strings.Index(rest[len(block[0]):], block[1]); n >= 0 {
			end = len(block[0]) + n + len(block[1])
		}
	}
	if end < 0 {
		return false
	}
	r.take(end, note)
	return true
}

func (r *reader) string(rest string) bool {
	for _, q := range r.lexis.quotes {
		if !strings.HasPrefix(rest, q.open) {
			continue
		}
		n := closing(rest, len(q.open), q)
		if len(q.open) == 3 && r.beginsLine() {
			r.take(n, note) // a text that stands alone says something to readers only
		} else {
			r.literal(n, len(q.open), len(q.close))
		}
		return true
	}
	return false
}

// literal takes the next n bytes as a value in quotes, which are code.
func (r *reader) literal(n, open, end int) {
	if n < open+end {
		end = 0
	}
	open = min(open, n)
	r.take(open, code)
	r.take(n-open-end, value)
	r.take(end, code)
	r.last = '"'
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

func (r *reader) beginsLine() bool {
	before := strings.TrimRightFunc(r.text[:r.at], func(r rune) bool { return r != '\n' && unicode.IsSpace(r) })
	return before == "" || strings.HasSuffix(before, "\n")
}

// valueMayStand guesses whether a slash divides or begins an expression.
func (r *reader) valueMayStand() bool {
	return r.last == 0 || strings.IndexByte("(,=:[!&|?{};", r.last) >= 0 || r.last >= 'a' && r.last <= 'z' && r.afterKeyword()
}

// afterKeyword tells whether a word stands before that a value follows.
func (r *reader) afterKeyword() bool {
	before := strings.TrimRight(r.text[max(0, r.at-16):r.at], " \t")
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return r < 'a' || r > 'z' })+1:]
	switch word {
	case "return", "typeof", "case", "in", "of", "await", "throw", "yield", "else":
		return true
	}
	return false
}

// show is what the line has of some kinds, with blanks in place of all else.
func (r *reader) show(kinds kind) string {
	var has kind
	for at, n := r.from, 0; at < r.to; n++ {
		has |= r.spans[n].kind
		at = r.spans[n].end
	}
	length := r.to - r.from
	switch {
	case has&^kinds == 0:
		return r.text[r.from:r.to]
	case has&kinds == 0 && length <= len(blanks):
		return blanks[:length]
	}
	if r.made.Cap()-r.made.Len() < length {
		r.made.Reset() // what was shown stays
		r.made.Grow(max(length, 512))
	}
	start := r.made.Len()
	for at, n := r.from, 0; at < r.to; n++ {
		end := min(r.to, r.spans[n].end)
		if r.spans[n].kind&kinds != 0 {
			r.made.WriteString(r.text[at:end])
		} else {
			r.blank(end - at)
		}
		at = end
	}
	return r.made.String()[start:]
}

// blanks are as many as most lines are long.
var blanks = strings.Repeat(" ", 128)

func (r *reader) blank(n int) {
	for ; n > 0; n -= len(blanks) {
		r.made.WriteString(blanks[:min(n, len(blanks))])
	}
}

func line(s string) string {
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		return s[:n]
	}
	return s
}
