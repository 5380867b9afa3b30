package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// leave keeps blocks as context, as they stand in the source; neighbours with no
// line between them are one passage, and read so again below a blank one.
func (r *reader) leave(blocks []page.Block) {
	r.unheard(blocks)
	for i := 0; i < len(blocks); i++ {
		b := &blocks[i]
		if b.First == entry.InLine {
			r.context(passageOf(page.Join(b.Lines)))
			continue
		}
		if b.Kind == page.Fence && strings.TrimSpace(page.Join(b.Lines).S) == "" {
			continue // a form's empty answer
		}
		first, last := b.First, b.Last
		for i+1 < len(blocks) && blocks[i+1].First >= first && blocks[i+1].First <= last+1 { // a fence may begin in the line of its item
			i++
			last = max(last, blocks[i].Last)
		}
		r.context(Passage{
			Text: r.src.Verbatim(first, last) + closing(&blocks[i]),
			Span: Span{first + 1, 1, last + 1, len(r.src.Lines[last]) + 1},
		})
	}
}

// closing is the line that a fence lacks, so that it takes in nothing of what is written
// behind it elsewhere.
func closing(b *page.Block) string {
	ended := !b.Open && len(b.Lines) < b.Last-b.First
	if b.Kind != page.Fence || ended || b.Name.S == "" {
		return ""
	}
	_, column, _, _ := b.Name.Bounds()
	marks := len(b.Name.S) - len(strings.TrimLeft(b.Name.S, b.Name.S[:1]))
	return "\n" + strings.Repeat(" ", max(column-1, 0)) + b.Name.S[:marks]
}

func (r *reader) context(p Passage) {
	if !isNoValue(strings.TrimSpace(p.Text)) {
		r.doc.contract.context = append(r.doc.contract.context, p)
	}
}

// unheard reports what stays context and bounds the paths, as a person reads it:
// a sentence that does, or a path in a list or table below words that do.
func (r *reader) unheard(blocks []page.Block) {
	for i := range blocks {
		if r.full || r.prosed > prose.MaxProse {
			return // the goal is refused, or it was said that no more is looked at
		}
		b := &blocks[i]
		if b.Kind == page.Fence {
			continue
		}
		t := page.Join(append([]page.Text{b.Name}, b.Lines...))
		if b.Kind == page.Row {
			t = page.Join(b.Shown())
		}
		if !r.looks(t, len(t.S), unlookedFor) {
			continue
		}
		switch {
		case b.Header:
			r.above = entry.HeadOf(b)
		case b.Kind == page.Item || b.Kind == page.Row:
			r.below(r.above, t)
		default:
			r.above = t.S
		}
		sentences := page.Sentences(t)
		if !r.looks(t, perSentence*len(sentences), unlookedFor) {
			continue
		}
		before := ""
		for _, s := range sentences {
			list := r.rulings(s.S, spanOf(s))
			if both, unsure := ruling.LeanOn(before, s.S); both != "" {
				list = r.rulings(both, spanOf(s))
			} else if unsure {
				list = append(list, ruling.UnsureOf(s.S))
			}
			if ruling.BansOthers(s.S) {
				r.elses = append(r.elses, passageOf(s))
			}
			if before = s.S; len(list) > 0 {
				r.doubts = append(r.doubts, doubt{s, list})
			} else {
				r.loosely(s)
			}
		}
	}
}

// doubt is a sentence that stays context and bounds the paths.
type doubt struct {
	page.Text
	bounds []ruling.Ruling
}

// doubted reports those whose paths are not bounded by anything else, and that are no
// constraint besides. In a form they are refused: what bounds the work stands in its fields.
func (r *reader) doubted() {
	constrained := map[string]bool{}
	for _, c := range r.doc.constraint {
		constrained[prose.SameWords(c.Text)] = true
	}
	for _, d := range r.doubts {
		if doubt := onlyBans(d.bounds, d.S); doubt != "" {
			d.bounds = onlyWords(d.bounds, d.S, doubt)
		}
		inWords := slices.ContainsFunc(d.bounds, func(b ruling.Ruling) bool { return b.Doubt != "" })
		lost := inWords || slices.ContainsFunc(d.bounds, func(b ruling.Ruling) bool {
			return b.Fault != "" || slices.ContainsFunc(b.Globs, func(g ruling.Pattern) bool { return !r.placed(b.Field, g) })
		})
		switch {
		case inWords && constrained[prose.SameWords(d.S)]:
		case lost && !r.doc.form && inWords:
			r.take(d.bounds, d.S, spanOf(d.Text))
			r.constraint(Constraint{Text: d.S, Span: spanOf(d.Text)})
		case lost && !r.doc.form && ruling.OnlyDenies(d.bounds):
			for i := range d.bounds {
				d.bounds[i].Strict = true
			}
			r.take(d.bounds, d.S, spanOf(d.Text))
		case lost:
			r.note(unreadPath, spanOf(d.Text), "%q bounds the paths and stands where it is not read", prose.Clip(d.S))
		}
	}
}

// below reports a path in a list or table under words that may bound it.
func (r *reader) below(above string, t page.Text) {
	may, known := r.bounding[above]
	if !known {
		may = labels.Bounding(above)
		r.bounding[above] = may
	}
	if may && (ruling.PathFirst(t.S) || barePaths(t.S, above)) {
		r.note(unreadPath, spanOf(t), "%q stands under %q and is not read as a bound", prose.Clip(t.S), prose.Clip(above))
	}
}

// barePaths reports a line of nothing but paths, with a reason behind them perhaps, of which
// words that can only be said of paths lead the directories that are one word.
func barePaths(line, above string) bool {
	front, _ := labels.CutDash(prose.InParens.ReplaceAllString(prose.StripMarkers(line), ""))
	if len(front) > prose.MaxLead {
		return false
	}
	return !slices.ContainsFunc(ruling.NameList.Split(strings.TrimRight(front, ".;, "), -1), func(name string) bool {
		name = prose.BareCode(name)
		class := ruling.PathClass(name)
		return class != prose.IsPath && class != prose.IsSlashed && !(ruling.Directory.MatchString(name) && labels.PathLabel.MatchString(above))
	})
}

// keepTitles keeps as context the titles of tables of which one says more than what its column
// holds, such as "Before the fix".
func (r *reader) keepTitles(blocks []page.Block) {
	for i := range blocks {
		if b := &blocks[i]; b.Header && slices.ContainsFunc(b.Shown(), func(c page.Text) bool { return !labels.NamesColumn(labels.Bare(c.S)) }) {
			r.context(Passage{Text: r.src.Verbatim(b.First, b.First), Span: Span{b.First + 1, 1, b.First + 1, len(r.src.Lines[b.First]) + 1}})
		}
	}
}
