package page

import (
	"html"
	"regexp"
	"strings"
)

// Finding is text that the rendered page drops or tucks away.
type Finding struct {
	At    Text
	What  string
	Doubt bool // short enough to be a slip: a placeholder, a type parameter
}

// maxAside is how many words an attribute, a title or an alternative text may
// hold before it is text of its own.
const maxAside = 8

// maxFindings is after how many the search ends.
const maxFindings = 500

// lookAhead bounds every search for the end of a construct.
const lookAhead = 4000

// Markup finds text in markup that the page does not show: attributes, titles,
// definitions, cells beyond a table's columns, words behind a fence's language,
// text pushed out of sight, references to invisible characters.
func Markup(blocks []Block) []Finding {
	m := markup{used: map[string]int{}}
	for i := range blocks {
		m.count(&blocks[i])
	}
	for i := range blocks {
		if len(m.out) > maxFindings {
			break
		}
		m.block(&blocks[i])
	}
	return m.out
}

type markup struct {
	used map[string]int // how often a bracketed label stands in the body
	out  []Finding
}

func (m *markup) add(t Text, what string, doubt bool) {
	m.out = append(m.out, Finding{t, what, doubt})
}

func (m *markup) block(b *Block) {
	switch b.Kind {
	case Fence:
		m.fence(b)
		return
	case Row:
		m.row(b)
	case Para:
		for _, l := range b.Lines {
			m.definition(l)
		}
	}
	m.inline(Join(b.Lines))
	m.inline(b.Name)
}

// fence looks at what stands behind the language, and far to the right.
func (m *markup) fence(b *Block) {
	if len(strings.Fields(b.Name.S)) > 4 {
		m.add(b.Name, "words behind a fence's language are not shown", false)
	}
	for _, l := range b.Lines {
		if i := strings.Index(l.S, farRight); i >= 0 {
			if t := l.From(i); t.S != "" {
				m.add(t, "text far to the right is out of sight", false)
			}
		}
	}
}

var farRight = strings.Repeat(" ", 100)

func (m *markup) row(b *Block) {
	if cells := b.cells(); b.Cells > 0 && len(cells) > b.Cells {
		if t := Join(cells[b.Cells:]); t.S != "" {
			m.add(t, "a cell beyond the table's columns is not shown", false)
		}
	}
}

// inline walks the words of a block outside its code spans.
func (m *markup) inline(t Text) {
	s := t.S
	if !strings.ContainsAny(s, "<&[$") {
		return
	}
	ends := codeEnds(s)
	for i := 0; i < len(s) && len(m.out) <= maxFindings; {
		next := i + 1
		switch s[i] {
		case '\\':
			next = i + 2
		case '`':
			next = i + run(s, i)
			if end, ok := ends[i]; ok {
				next = end
			}
		case '<':
			next = i + m.tag(t, i)
		case '&':
			m.entity(t, i)
		case '!':
			m.alt(t, i)
		case ']':
			next = i + m.title(t, i)
		case '$':
			m.math(t, i)
		}
		i = next
	}
}

// tag judges what begins with "<" and says how long it is.
func (m *markup) tag(t Text, i int) int {
	s := t.S[i:min(len(t.S), i+lookAhead)]
	if len(s) < 2 || !opensMarkup(s) {
		return 1
	}
	found, ok := readTag(s)
	if !ok {
		return m.oddTag(t, i, s)
	}
	at := t.Slice(i, i+found.len)
	switch {
	case !htmlTag(found.name):
		m.add(at, "what looks like a tag is not shown", found.words < 4)
	case swallows(found.name):
		m.add(at, "the content of this element is not shown", false)
	case found.hides || found.words > 4*maxAside:
		m.add(at, "the attributes of a tag are not shown", false)
	}
	return found.len
}

// oddTag judges instructions, declarations and the broken tags that still
// begin a block of markup.
func (m *markup) oddTag(t Text, i int, s string) int {
	if !startsBlock(s) {
		return 1
	}
	end := strings.IndexByte(s[1:], '<') + 1
	if close := strings.IndexByte(s, '>') + 1; end == 0 || close > 0 && close < end {
		end = close
	}
	if end == 0 {
		end = len(s)
	}
	if s[1] == '?' || s[1] == '!' || len(strings.Fields(s[:end])) > 4 {
		m.add(t.Slice(i, i+end), "markup is not shown", false)
	}
	return end
}

// swallows reports elements whose text does not appear on the page.
func swallows(name string) bool {
	switch name {
	case "script", "style", "template", "noscript", "object", "iframe", "title", "head", "textarea", "svg", "math", "select", "datalist", "audio", "video", "canvas":
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
	if c := html.UnescapeString(s[:end]); c != s[:end] && len(Invisible("a"+c+"a")) > 0 {
		m.add(t.Slice(i, i+end), "a reference to an invisible character", false)
	}
}

func (m *markup) alt(t Text, i int) {
	s := t.S[i:min(len(t.S), i+lookAhead)]
	if !strings.HasPrefix(s, "![") {
		return
	}
	if end := strings.IndexByte(s, ']'); end > 2*maxAside && len(strings.Fields(s[2:end])) > maxAside {
		m.add(t.Slice(i+2, i+end), "the alternative text of an image is not shown", false)
	}
}

var titleRE = regexp.MustCompile(`^\]\([ \t]*(<[^<>]*>|[^\s<>()]*)(?:[ \t]+("[^"]*"|'[^']*'))?[ \t]*\)`)

// title judges the target of a link and says how long it is.
func (m *markup) title(t Text, i int) int {
	s := t.S[i:min(len(t.S), i+lookAhead)]
	if !strings.HasPrefix(s, "](") {
		return 1
	}
	d := titleRE.FindStringSubmatch(s)
	if d == nil {
		return 1
	}
	if len(strings.Fields(d[1]))+len(strings.Fields(d[2])) > maxAside {
		m.add(t.Slice(i, i+len(d[0])), "the target and title of a link are not shown", false)
	}
	return len(d[0])
}

// math finds formulas that set their words invisibly.
func (m *markup) math(t Text, i int) {
	s := t.S[i+1 : min(len(t.S), i+400)]
	end := strings.IndexByte(s, '$')
	if end < 0 {
		return
	}
	for _, c := range []string{"phantom{", "color{white}", "color{transparent}"} {
		if strings.Contains(s[:end], c) {
			m.add(t.Slice(i, i+end+2), "a formula hides its text", false)
			return
		}
	}
}
