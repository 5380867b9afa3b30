package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// groups are the words over each line of a list of paths, by the line: those of the
// items around it, and of the line or heading above the list. Where paths may change a
// heading or a quotation is a finding of its own.
func groups(f field.Field, blocks []page.Block) map[int]string {
	g := grouper{over: map[int]string{}, headed: f != field.Allow}
	for i := range blocks {
		if g.lines > 2*prose.MaxStatements {
			break // the goal is refused
		}
		b := &blocks[i]
		g.listed = i+1 < len(blocks) && entry.Lists(&blocks[i+1])
		g.deeper = g.listed && blocks[i+1].Level > b.Level
		g.block(b)
	}
	return g.over
}

type grouper struct {
	over    map[int]string
	lines   int      // looked at
	above   string   // over what follows, whatever its depth
	parents []parent // the items around what follows
	headed  bool     // headings count
	listed  bool     // a list follows
	deeper  bool     // it stands in the item
}

type parent struct {
	level int
	words string
}

func (g *grouper) block(b *page.Block) {
	switch b.Kind {
	case page.Heading, page.Label, page.Quote:
		if g.above, g.parents = "", nil; g.headed {
			g.above = b.Name.S + page.Join(b.Lines).S
		}
	case page.Item:
		g.item(b)
	case page.Para:
		if b.Level == 0 {
			g.above, g.parents = "", nil
		}
		for i, l := range b.Lines[:min(len(b.Lines), 2*prose.MaxStatements)] {
			g.place(l)
			if (g.listed || i+1 < len(b.Lines)) && heads(l.S) {
				g.above = l.S
			}
		}
	default:
		for _, l := range b.Lines[:min(len(b.Lines), 2*prose.MaxStatements)] {
			g.place(l)
		}
	}
}

func (g *grouper) item(b *page.Block) {
	for n := len(g.parents); n > 0 && b.Level <= g.parents[n-1].level; n-- {
		g.parents = g.parents[:n-1]
	}
	t := page.Join(b.Lines)
	g.place(t)
	switch {
	case !heads(t.S):
	case g.deeper:
		g.parents = append(g.parents, parent{b.Level, t.S})
	case entry.Leads(t.S):
		g.above = t.S
	}
}

// place says what stands over a line.
func (g *grouper) place(t page.Text) {
	g.lines++
	over := g.above
	for _, p := range g.parents {
		if len(over) > prose.MaxStatement {
			break
		}
		over += " " + p.words
	}
	if over = prose.Stated(over); over != "" {
		g.over[spanOf(t).Line] = over
	}
}

// heads reports few words that are no sentence and no path, or end in a colon.
func heads(s string) bool {
	if entry.Leads(s) {
		return !ruling.PathFirst(s)
	}
	s = strings.Trim(s, "*_")
	return len(s) < prose.MaxLead && s != "" && !prose.IsFileName(s) && strings.Count(s, " ") < 3 && !strings.ContainsAny(s, "/*.`")
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
