package page

import (
	"html"
	"strings"
)

// tag judges what begins with "<" and says how long it is.
func (m *markup) tag(t Text, i int) int {
	s := t.S[i:min(len(t.S), i+lookAhead)]
	if len(s) < 2 || !opensMarkup(s) {
		return 1
	}
	found, ok := readTag(s)
	if !ok {
		return m.oddTag(t, i, s, found.cut)
	}
	at := t.Slice(i, i+found.len)
	what := m.fault(found, at)
	if what == "" && found.name == "a" && !found.close && strings.Contains(strings.ToLower(at.S), "href") && strings.HasPrefix(strings.TrimLeft(s[found.len:], " \t"), "</") {
		what = "a link without words is not shown"
	}
	if what == "" && found.alt {
		m.add(at, altText, true)
	} else if what != "" {
		m.add(at, what, !htmlTag(found.name) && found.words < 4 && len(found.name) <= maxName)
	}
	if !found.close && (swallows(found.name) || found.gone && !empty(found.name) || what == tooSmall) {
		m.swallow(t, i+found.len, found.name)
	}
	switch {
	case what != "": // it is hidden with its finding
	case !speaks(found.name):
		m.hide(at)
	case found.words > 0:
		m.hide(t.part(i+found.end, i+found.len-1))
	}
	if found.name == "pre" {
		m.pre = !found.close
		m.kept = m.kept || m.pre
	}
	return found.len
}

// speaks reports tags that say something of the words in them, as "**" does, and
// stay; their attributes do not.
func speaks(name string) bool {
	switch name {
	case "b", "i", "em", "strong", "u", "s", "del", "strike", "ins", "sub", "sup", "q", "code", "kbd", "samp", "tt", "var", "h1", "h2", "h3", "h4", "h5", "h6":
		return true
	}
	return false
}

// fault is what a tag does that keeps text off the page, if anything.
func (m *markup) fault(t tag, at Text) string {
	switch {
	case !htmlTag(t.name):
		return "what looks like a tag is not shown"
	case swallows(t.name):
		return "the content of this element is not shown"
	case t.hides || t.strange > 1 || t.words > 4*maxAside || t.size0 && len(t.texts) > 0 || t.brokenText(at):
		return "the attributes of a tag are not shown"
	case t.name == "bdo":
		return "this element turns the reading order"
	case (t.name == "sub" || t.name == "sup" || t.name == "small") && m.shrinks(t.close):
		return tooSmall
	}
	return ""
}

const tooSmall = "text in text in small print is too small to be read"

// maxSmall is how deep elements that shrink text may stand in each other.
const maxSmall = 2

func (m *markup) shrinks(close bool) bool {
	if close {
		m.small = max(0, m.small-1)
		return false
	}
	m.small++
	return m.small > maxSmall
}

// brokenText reports a text in an attribute that runs over lines.
func (t tag) brokenText(at Text) bool {
	for _, v := range t.texts {
		if at.place(v.from-1).line != at.place(v.to).line {
			return true
		}
	}
	return false
}

// overLines judges a tag that runs over lines of raw markup.
func (m *markup) overLines(b *Block) {
	t := Join(b.Lines)
	found, ok := readTag(t.S[:min(len(t.S), lookAhead)])
	if ok && !b.Open && m.fault(found, t) == "" {
		m.hide(t)
		return
	}
	m.add(t, "a tag that runs over lines keeps them off the page", false)
}

// oddTag judges instructions, declarations, the broken tags that still begin a
// block of markup, and those without an end in sight.
func (m *markup) oddTag(t Text, i int, s string, cut bool) int {
	if cut && len(s) == lookAhead {
		m.add(t.Slice(i, i+len(s)), "markup without an end is not shown", false)
		return len(s)
	}
	if !m.raw && s[1] != '?' && s[1] != '!' {
		return 1
	}
	end := (&tagEnd{}).find(s[1:]) + 1 // as a browser sees it
	if end == 0 {
		end = len(s)
	}
	if line := t.place(i).line; m.open == 0 && (s[1] == '?' || s[1] == '!') && (t.place(i+end-1).line != line || s[end-1] != '>') {
		m.open = int(line)
	}
	if s[1] == '?' || s[1] == '!' || countWords(s[:end], 5) > 4 || strings.ContainsAny(s[:end], "\"'=") {
		m.add(t.Slice(i, i+end), "markup is not shown", false)
	}
	m.hide(t.Slice(i, i+end))
	return end
}

// swallows reports elements whose text does not appear on the page.
func swallows(name string) bool {
	switch name {
	case "rp", "script", "style", "template", "noscript", "object", "iframe", "title", "head", "textarea", "svg", "math", "select", "datalist", "audio", "video", "canvas":
		return true
	}
	return false
}

// empty reports elements that hold nothing.
func empty(name string) bool {
	switch name {
	case "br", "col", "hr", "img", "source", "wbr":
		return true
	}
	return false
}

func htmlTag(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdo", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
		"figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby",
		"s", "samp", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr":
		return true
	}
	return swallows(name)
}

// entity finds references such as "&#8203;" that stand for nothing visible.
func (m *markup) entity(t Text, i int) {
	s := t.S[i:min(len(t.S), i+34)]
	end := strings.IndexByte(s, ';') + 1
	if end < 4 {
		return
	}
	nothing, known := m.nothing[s[:end]]
	if !known {
		c := html.UnescapeString(s[:end])
		for range Invisible("a" + c + "a") {
			nothing = c != s[:end]
		}
		m.nothing[s[:end]] = nothing
	}
	if nothing {
		m.add(t.Slice(i, i+end), "a reference to an invisible character", false)
	}
}
