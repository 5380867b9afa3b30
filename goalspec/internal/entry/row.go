package entry

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// exceptTitle is over a column that says what is left out of the paths.
var exceptTitle = regexp.MustCompile(`^(?:exceptions?|except(?: for)?|excluding|apart from|but)$`)

// Titles are those of the columns, without those over what only is left out, where what
// stands below must not change.
func (e Entry) Titles(denies bool) string {
	list := strings.Split(e.Head, "|")
	if denies {
		list = slices.DeleteFunc(list, func(title string) bool { return exceptTitle.MatchString(labels.Bare(title)) })
	}
	return strings.Join(list, ", ")
}

// row is an entry of a list of paths that stands in a table: the first cell, with the others
// for a reason or for what they leave out.
func (e Entry) row() string {
	list, titles := prose.StripMarkers(e.Cells[0].Words()), strings.Split(e.Head, "|")
	var why []page.Text
	but := ""
	for i, cell := range e.Cells[1:] {
		if at := len(titles) - len(e.Cells) + 1 + i; at < 0 || !exceptTitle.MatchString(labels.Bare(titles[at])) {
			why = append(why, cell)
		} else if !prose.NoValue(cell.S) {
			but = ", except " + cell.Words()
		}
	}
	if ex, ok := ruling.ExceptionIn(list); ok && but == "" {
		list, but = ex.Front, list[len(ex.Front):]
	}
	if reason := strings.TrimSpace(page.Join(why).Words()); reason != "" {
		list += " (" + strings.Trim(reason, "()") + ")"
	}
	return list + but
}
