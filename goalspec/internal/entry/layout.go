package entry

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// LaidOut makes of paragraphs what people see in them who know no Markdown: of lines that
// begin with a sign for a list the items of one.
func LaidOut(blocks []page.Block) []page.Block {
	return Parted(blocks, func(b *page.Block) []page.Block {
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

// Labelled makes labels of the first lines of paragraphs that are nothing but one that
// everybody knows, without a colon: people see it on a line of its own. One of what is
// only told counts below another one.
func Labelled(blocks []page.Block) []page.Block {
	found := false
	return Parted(blocks, func(b *page.Block) []page.Block {
		if b.Kind != page.Para || b.Level > 0 || b.Code || b.InRaw || len(b.Lines) < 2 || b.First == InLine {
			return nil
		}
		name := b.Lines[0]
		f, ok := labels.Plain(strings.TrimSpace(name.S))
		if first, _ := utf8.DecodeRuneInString(name.S); !ok || !unicode.IsUpper(first) || f == field.Context && !found {
			return nil
		}
		found = true
		rest := *b
		rest.First, rest.Lines = b.First+1, b.Lines[1:]
		return []page.Block{{Kind: page.Label, Field: int(f), Name: name, First: b.First, Last: b.First, Tight: true}, rest}
	})
}

// Parted replaces blocks by those into which they are cut, nil for one that stays.
func Parted(blocks []page.Block, cut func(*page.Block) []page.Block) []page.Block {
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

// theFollowing stands in a condition for each item of the list below it.
var theFollowing = regexp.MustCompile(`(?i)^([^,:]*?)\b(?:(?:any|one|some|either|each|all)(?: one)? of (?:the following|these|those)|(?:something|anything) (?:of|like) (?:the following|these|those|this)|the following|these)(?: (?:things?|items?|problems?|issues?|cases?))?(,[^:]*):\s*$`)

// EachFollowing puts what an item names in the place where a sentence above the list stands
// for it: "If you find any of these, note it:" is said of each.
func EachFollowing(blocks []page.Block) []page.Block {
	var out []page.Block
	from := 0
	for i := 0; i+1 < len(blocks); i++ {
		b := blocks[i]
		if b.Kind != page.Para || len(b.Lines) == 0 || blocks[i+1].Kind != page.Item || !strings.HasSuffix(b.Lines[len(b.Lines)-1].S, ":") {
			continue
		}
		sentences := page.Sentences(page.Join(b.Lines))
		last := sentences[len(sentences)-1]
		m := theFollowing.FindStringSubmatch(prose.Stated(last.S))
		if m == nil || !saying.IfYou.MatchString(last.S) {
			continue
		}
		out = append(out, blocks[from:i]...)
		if front := sentences[:len(sentences)-1]; len(front) > 0 {
			out = append(out, InLineBlock(front))
		}
		for from = i + 1; from < len(blocks) && blocks[from].Kind == page.Item && blocks[from].Level == blocks[i+1].Level; from++ {
			t := page.Join(blocks[from].Lines)
			if Leads(t.S) {
				break // over a list of its own
			}
			if t.S != "" {
				out = append(out, InLineBlock([]page.Text{t.Reading(m[1] + strings.TrimRight(prose.StripMarkers(t.Words()), prose.EndMarks) + m[2])}))
			}
		}
		i = from - 1
	}
	if from == 0 {
		return blocks
	}
	return append(out, blocks[from:]...)
}

// BehindItems makes paragraphs of the lines that stand right below an item, no deeper
// than its mark, and begin a sentence: people see them on lines of their own.
func BehindItems(blocks []page.Block) []page.Block {
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
