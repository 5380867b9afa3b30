package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// list reads the fields that are lists of statements.
func (r *reader) list(s section) {
	if r.full {
		r.leave(s.blocks)
		return
	}
	if s.field == field.Evidence {
		s.blocks = entry.Parted(s.blocks, entry.TypedLines)
	}
	blocks, remarks := r.remarks(s)
	if s.field == field.Evidence {
		var heard []page.Block
		blocks, heard = entry.SaidBelow(blocks)
		r.leave(heard)
	}
	byDone := ledByDone(s)
	z := &entry.Itemizer{Cut: page.Sentences, Details: s.field == field.Evidence, Fences: s.field == field.Evidence || s.field == field.AfterPhase}
	switch {
	case byDone:
		z.Cut = doneClauses
	case len(blocks) > 0 && blocks[0].First == entry.InLine && !r.doc.form && (s.field == field.Evidence || s.field == field.Constraints || s.field == field.NonGoals || s.field == field.Resources):
		z.Cut = page.Statements
	}
	items, rest := z.Entries(blocks)
	if z.Over {
		r.tooMany(spanOf(page.Join(rest[len(rest)-1].Lines)).orStart())
	}
	var over map[int]string
	if s.field == field.Resources {
		over = groups(s.field, blocks)
	}
	switch s.field {
	case field.Evidence:
		items, rest = entry.CommandEntries(entry.Scenarios(items), rest)
		items = s.alternatives(items)
	case field.AfterPhase, field.Resources:
		items, rest = entry.CommandEntries(items, rest)
	}
	before := ""
	for _, e := range items {
		words := e.Words()
		if byDone {
			words = strings.TrimRight(words, " .;,")
		}
		if isNoValue(words) || r.unchosen(s, items, e) || !r.fits(words, e.Text) {
			continue
		}
		r.below(e.Head, e.Text)
		var bounds []ruling.Ruling
		if s.field == field.NonGoals { // what it says itself of paths goes before the label
			if bounds = r.rule(words, spanOf(e.Text)); len(bounds) == 0 {
				bounds = r.inOtherHands(words, spanOf(e.Text))
			}
		}
		bare := s.field == field.Constraints && spanOf(e.Text).Line != spanOf(s.name).Line && ruling.PathFirst(words)
		if words = s.led(words); len(bounds) == 0 {
			var both string
			if bounds, both = r.ruleAfter(before, words, spanOf(e.Text)); both != "" {
				words = both
			}
		}
		if ruling.BansOthers(words) {
			r.elses = append(r.elses, passageOf(e.Text))
		}
		before = ""
		if s.field == field.Constraints {
			if before = words; len(bounds) == 0 && s.led(e.Words()) == e.Words() {
				r.permit(e.Text)
			}
		}
		if bare && len(bounds) == 0 && labels.StaysBelow(labels.Bare(s.label())) && r.keptBelow(s, words, e) {
			continue
		}
		if len(bounds) == 0 {
			r.below(e.Group, e.Text)
			if s.field == field.NonGoals && ruling.MentionsPath(words) {
				r.note(pathAside, spanOf(e.Text), "%q names a path and does not say that all of it stays as it is", prose.Clip(words))
			}
		}
		if (s.field == field.Constraints || s.field == field.NonGoals) && labels.Abroad(labels.Bare(s.label())) != field.Unknown {
			r.doc.facts.abroad = append(r.doc.facts.abroad, spanOf(e.Text))
		}
		if s.field == field.Resources {
			r.forbidden(over[spanOf(e.Text).Line], words, e.Text)
		}
		if s.field == field.Evidence && eachTime.MatchString(words) {
			for _, c := range newCriteria(words) {
				c.Span = spanOf(e.Text)
				r.eachRun(c)
			}
		}
		if s.field == field.Evidence && e.Command() == "" && (!r.doc.form && r.mineBudget(strings.ToLower(words), e.Text) || r.noEvidence(words, bounds, spanOf(e.Text))) {
			continue
		}
		r.statement(s, words, e)
	}
	r.leave(rest)
	r.keepTitles(blocks)
	r.prose(remarks, false)
}

