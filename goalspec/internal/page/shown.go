package page

import (
	"slices"
	"strings"
)

// Shown is the body as the page shows it, still as Markdown: comments,
// invisible characters, tags, alternative texts, titles and all else that
// [Markup] finds are left out. What a link leads to stays.
func Shown(body string) string {
	comments := Comments(body)
	src := NewSource(body, comments)
	blocks := Scan(src, nil)
	open := len(comments) > 0 && comments[len(comments)-1].To == len(body) && !strings.HasSuffix(body, "-->")
	m := marked(blocks, open)
	hidden := m.gaps
	if len(comments) > 0 { // what only looks like one may stand in a title that is not shown
		plain := NewSource(body, nil)
		more := marked(Scan(plain, nil), open).gaps
		hidden = append(hidden, slices.DeleteFunc(more, func(g Gap) bool { return g.in(plain, "<!--") })...)
	}
	src.Hide(hidden)
	src.dropMarkup(blocks)
	last := len(src.Lines)
	if m.open > 0 {
		last = m.open
	}
	if i := slices.IndexFunc(blocks, func(b Block) bool { return b.Kind == Raw && b.Open }); i >= 0 {
		last = min(last, blocks[i].First+1) // nobody can say where the page takes up again
	}
	return visible(src.Verbatim(0, last-1))
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
	for m := range Invisible(s) {
		b.WriteString(s[from:m.From])
		from = m.To
	}
	b.WriteString(s[from:])
	return b.String()
}
