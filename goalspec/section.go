package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
)

// section is the part of a body that one label opens.
type section struct {
	field  field.Field
	level  int       // of the heading; labelLevel for a label line
	name   page.Text // the label as written; empty for what comes before any
	blocks []page.Block
	form   formField // the form's field, if it is one
	from   int       // the first source line of a form's answer
	inner  int       // how deep stands what is in it, where an item of a list opens it
	last   bool      // of the phases
	fenced bool      // the page shows it as it is written
}

const labelLevel = 7

// label is what the section is called.
func (s section) label() string {
	if name, _, ok := labels.Split(s.name); ok && s.level == labelLevel {
		return name
	}
	return s.name.S
}

// called are the blocks of a section with its label in front, where that says how
// they are meant, as "Actual" and "Nice to have" do.
func (s section) called(blocks []page.Block) []page.Block {
	switch labels.Bare(s.label()) {
	case "", "context", "additional context", "background", "details", "note", "notes":
		return blocks
	}
	if len(blocks) == 0 || len(blocks) == 1 && len(blocks[0].Lines) == 1 && isNoValue(blocks[0].Lines[0].S) {
		return blocks
	}
	named := entry.InLineBlock([]page.Text{s.name})
	if blocks[0].First == entry.InLine {
		named.Lines = append(named.Lines, blocks[0].Lines[1:]...)
		blocks = blocks[1:]
	}
	return append([]page.Block{named}, blocks...)
}

// stray is a form label that was not accepted as a field.
type stray struct {
	name  page.Text
	again bool // it cannot be the real one
}

// formSections cuts at the form's labels only: each once, in the form's order.
// Every other heading is part of the answer it stands in.
func formSections(form Form, blocks []page.Block) (out []section, odd []stray) {
	next, seen, end := 0, map[int]bool{}, len(form.fields)-1
	ends := 0            // how often the label stands that GitHub renders last
	late := 0            // from which stray on it stood before
	var near []page.Text // headings that only read like a label
	for n, b := range blocks {
		i := -1
		if b.Kind == page.Heading {
			near = append(near, b.Name)
		}
		if b.Kind == page.Heading && b.Level == 3 {
			i = form.index(b.Name.S)
		}
		if i == end {
			ends++
		}
		if i >= next {
			if i == end {
				late = len(odd)
			}
			out = append(out, section{field: form.fields[i].field, level: 3, name: b.Name, form: form.fields[i], from: b.Last + 1})
			next, seen[i] = i+1, true
			continue
		}
		if i >= 0 {
			odd = append(odd, stray{name: b.Name, again: seen[i] && labels.Weightless(form.fields[i].field)})
		}
		if len(out) > 0 {
			out[len(out)-1].take(blocks, n)
		}
	}
	for i := late; i < len(odd) && ends == 1 && seen[end]; i++ {
		odd[i].again = true // inside the last answer, which nothing can have forged
	}
	missing := map[string]bool{}
	for i, ff := range form.fields {
		if !seen[i] {
			missing[labels.Bare(ff.label)] = true
		}
	}
	for _, name := range near {
		if len(missing) > 0 && missing[labels.Bare(prose.PlainWords(name.S))] {
			odd = append(odd, stray{name: name})
		}
	}
	return out, odd
}

