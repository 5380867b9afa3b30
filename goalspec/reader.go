package goalspec

import "strings"

// reader fills a document from its source. What stands under a label that
// asks for it is listed; what sentences give away is mined. Listed items come
// first, and a mined one that says the same is dropped, so that the rendered
// template reads back as it was.
type reader struct {
	doc   *Document
	src   *source
	mined struct {
		criteria   []Criterion
		constraint []Constraint
		priorities []Priority
		stop       []Stop
		afterPhase []Step
	}
	spare text // the first unclassified prose under no label at all
}

func (r *reader) read(src *source) {
	r.src = src
	d := r.doc
	d.form = d.options.Form.isForm(src)
	if d.form {
		sections, odd := formSections(d.options.Form, (&scanner{src: src}).scan())
		r.strays(odd)
		for _, s := range sections {
			r.section(s)
		}
	} else {
		for _, s := range handSections((&scanner{src: src, labels: labelLine}).scan()) {
			r.section(s)
		}
	}
	r.finish()
}

func (r *reader) section(s section) {
	switch s.field {
	case fieldGoal:
		r.goal(s.blocks)
	case fieldAllow, fieldDeny, fieldFocus, fieldScope:
		r.paths(s)
	case fieldWorkType:
		r.workType(s.blocks)
	case fieldBudget:
		r.budget(s.blocks)
	case fieldPhases:
		r.phases(s.blocks)
	case fieldPhase:
		r.phase(s)
	case fieldContext:
		r.leave(s.blocks)
	case fieldUnknown:
		r.unknown(s)
	default:
		r.list(s)
	}
}

// list reads the fields that are lists of statements.
func (r *reader) list(s section) {
	items, rest := entries(s.blocks, sentencesOf)
	for _, e := range items {
		words := e.words()
		if words == "" || isNoValue(words) {
			continue
		}
		span := e.text.span()
		switch s.field {
		case fieldEvidence:
			r.criterion(words, e.fenced, span)
		case fieldConstraints:
			r.constraint(Constraint{Text: words, Span: span})
		case fieldNonGoals:
			r.constraint(Constraint{Text: prefixed("Out of scope: ", words), Span: span})
		case fieldResources:
			r.doc.resources.read(words)
		case fieldPriorities:
			r.doc.priorities = append(r.doc.priorities, withSpan(newPriority(words), span))
		case fieldStop:
			st := newStop(words)
			st.Report = st.Report || strings.Contains(strings.ToLower(s.name.s), "report:")
			st.Span = span
			r.doc.stop = append(r.doc.stop, st)
		case fieldAfterPhase:
			r.doc.afterPhase = append(r.doc.afterPhase, newStep(words, e.fenced, span))
		}
	}
	r.leave(rest)
}

func prefixed(prefix, s string) string {
	if strings.HasPrefix(strings.ToLower(s), strings.ToLower(strings.TrimRight(prefix, ": "))) {
		return s
	}
	return prefix + s
}

func withSpan(p Priority, s Span) Priority {
	p.Span = s
	return p
}

func newStep(words, fenced string, span Span) Step {
	st := Step{Text: words, Command: commandIn(words), Span: span}
	if st.Command == "" {
		st.Command = fenced
	}
	return st
}

func (r *reader) criterion(words, fenced string, span Span) {
	c := newCriterion(words)
	if c.Text == "" {
		return
	}
	if fenced != "" {
		c.Command = fenced
	}
	c.Span = span
	r.doc.criteria = append(r.doc.criteria, c)
}

// constraint adds a constraint; one that forbids a path by name also denies it.
func (r *reader) constraint(c Constraint) {
	r.doc.constraint = append(r.doc.constraint, c)
	r.globsOf(c)
}

func (r *reader) globsOf(c Constraint) {
	for _, g := range deniedIn(c.Text) {
		r.doc.facts.denied = append(r.doc.facts.denied, placed{g, c.Span})
	}
	for _, g := range onlyIn(c.Text) {
		r.doc.facts.allowed = append(r.doc.facts.allowed, placed{g, c.Span})
	}
}

