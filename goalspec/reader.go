package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/tree"
)

// reader fills a document from its source. What stands under a label that
// asks for it is listed; what sentences give away is mined. Listed items come
// first, and a mined one that says the same is dropped, so that the rendered
// template reads back as it was.
type reader struct {
	doc   *Document
	src   *page.Source
	mined struct {
		criteria   []Criterion
		held       []Criterion // those of constraints, where no other has their command
		constraint []Constraint
		priorities []Priority
		stop       []Stop
		afterPhase []Step
	}
	heading    page.Text // the first heading, when it is no label
	lead       []page.Text
	aim        page.Text      // a sentence of the outcome that sets a target
	spare      Passage        // the first prose that nothing else claims
	listed     []page.Text    // the first list under no label with a command that passes
	labelled   bool           // a label of the contract was found
	leads      bool           // no label states the outcome
	named      bool           // a title does, perhaps
	staged     bool           // phases have sections of their own
	phased     bool           // a phase but the last has a paragraph behind its list
	globs      map[string]int // what stands in which list, and where
	others     []Passage      // entries that forbid a change of all that is not named
	elses      []Passage      // sentences that do
	existing   []kept         // directories of which only what is there today must not change
	tree       *tree.Tree     // of the repository at hand, once it was asked
	effort     glob.Effort
	statements int
	stated     int  // bytes of them
	full       bool // there were too many
	prosed     int  // bytes of prose looked at
	unlooked   rule // by which it was said that there is more
	ruled      int  // those of them that may bound the paths
	coded      int  // those that may give a command
	doubts     []doubt
	above      string          // the last words that stay context and are no item
	limits     []limit         // what constraints let a run use
	bounding   map[string]bool // whether words over a list may bound the paths in it
}

const (
	maxOutcome  = 4 << 10 // bytes
	perSentence = 16      // bytes that a sentence counts besides its own
)

func (r *reader) read(src *page.Source) {
	r.src = src
	sections := r.sections(src)
	if src.Cut {
		r.note(manyStatements, Span{len(src.Lines), 1, len(src.Lines), 1}, "there are more than %d lines outside of code fences, or %d in all", page.MaxOpen, page.MaxLines)
	}
	r.survey(sections)
	setAside(sections)
	for i, s := range sections {
		if s.form.value == "" || !r.untouched(sections, i) {
			r.section(s)
		}
	}
	r.keepLimits()
	r.finish()
}

// sections cuts the source, after what the page does not show is taken off.
func (r *reader) sections(src *page.Source) []section {
	d := r.doc
	blocks := page.Scan(src, nil)
	found, hidden := page.Markup(blocks)
	d.facts.hidden = found
	src.Hide(hidden)
	if d.form = d.options.Form.isForm(src); !d.form {
		var l labeller
		d.blocks = l.unbulleted(entry.LaidOut(entry.Labelled(entry.BehindItems(page.Scan(src, l.line)))))
		sections := l.sections(d.blocks)
		if l.beyond.S != "" {
			r.note(manyStatements, spanOf(l.beyond).orStart(), "there are more than %d lines and headings that may be labels", maxLabels)
		}
		return withNested(sections, false)
	}
	if d.blocks = blocks; len(hidden) > 0 {
		d.blocks = page.Scan(src, nil)
	}
	d.blocks = entry.LaidOut(d.blocks)
	sections, odd := formSections(d.options.Form, d.blocks)
	r.strays(odd)
	return withNested(sections, true)
}

// survey decides beforehand whether prose at the top is the outcome.
func (r *reader) survey(sections []section) {
	goal, proven, named := false, false, prose.CleanTitle(r.doc.title) != ""
	last := -1
	for i, s := range sections {
		goal, proven = goal || s.field == field.Goal, proven || s.field == field.Evidence
		if s.field == field.Phase {
			last = i
		}
	}
	if last >= 0 {
		sections[last].last, r.staged = true, true
	}
	for i := range sections {
		s := &sections[i]
		if s.field == field.Expected {
			switch holds := s.ofTruth(); {
			case !goal && (s.says() || !named && s.asks() || holds && proven):
				s.field, goal = field.Goal, true
			case holds:
				s.field = field.Evidence
			case s.level == labelLevel:
				s.field = field.Context
			default:
				s.field = field.Unknown
			}
		}
		named = named || s.field == field.Title
		r.labelled = r.labelled || s.field != field.Unknown && s.field != field.Title && s.field != field.Context && s.inner != inParagraph
	}
	r.leads, r.named = !goal, named
}

// setAside makes context of what is called evidence beside criteria, and asks for nothing that
// can be checked: reports, logs and where to look.
func setAside(sections []section) {
	isEvidence := func(s section) bool { return labels.Bare(s.label()) == "evidence" }
	if !slices.ContainsFunc(sections, func(s section) bool { return s.field == field.Evidence && !isEvidence(s) }) {
		return
	}
	for i := range sections {
		s := &sections[i]
		if s.field == field.Evidence && s.form.value == "" && isEvidence(*s) && !slices.ContainsFunc(s.blocks, func(b page.Block) bool {
			words := page.Join(b.Lines).S
			return check.AsksOfCommand(words) || check.PredicateIn(words) != nil
		}) {
			s.field = field.Context
		}
	}
}

