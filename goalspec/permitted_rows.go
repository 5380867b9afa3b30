package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// mayTitle is over a column that says of each path whether it may change, barTitle over
	// one that says whether it must not.
	mayTitle = regexp.MustCompile(`^(?:allowed|permitted|may (?:be )?(?:changed?|edit(?:ed)?|modif(?:y|ied)|touch(?:ed)?)|can (?:be )?(?:changed?|edit(?:ed)?|modif(?:y|ied)|touch(?:ed)?)|(?:ok|okay|allowed|free) to (?:change|edit|modify|touch)|changes? (?:allowed|permitted|ok)|editable|in scope|writable)$`)
	barTitle = regexp.MustCompile(`^(?:frozen|off[- ]limits|read[- ]only|locked|protected|forbidden|out of scope)$`)
)

// permittedRows parts a table of paths by the column that says yes of some and no of
// others: below one label stand those that may change, below another those that must not.
func (l *labeller) permittedRows(before []page.Block, titles []string, table []page.Block) []page.Block {
	at := slices.IndexFunc(titles, func(title string) bool { return mayTitle.MatchString(title) || barTitle.MatchString(title) })
	if at < 1 || len(table) < 2 {
		return nil
	}
	var may, not []page.Block
	for _, row := range table[1:] {
		cells := row.Shown()
		if at >= len(cells) || !onlyPaths(cells[0].S) {
			return nil
		}
		yes, no := yesNo(cells[at].S)
		if yes == no {
			return nil
		}
		row.Lines = []page.Text{row.Lines[0].Reading(rowOf(slices.Delete(slices.Clone(cells), at, at+1)))}
		if yes == mayTitle.MatchString(titles[at]) {
			may = append(may, row)
		} else {
			not = append(not, row)
		}
	}
	if len(may) == 0 || len(not) == 0 || l.boundsAbove(before) {
		return nil
	}
	name := table[0].Lines[0].Reading(strings.Join(titles, ", "))
	out := append([]page.Block{labelOf(fieldDeny, name, table[0])}, deeper(not)...)
	return append(append(out, labelOf(fieldAllow, name, table[0])), deeper(may)...)
}

// boundsAbove reports a label or heading above that says itself what becomes of paths.
func (l *labeller) boundsAbove(before []page.Block) bool {
	for i := len(before) - 1; i >= 0; i-- {
		switch b := &before[i]; b.Kind {
		case page.Label:
			return field(b.Field).ofPaths() && field(b.Field) != fieldScope
		case page.Heading:
			f, _ := l.named(b.Name.S, true, b.Name)
			return f.ofPaths() && f != fieldScope
		}
	}
	return false
}
