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

var (
	asksWhether = regexp.MustCompile(`(?i)^(?:in|out|on|off|status|state|verdict|ok)\s*\??$|^(?:[^w]|w[^h])\S*.*\?$`)
	// areas are words above paths that only say what they are.
	areas = regexp.MustCompile(`(?i)^(?:back-?ends?|front-?ends?|servers?|clients?|apis?|uis?|cli|apps?|applications?|services?|library|libraries|libs?|core|common|shared|web|mobile|ios|android|go|rust|python|java|kotlin|swift|typescript|javascript|js|ts|css|html|sql|databases?|db|storage|stores?|parsers?|handlers?|components?|helpers?|utils?|utilities|features?|implementations?|production|product|engines?|plugins?|extensions?|hooks?|routes?|routing|views?|models?|controllers?|infra|infrastructure|builds?|ci|deployment|examples?|benchmarks?|tooling|tools?|types?|interfaces?|layers?|domains?|areas?|parts?|places?|locations?|globs?|patterns?|targets?|new|existing|affected|relevant|expected|concerned|involved|related|main|primary|secondary|unit|integration|e2e|end-to-end|lives?|happens?|here|belongs?|goes|go|changelog|readme|project|repository|repo|work|task|fix|feature|yes|ok|okay|included?|includes|in scope|✅|✓|✔|☑|🟢|👍)$`)
)

// onlyNames reports words over paths that do no more than name them.
func onlyNames(lead, below string) bool {
	below = strings.ToLower(below)
	c := ruling.NewClause(strings.NewReplacer("(", " ", ")", " ", "\ufe0f", "").Replace(prose.Stated(lead)))
	for i := range c.Words {
		switch w := strings.ToLower(c.S[c.Words[i].From:c.Words[i].To]); {
		case strings.IndexByte("iyjzathovmlbd,:.", c.Classes[i]) >= 0, areas.MatchString(w):
		case ruling.SayNo.MatchString(w) || c.Classes[i] != prose.IsWord && c.Classes[i] != prose.IsName && c.Classes[i] != prose.IsSlashed || len(w) < 3 || !prose.ASCII(w):
			return false
		case !strings.Contains(below, w[:min(len(w), 4)]): // a path is called so
			return false
		}
	}
	return true
}

// judged reports paths of which a short word says that they may change, while
// others in the same list have none.
func (r *reader) judged(globs []Glob) {
	some, other := false, Glob{}
	for _, g := range globs {
		if yes, _ := ruling.YesNo(g.Reason); yes {
			some = true
		} else if other.Pattern == "" {
			other = g
		}
	}
	if some && other.Pattern != "" {
		r.note(unreadPath, other.Span, "other paths beside %q are said to be in; it is not certain that it may change", prose.Clip(other.Pattern))
	}
}

// whether is the title of a column that tells of each path whether it may change.
func whether(head string) string {
	for title := range strings.SplitSeq(head, "|") {
		if asksWhether.MatchString(strings.Trim(title, " *_`")) {
			return title
		}
	}
	return ""
}
