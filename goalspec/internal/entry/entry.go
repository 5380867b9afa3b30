// Package entry reads the entries of a field off its blocks: the items of a list, the rows of a
// table, the commands of a fence, and the lines or sentences of a paragraph. In come blocks, out
// come entries and the blocks that hold none. It keeps nothing, so a process that dies here has
// lost nothing.
package entry

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// Entry is one statement of a field: a list item, a row of a table, or a line
// or sentence of a paragraph.
type Entry struct {
	Text   page.Text
	Group  string      // "Unit tests:" above or around it
	Fenced string      // the command of a shell fence, below it or what it stands for
	Box    byte        // 0, ' ' or 'x'
	Code   bool        // a line of a shell fence
	Cells  []page.Text // of a table's row
	Head   string      // above the cells
	More   bool        // a sentence stands before it in its paragraph
}

// Words is the statement with its group in front, markers stripped.
func (e Entry) Words() string {
	if e.Code {
		return "`" + e.Text.Words() + "`"
	}
	w := strings.TrimRight(prose.StripMarkers(e.Text.Words()), ": ")
	switch k := Kind(e.Group); {
	case e.Group == "" || w == "":
		return w
	case k != "":
		return w + " [" + k + "]"
	}
	return e.Group + " " + w
}

// Under is a command of a fence below words that say more of it than that it is run.
func (e Entry) Under(group string) Entry {
	if command := e.Command(); !strings.ContainsAny(command, "`\n") {
		e.Text, e.Code = e.Text.Reading("`"+command+"`"), false
	}
	e.Group, e.Fenced = group, ""
	return e
}

// Command is what the fence that the entry stands for, or that stands below it, runs.
func (e Entry) Command() string {
	if e.Code {
		return e.Text.Words()
	}
	return e.Fenced
}

// Path is an entry of a list of paths in one line.
func (e Entry) Path() string {
	if len(e.Cells) > 1 {
		return e.row()
	}
	words := strings.TrimRight(ruling.Lettered.ReplaceAllString(prose.StripMarkers(e.Text.Words()), ""), ": ")
	if words == "" {
		words = strings.TrimSpace(e.Text.S) // "**" is no marker here
	}
	return words
}

// scene is which part of a scenario a line is, behind a line of another; 0 for what
// is no part of one.
func (e Entry) scene(before int) int {
	if e.Code || len(e.Cells) > 0 {
		return 0
	}
	first, _, _ := strings.Cut(strings.TrimLeft(prose.StripMarkers(e.Text.S[:min(len(e.Text.S), prose.MaxLead)]), "*_ "), " ")
	switch strings.TrimRight(first, ":*_,") {
	case "Scenario", "Example":
		return 1
	case "Given":
		return 2
	case "When":
		return 3
	case "Then":
		return thenScene
	case "And", "But":
		if before > 1 {
			return before
		}
	}
	return 0
}

// In are the entries of some blocks, and the blocks that hold none; cut says how a line of a
// paragraph is taken.
func In(blocks []page.Block, cut func(page.Text) []page.Text) ([]Entry, []page.Block) {
	return (&Itemizer{Cut: cut}).Entries(blocks)
}

// WholeLine takes a line as one statement.
func WholeLine(t page.Text) []page.Text { return []page.Text{t} }

// Kind is the tag that a group sets on each statement below it, if it does.
func Kind(s string) string {
	switch labels.Bare(s) {
	case "must hold", "must_hold", "must still hold", "must keep holding", "already true":
		return "must_hold"
	case "must change", "must_change", "must become true", "false today":
		return "must_change"
	}
	return ""
}
