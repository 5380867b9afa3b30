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
	if !sc.raw && (sc.src.after[sc.at] || ind-home <= 3 && opensRaw(raw[off:]) && (opens || startsBlock(raw[off:]) || !sc.inParagraph())) {
		if opens {
			home = off
		}
		t, _ := readTag(raw[off:min(len(raw), off+lookAhead)])
		sc.raw, sc.home = true, rawHome{quotes, home, verbatim(t.name)}
	}
	if !sc.raw {
		sc.home = rawHome{}
		return false
	}
	var tag tagEnd
	from := tag.openIn(raw)
	if from < 0 {
		return false
	}
	b := Block{Kind: Raw, InRaw: true, Lines: []Text{sc.text(from, raw[from:])}, First: sc.at}
	if words := strings.TrimSpace(raw[:from]); words != "" {
		sc.add(Block{Kind: Para, Lines: []Text{sc.text(0, raw[:from]).From(0)}})
	}
	over := false
	for sc.at+1 < len(sc.src.Lines) {
		sc.at++
		l := sc.src.Lines[sc.at]
		over = over || skipBlank(l) == len(l)
		end := tag.find(l)
		if end > 0 && over {
			end = len(l) // an empty line ended the block, and the page escapes what follows
		}
		if end < 0 {
			b.Lines = append(b.Lines, sc.text(0, l))
			continue
		}
		b.Lines = append(b.Lines, sc.text(0, l[:end]))
		if words := strings.TrimSpace(l[end:]); words != "" {
			sc.add(Block{Kind: Para, Lines: []Text{sc.text(0, l).From(end)}})
		}
		break
	}
	b.Last = sc.at
	sc.out = append(sc.out, b)
	return true
}

// inParagraph reports that a line goes on with what stands above.
func (sc *scanner) inParagraph() bool {
	k := sc.last().Kind
	return !sc.gap && (k == Para || k == Item || k == Quote) && !sc.last().InRaw
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
	return ok && skipBlank(s[t.len:]) == len(s[t.len:])
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