func (r *reader) section(s section) {
	s.fenced = len(s.blocks) == 1 && s.blocks[0].Kind == page.Fence
	if s.blocks = r.unfenced(s); s.field != field.Context && !s.field.OfPaths() {
		s.blocks = entry.EachFollowing(s.blocks)
	}
	if !labels.Weightless(s.field) && s.field != field.Title {
		r.unfilled(s)
	}
	if _, ok := r.doc.facts.labels[s.field]; !ok {
		r.doc.facts.labels[s.field] = spanOf(s.name)
	}
	switch s.field {
	case field.Goal:
		r.goal(s)
	case field.Allow, field.Deny, field.Focus, field.Scope:
		r.paths(s)
	case field.WorkType:
		r.workType(s)
	case field.Budget:
		if s.field = r.ofRun(s); s.field != field.Budget {
			r.list(s)
			return
		}
		r.budget(s.blocks)
	case field.Phases:
		if r.staged {
			r.prose(s.blocks, false)
			return
		}
		r.phases(s.blocks)
	case field.Phase:
		r.phase(s)
	case field.Context:
		quoted, remarks := s.blocks, []page.Block(nil)
		if s.level == labelLevel {
			quoted, remarks = r.remarks(s)
		}
		if !r.doc.form {
			quoted = s.called(quoted)
		}
		r.leave(quoted)
		r.prose(remarks, false)
	case field.Title:
		r.heading = s.name
		r.prose(s.blocks, true)
	case field.Unknown:
		if !r.headingRules(s.name) {
			r.context(passageOf(s.name))
		}
		r.above = s.name.S
		r.prose(s.blocks, s.name.S == "" || labels.LeadsHeading(s.name.S))
	default:
		r.list(s)
	}
}

// headingRules takes a heading that bounds the paths.
func (r *reader) headingRules(name page.Text) bool {
	if name.S == "" || !r.looks(name, len(name.S)+perSentence, unlookedFor) {
		return false
	}
	bounds := r.rule(name.S, spanOf(name))
	return ruling.LeadsRuling(bounds) && r.mine(name, bounds)
}

// fits counts statements and refuses what no contract needs; that is said, and
// kept as context.
func (r *reader) fits(words string, t page.Text) bool {
	switch {
	case len(words) > prose.MaxStatement:
		r.statements++
		r.note(longStatement, spanOf(t), "a statement of %d bytes is longer than %d", len(words), prose.MaxStatement)
	case r.room(words, t):
		r.doc.facts.entries = append(r.doc.facts.entries, Passage{Text: words, Span: spanOf(t)})
		return true
	}
	r.context(passageOf(t))
	return false
}

// room counts a statement. With too many of them the goal is refused.
func (r *reader) room(words string, t page.Text) bool {
	r.statements++
	r.stated += len(words)
	if r.statements <= prose.MaxStatements && r.stated <= prose.MaxStated {
		return true
	}
	r.tooMany(spanOf(t))
	return false
}

// tooMany refuses the goal, once, for statements that are not read.
func (r *reader) tooMany(at Span) {
	if !r.full {
		r.full = true
		r.note(manyStatements, at, "there are more than %d statements, or they take more than %d bytes", prose.MaxStatements, prose.MaxStated)
	}
}

// looks counts prose in which statements are looked for, by its bytes and its
// sentences; that there is more is said where it begins.
func (r *reader) looks(t page.Text, cost int, ru rule) bool {
	if r.prosed += cost; r.prosed <= prose.MaxProse {
		return true
	}
	if r.unlooked != manyStatements && r.unlooked != ru {
		r.unlooked = ru
		r.note(ru, spanOf(t).orStart(), "there are more than %d bytes of prose (each sentence counts %d more), and what follows is not looked at", prose.MaxProse, perSentence)
	}
	return false
}

func (r *reader) constraint(c Constraint) {
	r.doc.constraint = append(r.doc.constraint, c)
	r.heldToo(MustHold, c.Text, c.Span)
}

func (r *reader) workType(s section) {
	items, rest := entry.In(s.blocks, page.Sentences)
	for _, e := range items {
		words := e.Words()
		if isNoValue(words) || r.unchosen(s, items, e) {
			continue
		}
		w, ok := parseWorkType(words)
		if first, _, several := strings.Cut(words, ", "); several && s.form.several {
			if w, ok = parseWorkType(first); ok && r.doc.contract.workType == WorkUnknown {
				r.context(passageOf(e.Text)) // the others are said there
			}
		}
		if ok && r.doc.contract.workType == w {
			continue
		}
		if ok && r.doc.contract.workType == WorkUnknown {
			r.doc.contract.workType, r.doc.contract.workSpan = w, spanOf(e.Text)
			continue
		}
		switch {
		case ok:
			r.note(unknownWork, spanOf(e.Text), "%q is a second work type", prose.Clip(words))
		case noteWords.MatchString(words) && !wantsMigrationNote(words):
		case r.beside(words, e.Text):
			continue
		default:
			r.note(unknownWork, spanOf(e.Text), "%q is not a work type", prose.Clip(words))
		}
		r.context(passageOf(e.Text))
	}
	r.leave(rest)
}

// beside takes what stands beside a value and says something itself: what bounds
// the paths, and a wish for a migration note.
func (r *reader) beside(words string, t page.Text) bool {
	bounds := r.rule(words, spanOf(t))
	return (ruling.LeadsRuling(bounds) || wantsMigrationNote(words)) && r.mine(t, bounds)
}

func (r *reader) note(ru rule, span Span, format string, args ...any) {
	if r.doc.unread.full(ru) {
		r.doc.unread.more[ru.code]++
		return
	}
	r.doc.unread.add(ru.at(span, format, args...))
}

// strays reports form labels that were not taken as fields: any but those that
// are surely text could be the real one.
func (r *reader) strays(odd []stray) {
	for _, s := range odd {
		if s.again {
			r.note(strayLabel, spanOf(s.name), "the label %q stands again and was read as text", s.name.S)
			continue
		}
		r.note(ambiguousLabel, spanOf(s.name), "the label %q stands twice or out of order; the field cannot be told from text", s.name.S)
	}
}
