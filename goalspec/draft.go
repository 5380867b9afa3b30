package goalspec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// Draft renders what was understood so far as the body of the standard form. What
// a goal cannot do without, and each entry that an error refuses, is a line that
// begins with "TODO:" and says what helps and what stood there; such a line is no
// answer, and refused as long as it stands. Where what bounds the work could not be
// read for certain, nothing is permitted by it: the author says it anew.
func (d Document) Draft() string {
	w := draft{contract: d.contract, doc: d, todo: map[field][]string{}, quoted: map[Span]bool{}, need: []field{fieldGoal, fieldConstraints, fieldEvidence}}
	found := d.Lint(d.options)
	unsure := has(found, unreadPath, lookalikeLabel, lookalikeLetter, ambiguousLabel, manyStatements, unlookedFor)
	if unsure {
		w.context = slices.DeleteFunc(slices.Clone(w.context), func(p Passage) bool { return imitates(page.Bare(p.Text)) })
		w.need = append(w.need, fieldAllow)
		if len(w.scope.Deny) == 0 {
			w.need = append(w.need, fieldDeny)
		}
	}
	if has(found, unreadBudget, overBudget) {
		w.budget = Budget{}
		w.need = append(w.need, fieldBudget)
	}
	for _, h := range d.facts.hints {
		if h.line == hints[h.field] {
			w.need = append(w.need, h.field)
		} else {
			w.add(h.field, h.line)
		}
	}
	for _, f := range errorsOnly(found) {
		w.refuse(f)
	}
	if unsure {
		w.forbid()
	}
	return StandardForm().renderWith(w.value)
}

// forbid takes out what may change, and asks for it anew.
func (w *draft) forbid() {
	var was []string
	for _, g := range w.scope.Allow {
		was = append(was, g.written())
	}
	if w.scope.Allow = nil; len(was) > 0 {
		w.add(fieldAllow, hints[fieldAllow]+stood+strings.Join(was, ", ")+")")
	}
}

// draft is a contract of which parts are refused.
type draft struct {
	contract
	doc    Document
	todo   map[field][]string // what is still to be said there
	need   []field            // that must not stay empty
	quoted map[Span]bool      // of which the words are in a line to do
}

// value is the answer of a field; what is missing and what is refused is to be filled in.
func (w draft) value(f field) string {
	said := strings.TrimRight(w.contract.value(f), "\n")
	for _, s := range w.todo[f] {
		if f == fieldGoal || f == fieldBudget {
			said += "\n\n" + s
		} else {
			said += "\n- " + s
		}
	}
	said = strings.TrimLeft(said, "\n")
	if bounds := len(w.scope.Deny) + len(w.scope.Allow); f == fieldConstraints && bounds > 0 {
		return said
	}
	if strings.TrimSpace(said) == "" && slices.Contains(w.need, f) {
		return hints[f]
	}
	return said
}

// refuse puts what helps in the place of the entry that a finding refuses.
func (w *draft) refuse(f Finding) {
	switch f.Code {
	case noCriterion.code, endless.code:
		if of := map[string]field{noCriterion.code: fieldEvidence, endless.code: fieldStop}[f.Code]; w.doc.outcome.Text != "" && len(w.todo[of]) == 0 {
			w.add(of, fillIn+questions[f.Code]+about+clip(w.doc.outcome.Text)+")")
		} else if of == fieldStop && len(w.todo[of]) == 0 {
			w.add(of, todoOf(f, ""))
		}
		return
	case noOutcome.code, hiddenComment.code, hiddenChars.code, hiddenMarkup.code, unfaithful.code, unfilled.code:
		return // the field asks for it, or what is drafted no longer has it
	case unreadBudget.code, overBudget.code:
		w.add(fieldBudget, todoOf(f, w.doc.entryAt(f.Span)))
		return
	case lookalikeLabel.code, ambiguousLabel.code:
		w.add(fieldConstraints, todoOf(f, w.doc.line(f.Span)))
		return
	}
	of, was := w.take(f.Span)
	if of == fieldUnknown {
		if of, was = w.doc.fieldAt(f.Line), w.doc.entryAt(f.Span); was == "" && f.Code == unreadPath.code {
			of, was = fieldConstraints, w.doc.line(f.Span) // under what looks like a label
		}
	}
	if said := w.doc.entryAt(f.Span); said != "" && (of == fieldAllow || of == fieldDeny || of == fieldFocus) {
		was = said
	}
	if w.quoted[f.Span] || f.Code == looksSecret.code {
		was = ""
	}
	w.quoted[f.Span] = true
	w.add(of, todoOf(f, was))
}

