package page

import "strings"

// rawHome is the quotation and the item that a block of raw markup stands in.
type rawHome struct {
	quotes, column int
	verbatim       bool // it goes on to the end of an element, not to an empty line
}

// markup follows blocks of raw markup: they begin with certain tags, or with a
// whole tag on a line of its own, and go on to an empty line. A tag in one that
// is not closed on its line takes in the lines below, whatever they look like.
func (sc *scanner) markup(raw string, ind int) bool {
	off, quotes, opens := content(raw)
	home := sc.container(ind)
	if quotes < sc.home.quotes || quotes == 0 && ind < sc.home.column {
		sc.raw = false // the quotation or item has ended
	}
	if !sc.raw && (sc.src.after[sc.at] || ind-home <= 3 && opensRaw(raw[off:]) && (opens || startsBlock(raw[off:]) || !sc.inParagraph() || quotes > 0 && sc.last().Kind != Quote)) {
		if opens {
			home = off
		}
		t, _ := readTag(raw[off:min(len(raw), off+lookAhead)])
		sc.raw, sc.home = true, rawHome{quotes, home, verbatim(t.name) && !t.close}
		if t.close && verbatim(t.name) && sc.endsNothing(raw, ind) {
			return true
		}
	}
	if !sc.raw {
		sc.home = rawHome{}
		return false
	}
	return sc.tags(raw)
}

// endsNothing takes the end of an element that keeps all as it is, where none is
// open, and what stands right below it as one block when more than tags do: some
// pages read that as markup, others as words.
func (sc *scanner) endsNothing(raw string, ind int) bool {
	b := Block{Kind: Raw, Level: ind, InRaw: true, Open: true, Lines: []Text{sc.text(0, raw)}, First: sc.at}
	words, end := false, sc.at+1
	for ; end < sc.reach() && strings.TrimSpace(sc.src.Lines[end]) != ""; end++ {
		l := sc.src.Lines[end]
		words = words || !opensMarkup(l[skipBlank(l):])
		b.Lines = append(b.Lines, sc.src.text(end, 0, l))
	}
	if words {
		sc.at, b.Last = end-1, end-1
		sc.push(b)
	}
	return words
}

// tags adds the tags that a line of raw markup leaves open as blocks of their
// own, and the words around them; false when it leaves none.
func (sc *scanner) tags(l string) bool {
	var tag tagEnd
	from, found := 0, false
	for {
		open := tag.openIn(l[from:])
		if open < 0 && !found {
			return false
		}
		end := len(l)
		if open >= 0 {
			end = from + open
		}
		if strings.TrimSpace(l[from:end]) != "" {
			sc.add(Block{Kind: Para, Lines: sc.with(nil, sc.text(from, l[from:end]).From(0))})
		}
		if open < 0 {
			return true
		}
		found = true
		if l, from = sc.openTag(&tag, l, end); from < 0 {
			return true
		}
	}
}

// openTag adds the tag that a line leaves open at a byte, and says where it ends
// in which line, or -1.
func (sc *scanner) openTag(tag *tagEnd, l string, from int) (last string, end int) {
	b := Block{Kind: Raw, InRaw: true, Lines: []Text{sc.text(from, l[from:])}, First: sc.at} // Open when its block ends inside the tag
	reach := sc.reach()
	for end = -1; end < 0 && sc.at+1 < reach; {
		b.Open = b.Open || sc.endsRaw(sc.src.Lines[sc.at+1])
		sc.at++
		l = sc.src.Lines[sc.at]
		off := unquoted(l, sc.home.quotes)
		if end = tag.find(l[off:]); end > 0 {
			end += off
		}
		if end > 0 && b.Open {
			end = len(l)
		}
		shown := l
		if end >= 0 {
			shown = l[:end]
		}
		b.Lines = append(b.Lines, sc.text(0, shown))
	}
	for b.Open && sc.at+1 < reach && strings.HasPrefix(strings.TrimLeft(sc.src.Lines[sc.at+1], "> "), "|") {
		sc.at++ // a table that began in it
		l = sc.src.Lines[sc.at]
		b.Lines, end = append(b.Lines, sc.text(0, l)), len(l)
	}
	b.Last, b.Open = sc.at, b.Open || end < 0
	sc.push(b)
	return l, end
}

// reach is how far a block is read that begins in this line and is no fence.
func (sc *scanner) reach() int { return min(len(sc.src.Lines), sc.at+MaxOpen) }

// unquoted is where a line goes on behind the marks of so many quotations.
func unquoted(l string, quotes int) (off int) {
	for range quotes {
		if at := off + skipBlank(l[off:]); at < len(l) && l[at] == '>' {
			off = at + 1
		}
	}
	return off
}

// endsRaw reports that the block of raw markup ends before the next line.
func (sc *scanner) endsRaw(next string) bool {
	_, quotes, _ := content(next)
	if sc.src.after[sc.at] || sc.home.verbatim && endsVerbatim(sc.src.Lines[sc.at]) || quotes < sc.home.quotes || indent(next) < sc.home.column {
		return true
	}
	return skipBlank(next) == len(next) && !sc.home.verbatim
}

// inParagraph reports that a line goes on with a paragraph above.
func (sc *scanner) inParagraph() bool {
	last := sc.last()
	if !sc.goesWith() || last.Code {
		return false
	}
	line := last.Lines[len(last.Lines)-1].S
	off, _, _ := content(line)
	return off < len(line)
}

// goesWith reports that a line goes on with what stands above.
func (sc *scanner) goesWith() bool {
	last := sc.last()
	return !sc.gap && (last.Kind == Para || (last.Kind == Item || last.Kind == Quote) && sc.quoted == "" && len(last.Lines) > 0) && !last.InRaw
}

// endsVerbatim reports a line with the end of an element that keeps all as it is.
func endsVerbatim(l string) bool {
	for i := strings.Index(l, "</"); i >= 0; {
		t, ok := readTag(l[i:min(len(l), i+20)])
		if ok && verbatim(t.name) {
			return true
		}
		next := strings.Index(l[i+2:], "</")
		if next < 0 {
			return false
		}
		i += 2 + next
	}
	return false
}

// opensRaw reports whether the content of a line begins a block of raw markup.
func opensRaw(s string) bool {
	if !opensMarkup(s) {
		return false
	}
	if startsBlock(s) {
		return true
	}
	t, ok := readTag(s)
	return ok && (t.close || !verbatim(t.name)) && skipBlank(s[t.len:]) == len(s[t.len:])
}

// tagEnd looks for the end of a tag over lines, as a browser does: quotation
// marks count behind an equals sign only.
type tagEnd struct {
	quote byte
	value bool // an equals sign came, and no value yet
}

// openIn is where the tag begins that a line leaves open, or -1.
func (t *tagEnd) openIn(l string) int {
	for i := 0; i < len(l); i++ {
		if l[i] != '<' || i+1 == len(l) || !isLetter(l[i+1]) && (l[i+1] != '/' || i+2 == len(l) || !isLetter(l[i+2])) {
			continue
		}
		*t = tagEnd{}
		end := t.find(l[i+1:])
		if end < 0 {
			return i
		}
		i += end
	}
	return -1
}

// find is the offset behind the end of the tag, or -1 when it goes on.
func (t *tagEnd) find(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case t.quote != 0:
			if c == t.quote {
				t.quote = 0
			}
		case c == '>':
			return i + 1
		case c == '=':
			t.value = true
		case t.value && (c == '"' || c == '\''):
			t.quote, t.value = c, false
		case !isBlank(c):
			t.value = false
		}
	}
	return -1
}
