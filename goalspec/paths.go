package goalspec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/tree"
)

// turnsAround are the classes of words above a list of paths that may give it
// the opposite meaning.
var turnsAround = map[field.Field]string{field.Allow: "nNWkfFxu", field.Scope: "nNWkfFxu", field.Deny: "ax"}

// paths reads a block of globs, one statement a line, fenced or not. What
// stands there and is neither read nor plainly words is a finding.
func (r *reader) paths(s section) {
	if r.full {
		r.leave(s.blocks)
		return
	}
	list, behind := s.blocks, []page.Block(nil)
	if !r.doc.form {
		list, behind = pathsAlone(s.blocks)
		defer r.behindPaths(s.field, behind)
	}
	items, rest := entry.In(list, entry.WholeLine)
	var left []page.Block
	for _, b := range rest {
		if b.Kind != page.Fence {
			left = append(left, b)
			continue
		}
		if s.field.Permits() && isPatch(&b) {
			r.note(unreadPath, spanOf(b.Name), "a diff may take away what it names; list the paths that may change without signs")
		}
		for _, l := range b.Lines {
			items = append(items, entry.Entry{Text: l.From(0), Code: true})
		}
	}
	had, over := len(r.doc.facts.allowed), map[int]string(nil)
	if s.field.Permits() {
		over = groups(s.field, list)
		r.grouped(s.field, items, over)
	}
	r.overPaths(s.field, list)
	for _, e := range items {
		words := e.Path()
		if s.field == field.Allow && words != "" && isNoValue(words) && !isHint(words) && !strings.EqualFold(words, prose.NoResponse) {
			r.note(unreadPath, spanOf(e.Text), "%q may mean that no path may change or that every path may; leave it empty if all may", prose.Clip(words))
		}
		if isNoValue(words) && !(s.field == field.Deny && words == ".") || r.unchosen(s, items, e) || !r.fits(words, e.Text) {
			continue
		}
		if e.Group+e.Head == "" && ruling.BansOthers(words) {
			r.noOthers(s.field, e.Text)
			continue
		}
		if e.Group+e.Head == "" && r.granted(cmp.Or(limitCalled(words), spared(words)), e.Text) {
			continue
		}
		if r.ruledWithin(s, e) || r.pathsFirst(s, words, e) || r.sentence(s.field, words, e) {
			continue
		}
		if !e.Code && !s.fenced && s.field != field.Focus && prose.HidesMarks(words) {
			r.note(unreadPath, spanOf(e.Text), "%q is shown in emphasis without its marks; put it in code marks", prose.Clip(words))
		}
		r.turned(s.field, e.Group+" "+e.Titles(s.field == field.Deny), e.Text)
		r.narrowed(s.field, e.Group+" "+words, e.Text)
		r.pathLine(s, words, e.Text)
	}
	r.judged(r.doc.facts.allowed[had:])
	r.keepTitles(list)
	for i := range left {
		r.notRead(s.field, &left[i])
	}
	r.leave(left)
}

// isPatch reports a fence of lines that are added and taken away.
func isPatch(b *page.Block) bool {
	return b.Lang == "diff" || b.Lang == "patch" || slices.ContainsFunc(b.Lines, func(l page.Text) bool { return strings.HasPrefix(l.S, "+") })
}

// grouped reports words over paths that may change, when these may not only name
// them, once for all below.
func (r *reader) grouped(f field.Field, items []entry.Entry, over map[int]string) {
	below, first := map[string][]string{}, []entry.Entry(nil)
	n := 0
	for _, e := range items {
		words := e.Path()
		if isNoValue(words) {
			continue
		}
		if n++; n > prose.MaxStatements {
			break // too many; that is said once
		}
		if globs, _ := ruling.GlobsIn(words, false); f == field.Scope && len(globs) == 0 {
			continue
		}
		lead := over[spanOf(e.Text).Line]
		if below[lead] == nil {
			first = append(first, e)
		}
		below[lead] = append(below[lead], words)
	}
	for _, e := range first {
		lead := over[spanOf(e.Text).Line]
		if !onlyNames(lead, strings.Join(below[lead], " ")) {
			r.note(unreadPath, spanOf(e.Text), "%q may give the paths below it another meaning", prose.Clip(lead))
		} else if title := whether(e.Head); title != "" {
			r.note(unreadPath, spanOf(e.Text), "the column %q may say which of the paths may not change", prose.Clip(title))
		}
	}
}

