package page

import "strings"

// Shown is the body as the page shows it, still as Markdown: comments,
// invisible characters, tags, alternative texts, titles and all else that
// [Markup] finds are left out. What a link leads to stays.
func Shown(body string) string {
	src := NewSource(body, Comments(body))
	blocks := Scan(src, nil)
	m := markup{used: map[string]int{}, defined: map[string]bool{}, all: true}
	m.walk(blocks)
	hide := append(m.asides, m.beside...)
	for _, f := range m.out {
		hide = append(hide, f.At)
	}
	src.dropMarkup(blocks)
	src.cover(hide, 0)
	for i, l := range src.Lines {
		src.Lines[i] = strings.ReplaceAll(l, "\x00", "")
	}
	return visible(src.Verbatim(0, len(src.Lines)-1))
}

// dropMarkup empties the lines of nothing but a tag, which are in no block.
func (src *Source) dropMarkup(blocks []Block) {
	read := make([]bool, len(src.Lines))
	for _, b := range blocks {
		for i := b.First; i <= b.Last; i++ {
			read[i] = true
		}
	}
	for i, l := range src.Lines {
		if !read[i] && markupOnly(l) {
			src.Lines[i] = ""
		}
	}
}

// visible drops the characters that are drawn as nothing.
func visible(s string) string {
	var b strings.Builder
	from := 0
	for _, m := range Invisible(s) {
		b.WriteString(s[from:m.From])
		from = m.To
	}
	b.WriteString(s[from:])
	return b.String()
}

// label hides the words that name a reference: those of "[text][label]", and of
// its definition.
func (m *markup) label(t Text, from, to int) {
	if l := t.Slice(from, to); countWords(l.S, 2) > 1 && m.defined[strings.ToLower(t.S[from:to])] {
		m.beside = append(m.beside, l)
	}
}

// reference looks at what stands behind the text of a link.
func (m *markup) reference(t Text, i int) {
	s := t.S[i:min(len(t.S), i+202)]
	if !strings.HasPrefix(s, "][") {
		return
	}
	if end := strings.IndexByte(s[2:], ']'); end > 0 {
		m.label(t, i+2, i+2+end)
	}
}
