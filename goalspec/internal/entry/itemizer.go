package entry

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

// Itemizer collects the statements of a field. Blocks that state nothing in
// this sense (fences, quotations, headings) come back as rest.
type Itemizer struct {
	Cut     func(page.Text) []page.Text // how a line of a paragraph is taken
	out     []Entry
	rest    []page.Block
	group   string
	head    string // of the table
	parents []int  // indentation of the items that lead the group
	level   int    // indentation of the last item that is no detail of another
	top     int    // where that one stands in out
	Details bool   // what stands below an item may say more of it
	Fences  bool   // a fence below an item is its command
	end     int    // source line on which the last item ended
	listed  bool   // the next block is one of a list
	deeper  bool   // it is an item below this one
	size    int    // bytes of the lines taken
	Over    bool   // there is more than is read by far; it comes back as rest
}

func (z *Itemizer) Entries(blocks []page.Block) ([]Entry, []page.Block) {
	for i := range blocks {
		if z.Over {
			z.rest = slices.Grow(z.rest, len(blocks)-i)
		}
		z.listed = i+1 < len(blocks) && Lists(&blocks[i+1])
		z.deeper = z.listed && blocks[i+1].Kind == page.Item && blocks[i+1].Level > blocks[i].Level
		z.block(&blocks[i])
	}
	return z.out, z.rest
}