func (w *draft) add(f field, line string) {
	if !slices.Contains(w.todo[f], line) {
		w.todo[f] = append(w.todo[f], line)
	}
}

// take takes out what stands at a place, and says of which field it is and how it
// reads. Phases stay: what is refused is one of their lines.
func (w *draft) take(at Span) (of field, was string) {
	if o := w.outcome; o.Text != "" && o.Span.orStart().holds(at) {
		w.outcome = Passage{}
		return fieldGoal, o.Text
	}
	took := func(f field, s string) {
		if s != "" && of == fieldUnknown {
			of, was = f, s
		}
	}
	took(fieldEvidence, without(&w.criteria, at, func(c Criterion) (Span, string) { return c.Span, c.said() }))
	took(fieldStop, without(&w.stop, at, func(s Stop) (Span, string) { return s.Span, s.Text }))
	took(fieldPriorities, without(&w.priorities, at, func(p Priority) (Span, string) { return p.Span, p.Text }))
	took(fieldAfterPhase, without(&w.afterPhase, at, func(s Step) (Span, string) { return s.Span, withCommand(s.Text, s.Command) }))
	for _, list := range []*[]Resource{&w.resources.Commands, &w.resources.Hosts, &w.resources.Tools, &w.resources.Notes} {
		took(fieldResources, without(list, at, func(r Resource) (Span, string) { return r.Span, "`" + r.Text + "`" }))
	}
	took(fieldConstraints, without(&w.constraint, at, func(c Constraint) (Span, string) { return c.Span, c.Text }))
	took(fieldDeny, without(&w.scope.Deny, at, func(g Glob) (Span, string) { return g.Span, g.written() }))
	took(fieldAllow, without(&w.scope.Allow, at, func(g Glob) (Span, string) { return g.Span, g.written() }))
	took(fieldFocus, without(&w.scope.Focus, at, func(g Glob) (Span, string) { return g.Span, g.written() }))
	return of, was
}

// without takes the entries at a place out of a list, and says how they read.
func without[T any](list *[]T, at Span, read func(T) (Span, string)) string {
	var left []T
	var took []string
	for _, v := range *list {
		if place, words := read(v); place.orStart().holds(at) {
			took = append(took, words)
			continue
		}
		left = append(left, v)
	}
	*list = left
	return strings.Join(took, "; ")
}

// holds reports that another place begins in this one.
func (s Span) holds(at Span) bool {
	from := at.Line > s.Line || at.Line == s.Line && at.Column >= s.Column
	return from && (at.Line < s.EndLine || at.Line == s.EndLine && at.Column < s.EndColumn || at.Line == s.Line && at.Column == s.Column)
}

func (c Criterion) said() string {
	words, fenced := c.written()
	return withCommand(words, fenced)
}

func withCommand(words, command string) string {
	if command == "" || strings.Contains(words, command) {
		return words
	}
	return words + ": `" + page.Words(command) + "`"
}

// entryAt is how the entry at a place reads that may be none of the contract.
func (d Document) entryAt(at Span) string {
	for _, p := range d.facts.entries {
		if p.Span.holds(at) {
			return p.Text
		}
	}
	return ""
}