// sections cuts Markdown written by hand: any heading level, bold labels and plain
// label lines, in any order.
func (l *labeller) sections(blocks []page.Block) []section {
	opened := 1
	for i := range blocks {
		if blocks[i].Kind == page.Heading || blocks[i].Kind == page.Label {
			opened++
		}
	}
	out := append(make([]section, 0, opened), section{level: labelLevel + 1})
	below := belowPhases(blocks)
	for i, b := range blocks {
		cur := &out[len(out)-1]
		if b.Level < cur.inner && b.Kind != page.Label && b.Kind != page.Heading {
			out = append(out, section{level: labelLevel + 1}) // it stands behind the list
			cur = &out[len(out)-1]
		}
		if b.Kind == page.Item || b.Kind == page.Fence {
			led, ok := cur.endsInDoneWhen()
			if !ok {
				led, ok = cur.endsInLabel()
			}
			if ok {
				out = append(out, led)
				cur = &out[len(out)-1]
			}
		}
		if cur.valued() && b.Kind == page.Para && (labels.BoldLabel(b.Lines[0].S) || cur.isSaid(b)) || cur.endsAt(b) {
			out = append(out, section{level: labelLevel + 1}) // of no value
			cur = &out[len(out)-1]
		}
		next, opens := l.opensSection(cur, b, i == 0)
		if opens && i == 0 && next.field == field.Evidence && titles(blocks) {
			next.field = field.Unknown
		}
		if !opens && len(cur.blocks) > 0 && below(i) {
			next, opens = labelSection(&section{}, b)
		}
		if opens && !(cur.ofResources(next) && !pathsBelow(blocks[i:])) {
			out = append(out, next)
		} else {
			cur.take(blocks, i)
		}
		out = append(out, out[len(out)-1].cutInline()...)
	}
	return out
}

// titles reports a document that begins with a word for tests as its title, over a
// paragraph.
func titles(blocks []page.Block) bool {
	return blocks[0].Kind == page.Heading && blocks[0].Level == 1 && labels.TellsOfTest(blocks[0].Name.S) && len(blocks) > 1 && blocks[1].Kind == page.Para
}

// valued reports a section that holds a value, with something above what follows.
func (s *section) valued() bool {
	return (s.field == field.Budget || s.field == field.WorkType) && (len(s.blocks) > 0 || s.name.S != "")
}

// endsAt reports a paragraph that a bold label of another kind leads, below paths that one
// leads as well: "**Off limits:** src/", "**You can use:** make".
func (s *section) endsAt(b page.Block) bool {
	if !s.field.OfPaths() || b.Kind != page.Para || !strings.HasPrefix(s.name.S, "**") || !strings.HasPrefix(b.Lines[0].S, "**") {
		return false
	}
	name, _, ok := labels.Split(b.Lines[0])
	return ok && prose.ASCII(name) && !strings.ContainsAny(ruling.NewClause(name).Classes, ruling.Signs+ruling.Paths)
}

// isSaid reports a paragraph below a value that is none itself.
func (s *section) isSaid(b page.Block) bool {
	if len(s.blocks) == 0 || s.blocks[len(s.blocks)-1].Kind != page.Para {
		return false
	}
	return s.field == field.WorkType || !strings.ContainsAny(page.Join(b.Lines).S, "0123456789")
}

// ofResources reports a label in a list of resources that bounds paths elsewhere and
// names none: "Forbidden:".
func (s *section) ofResources(next section) bool {
	if s.field != field.Resources || next.field != field.Allow && next.field != field.Deny || next.level < s.level || next.level == s.level && next.level < labelLevel {
		return false
	}
	return !labels.PathLabel.MatchString(next.label())
}

// pathsBelow reports a path that stands below a label, up to the next one.
func pathsBelow(blocks []page.Block) bool {
	for i := range blocks {
		b := &blocks[i]
		if i > 0 && (b.Kind == page.Heading || b.Kind == page.Label) {
			return false
		}
		if t := page.Join(b.Lines); len(b.Lines) > 0 && ruling.PathFirst(t.S) {
			return true
		}
	}
	return false
}

// take adds a block of the document, without a copy where it can.
func (s *section) take(blocks []page.Block, i int) {
	if n := len(s.blocks); n == 0 || i >= n && &s.blocks[0] == &blocks[i-n] {
		s.blocks = blocks[i-n : i+1 : i+1]
		return
	}
	s.blocks = append(s.blocks, blocks[i])
}

// says reports a section with words, and not just a value; of what is expected, "status
// 400" says enough.
func (s *section) says() bool {
	expected := strings.HasPrefix(labels.Bare(s.label()), "expect")
	return slices.ContainsFunc(s.blocks, func(b page.Block) bool {
		words := strings.TrimSpace(page.Join(b.Lines).S)
		return b.Kind == page.Para && (strings.Count(words, " ") > 1 || expected && strings.Contains(words, " ") && strings.ContainsAny(words, "0123456789`"))
	})
}