// noEvidence takes what stands among criteria and is none: a ban that bounds the
// paths, and when to stop.
func (r *reader) noEvidence(words string, bounds []ruling.Ruling, span Span) bool {
	stops := saying.StopsAt(words) || point(words)
	limits := labels.ForbidsFirst(words) || onlyDo.MatchString(strings.ToLower(strings.TrimLeft(words, "*_")))
	if r.doc.form || !stops && !(ruling.LeadsRuling(bounds) && limits) || check.AsksOfCommand(words) {
		return false
	}
	if stops {
		r.doc.stop = append(r.doc.stop, newStop(words, span))
		r.reached(words, span)
	} else {
		r.constraint(Constraint{Text: words, Span: span})
	}
	return true
}

func (r *reader) statement(s section, words string, e entry.Entry) {
	d, span := r.doc, spanOf(e.Text)
	switch s.field {
	case field.Evidence:
		if check.MoodOf(words) == check.Wished || check.MoodOf(e.Group) == check.Wished {
			r.note(unbound, span, unneeded, prose.Clip(words))
			r.context(passageOf(e.Text))
			return
		}
		parted := newCriteria
		if e.Code && onlyShows(words) {
			words, e.Code = "`"+strings.Trim(words, "`")+"` passes", false
		}
		if e.Command() != "" {
			parted = func(words string) []Criterion {
				c := newCriterion(words)
				c.Command = e.Command()
				return []Criterion{c}
			}
		}
		for _, c := range parted(words) {
			c.ByInspection = c.ByInspection || labels.ByEye.MatchString(labels.Bare(s.label()))
			if c.Span = span; c.Text != "" {
				d.criteria = append(d.criteria, c)
			}
		}
		if !e.Code && len(e.Cells) == 0 {
			r.clauses(e.Text)
		}
	case field.Constraints, field.NonGoals:
		if s.field == field.Constraints && !d.form && saying.StopIf.MatchString(words) {
			d.stop = append(d.stop, newStop(words, span))
			return
		}
		if s.field == field.Constraints {
			r.limited(words, e.Text)
		}
		if s.field == field.Constraints && ruling.OnlyPaths(prose.InParens.ReplaceAllString(words, "")) {
			r.note(unreadPath, span, "%q is only a path; put it under \"Do not modify\" if it must not change", prose.Clip(words))
		}
		if entry.Kind(s.name.S) == string(MustHold) {
			if newCriterion(words).Command != "" || check.AsksOfCommand(words) {
				for _, c := range newCriteria(words) {
					c.Kind, c.Span = MustHold, span
					d.criteria = append(d.criteria, c)
					r.eachRun(c)
				}
				return
			}
		}
		r.constraint(Constraint{Text: words, Span: span})
		r.inWordsOnly(words, span)
	case field.Resources:
		if e.Fenced != "" {
			words = "`" + e.Fenced + "`"
		}
		d.resources.read(words, span)
	case field.Priorities:
		d.priorities = append(d.priorities, newPriority(words, span))
	case field.Stop:
		if words = joinsOn.ReplaceAllString(words, ""); !e.More || !stands(words) {
			words = ledByStop(s, d.form, words)
		}
		d.stop = append(d.stop, newStop(words, span))
		r.reached(words, span)
	case field.AfterPhase:
		if eachChange.MatchString(labels.Bare(s.name.S)) && !eachChange.MatchString(words) {
			words += " after each change"
		}
		d.afterPhase = append(d.afterPhase, newStep(words, e.Command(), span))
	}
}

// heldToo takes the commands that a statement of another kind asks to pass for criteria
// besides.
func (r *reader) heldToo(kind Kind, words string, span Span) {
	if !check.AsksToHold(words) || check.MoodOf(words) != check.Demanded || ruling.Speaks(words, "O") || labels.IsUndone(words) {
		return
	}
	for _, c := range newCriteria(words) {
		if check.AsksOfCommand(c.Text) && check.AsksToHold(c.Text) {
			if c.Span = span; kind != KindUnknown {
				c.Kind = kind
			}
			r.mined.held = append(r.mined.held, c)
			r.eachRun(c)
		}
	}
}

// eachRun makes a step after each phase of a criterion that a command meets each time.
func (r *reader) eachRun(c Criterion) {
	if c.Command != "" && eachTime.MatchString(c.Text) {
		r.mined.afterPhase = append(r.mined.afterPhase, newStep(c.Text, "", c.Span))
	}
}