// overPaths reports a path that stands over others: all of it may be meant, or only they.
func (r *reader) overPaths(f field.Field, list []page.Block) {
	for i := range list[:min(len(list), prose.MaxStatements)] {
		b := &list[i]
		below := i+1 < len(list) && entry.Lists(&list[i+1]) && list[i+1].Level > b.Level
		lines := b.Lines
		if b.Kind == page.Item {
			lines = []page.Text{page.Join(b.Lines)}
		}
		for n, l := range lines {
			name := prose.StripMarkers(l.Words())
			over := n+1 < len(lines) || i+1 < len(list)
			if over && entry.Leads(l.S) && (ruling.PathFirst(name) || isDirectory(name)) || below && f.Permits() && prose.LooksLikePath(prose.BareCode(name)) {
				r.note(unreadPath, spanOf(l), "%q stands over other paths, and all of it may be meant, or only these; write whole paths, none below another", prose.Clip(name))
			}
		}
	}
}

// isDirectory reports a name in front of a colon that is a path in all but its sign at the end,
// and not two words for one thing: "lib/pay:", other than "UI/UX:".
func isDirectory(name string) bool {
	name = strings.TrimRight(name, ": ")
	return name == strings.ToLower(name) && prose.LooksLikePath(name)
}

// sentence takes a statement among paths that says itself whether they may change:
// below a label that only says that paths follow, or the same as the label does.
func (r *reader) sentence(f field.Field, words string, e entry.Entry) bool {
	if e.Group+e.Head != "" {
		return false
	}
	if sentences := page.Sentences(e.Text); len(sentences) > 1 && (f == field.Scope && ruling.LeadsRuling(ruling.Rulings(sentences[0].Words())) || echoes(f, sentences[0].Words())) {
		for _, t := range r.claim(e.Text, false) {
			r.context(passageOf(t))
		}
		return true
	}
	list := ruling.Rulings(words)
	named, _ := ruling.GlobsIn(words, false)
	bars := len(named) == 0 && (f == field.Focus && ruling.LeadsRuling(list) && !slices.ContainsFunc(list, func(b ruling.Ruling) bool { return b.Field == field.Allow }) || f == field.Allow && ruling.OnlyDenies(list))
	if len(list) == 0 || f != field.Scope && !bars && !echoes(f, words) {
		return false
	}
	r.rule(words, spanOf(e.Text))
	r.constraint(Constraint{Text: words, Span: spanOf(e.Text)})
	return true
}

// pathsAlone cuts off the paragraphs behind a list of paths, or behind those on the
// line of their label.
func pathsAlone(blocks []page.Block) (list, behind []page.Block) {
	size := 0
	other := func(b page.Block) bool {
		t := page.Join(b.Lines)
		size += len(t.S)
		return b.Kind != page.Para || size <= prose.MaxProse && ruling.PathFirst(t.S) // for more the goal is refused
	}
	if len(blocks) > 1 && blocks[0].First == entry.InLine && !slices.ContainsFunc(blocks[1:], other) {
		return blocks[:1], blocks[1:]
	}
	return trailing(blocks)
}

// echoes reports a sentence that says of paths what the label above it does.
func echoes(f field.Field, words string) bool {
	list := ruling.Rulings(words)
	return ruling.LeadsRuling(list) && !ruling.PathFirst(words) && !slices.ContainsFunc(list, func(b ruling.Ruling) bool { return b.Field != f || b.Fault != "" })
}

// behindPaths reads the paragraphs behind a list of paths, which are said of the whole
// goal. What of them speaks of paths, or of what may change, and is not understood is
// a finding.
func (r *reader) behindPaths(f field.Field, behind []page.Block) {
	for _, b := range behind {
		for _, t := range r.claim(page.Join(b.Lines), false) {
			switch {
			case r.full || r.prosed > prose.MaxProse: // the goal is refused
			case f == field.Deny && ruling.MentionsPath(t.S) && ruling.BansNothing(t.S):
				r.note(namesPath, spanOf(t), "%q stands behind the paths and names one; no change is stopped by it", prose.Clip(t.S))
			case f != field.Focus && ruling.MentionsPath(t.S), f == field.Allow && ruling.Speaks(t.S, ruling.Signs) && !ruling.BansOthers(t.S):
				r.note(unreadPath, spanOf(t), "%q stands behind the paths and is not read", prose.Clip(t.S))
			}
			r.context(passageOf(t))
		}
	}
}