// line is what the page shows of a place within one line.
func (d Document) line(at Span) string {
	lines := strings.SplitN(d.body, "\n", at.Line+1)
	if at.Line == 0 || at.Line > len(lines) || at.EndLine != at.Line || at.EndColumn > len(lines[at.Line-1])+1 {
		return ""
	}
	return page.Words(Shown(lines[at.Line-1][at.Column-1 : at.EndColumn-1]))
}

// fieldAt is the field of the standard form under whose label a line stands.
func (d Document) fieldAt(line int) field {
	of, above := fieldUnknown, 0
	for f, at := range d.facts.labels {
		if at.Line > above && at.Line <= line {
			of, above = f, at.Line
		}
	}
	switch {
	case of == fieldScope:
		return fieldAllow
	case of == fieldPhase:
		return fieldPhases
	case !slices.ContainsFunc(StandardForm().fields, func(ff formField) bool { return ff.field == of }) || of == fieldContext || of == fieldGoal:
		return fieldConstraints
	}
	return of
}

// fillIn leads what an author is to fill in; beside the hints it ends in what stood there,
// or in what it is about.
const (
	fillIn = "TODO: "
	stood  = " (was: "
	about  = " (of: "
)

// questions ask for the one thing that is missing in what the author wrote, by the code of
// what refuses it.
var questions = map[string]string{
	vagueOutcome.code: "what does somebody see or measure afterwards that is not so today?",
	bareTests.code:    "which tests fail today? Name the command that runs them",
	noCriterion.code:  "how does anybody see that it is reached? Write a command in code marks where there is one",
	neverChecked.code: "what can somebody run, count or look at on the day it is done?",
	endless.code:      "when is it enough, and what is to be reported of each item?",
	manyOutcomes.code: "which one of these is this goal? Open an issue for each of the others",
	frozenPath.code:   "it needs a path that must not change; may that change, or what shows the same without?",
}

// asked is what helps against a finding.
func (f Finding) asked() string { return cmp.Or(questions[f.Code], f.Suggestion) }

// todoOf is what helps against a finding, and what it refuses.
func todoOf(f Finding, was string) string {
	if was == "" {
		return fillIn + f.asked()
	}
	return fillIn + f.asked() + stood + was + ")"
}

// hints are what a draft asks the author to fill in.
var hints = map[field]string{
	fieldGoal:        "TODO: say in one sentence what is true when the work is done",
	fieldConstraints: "TODO: say what must stay as it is, or take this line out",
	fieldEvidence:    "TODO: say how anybody can see that the goal is reached, with a command in code marks where there is one",
	fieldAllow:       "TODO: say which paths may change, one a line, or take this line out if all may",
	fieldDeny:        "TODO: say which paths must not change, one a line, or take this line out if there are none",
	fieldBudget:      "TODO: say what the goal may use, such as actions=50 minutes=30, or take this line out",
}

// isHint reports what a draft asked for and the author left as it is. It is no answer.
func isHint(s string) bool {
	said, ok := strings.CutPrefix(s, fillIn)
	if !ok {
		return false
	}
	if strings.Contains(said, stood) || strings.Contains(said, about) {
		return true
	}
	for _, h := range hints {
		if strings.TrimRight(s, ".") == h {
			return true
		}
	}
	return slices.ContainsFunc(rules(), func(ru rule) bool { return said == ru.suggestion || said == questions[ru.code] })
}

// unfilled reports what a draft asked for and still stands in a field.
func (r *reader) unfilled(s section) {
	for _, b := range s.blocks {
		lines := b.Lines
		if b.Kind == page.Item {
			lines = []page.Text{page.Join(b.Lines)}
		}
		for _, l := range lines {
			if words := stripMarkers(l.Words()); isHint(words) {
				r.note(unfilled, spanOf(l), "%q is still to be filled in", clip(words))
				r.doc.facts.hints = append(r.doc.facts.hints, hint{s.field, words})
			}
		}
	}
}

// hint is a line of a draft that still stands in a field.
type hint struct {
	field
	line string
}