// led carries what a label written by hand says of a statement below it into that:
// "Out of scope:", "Don't:" and "Hosts:".
func (s section) led(words string) string {
	switch {
	case s.field == field.NonGoals:
		return prose.Prefixed("Out of scope: ", words)
	case s.field == field.Constraints && labels.UndoneLabel(s.label()):
		return prose.Prefixed(strings.TrimRight(s.label(), ": ")+": ", words)
	case s.field == field.Constraints && (labels.Forbids(labels.Bare(s.label())) || labels.Negates(labels.Bare(s.label()))):
		return s.banned(words)
	case s.field == field.Constraints && s.level == labelLevel && asksToKeep(s.name) && !ruling.Speaks(words, "kfnsWA"):
		return prose.Prefixed("Keep ", words)
	case s.field == field.Resources:
		return ledByKind(labels.Bare(s.label()), words)
	}
	return words
}

// asksToKeep reports a label that asks to keep what stands below it.
func asksToKeep(line page.Text) bool {
	name, _, ok := labels.Split(line)
	label := labels.Bare(name)
	return ok && (label == "keep" || label == "please keep")
}

// joinsOn is what only ties an item of a list to the one before.
var joinsOn = regexp.MustCompile(`(?i)^(?:and|or)\s+`)

// standsAlone begins a sentence that says by itself what to do.
var standsAlone = regexp.MustCompile(`(?i)^(?:(?:please|then|also|otherwise|in (?:the|that|this|either|any|both|all|every|each)|if|when|do|don['’]t|never|no)\b|` + saying.Telling + `)`)

// stands reports a sentence behind another one that its label does not lead.
func stands(words string) bool { return standsAlone.MatchString(words) || saying.StopsAt(words) }

// ledByStop carries what a label written by hand says of its statements into
// them: "Report:" and "Stop if:".
func ledByStop(s section, form bool, words string) string {
	label := labels.Bare(s.label())
	switch stops := strings.Contains(label, "stop"); {
	case form:
	case (label == "stop if" || label == "stop when") && !saying.StopIf.MatchString(words) && !asks.MatchString(words):
		return prose.Prefixed(strings.ToUpper(label[:1])+label[1:]+" ", words)
	case !stops && strings.Contains(label, "report") && !saying.StopsAt(words) && !saying.ReportWords.MatchString(words):
		return prose.Prefixed("Report: ", words)
	}
	return words
}

// keptBelow takes an item that begins with paths, below a label that asks for something
// to stay, for what must not change, if it is nothing but these and why.
func (r *reader) keptBelow(s section, words string, e entry.Entry) bool {
	globs, fault := ruling.GlobsIn(prose.StripMarkers(e.Text.Words()), false)
	if ownPart(words) {
		r.inWords(s, words, e.Text)
		r.constraint(Constraint{Text: words, Span: spanOf(e.Text)})
		return true
	}
	aside := putAside(words)
	if len(aside) > 0 {
		globs, fault = aside, ""
	}
	if fault != "" || len(globs) == 0 {
		r.note(unreadPath, spanOf(e.Text), "%q stands under %q and is not read as a bound", prose.Clip(words), prose.Clip(s.name.S))
		return false
	}
	if ruling.PathFirst(words) && len(aside) == 0 {
		words = "Do not change " + words
	}
	r.take([]ruling.Ruling{{Field: field.Deny, Globs: globs, Strict: true}}, words, spanOf(e.Text))
	r.constraint(Constraint{Text: words, Span: spanOf(e.Text)})
	return true
}

const unneeded = "%q is not said to be needed, and is no criterion"

// unchosen reports a box that nobody ticked where people choose: of a form's
// checkboxes, and in a list of what bounds the work of which others are ticked, unless it
// forbids a change there. In any other list it is what is still to be done.
func (r *reader) unchosen(s section, items []entry.Entry, e entry.Entry) bool {
	switch {
	case e.Box != ' ':
		return false
	case s.form.ticks:
		return true
	}
	switch s.field {
	case field.Constraints, field.NonGoals, field.Allow, field.Deny, field.Focus, field.Scope, field.Resources, field.WorkType:
		if !slices.ContainsFunc(items, func(o entry.Entry) bool { return o.Box == 'x' }) {
			return false
		}
		if bans := ruling.Rulings(e.Words()); s.field == field.Deny || ruling.OnlyDenies(bans) {
			r.note(readStrictly, spanOf(e.Text), "%q has a box that nobody ticked, and holds all the same", prose.Clip(e.Words()))
			return false
		}
		r.context(passageOf(e.Text))
		return true
	}
	return false
}
