package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// mayTitle is over a column that says of each path whether it may change, barTitle over
	// one that says whether it must not.
	mayTitle = regexp.MustCompile(`^(?:allowed|permitted|may (?:be )?(?:changed?|edit(?:ed)?|modif(?:y|ied)|touch(?:ed)?)|can (?:be )?(?:changed?|edit(?:ed)?|modif(?:y|ied)|touch(?:ed)?)|(?:ok|okay|allowed|free) to (?:change|edit|modify|touch)|changes? (?:allowed|permitted|ok)|editable|in scope|writable)$`)
	barTitle = regexp.MustCompile(`^(?:frozen|off[- ]limits|read[- ]only|locked|protected|forbidden|out of scope)$`)
	// pathTitle is over the paths, and mayYes and mayNo say of each whether the title holds.
	pathTitle = regexp.MustCompile(`^(?:|where|(?:paths?|files?|globs?|patterns?|director(?:y|ies)|folders?|packages?|modules?|areas?|places?)(?:(?:,| or| and|/) ?(?:paths?|files?|globs?|patterns?|director(?:y|ies)|folders?|packages?|modules?))?)$`)
	mayYes    = regexp.MustCompile(`(?i)^(?:yes|y|true|✅|✓|✔)$`)
	mayNo     = regexp.MustCompile(`(?i)^(?:no|n|false|❌|✗|✘)$`)
	// ifAtAll makes what a row permits depend on something.
	ifAtAll = regexp.MustCompile(`(?i)\b(?:only|just|when|if|unless|until|except(?:ions?)?|but|conditions?|after|ask|not?|never)\b`)
	// overPaths is a heading over paths that may and that must not change, and asksWhich a
	// sentence over them.
	overPaths = regexp.MustCompile(`(?i)^(?:(?:the|allowed|affected|relevant|permitted|frozen|protected) )*(?:paths?|files?|scope|boundar(?:y|ies)|areas?|limits)(?: of (?:the )?(?:work|change))?(?: and (?:paths?|files?|boundaries|limits))?$|^(?:what|where|which (?:paths?|files?)|paths? that|files? that) .*\b(?:chang|edit|modif|touch|work)\w*$`)
	asksWhich = regexp.MustCompile(`(?i)\b(?:(?:may|can|must|should)(?: not)?(?: be)?|allowed to|(?:which|where|what) (?:to|you)) (?:chang|edit|modif|touch)\w*`)
)

// maxOver bounds how far above a table what leads it is looked for, in blocks.
const maxOver = 40

// permittedRows parts a table of paths by the column that says yes of some and no of
// others: below one label stand those that may change, below another those that must not.
func (l *labeller) permittedRows(before []page.Block, titles []string, table []page.Block) []page.Block {
	at := slices.IndexFunc(titles, func(title string) bool { return mayTitle.MatchString(title) || barTitle.MatchString(title) })
	if at < 1 || len(table) < 2 || !pathTitle.MatchString(titles[0]) || !l.ofScope(before) {
		return nil
	}
	for i, title := range titles {
		if i != at && (mayTitle.MatchString(title) || barTitle.MatchString(title) || ifAtAll.MatchString(title)) {
			return nil
		}
	}
	var may, not []page.Block
	for _, row := range table[1:] {
		cells := row.Shown()
		if at >= len(cells) || !ruling.OnlyPaths(cells[0].S) {
			return nil
		}
		said := strings.Trim(cells[at].S, " .*_`\ufe0f")
		if barTitle.MatchString(titles[at]) && !prose.ASCII(said) {
			return nil // a cross may say that the title holds, or that the path must stay
		}
		yes, others := mayYes.MatchString(said), slices.Delete(slices.Clone(cells), at, at+1)
		if !yes && !mayNo.MatchString(said) || ifAtAll.MatchString(page.Join(others[1:]).S) {
			return nil
		}
		row.Lines = []page.Text{row.Lines[0].Reading(rowOf(others))}
		if yes == mayTitle.MatchString(titles[at]) {
			may = append(may, row)
		} else {
			not = append(not, row)
		}
	}
	if len(may) == 0 || len(not) == 0 {
		return nil
	}
	name := table[0].Lines[0].Reading(strings.Join(titles, ", "))
	out := append([]page.Block{labelOf(field.Deny, name, table[0])}, deeper(not)...)
	return append(append(out, labelOf(field.Allow, name, table[0])), deeper(may)...)
}

// ofScope reports a label, heading or sentence above that speaks of the paths which may and
// which must not change, and not only of one of these.
func (l *labeller) ofScope(before []page.Block) bool {
	for i := len(before) - 1; i >= max(len(before)-maxOver, 0); i-- {
		switch b := &before[i]; b.Kind {
		case page.Label:
			return field.Field(b.Field) == field.Scope
		case page.Heading:
			f, _ := l.named(b.Name.S, true, b.Name)
			return f == field.Scope || !f.OfPaths() && overPaths.MatchString(strings.Trim(b.Name.S, " :?"))
		case page.Para:
			if said := page.Join(b.Lines).S; i == len(before)-1 && len(said) < prose.MaxLead && asksWhich.MatchString(said) {
				return true
			}
		}
	}
	return false
}