func (z *Itemizer) block(b *page.Block) {
	switch b.Kind {
	case page.Item, page.Row, page.Label, page.Para:
		for _, l := range b.Lines {
			z.size += len(l.S)
		}
		if z.Over = z.Over || len(z.out) > 2*prose.MaxStatements || z.size > 2*prose.MaxStated; z.Over {
			z.rest = append(z.rest, *b)
			return
		}
	}
	switch b.Kind {
	case page.Item:
		z.item(b)
	case page.Row:
		cells := z.titled(b.Shown())
		if len(cells) > 1 && Numbering.MatchString(cells[0].S) {
			cells = cells[1:]
		}
		switch t := page.Join(TitledRow(cells)); {
		case b.Header:
			z.head = HeadOf(b)
		case t.S != "":
			z.out = append(z.out, Entry{Text: t, Group: z.group, Cells: cells, Head: z.head})
		}
	case page.Label:
		z.parents = nil
		z.group = strings.Trim(b.Name.Words(), ":*_ ") + ":"
		if len(b.Lines) > 0 {
			z.group = ""
			for _, t := range Unwrap(append([]page.Text{b.Name}, b.Lines[1:]...)) {
				z.out = append(z.out, Entry{Text: t})
			}
		}
	case page.Para:
		z.para(b)
	case page.Fence:
		if n := len(z.out); z.Fences && n > 0 && z.out[n-1].Fenced == "" && (b.Level > 0 || b.First == z.end+1) {
			command, own := shellFence(b), check.CommandIn(z.out[n-1].Text.S)
			if own == command && own != "" {
				return // it says the same
			} else if own == "" {
				if z.out[n-1].Fenced = command; command != "" {
					return
				}
			}
		}
		if commands := commandsIn(b); z.Fences && check.LeadOf(z.group) != "" && len(commands) > 0 {
			for _, e := range commands {
				z.out = append(z.out, e.Under(z.group))
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
func (z *Itemizer) titled(cells []page.Text) []page.Text {
	for i, title := range strings.Split(z.head, "|") {
		if i > 0 && i < len(cells) && cells[i].S != "" && labels.RemarkTitle.MatchString(labels.Bare(title)) && !strings.ContainsAny(cells[i].S, "()") {
			cells[i] = cells[i].Reading("(" + cells[i].S + ")")
		}
		if i < len(cells) && check.Failing(title) && strings.Contains(cells[i].S, "`") {
			cells[i] = cells[i].Reading(cells[i].S + " " + title)
		}
	}
	return cells
}

// item adds a list item. One that ends in a colon leads the deeper ones below
// it; where there are none it is a statement.
func (z *Itemizer) item(b *page.Block) {
	for n := len(z.parents); n > 0 && b.Level <= z.parents[n-1]; n-- {
		z.parents, z.group = z.parents[:n-1], ""
	}
	t := page.Join(b.Lines)
	z.end = b.Last
	if z.deeper && (Leads(t.S) || z.Details && entitles(t.S) || labels.LabelsPaths(t)) {
		z.group = strings.TrimRight(prose.StripMarkers(t.Words()), ":：") + ":"
		z.parents, z.level = append(z.parents, b.Level), math.MaxInt
		return
	}
	if n := len(z.out); n > 0 && z.level < b.Level && howMeasured.MatchString(t.S) {
		z.out[n-1].Text = page.Join([]page.Text{z.out[n-1].Text, t})
		return
	}
	below := len(z.out) > 0 && z.level < b.Level && z.Details
	if t.S == "" || below && z.detail(t, b.Box) {
		return
	}
	e := Entry{Text: t, Group: z.group, Box: b.Box}
	if !below {
		z.level, z.top = b.Level, len(z.out)
	} else if of := z.out[z.top].Text; b.Box == 0 && len(of.S) < prose.MaxLead {
		e.Group = strings.TrimRight(prose.StripMarkers(of.Words()), prose.EndMarks) + ":"
	}
	z.out = append(z.out, e)
}

// detail adds to the item around it what says more of it; what names a command or a
// measure is a statement of its own, of what the item says, and so is what has a box
// to tick.
func (z *Itemizer) detail(t page.Text, box byte) bool {
	of := &z.out[z.top]
	if box != 0 || len(of.Text.S)+len(t.S) > prose.MaxStatement/2 || check.Bounded(t.S) || strings.Contains(t.S, "`") && check.AsksOfCommand(t.S) {
		return false
	}
	of.Text = check.Tied(of.Text, ";", t)
	return true
}

// para reads each line of a paragraph as a statement, or each sentence where
// lines were wrapped. A last line that ends in a colon only introduces the list
// below; it counts when it decides how to read that.
func (z *Itemizer) para(b *page.Block) {
	z.group, z.parents = "", nil
	runs := Unwrap(b.Lines)
	for i, t := range runs {
		parts := []page.Text{t}
		if len(t.S) < prose.MaxProse/4 {
			parts = z.Cut(t)
		}
		for j, s := range parts {
			if last := i == len(runs)-1 && j == len(parts)-1; !last || !z.listed || !Introduces(s) {
				z.out = append(z.out, Entry{Text: s, More: j > 0})
				continue
			}
			if z.group = s.Words(); !Decides(z.group) {
				z.group = ""
				z.rest = append(z.rest, page.Block{Kind: page.Para, Lines: []page.Text{s}, First: InLine, Last: InLine})
			}
		}
	}
	z.end = b.Last
}

// Lists reports a block that may hold paths, each for itself.
func Lists(b *page.Block) bool {
	return b.Kind == page.Item || b.Kind == page.Row || b.Kind == page.Fence
}

// HeadOf are the titles of a table's columns.
func HeadOf(b *page.Block) string {
	var titles []string
	for _, c := range b.Shown() {
		titles = append(titles, c.S)
	}
	return strings.Join(titles, "|")
}

// TitledRow sets a colon behind the first cell of a row that is words, which only names
// what the others say.
func TitledRow(cells []page.Text) []page.Text {
	if len(cells) < 2 || strings.ContainsAny(cells[0].S, "`/.:*|") || strings.TrimSpace(cells[0].S) == "" || !strings.Contains(cells[1].S, "`") {
		return cells
	}
	out := slices.Clone(cells)
	out[0].S = strings.TrimRight(out[0].S, " ") + ":"
	return out
}

// Numbering is a cell that only counts the rows.
var Numbering = regexp.MustCompile(`^(?:#|[A-Z]{1,3}-?)?\d{1,3}[.)]?$`)

// howMeasured begins an item that says of the one around it how it is seen.
var howMeasured = regexp.MustCompile(`(?i)^(?:as )?(?:measured|verified|checked|tested|proven|shown|confirmed) (?:with|by|via|using|through)\b`)

// entitles reports an item of few words that says nothing itself, such as "Unit
// tests".
func entitles(s string) bool {
	return strings.Count(s, " ") < 3 && len(s) < prose.MaxLead && !strings.ContainsAny(s, "`.0123456789") && !ruling.Speaks(s, "mabnN")
}

// Introduces reports a line that says how to read the list below it.
func Introduces(line page.Text) bool {
	f, _ := labels.Alone(line)
	return Leads(line.S) || f != field.Unknown
}

// Leads reports a short line that ends in a colon.
func Leads(s string) bool {
	s = strings.TrimRight(s, "*_")
	return len(s) < prose.MaxLead && (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "："))
}

// Decides reports whether a group changes the meaning of what is below it.
func Decides(group string) bool {
	return Kind(group) != "" || saying.StopIf.MatchString(group) || labels.ScopeWords.MatchString(group) || labels.KeepWords.MatchString(group) || labels.Bounding(group) || check.Failing(group) || check.LeadOf(group) != ""
}

// wrapWidth is from which length on a line may have been broken to fit.
const wrapWidth = 60

// Unwrap joins lines that were broken to fit a width: long, and not ended.
func Unwrap(lines []page.Text) []page.Text {
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

// InLine marks a block that is only part of its source line.
const InLine = -1

// InLineBlock is a paragraph of what is only part of its source lines.
func InLineBlock(lines []page.Text) page.Block {
	return page.Block{Kind: page.Para, Lines: lines, First: InLine, Last: InLine}
}
