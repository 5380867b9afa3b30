package goalspec

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// laidOut makes of paragraphs what people see in them who know no Markdown: of lines that
// begin with a sign for a list the items of one.
func laidOut(blocks []page.Block) []page.Block {
	return parted(blocks, func(b *page.Block) []page.Block {
		if b.Kind != page.Para || b.Code || b.InRaw || !slices.ContainsFunc(b.Lines, func(l page.Text) bool { return bullet(l.S) > 0 }) {
			return nil
		}
		var out []page.Block
		for i, l := range b.Lines {
			part := page.Block{Kind: page.Para, Level: b.Level, Lines: b.Lines[i : i+1 : i+1], First: b.First + i, Last: b.First + i, Tight: true}
			n := len(out) - 1
			switch at := bullet(l.S); {
			case at > 0:
				part.Kind, part.Lines = page.Item, []page.Text{l.From(at)}
				out = append(out, part)
			case n >= 0:
				out[n].Lines, out[n].Last = append(out[n].Lines, l), part.Last
			default:
				out = append(out, part)
			}
		}
		out[len(out)-1].Tight = b.Tight
		return out
	})
}

// labelled makes labels of the first lines of paragraphs that are nothing but one that
// everybody knows, without a colon: people see it on a line of its own. One of what is
// only told counts below another one.
func labelled(blocks []page.Block) []page.Block {
	found := false
	return parted(blocks, func(b *page.Block) []page.Block {
		if b.Kind != page.Para || b.Level > 0 || b.Code || b.InRaw || len(b.Lines) < 2 || b.First == inLine {
			return nil
		}
		name := b.Lines[0]
		f, ok := plainField(strings.TrimSpace(name.S))
		if first, _ := utf8.DecodeRuneInString(name.S); !ok || !unicode.IsUpper(first) || f == field.Context && !found {
			return nil
		}
		found = true
		rest := *b
		rest.First, rest.Lines = b.First+1, b.Lines[1:]
		return []page.Block{{Kind: page.Label, Field: int(f), Name: name, First: b.First, Last: b.First, Tight: true}, rest}
	})
}

// parted replaces blocks by those into which they are cut, nil for one that stays.
func parted(blocks []page.Block, cut func(*page.Block) []page.Block) []page.Block {
	var out []page.Block
	for i := range blocks {
		parts := cut(&blocks[i])
		if parts != nil && out == nil {
			out = append(make([]page.Block, 0, len(blocks)+len(parts)), blocks[:i]...)
		}
		switch {
		case parts != nil:
			out = append(out, parts...)
		case out != nil:
			out = append(out, blocks[i])
		}
	}
	if out == nil {
		return blocks
	}
	return out
}

// bullet is the length of a sign at the front of a line that is no mark of a list to
// Markdown and one to people, with the blanks behind it.
func bullet(s string) int {
	if s == "" || s[0] < utf8.RuneSelf {
		return 0
	}
	sign, size := utf8.DecodeRuneInString(s)
	rest := strings.TrimLeft(s[size:], " \t\u00a0")
	if !strings.ContainsRune("•‣◦●○▪■·–—", sign) || len(rest) == len(s)-size || rest == "" {
		return 0
	}
	return len(s) - len(rest)
}
