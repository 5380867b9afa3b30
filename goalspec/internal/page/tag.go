package page

import "strings"

// tag is one HTML tag as the page's rules read it.
type tag struct {
	name  string // lower case
	words int    // how many words its attributes hold
	hides bool   // an attribute holds a text of its own, or hides the element
	len   int
}

// maxAttrs bounds the attributes of one tag; more are never markup for people.
const maxAttrs = 40

// readTag reads a tag at the front of s. ok is false for what the page shows as
// text.
func readTag(s string) (t tag, ok bool) {
	i := 1
	if i < len(s) && s[i] == '/' {
		i++
	}
	from := i
	for i < len(s) && (isLetter(s[i]) || i > from && (isDigit(s[i]) || s[i] == '-')) {
		i++
	}
	if i == from || i-from > 40 {
		return tag{}, false
	}
	t.name = strings.ToLower(s[from:i])
	for n := 0; ; n++ {
		blank := skipBlank(s[i:])
		i += blank
		switch {
		case i == len(s):
			return tag{}, false
		case s[i] == '>':
			t.len = i + 1
			return t, true
		case strings.HasPrefix(s[i:], "/>"):
			t.len = i + 2
			return t, true
		case blank == 0:
			return tag{}, false
		}
		size := t.attribute(s[i:])
		if size == 0 {
			return tag{}, false
		}
		if i += size; n > maxAttrs {
			t.hides = true
			t.len = i
			return t, true
		}
	}
}

// attribute reads "name", "name=value" or "name="value"" and says how long it
// is, 0 when it is none.
func (t *tag) attribute(s string) int {
	i := 0
	for i < len(s) && (isLetter(s[i]) || s[i] == '_' || s[i] == ':' || i > 0 && (isDigit(s[i]) || s[i] == '.' || s[i] == '-')) {
		i++
	}
	if i == 0 {
		return 0
	}
	t.words++
	switch strings.ToLower(s[:i]) {
	case "hidden", "style":
		t.hides = true
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
			return 0
		}
		words := len(strings.Fields(s[end+1 : end+1+n]))
		t.words += words
		t.hides = t.hides || words > maxAside
		return end + n + 2
	}
	n := strings.IndexAny(s[end:], " \t\"'=<>`")
	if n < 0 {
		n = len(s) - end
	}
	if n == 0 {
		return 0
	}
	return end + n
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
	case "address", "article", "aside", "blockquote", "center", "details", "dialog", "div", "dl", "fieldset", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html",
		"iframe", "li", "link", "main", "menu", "meta", "nav", "ol", "p", "param", "pre", "script", "section", "style", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul":
		return true
	}
	return false
}
