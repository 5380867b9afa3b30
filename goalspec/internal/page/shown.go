package page

import "strings"

// Shown is the body as the page shows it, still as Markdown: comments,
// invisible characters, tags, alternative texts, titles and all else that
// [Markup] finds are left out. What a link leads to stays.
func Shown(body string) string {
	src := NewSource(body, Comments(body))
	blocks := Scan(src, nil)
	_, hidden := Markup(blocks)
	src.Hide(hidden)
	src.dropMarkup(blocks)
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
