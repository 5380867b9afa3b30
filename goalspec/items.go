package goalspec

import (
	"math"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// entry is one statement of a field: a list item, a row of a table, or a line
// or sentence of a paragraph.
type entry struct {
	text   page.Text
	group  string      // "Unit tests:" above or around it
	fenced string      // the command of a shell fence, below it or what it stands for
	box    byte        // 0, ' ' or 'x'
	code   bool        // a line of a shell fence
	cells  []page.Text // of a table's row
	head   string      // above the cells
	more   bool        // a sentence stands before it in its paragraph
}

// words is the statement with its group in front, markers stripped.
func (e entry) words() string {
	if e.code {
		return "`" + e.text.Words() + "`"
	}
	w := strings.TrimRight(prose.StripMarkers(e.text.Words()), ": ")
	switch k := kindOfGroup(e.group); {
	case e.group == "" || w == "":
		return w
	case k != KindUnknown:
		return w + " [" + string(k) + "]"
	}
	return e.group + " " + w
}

// under is a command of a fence below words that say more of it than that it is run.
func (e entry) under(group string) entry {
	if command := e.command(); !strings.ContainsAny(command, "`\n") {
		e.text, e.code = e.text.Reading("`"+command+"`"), false
	}
	e.group, e.fenced = group, ""
	return e
}

// command is what the fence that the entry stands for, or that stands below it, runs.
func (e entry) command() string {
	if e.code {
		return e.text.Words()
	}
	return e.fenced
}

// itemizer collects the statements of a field. Blocks that state nothing in
// this sense (fences, quotations, headings) come back as rest.
type itemizer struct {
	cut     func(page.Text) []page.Text // how a line of a paragraph is taken
	out     []entry
	rest    []page.Block
	group   string
	head    string // of the table
	parents []int  // indentation of the items that lead the group
	level   int    // indentation of the last item that is no detail of another
	top     int    // where that one stands in out
	details bool   // what stands below an item may say more of it
	fences  bool   // a fence below an item is its command
	end     int    // source line on which the last item ended
	listed  bool   // the next block is one of a list
	deeper  bool   // it is an item below this one
	size    int    // bytes of the lines taken
	over    bool   // there is more than is read by far; it comes back as rest
}

func entries(blocks []page.Block, cut func(page.Text) []page.Text) ([]entry, []page.Block) {
	return (&itemizer{cut: cut}).entries(blocks)
}

func (z *itemizer) entries(blocks []page.Block) ([]entry, []page.Block) {
	for i := range blocks {
		if z.over {
			z.rest = slices.Grow(z.rest, len(blocks)-i)
		}
		z.listed = i+1 < len(blocks) && lists(&blocks[i+1])
		z.deeper = z.listed && blocks[i+1].Kind == page.Item && blocks[i+1].Level > blocks[i].Level
		z.block(&blocks[i])
	}
	return z.out, z.rest
}

// unchosen reports a box that nobody ticked where people choose: of a form's
// checkboxes, and in a list of what bounds the work of which others are ticked, unless it
// forbids a change there. In any other list it is what is still to be done.
func (r *reader) unchosen(s section, items []entry, e entry) bool {
	switch {
	case e.box != ' ':
		return false
	case s.form.ticks:
		return true
	}
	switch s.field {
	case field.Constraints, field.NonGoals, field.Allow, field.Deny, field.Focus, field.Scope, field.Resources, field.WorkType:
		if !slices.ContainsFunc(items, func(o entry) bool { return o.box == 'x' }) {
			return false
		}
		if bans := ruling.Rulings(e.words()); s.field == field.Deny || ruling.OnlyDenies(bans) {
			r.note(readStrictly, spanOf(e.text), "%q has a box that nobody ticked, and holds all the same", prose.Clip(e.words()))
			return false
		}
		r.context(passageOf(e.text))
		return true
	}
	return false
}

// titledRow sets a colon behind the first cell of a row that is words, which only names
// what the others say.
func titledRow(cells []page.Text) []page.Text {
	if len(cells) < 2 || strings.ContainsAny(cells[0].S, "`/.:*|") || strings.TrimSpace(cells[0].S) == "" || !strings.Contains(cells[1].S, "`") {
		return cells
	}
	out := slices.Clone(cells)
	out[0].S = strings.TrimRight(out[0].S, " ") + ":"
	return out
}

// wholeLine takes a line as one statement.
func wholeLine(t page.Text) []page.Text { return []page.Text{t} }

func (z *itemizer) block(b *page.Block) {
	switch b.Kind {
	case page.Item, page.Row, page.Label, page.Para:
		for _, l := range b.Lines {
			z.size += len(l.S)
		}
		if z.over = z.over || len(z.out) > 2*maxStatements || z.size > 2*maxStated; z.over {
			z.rest = append(z.rest, *b)
			return
		}
	}
	switch b.Kind {
	case page.Item:
		z.item(b)
	case page.Row:
		cells := z.titled(b.Shown())
		if len(cells) > 1 && numbering.MatchString(cells[0].S) {
			cells = cells[1:]
		}
		switch t := page.Join(titledRow(cells)); {
		case b.Header:
			z.head = headOf(b)
		case t.S != "":
			z.out = append(z.out, entry{text: t, group: z.group, cells: cells, head: z.head})
		}
	case page.Label:
		z.parents = nil
		z.group = strings.Trim(b.Name.Words(), ":*_ ") + ":"
		if len(b.Lines) > 0 {
			z.group = ""
			for _, t := range unwrap(append([]page.Text{b.Name}, b.Lines[1:]...)) {
				z.out = append(z.out, entry{text: t})
			}
		}
	case page.Para:
		z.para(b)
	case page.Fence:
		if n := len(z.out); z.fences && n > 0 && z.out[n-1].fenced == "" && (b.Level > 0 || b.First == z.end+1) {
			command, own := shellFence(b), check.CommandIn(z.out[n-1].text.S)
			if own == command && own != "" {
				return // it says the same
			} else if own == "" {
				if z.out[n-1].fenced = command; command != "" {
					return
				}
			}
		}
		if commands := commandsIn(b); z.fences && check.LeadOf(z.group) != "" && len(commands) > 0 {
			for _, e := range commands {
				z.out = append(z.out, e.under(z.group))
			}
			return
		}
		z.rest = append(z.rest, *b)
	default:
		z.group = ""
		z.rest = append(z.rest, *b)
	}
}

// titled carries a title that says that something fails to the commands below it, and
// sets in parentheses what stands below one that only explains.
func (z *itemizer) titled(cells []page.Text) []page.Text {
	for i, title := range strings.Split(z.head, "|") {
		if i > 0 && i < len(cells) && cells[i].S != "" && remarkTitle.MatchString(labels.Bare(title)) && !strings.ContainsAny(cells[i].S, "()") {
			cells[i] = cells[i].Reading("(" + cells[i].S + ")")
		}
		if i < len(cells) && check.Failing(title) && strings.Contains(cells[i].S, "`") {
			cells[i] = cells[i].Reading(cells[i].S + " " + title)
		}
	}
	return cells
}

// numbering is a cell that only counts the rows.
var numbering = regexp.MustCompile(`^(?:#|[A-Z]{1,3}-?)?\d{1,3}[.)]?$`)

// howMeasured begins an item that says of the one around it how it is seen.
var howMeasured = regexp.MustCompile(`(?i)^(?:as )?(?:measured|verified|checked|tested|proven|shown|confirmed) (?:with|by|via|using|through)\b`)

// item adds a list item. One that ends in a colon leads the deeper ones below
// it; where there are none it is a statement.
func (z *itemizer) item(b *page.Block) {
	for n := len(z.parents); n > 0 && b.Level <= z.parents[n-1]; n-- {
		z.parents, z.group = z.parents[:n-1], ""
	}
	t := page.Join(b.Lines)
	z.end = b.Last
	if z.deeper && (leads(t.S) || z.details && entitles(t.S) || labelsPaths(t)) {
		z.group = strings.TrimRight(prose.StripMarkers(t.Words()), ":：") + ":"
		z.parents, z.level = append(z.parents, b.Level), math.MaxInt
		return
	}
	if n := len(z.out); n > 0 && z.level < b.Level && howMeasured.MatchString(t.S) {
		z.out[n-1].text = page.Join([]page.Text{z.out[n-1].text, t})
		return
	}
	below := len(z.out) > 0 && z.level < b.Level && z.details
	if t.S == "" || below && z.detail(t, b.Box) {
		return
	}
	e := entry{text: t, group: z.group, box: b.Box}
	if !below {
		z.level, z.top = b.Level, len(z.out)
	} else if of := z.out[z.top].text; b.Box == 0 && len(of.S) < prose.MaxLead {
		e.group = strings.TrimRight(prose.StripMarkers(of.Words()), prose.EndMarks) + ":"
	}
	z.out = append(z.out, e)
}

// detail adds to the item around it what says more of it; what names a command or a
// measure is a statement of its own, of what the item says, and so is what has a box
// to tick.
func (z *itemizer) detail(t page.Text, box byte) bool {
	of := &z.out[z.top]
	if box != 0 || len(of.text.S)+len(t.S) > prose.MaxStatement/2 || check.Bounded(t.S) || strings.Contains(t.S, "`") && check.AsksOfCommand(t.S) {
		return false
	}
	of.text = check.Tied(of.text, ";", t)
	return true
}

// entitles reports an item of few words that says nothing itself, such as "Unit
// tests".
func entitles(s string) bool {
	return strings.Count(s, " ") < 3 && len(s) < prose.MaxLead && !strings.ContainsAny(s, "`.0123456789") && !ruling.Speaks(s, "mabnN")
}

// para reads each line of a paragraph as a statement, or each sentence where
// lines were wrapped. A last line that ends in a colon only introduces the list
// below; it counts when it decides how to read that.
func (z *itemizer) para(b *page.Block) {
	z.group, z.parents = "", nil
	runs := unwrap(b.Lines)
	for i, t := range runs {
		parts := []page.Text{t}
		if len(t.S) < maxProse/4 {
			parts = z.cut(t)
		}
		for j, s := range parts {
			if last := i == len(runs)-1 && j == len(parts)-1; !last || !z.listed || !introduces(s) {
				z.out = append(z.out, entry{text: s, more: j > 0})
				continue
			}
			if z.group = s.Words(); !decides(z.group) {
				z.group = ""
				z.rest = append(z.rest, page.Block{Kind: page.Para, Lines: []page.Text{s}, First: inLine, Last: inLine})
			}
		}
	}
	z.end = b.Last
}

// introduces reports a line that says how to read the list below it.
func introduces(line page.Text) bool {
	f, _ := labels.Alone(line)
	return leads(line.S) || f != field.Unknown
}

func leads(s string) bool {
	s = strings.TrimRight(s, "*_")
	return len(s) < prose.MaxLead && (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "："))
}

// decides reports whether a group changes the meaning of what is below it.
func decides(group string) bool {
	return kindOfGroup(group) != KindUnknown || saying.StopIf.MatchString(group) || scopeWords.MatchString(group) || keepWords.MatchString(group) || bounding(group) || check.Failing(group) || check.LeadOf(group) != ""
}

func kindOfGroup(s string) Kind {
	switch labels.Bare(s) {
	case "must hold", "must_hold", "must still hold", "must keep holding", "already true":
		return MustHold
	case "must change", "must_change", "must become true", "false today":
		return MustChange
	}
	return KindUnknown
}

// wrapWidth is from which length on a line may have been broken to fit.
const wrapWidth = 60

// unwrap joins lines that were broken to fit a width: long, and not ended.
func unwrap(lines []page.Text) []page.Text {
	var out, run []page.Text
	for _, l := range lines {
		run = append(run, l)
		if len(l.S) > wrapWidth && !strings.ContainsAny(l.S[len(l.S)-1:], ".!?;:") {
			continue
		}
		out, run = append(out, page.Join(run)), nil
	}
	if len(run) > 0 {
		out = append(out, page.Join(run))
	}
	return out
}
