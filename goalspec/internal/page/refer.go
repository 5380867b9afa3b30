package page

import (
	"slices"
	"strings"
)

// count remembers how often each bracketed label stands in a block where it can
// refer to something, and which labels are defined.
func (m *markup) count(b *Block) {
	if b.Kind == Raw && b.Open { // what follows its block may define something
		for _, l := range b.Lines {
			(&Block{Lines: []Text{l}}).definitions(func(_ int, d definition) { m.defined[key(d.label.S)] = true })
		}
	}
	if b.Kind == Fence || b.InRaw || b.Code {
		return
	}
	if b.Kind == Heading {
		b = &Block{Lines: []Text{b.Name}}
	}
	words, note := 0, "" // where the words begin, and the footnote they are of
	until := func(line int) {
		switch t := Join(unfenced(b.Lines[words:line])); {
		case words == line:
		case note == "":
			m.countIn(t.S, false)
		default:
			m.noted = append(m.noted, noted{note, t.S})
		}
		words = line
	}
	b.definitions(func(line int, d definition) {
		name := key(d.label.S)
		m.defined[name] = true
		if until(line); d.note {
			note = name
			return
		}
		words = line + d.lines // what it says is no use of it
	})
	until(len(b.Lines))
}

// unfenced are lines without those of the fences that open behind the marks of
// containers.
func unfenced(lines []Text) []Text {
	if !slices.ContainsFunc(lines, func(l Text) bool { return fencedBehind(l.S) != "" }) {
		return lines
	}
	var out []Text
	fence := ""
	for _, l := range lines {
		off, _, _ := content(l.S)
		switch mark := fencedBehind(l.S); {
		case fence != "" && closeFence(l.S[off:], fence):
			fence = ""
		case fence == "" && mark != "":
			fence = mark
		case fence == "":
			out = append(out, l)
		}
	}
	return out
}

// fencedBehind are the marks of a fence that opens in a line behind those of a
// container.
func fencedBehind(l string) string {
	off, _, _ := content(l)
	if mark, _, ok := openFence(l[off:]); ok && off > skipBlank(l) {
		return mark
	}
	return ""
}

// noted are the words of a footnote, which are shown when something refers to it.
type noted struct{ name, words string }

// countIn counts the labels in a text; in a note, footnotes do not count.
func (m *markup) countIn(s string, note bool) {
	if !strings.Contains(s, "[") {
		return
	}
	ends, _ := codeEnds(s)
	dollar, found := nearest{}, &m.targets
	found.known = false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '`':
			n := run(s, i)
			if end, ok := ends[i]; ok {
				n = end - i
			}
			i += n - 1
		case '<':
			i += max(1, beyondText(s[i:min(len(s), i+lookAhead)])) - 1
		case ':':
			if strings.HasPrefix(s[i:], "://") { // an address takes in all but blanks
				i = len(s) - len(strings.TrimLeftFunc(s[i:], func(c rune) bool { return c != ' ' && c != '\t' && c != '<' })) - 1
			}
		case '$':
			if end := dollar.next(s, i+1, '$'); end > i+1 && !isBlank(s[i+1]) && !isBlank(s[end-1]) {
				i = end
			}
		case ']':
			if strings.HasPrefix(s[i:], "](") {
				link, _, title, size := found.read(s, i)
				if endless(link, title, size) {
					size = len(link)
				}
				i += max(1, size) - 1
			}
		case '[':
			if end := labelEnd(s[i:]); end > 1 && (!note || s[i+1] != '^') {
				name := key(s[i+1 : i+end])
				m.used[name]++
				if i == 0 || s[i-1] != ']' && s[i-1] != '!' {
					m.spoken[name]++
				}
			}
		}
	}
}

// beyondText is how long a tag or an address in angle brackets is.
func beyondText(s string) int {
	if t, ok := readTag(s); len(s) > 1 && opensMarkup(s) && ok {
		return t.len
	}
	rest := strings.TrimPrefix(s, "<")
	if end := strings.IndexAny(rest, "<> \t"); end >= 0 && rest[end] == '>' && strings.Contains(rest[:end], ":") {
		return len("<") + end + len(">")
	}
	return 0
}

// reference looks at what stands behind the text of a link.
func (m *markup) reference(t Text, i int) {
	s := t.S[i:min(len(t.S), i+maxLabel+3)]
	if !strings.HasPrefix(s, "][") {
		return
	}
	if end := labelEnd(s[1:]); end > 0 {
		m.hideLabel(t.Slice(i+2, i+1+end))
	}
}