// pathsFirst takes an entry that lists what may change, and says more in sentences behind:
// "`a/` and `b/`. The tests stay as they are."
func (r *reader) pathsFirst(s section, words string, e entry.Entry) bool {
	sentences := page.Sentences(e.Text)
	if !s.field.Permits() || len(sentences) < 2 || e.Group+e.Head != "" {
		return false
	}
	first := statement(sentences[0])
	if globs, fault := ruling.GlobsIn(first, true); fault != "" || len(globs) == 0 {
		return false
	}
	if _, fault := ruling.GlobsIn(words, true); fault == "" {
		return false // a reason
	}
	r.pathLine(s, first, sentences[0])
	r.behindPaths(s.field, []page.Block{entry.InLineBlock(sentences[1:])})
	return true
}

// ruledWithin takes an entry below a label that only says that paths follow, where it has a
// label of its own that says what becomes of them.
func (r *reader) ruledWithin(s section, e entry.Entry) bool {
	name, rest, ok := labels.Split(e.Text)
	if s.field != field.Scope || e.Group+e.Head != "" || !ok || !ruling.PathFirst(rest.S) {
		return false
	}
	if s.field = ruling.FieldRuled(name); s.field == field.Unknown {
		return false
	}
	r.narrowed(s.field, rest.S, rest)
	r.pathLine(s, rest.Words(), rest)
	return true
}

// pathLine reads one entry of a list of paths.
func (r *reader) pathLine(s section, words string, t page.Text) {
	words = ruling.Unexempted(unquoted(words))
	if s.field == field.Deny {
		r.denied(s, words, t)
		return
	}
	at := spanOf(t)
	words = asideFor.ReplaceAllString(asNeededLead.ReplaceAllString(words, ""), " and ")
	globs, fault := ruling.GlobsIn(words, s.field.Permits())
	if fault == ruling.PartPermitted {
		fault = ""
		r.note(saidInWords, at, "%q lets all of %s change; what is to stay there names no path, so no change of it is stopped", prose.Clip(words), ruling.Patterns(globs))
	}
	if r.allBut(s.field, words, at) || s.field == field.Focus && r.staysAfterAll(words, globs, t) {
		return
	}
	if len(globs) == 0 && s.field == field.Allow {
		globs = ruling.NamesIn(ruling.AllUnder(words))
	}
	if fault != "" && s.field != field.Focus {
		r.note(unreadPath, at, "%q cannot be read for certain: %s", prose.Clip(words), fault)
	}
	if len(globs) == 0 {
		r.notPath(s, words, t)
	}
	if !s.field.Permits() {
		r.reasoned(globs, at)
	}
	r.place(s.field, globs, at)
}

// reasoned takes the reasons that bound paths themselves, as in "src/a (do not touch
// src/b)".
func (r *reader) reasoned(globs []ruling.Pattern, span Span) {
	said := ""
	for i := range globs {
		why := globs[i].Reason
		if why == "" || why != said && len(r.rule(why, span)) == 0 {
			continue
		}
		if globs[i].Reason = ""; why != said {
			r.constraint(Constraint{Text: why, Span: span})
		}
		said = why
	}
}

// unquoted takes quotation marks off a whole line.
func unquoted(s string) string {
	for _, q := range []string{`"`, "'", "“”", "‘’"} {
		open, end := firstRune(q), lastRune(q)
		if in, ok := strings.CutPrefix(s, open); ok && strings.HasSuffix(in, end) && strings.Count(s, open) <= 2 {
			return strings.TrimSuffix(in, end)
		}
	}
	return s
}

func firstRune(s string) string { return string([]rune(s)[:1]) }

func lastRune(s string) string { r := []rune(s); return string(r[len(r)-1:]) }

// known keeps bare names as patterns. Where paths must not change, those that the
// repository at hand does not have are words, and without one those below a label
// that only asks what must not change.
func (r *reader) known(s section, names []ruling.Pattern) (out []ruling.Pattern) {
	if s.field != field.Deny || r.doc.options.Repo == nil && !strings.HasSuffix(strings.TrimRight(s.name.S, ":*_ "), "?") {
		return names
	}
	if r.tree == nil && r.doc.options.Repo != nil {
		r.tree = tree.New(r.doc.options.Repo)
	}
	for _, g := range names {
		if prose.LooksLikePath(g.Pattern) || r.tree != nil && r.effort.InTree(r.tree, g.Pattern) {
			out = append(out, g)
		}
	}
	return out
}