// ofTruth reports a section on what holds when the work is done: the outcome, or the
// criteria where that is stated elsewhere.
func (s *section) ofTruth() bool { return strings.Contains(labels.Bare(s.label()), " be true") }

// asks reports a list of what shall be.
func (s *section) asks() bool {
	return slices.ContainsFunc(prose.First(s.blocks), func(b page.Block) bool {
		return b.Kind == page.Item && saying.Wants(prose.StripMarkers(page.Join(b.Lines).S))
	})
}

func (l *labeller) opensSection(cur *section, b page.Block, first bool) (section, bool) {
	switch b.Kind {
	case page.Heading:
		return l.headingSection(cur, b, first)
	case page.Label:
		return labelSection(cur, b)
	}
	return section{}, false
}

func labelSection(cur *section, b page.Block) (section, bool) {
	f := field.Field(b.Field)
	if cur.field == field.Phases && inPhase(f) && spanOf(b.Name).Column > 1 {
		return section{}, false // it stands in an item
	}
	if cur.field == field.Phase && inPhase(f) && (cur.level < labelLevel || ofOnePhase(f, labels.Bare(b.Name.S))) {
		return section{}, false
	}
	s := section{field: f, level: labelLevel, name: b.Name, inner: b.Level}
	lines := b.Lines
	if f == field.Phase {
		lines = lines[1:] // the first is the phase's name
	}
	if len(lines) > 0 {
		s.blocks = []page.Block{{Kind: page.Para, Lines: lines, First: entry.InLine, Last: entry.InLine}}
	}
	return s, true
}

func (l *labeller) headingSection(cur *section, b page.Block, first bool) (section, bool) {
	f, ok := l.named(b.Name.S, !first || b.Level > 1, b.Name) // a title is a sentence
	if !ok || f == field.Unknown && cur.field.OfPaths() && (cur.level == labelLevel || b.Level > cur.level) && ruling.PathFirst(b.Name.S) {
		return section{}, false
	}
	s := section{field: f, level: b.Level, name: b.Name}
	if _, ok := phaseNamed(b.Name.S); ok {
		s.field = field.Phase
	}
	if !first && b.Level > 1 && s.field == field.Unknown {
		s.field = labels.Meant(b.Name.S)
	}
	if first && s.field == field.Unknown && (!labels.GenericHeading(s.name.S) || b.Level == 1 && strings.HasSuffix(s.name.S, "?")) {
		s.field = field.Title
	}
	if cur.field == field.Phase && b.Level > cur.level && (s.field == field.Unknown || inPhase(s.field)) || cur.field == field.Phases && inPhase(s.field) && cur.heads(b.Level) {
		return section{}, false
	}
	nested := cur.field != field.Unknown && cur.field != field.Title && b.Level > cur.level
	return s, s.field != field.Unknown || !nested
}

// heads reports a section with a heading in it that stands over those of a level.
func (s *section) heads(level int) bool {
	n := len(s.blocks)
	return slices.ContainsFunc(s.blocks[max(n-prose.MaxFirst, 0):], func(b page.Block) bool { return b.Kind == page.Heading && b.Level < level })
}

// goalIndex is where the form asks for the goal.
func (f Form) goalIndex() int {
	return slices.IndexFunc(f.fields, func(ff formField) bool { return ff.field == field.Goal })
}

// isForm reports whether a body is a rendered form: its first visible line is
// the heading of the form's first field, or, when that was deleted, of another
// before the goal. Nobody begins with those by hand.
func (f Form) isForm(src *page.Source) bool {
	for n := range src.Lines {
		if l := src.Shown(n); strings.TrimSpace(l) != "" {
			name, ok := strings.CutPrefix(l, "### ")
			i := f.index(strings.TrimSpace(name))
			return ok && i >= 0 && (i == 0 || i < f.goalIndex())
		}
	}
	return false
}
