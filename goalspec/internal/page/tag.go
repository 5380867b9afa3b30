package page

import "strings"

// tag is one HTML tag as the page's rules read it.
type tag struct {
	name    string // lower case
	close   bool   // "</name>"
	words   int    // how many words its attributes hold
	hides   bool   // an attribute holds a text of its own, or hides the element
	gone    bool   // an attribute takes the element off the page
	alt     bool   // the text that stands for an image is longer than a name
	strange int    // how many attributes nobody knows
	size0   bool   // the element takes no room
	texts   []span // values that are, or may be, text
	cut     bool   // what was looked at ends inside
	end     int    // of the name
	len     int
}

// span is a stretch of bytes of a tag.
type span struct{ from, to int }

// maxAttrs bounds the attributes of one tag; more are never markup for people.
const maxAttrs = 40

// maxName bounds the name of a tag; a longer one is a text that is not shown.
const maxName = 40

// readTag reads a tag at the front of s. ok is false for what the page shows as
// text.
func readTag(s string) (t tag, ok bool) {
	i := 1
	if i < len(s) && s[i] == '/' {
		t.close = true
		i++
	}
	from := i
	for i < len(s) && (isLetter(s[i]) || i > from && (isDigit(s[i]) || s[i] == '-')) {
		i++
	}
	if i == from {
		return tag{}, false
	}
	t.name, t.end, t.hides = strings.ToLower(s[from:i]), i, i-from > maxName
	for n := 0; ; n++ {
		blank := skipBlank(s[i:])
		i += blank
		switch {
		case i == len(s):
			return tag{cut: true}, false
		case s[i] == '>':
			t.len = i + 1
			return t, true
		case strings.HasPrefix(s[i:], "/>"):
			t.len = i + 2
			return t, true
		case blank == 0:
			return tag{}, false
		}
		size := t.attribute(s, i)
		if size == 0 {
			return tag{cut: t.cut}, false
		}
		if i += size; n > maxAttrs {
			t.hides = true
			t.len = i
			return t, true
		}
	}
}

// attribute reads "name", "name=value" or "name="value"" at from and says how
// long it is, 0 when it is none.
func (t *tag) attribute(tag string, from int) int {
	s, i := tag[from:], 0
	for i < len(s) && (isLetter(s[i]) || s[i] == '_' || s[i] == ':' || i > 0 && (isDigit(s[i]) || s[i] == '.' || s[i] == '-')) {
		i++
	}
	if i == 0 {
		return 0
	}
	t.words++
	name := strings.ToLower(s[:min(i, 40)])
	t.gone = t.gone || name == "hidden"
	t.hides = t.hides || t.gone || name == "style" || i > 40
	if !laysOut(name) && !known(name) {
		t.strange++
		t.texts = append(t.texts, span{from, from + i})
	}
	end := i + skipBlank(s[i:])
	if end == len(s) || s[end] != '=' {
		return i
	}
	end++
	end += skipBlank(s[end:])
	if end == len(s) {
		return 0
	}
	if q := s[end]; q == '"' || q == '\'' {
		n := strings.IndexByte(s[end+1:], q)
		if n < 0 {
			t.cut = true
			return 0
		}
		t.value(name, tag, span{from + end + 1, from + end + 1 + n})
		return end + n + 2
	}
	n := strings.IndexAny(s[end:], " \t\"'=<>`")
	if n < 0 {
		n = len(s) - end
	}
	if n == 0 {
		return 0
	}
	t.value(name, tag, span{from + end, from + end + n})
	return end + n
}

// value judges what an attribute holds.
func (t *tag) value(name, tag string, v span) {
	s := tag[v.from:v.to]
	t.words += countWords(s, 4*maxAside)
	if laysOut(name) {
		t.hides = t.hides || aside(s)
	} else if name == "alt" && t.name == "img" {
		t.alt = aside(s)
		t.hides = t.hides || longAlt(s) || strings.Contains(s, "`")
		t.words -= countWords(s, 4*maxAside) // they are counted here
	} else {
		t.hides = t.hides || aside(s) || strings.Contains(s, "`")
	}
	switch name {
	case "width", "height":
		if n := strings.Trim(s, " px%"); n == "0" || n == "1" {
			t.size0 = true
		}
	}
	if !laysOut(name) || countWords(s, 2) > 1 {
		t.texts = append(t.texts, v)
	}
}

// aside reports a text beside the page's own that is too much for a name.
func aside(s string) bool {
	return len(s) > maxAsideBytes || countWords(s, maxAside+1) > maxAside
}

// countWords counts up to most words.
func countWords(s string, most int) int {
	n, in := 0, false
	for i := 0; i < len(s) && n < most; i++ {
		if b := isBlank(s[i]); b == in {
			in = !b
			if in {
				n++
			}
		}
	}
	return n
}

// known reports other attributes that markup for people has.
func known(name string) bool {
	switch name {
	case "alt", "title", "summary", "label", "role", "style", "hidden", "download", "nowrap", "reversed", "controls", "autoplay", "loop", "muted", "loading", "decoding", "disabled", "data", "itemprop", "itemscope", "bgcolor", "cellpadding", "cellspacing", "frame", "rules", "scope", "headers", "abbr", "value", "for", "poster", "sizes", "tabindex":
		return true
	}
	return strings.HasPrefix(name, "aria-") || strings.HasPrefix(name, "data-") || strings.HasPrefix(name, "on")
}

// laysOut reports attributes whose values are no text: addresses, names and
// sizes.
func laysOut(name string) bool {
	switch name {
	case "href", "src", "srcset", "width", "height", "align", "valign", "id", "class", "name", "type", "open", "start", "rel", "target", "colspan", "rowspan", "lang", "dir", "border", "media", "hspace", "vspace", "color", "size", "checked", "disabled", "datetime", "cite":
		return true
	}
	return false
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// startsBlock reports whether what stands at the front of s begins a block of
// raw markup even when it is no valid tag.
func startsBlock(s string) bool {
	if len(s) > 1 && (s[1] == '?' || s[1] == '!') {
		return true
	}
	name := strings.TrimPrefix(s[1:min(len(s), 16)], "/")
	end := 0
	for end < len(name) && (isLetter(name[end]) || isDigit(name[end])) {
		end++
	}
	switch strings.ToLower(name[:end]) {
	case "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dt", "figcaption", "figure", "footer", "frame", "frameset",
		"head", "header", "legend", "menuitem", "noframes", "optgroup", "option", "search", "track", "dl", "fieldset", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html",
		"iframe", "li", "link", "main", "menu", "meta", "nav", "ol", "p", "param", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul":
		return true
	}
	return len(s) > 1 && s[1] != '/' && verbatim(name[:end])
}

// verbatim reports the elements that keep all as it is up to their end.
func verbatim(name string) bool {
	switch strings.ToLower(name) {
	case "pre", "script", "style", "textarea":
		return true
	}
	return false
}
