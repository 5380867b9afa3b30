package markdown

import (
	"regexp"
	"strings"
)

var (
	fenceLine   = regexp.MustCompile("^(```+|~~~+)\\s*([A-Za-z0-9+-]*)")
	headingLine = regexp.MustCompile(`^#{1,6}\s+(.*?)\s*#*$`)
	itemLine    = regexp.MustCompile(`^([-*+]|\d{1,9}[.)])[ \t]+(.*)$`)
	ruleLine    = regexp.MustCompile(`^(?:[-*_=][ \t]*){3,}$`)
)

// wrapped is the length from which a line was broken to fit a width: GitHub
// shows the breaks of comments, and a paragraph should flow.
const wrapped = 60

// Prose shows a text of several paragraphs, at most n code points of it. Lists,
// code, quotations and emphasis stay; headings become bold lines, rules
// part paragraphs; tables, links, images and tags are shown as they were typed.
func Prose(s string, n int) string {
	w := writer{}
	lines := strings.Split(clip(strings.TrimSpace(Clean(bounded(s, n))), n), "\n")
	for len(lines) > 0 {
		l := strings.TrimSpace(lines[0])
		if m := fenceLine.FindStringSubmatch(l); m != nil {
			lines = w.fence(m[1], m[2], lines[1:])
			continue
		}
		w.line(l, len(lines[0]) > len(strings.TrimLeft(lines[0], " \t")))
		lines = lines[1:]
	}
	return strings.Join(w.blocks, "\n\n")
}

// block tells what may be added to the block written last.
type block int

const (
	blockClosed block = iota
	blockParagraph
	blockItem
	blockQuote
)

type writer struct {
	blocks []string
	open   block
	long   bool // the last line was broken to fit
}

func (w *writer) line(l string, indented bool) {
	switch {
	case l == "":
		if w.open != blockItem {
			w.open = blockClosed
		}
	case headingLine.MatchString(l):
		w.heading(headingLine.FindStringSubmatch(l)[1])
	case ruleLine.MatchString(l):
		w.open = blockClosed
	case itemLine.MatchString(l):
		w.item(itemLine.FindStringSubmatch(l), indented)
	case strings.HasPrefix(l, ">"):
		w.put(blockQuote, "> ", strings.TrimLeft(l, "> "), "\n")
	case w.open == blockItem && indented:
		w.put(blockItem, "", l, " ")
	case w.long:
		w.put(blockParagraph, "", l, " ")
	default:
		w.put(blockParagraph, "", l, "\n")
	}
	w.long = len(l) >= wrapped
}

func (w *writer) heading(words string) {
	if words != "" {
		w.add(blockClosed, "**"+inline(words, false)+"**")
	}
}

// put adds a line to the open block when it is of that kind, or opens one.
func (w *writer) put(kind block, prefix, l, glue string) {
	first, rest := lead(l)
	text := prefix + first + inline(rest, true)
	if w.open == kind && len(w.blocks) > 0 {
		w.blocks[len(w.blocks)-1] += glue + text
		return
	}
	w.add(kind, text)
}

func (w *writer) item(m []string, indented bool) {
	marker := m[1]
	if marker == "*" || marker == "+" {
		marker = "-"
	}
	first, rest := lead(m[2])
	text := marker + " " + first + inline(rest, true)
	if w.open != blockItem {
		w.add(blockItem, text)
		return
	}
	if indented {
		text = "   " + text
	}
	w.blocks[len(w.blocks)-1] += "\n" + text
}

func (w *writer) add(kind block, text string) {
	w.blocks, w.open = append(w.blocks, text), kind
}

// fence takes the lines up to the closing one, or all of them.
func (w *writer) fence(ticks, lang string, lines []string) []string {
	body, rest := lines, []string(nil)
	for n, l := range lines {
		l = strings.TrimSpace(l)
		if strings.HasPrefix(l, ticks) && strings.Trim(l, ticks[:1]) == "" {
			body, rest = lines[:n], lines[n+1:]
			break
		}
	}
	w.add(blockClosed, Fence(lang, strings.Join(body, "\n")))
	return rest
}
