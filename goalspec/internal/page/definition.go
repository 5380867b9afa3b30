package page

import (
	"strings"
	"unicode"
)

// maxLabel is the longest label that a definition may have.
const maxLabel = 999

// definition is what "[label]: target "title"" or "[^label]: words" says; it
// stands in lines of a block.
type definition struct {
	at, label, target, title Text
	note                     bool // a footnote
	endless                  bool // its title has no end
	lines                    int
}

// definitions are those of a block, with the lines they begin at. A link's
// begins where a paragraph could, a footnote's in any line.
func (b *Block) definitions(each func(line int, d definition)) {
	fresh, depth := true, 0
	behind := 0 // the names of footnotes in the line
	for i := 0; i < len(b.Lines); {
		l := b.Lines[i]
		off, quotes, opens := content(l.S[behind:])
		if off += behind; behind > 0 {
			quotes += depth
		}
		fresh = fresh || opens || quotes > depth || off == len(l.S) || i > 0 && l.start.line != b.Lines[i-1].start.line+1
		depth = quotes
		d, ok := definition{}, false
		if rest := l.S[off:]; strings.HasPrefix(rest, "[^") || fresh && strings.HasPrefix(rest, "[") {
			d, ok = b.definition(i, off)
		}
		if !ok || !d.note && !fresh {
			_, _, _, titled := heading(l.S[off:])
			fresh = off == len(l.S) || titled || rule(l.S[off:]) || opensFence(l.S[off:]) || fresh && indentsCode(l.S[:off])
			behind = 0
			i++
			continue
		}
		each(i, d)
		fresh = true
		if behind = 0; d.note { // its words follow, as behind the mark of an item
			behind = off + labelEnd(l.S[off:]) + len("]:")
			continue
		}
		i += d.lines
	}
}

// indentsCode reports marks of containers behind which blanks make what follows
// code.
func indentsCode(marks string) bool {
	bare := strings.TrimRight(marks, " \t")
	return bare != "" && indent(marks[len(bare):]) > 4
}

// maxContainers is how deep quotations and items may stand in one line.
const maxContainers = 100

// content is where the words of a line begin behind the marks of quotations, so
// many, and items; opens says that an item begins.
func content(l string) (off, quotes int, opens bool) {
	for range maxContainers {
		for off < len(l) && isBlank(l[off]) {
			off++
		}
		if off == len(l) {
			break
		}
		rest := l[off:]
		if rest[0] == '>' {
			off++
			quotes++
		} else if _, skip, ok := item(rest); ok && !rule(rest[:min(len(rest), maxMarks)]) {
			off += skip
			opens = true
		} else {
			break
		}
	}
	return off, quotes, opens
}

// maxTitle bounds the lines in which the end of a title is looked for.
const maxTitle = 100

// definition reads the definition that may begin in a line of a block.
func (b *Block) definition(line, off int) (definition, bool) {
	first := b.Lines[line].From(off)
	close := labelEnd(first.S)
	if close > 0 && !strings.HasPrefix(first.S[close:], "]:") {
		return definition{}, false
	}
	if close > 0 && first.S[1] == '^' {
		return definition{at: first, label: first.Slice(1, close), note: true, lines: 1}, close > 2
	}
	r := definitionReader{lines: b.Lines[line:], all: first, ends: []int{len(first.S)}, tight: b.Tight}
	return r.read()
}

// labelEnd is where the label closes that opens at the front; 0 when it is still
// open at the end, -1 when it is none.
func labelEnd(s string) int {
	for i := 1; i < len(s); i++ {
		if i > maxLabel+1 {
			return -1
		}
		switch s[i] {
		case '\\':
			i++
		case '[':
			return -1
		case ']':
			if strings.TrimSpace(s[1:i]) == "" {
				return -1
			}
			return i
		}
	}
	return 0
}

// definitionReader reads on over the lines of a block, as far as it must.
type definitionReader struct {
	lines []Text
	all   Text  // what is read of them
	ends  []int // where each of those lines ends
	tight bool  // more words follow the lines, whatever they are
}

// more takes in the next line.
func (r *definitionReader) more() bool {
	n := len(r.ends)
	if n == len(r.lines) || n > maxTitle {
		return false
	}
	next := r.lines[n].From(len(r.lines[n].S) - len(strings.TrimLeft(r.lines[n].S, " \t>")))
	if next.S == "" {
		return false
	}
	r.all = Join([]Text{r.all, next})
	r.ends = append(r.ends, len(r.all.S))
	return true
}

// past is the next byte that is not blank, in the next line if need be.
func (r *definitionReader) past(i int) (int, bool) {
	i += skipBlank(r.all.S[i:])
	if i < len(r.all.S) {
		return i, true
	}
	return i + 1, r.more()
}

// endsLine is the number of lines up to a place at which one ends, or 0.
func (r *definitionReader) endsLine(i int) int {
	for n, end := range r.ends {
		if i <= end && strings.TrimSpace(r.all.S[i:end]) == "" {
			return n + 1
		}
	}
	return 0
}

