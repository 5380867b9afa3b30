package goalspec

import (
	"regexp"
	"strings"
)

// entry is one statement of a field: a list item, a row of a table, or a line
// or sentence of a paragraph.
type entry struct {
	text   text
	group  string // "Unit tests:" above or around it
	fenced string // a shell fence below it
	number int
	box    byte
}

// words is the statement with its group in front, markers stripped.
func (e entry) words() string {
	w := stripMarkers(e.text.words())
	if e.group == "" || w == "" {
		return w
	}
	if k := kindOfGroup(e.group); k != KindUnknown {
		return w + " [" + string(k) + "]"
	}
	return e.group + " " + w
}

var (
	titlePrefix = regexp.MustCompile(`(?i)^(?:\[(?:goal|draft|wip)\]|goal)\s*:\s*|^\[(?:goal|draft|wip)\]\s*`)
	markers     = regexp.MustCompile(`^(?:[-*+•>|#]+(?:[ \t]+|$)|\d{1,9}[.)](?:[ \t]+|$)|\[[ xX]\](?:[ \t]+|$)|(?:\x60{3,}|~{3,})[ \t]*)`)
	noValue     = regexp.MustCompile(`(?i)^(?:_no response_|none|n/?a|not applicable|nothing|-|–|—|tbd|todo)?[.]?$`)
)

// stripMarkers takes block markers off the front of a statement, so that it
// reads the same wherever it is written again.
func stripMarkers(s string) string {
	for {
		t := strings.TrimSpace(markers.ReplaceAllString(s, ""))
		if t == s {
			return s
		}
		s = t
	}
}

func isNoValue(s string) bool { return len(s) < 20 && noValue.MatchString(s) }

// entries reads the statements of a field. Blocks that state nothing in this
// sense (fences, quotations, headings) come back as rest.
func entries(blocks []block, cut func(text) []text) (out []entry, rest []block) {
	group, parents := "", []int(nil)
	for i := range blocks {
		b := &blocks[i]
		switch b.kind {
		case blockItem, blockRow:
			out, group, parents = itemEntry(out, b, group, parents)
		case blockLabel:
			parents = nil
			group = strings.TrimRight(b.name.words(), ":*_ ") + ":"
			if len(b.lines) > 0 {
				out, group = append(out, entry{text: b.name}), ""
			}
		case blockPara:
			var lead text
			parents = nil
			if out, group, lead = paraEntries(out, b, cut); lead.s != "" && group == "" {
				rest = append(rest, block{kind: blockPara, lines: []text{lead}, first: -1})
			}
		case blockFence:
			if cmd := shellFence(b); cmd != "" && len(out) > 0 && b.level > 0 && out[len(out)-1].fenced == "" {
				out[len(out)-1].fenced = cmd
				continue
			}
			rest = append(rest, *b)
		default:
			group = ""
			rest = append(rest, *b)
		}
	}
	return out, rest
}

// itemEntry adds a list item. An item that ends in a colon groups the deeper
// ones below it.
func itemEntry(out []entry, b *block, group string, parents []int) ([]entry, string, []int) {
	if b.kind == blockRow {
		if t := rowText(b); t.s != "" && b.box != 'h' {
			out = append(out, entry{text: t, group: group})
		}
		return out, group, parents
	}
	for len(parents) > 0 && b.level <= parents[len(parents)-1] {
		parents = parents[:len(parents)-1]
		group = ""
	}
	t := join(b.lines)
	if isLead(t.s) {
		return out, stripMarkers(t.words()), append(parents, b.level)
	}
	return append(out, entry{text: t, group: group, number: b.number, box: b.box}), group, parents
}

// rowText joins the cells of a table row.
func rowText(b *block) text {
	var cells []text
	s, start, code := b.text.s, 0, false
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] == '`' {
			code = !code
		}
		if i == len(s) || s[i] == '|' && !code && (i == 0 || s[i-1] != '\\') {
			if c := b.text.slice(start, i); c.s != "" {
				cells = append(cells, c)
			}
			start = i + 1
		}
	}
	return join(cells)
}

// paraEntries reads each line of a paragraph as a statement, or each sentence
// where lines were wrapped. A last line that ends in a colon only introduces
// the list below; it may name the kind of what follows.
func paraEntries(out []entry, b *block, cut func(text) []text) (list []entry, group string, lead text) {
	runs := unwrap(b.lines)
	for i, t := range runs {
		sentences := cut(t)
		for j, s := range sentences {
			if i == len(runs)-1 && j == len(sentences)-1 && isLead(s.s) {
				return out, groupName(s.words()), s
			}
			out = append(out, entry{text: s})
		}
	}
	return out, "", text{}
}

func isLead(s string) bool { return strings.HasSuffix(s, ":") && len(s) < 100 }

// wholeLine takes a line as one statement.
func wholeLine(t text) []text { return []text{t} }

// groupName is the group when it decides how to read what is below it.
func groupName(s string) string {
	if kindOfGroup(s) != KindUnknown || stopIf.MatchString(s) || workOnlyOn.MatchString(s) || keepWords.MatchString(s) {
		return s
	}
	return ""
}

func kindOfGroup(s string) Kind {
	switch bareLabel(s) {
	case "must hold", "must_hold", "must still hold", "must keep holding", "already true":
		return MustHold
	case "must change", "must_change", "must become true", "false today":
		return MustChange
	}
	return KindUnknown
}

// unwrap joins lines that were broken to fit a width: long, and not ended.
func unwrap(lines []text) []text {
	var out, run []text
	for _, l := range lines {
		run = append(run, l)
		if len(l.s) > 60 && !strings.ContainsAny(l.s[len(l.s)-1:], ".!?;:") {
			continue
		}
		out, run = append(out, join(run)), nil
	}
	if len(run) > 0 {
		out = append(out, join(run))
	}
	return out
}

// shellFence is the command of a fence that says it is shell.
func shellFence(b *block) string {
	switch b.lang {
	case "sh", "bash", "shell", "console", "zsh":
	default:
		return ""
	}
	var lines []string
	for _, l := range b.lines {
		s := strings.TrimRight(l.s, " \t")
		if b.lang == "console" {
			cmd, ok := strings.CutPrefix(s, "$ ")
			if !ok {
				continue // output
			}
			s = cmd
		}
		lines = append(lines, s)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n \t")
}
