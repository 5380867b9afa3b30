package goalspec

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// behindItems makes paragraphs of the lines that stand right below an item, no deeper
// than its mark, and begin a sentence: people see them on lines of their own.
func behindItems(blocks []page.Block) []page.Block {
	var out []page.Block
	for i := range blocks {
		b := &blocks[i]
		at := 0
		if b.Kind == page.Item {
			at = beginsAnew(b)
		}
		switch {
		case at > 0:
			if out == nil {
				out = append(make([]page.Block, 0, len(blocks)+1), blocks[:i]...)
			}
			item, behind := *b, page.Block{Kind: page.Para, Lines: b.Lines[at:], Last: b.Last, InRaw: b.InRaw, Tight: b.Tight}
			line, column, _, _ := behind.Lines[0].Bounds()
			behind.First, behind.Level = line-1, column-1
			item.Lines, item.Last, item.Tight = b.Lines[:at:at], line-2, true
			out = append(out, item, behind)
		case out != nil:
			out = append(out, *b)
		}
	}
	if out == nil {
		return blocks
	}
	return out
}

// beginsAnew is the first line of an item that is none of it, 0 for none.
func beginsAnew(b *page.Block) int {
	for i := 1; i < len(b.Lines); i++ {
		_, column, _, _ := b.Lines[i].Bounds()
		first, _ := utf8.DecodeRuneInString(b.Lines[i].S)
		if column > 0 && column <= b.Level+1 && unicode.IsUpper(first) && ended(b.Lines[i-1].S) {
			return i
		}
	}
	return 0
}

// ended reports a line that was not broken to fit a width, or within a phrase.
func ended(line string) bool {
	line = strings.TrimRight(line, " ")
	if line == "" || strings.IndexByte(".!?;:", line[len(line)-1]) >= 0 {
		return true
	}
	switch strings.ToLower(line[strings.LastIndexByte(line, ' ')+1:]) {
	case "the", "a", "an", "of", "to", "in", "on", "at", "for", "from", "by", "with", "and", "or", "as", "than", "that", "which", "is", "are", "be", "into", "its", "our", "no":
		return false
	}
	return len(line) <= wrapWidth
}