func (r *definitionReader) read() (definition, bool) {
	close := labelEnd(r.all.S)
	for close == 0 && r.more() {
		close = labelEnd(r.all.S)
	}
	if close == 0 && len(r.ends) > maxTitle {
		return definition{at: r.all, endless: true, lines: len(r.ends)}, true
	}
	if close < 1 || !strings.HasPrefix(r.all.S[close:], "]:") {
		return definition{}, false
	}
	d := definition{label: r.all.Slice(1, close)}
	from, ok := r.past(close + 2)
	if !ok {
		return d, false
	}
	to := targetEnd(r.all.S, from)
	d.target = r.all.Slice(from, to)
	d.lines = r.endsLine(to)
	if to < len(r.all.S) && !isBlank(r.all.S[to]) {
		return d, false
	}
	if at, ok := r.past(to); ok {
		switch end := r.titleEnd(at); {
		case end > 0 && r.endsLine(end) > 0:
			d.title, d.lines = r.all.Slice(at, end), r.endsLine(end)
		case end < 0, end > 0 && d.lines > 0: // words follow it that some pages take in
			d.endless, d.lines = true, len(r.ends)
		}
	}
	if d.lines == 0 {
		return d, false
	}
	d.at = r.all.Slice(0, r.ends[min(d.lines, len(r.ends))-1])
	return d, true
}

// targetEnd is where the target ends that begins at a byte.
func targetEnd(s string, from int) int {
	if s[from] == '<' {
		for i := from + 1; i < len(s); i++ {
			if escapes(s, i) {
				i++
			} else if s[i] == '>' {
				return i + 1
			}
		}
	}
	for from < len(s) && !isBlank(s[from]) {
		from++
	}
	return from
}

// titleEnd is the offset behind the title that opens at a byte: 0 when none
// does, -1 when its end is too far away.
func (r *definitionReader) titleEnd(at int) int {
	close := r.all.S[at]
	switch close {
	case '(':
		close = ')'
	case '"', '\'':
	default:
		return 0
	}
	escaped := 0 // behind the last mark with a backslash, which ends it when no other does
	for i := at + 1; ; i++ {
		if i >= len(r.all.S) && !r.more() {
			if len(r.ends) > maxTitle || r.tight && len(r.ends) == len(r.lines) {
				return -1
			}
			return escaped
		}
		switch r.all.S[i] {
		case '\\':
			if i++; i < len(r.all.S) && r.all.S[i] == close {
				escaped = i + 1
			}
		case close:
			return i + 1
		}
	}
}

// key is how labels are compared.
func key(label string) string { return strings.ToLower(Words(label)) }

// definitions judges those of a block: none of them is shown, but for the
// words of a footnote that something refers to.
func (m *markup) definitions(b *Block) {
	end := 0 // of the lines judged
	var last *definition
	hide := func(to int) { // the rest of a footnote that is not shown
		if last != nil && to > end {
			m.hide(Join(b.Lines[end:to]))
		}
	}
	b.definitions(func(line int, d definition) {
		if last != nil && line < end {
			return // it stands in a footnote that is not shown
		}
		hide(line)
		end = line + d.lines
		if last = nil; m.definition(d) {
			last = &d
		}
	})
	hide(len(b.Lines))
	m.note, m.below = last != nil, b.Last+1
}

// definition judges one definition; hides says that what follows in its block is
// not shown either.
func (m *markup) definition(d definition) (hides bool) {
	name := key(d.label.S)
	m.hideLabel(d.label)
	if d.note {
		again := m.notes[name]
		m.notes[name] = true
		switch {
		case m.used[name] < 1 || m.buried:
			m.add(d.at, "a footnote that nothing refers to is not shown", false)
		case again:
			m.add(d.at, "the second footnote of one name is not shown", false)
		default:
			return false
		}
		return true
	}
	used := m.used[name] > 0
	first, again := m.links[name]
	if !again {
		m.links[name] = d.target.S
	}
	switch {
	case d.endless:
		m.add(d.at, "the title of a link has no end in sight", false)
		return true
	case !used && d.title.S != "":
		m.add(d.at, "a definition that nothing refers to is not shown", false)
	case !used:
		m.add(d.at, "a definition that nothing refers to is not shown", !aside(d.label.S) && !aside(d.target.S))
	case again && first == d.target.S:
		m.hide(d.at)
	case again:
		m.add(d.at, "the second definition of one label is not shown", false)
	case aside(d.target.S):
		m.add(d.at, "the address of a link is longer than an address", false)
	case aside(d.title.S):
		m.add(d.at, "the title of a link is not shown", false)
	default:
		m.hide(d.title)
		if spoken(d.target.S) {
			m.hide(d.target)
		}
	}
	return false
}

// hideLabel hides the words that name a reference and stand nowhere on the page:
// those of "[text][label]" and of a footnote, and of their definitions. One word
// stays: it says what belongs together, and no more.
func (m *markup) hideLabel(l Text) {
	name := key(l.S)
	if m.defined[name] && (m.spoken[name] < 1 || name[0] == '^') && !oneWord(name) {
		m.hide(l)
	}
}

func oneWord(label string) bool {
	return len(label) <= maxName && len(strings.FieldsFunc(label, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })) <= 1
}