func (r *reader) workType(blocks []block) {
	items, rest := entries(blocks, sentencesOf)
	for _, e := range items {
		words := e.words()
		if isNoValue(words) {
			continue
		}
		w, ok := parseWorkType(words)
		switch {
		case ok && r.doc.workType == WorkUnknown:
			r.doc.workType = w
		default:
			r.context(e.text.passage())
		}
	}
	r.leave(rest)
}

func (r *reader) budget(blocks []block) {
	items, rest := entries(blocks, wholeLine)
	for _, e := range items {
		words := e.words()
		if isNoValue(words) {
			continue
		}
		b, err := ParseBudget(words)
		if err != nil {
			r.note(unreadBudget, e.text.span(), "%v", err)
			continue
		}
		r.doc.facts.budget = e.text.span()
		for _, m := range meters {
			if v := m.get(b); v > 0 {
				m.set(&r.doc.contract.budget, v)
			}
		}
	}
	r.leave(rest)
}

// paths reads a block of globs, one statement a line, fenced or not.
func (r *reader) paths(s section) {
	items, rest := entries(s.blocks, wholeLine)
	var left []block
	for _, b := range rest {
		if b.kind != blockFence {
			left = append(left, b)
			continue
		}
		for _, l := range b.lines {
			items = append(items, entry{text: l.slice(0, len(l.s))})
		}
	}
	for _, e := range items {
		words := e.words()
		if words == "" || isNoValue(words) {
			continue
		}
		if globs, ok := globsIn(words); ok {
			r.place(s.field, globs, e.text.span())
			continue
		}
		r.notPath(s.field, words, e.text)
	}
	r.leave(left)
}

func (r *reader) place(f field, globs []Glob, span Span) {
	for _, g := range globs {
		p := placed{Glob: g, span: span}
		switch facts := &r.doc.facts; f {
		case fieldDeny:
			facts.denied = append(facts.denied, p)
		case fieldFocus:
			facts.focused = append(facts.focused, p)
		default:
			facts.allowed = append(facts.allowed, p)
		}
	}
}

// notPath keeps words in a path block: a prohibition is a constraint, the rest
// is context.
func (r *reader) notPath(f field, words string, t text) {
	switch f {
	case fieldDeny:
		r.constraint(Constraint{Text: prefixed("Do not modify ", words), Span: t.span()})
	case fieldAllow:
		r.note(unreadPath, t.span(), "%q is not a path or glob", words)
		r.context(t.passage())
	default:
		r.context(t.passage())
	}
}

func (r *reader) unknown(s section) {
	if s.name.s != "" {
		r.context(s.name.passage())
	}
	r.prose(s.blocks, s.name.s == "")
}

// leave keeps blocks as context, as they stand in the source.
func (r *reader) leave(blocks []block) {
	for i := 0; i < len(blocks); i++ {
		b := &blocks[i]
		if b.first < 0 {
			r.context(join(b.lines).passage())
			continue
		}
		first, last := b.first, b.last
		for i+1 < len(blocks) && blocks[i+1].first >= 0 && r.onlyBlank(last+1, blocks[i+1].first) {
			i++
			last = blocks[i].last
		}
		r.context(r.src.passage(first, last))
	}
}

func (r *reader) onlyBlank(from, to int) bool {
	for ; from < to; from++ {
		if strings.TrimSpace(r.src.lines[from]) != "" {
			return false
		}
	}
	return true
}

func (r *reader) context(p Passage) {
	if p.Text != "" && !isNoValue(p.Text) {
		r.doc.contract.context = append(r.doc.contract.context, p)
	}
}

func (r *reader) note(ru rule, span Span, format string, args ...any) {
	r.doc.unread = append(r.doc.unread, ru.at(span, format, args...))
}

// strays reports form labels that were not taken as fields. A label that was
// already there and left behind is surely text; any other could be the real
// one.
func (r *reader) strays(odd []stray) {
	for _, s := range odd {
		if s.again && !s.adjacent {
			r.note(strayLabel, s.name.span(), "the label %q stands again and was read as text", s.name.s)
			continue
		}
		r.note(ambiguousLabel, s.name.span(), "the label %q stands twice or out of order; the field cannot be told from text", s.name.s)
	}
}
