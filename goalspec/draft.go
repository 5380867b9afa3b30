package goalspec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// Draft renders what was understood so far as the body of the standard form, without
// the fields under which nothing stands. What a goal cannot do without, each entry that
// an error refuses, and each outcome that has nothing in common with the first, is a line
// that begins with "TODO:" and asks for what is missing; such a line is no answer, and
// refused as long as it stands. Where what bounds the work could not be
// read for certain, nothing is permitted by it: the author says it anew.
func (d Document) Draft() string {
	w := draft{contract: d.contract, doc: d, todo: map[field.Field][]string{}, quoted: map[Span]bool{}, need: []field.Field{field.Goal, field.Constraints, field.Evidence}}
	found := d.Lint(d.options)
	unsure := has(found, unreadPath, lookalikeLabel, lookalikeLetter, ambiguousLabel, manyStatements, unlookedFor)
	if unsure {
		w.context = slices.DeleteFunc(slices.Clone(w.context), func(p Passage) bool { return imitates(page.Bare(p.Text)) })
		w.need = append(w.need, field.Allow)
		if len(w.scope.Deny) == 0 {
			w.need = append(w.need, field.Deny)
		}
	}
	if has(found, unreadBudget, overBudget) {
		w.budget = Budget{}
		w.need = append(w.need, field.Budget)
	}
	w.phases = renumbered(w.phases)
	for _, h := range d.facts.hints {
		switch {
		case h.field == field.Phases && w.addStep(h.at, h.line):
		case h.line == hints[h.field]:
			w.need = append(w.need, h.field)
		default:
			w.add(h.field, h.line)
		}
	}
	for _, f := range errorsOnly(found) {
		w.refuse(f)
	}
	w.quoteLabels()
	if unsure {
		w.forbid()
	}
	return w.render()
}

// render leaves out the fields under which nothing stands, all but the first, by which
// the form is known; it keeps them where the form could not be told from text without.
func (w *draft) render() string {
	form := StandardForm()
	short := Form{fields: slices.DeleteFunc(slices.Clone(form.fields), func(ff formField) bool {
		return ff != form.fields[0] && strings.TrimSpace(w.value(ff.field)) == ""
	})}.renderWith(w.value)
	if has(Parse("", short).unread.list, ambiguousLabel) {
		short = form.renderWith(w.value)
	}
	return shareable(short)
}

// shareable is a text without what nobody is to see of it, or cannot.
func shareable(s string) string {
	var unseen, secrets []page.Region
	for m := range page.Invisible(s) {
		if m.From > 0 && s[m.From-1] == ' ' && strings.HasPrefix(s[m.To:], " ") {
			m.To++
		}
		unseen = append(unseen, m.Region)
	}
	s = replaced(s, unseen, "")
	for from, to := range secretsOf(s) {
		secrets = append(secrets, page.Region{From: from, To: to})
	}
	return replaced(s, secrets, "[removed]")
}

// replaced puts something else in the place of some parts of a text.
func replaced(s string, parts []page.Region, by string) string {
	slices.SortFunc(parts, func(a, b page.Region) int { return a.From - b.From })
	var b strings.Builder
	end := 0
	for _, p := range parts {
		if p.From >= end {
			b.WriteString(s[end:p.From] + by)
		}
		end = max(end, p.To)
	}
	return b.String() + s[end:]
}

// quoteLabels quotes in the context what would stand there as a field's label.
func (w *draft) quoteLabels() {
	w.context = slices.Clone(w.context)
	for i, p := range w.context {
		if name, ok := strings.CutPrefix(p.Text, "### "); ok && slices.Contains(StandardForm().Labels(), name) {
			w.context[i].Text = "> " + p.Text
		}
	}
}

// forbid takes out what may change, and asks for it anew.
func (w *draft) forbid() {
	var was []string
	for _, g := range w.scope.Allow {
		was = append(was, g.written())
	}
	if w.scope.Allow = nil; len(was) > 0 {
		w.add(field.Allow, hints[field.Allow]+stood+strings.Join(was, ", ")+")")
	}
}

// draft is a contract of which parts are refused.
type draft struct {
	contract
	doc    Document
	todo   map[field.Field][]string // what is still to be said there
	need   []field.Field            // that must not stay empty
	quoted map[Span]bool            // of which the words are in a line to do
}

// value is the answer of a field; what is missing and what is refused is to be filled in.
func (w *draft) value(f field.Field) string {
	said := strings.TrimRight(w.contract.value(f), "\n")
	for _, s := range w.todo[f] {
		switch line := f == field.Goal || f == field.Budget; {
		case line && said == "":
			said = s
		case line && !strings.Contains(said, "\n"):
			said += "\n\n- " + s
		default:
			said += "\n- " + s
		}
	}
	said = strings.TrimLeft(said, "\n")
	if bounds := len(w.scope.Deny) + len(w.scope.Allow); f == field.Constraints && bounds > 0 {
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
		if of := map[string]field.Field{noCriterion.code: field.Evidence, endless.code: field.Stop}[f.Code]; w.doc.outcome.Text != "" && len(w.todo[of]) == 0 {
			w.add(of, fillIn+questions[f.Code]+about+prose.Clip(w.doc.outcome.Text)+")")
		} else if of == field.Stop && len(w.todo[of]) == 0 {
			w.add(of, todoOf(f, ""))
		}
		return
	case noOutcome.code:
		if o := w.outcome.Text; o != "" {
			w.outcome = Passage{}
			w.add(field.Goal, todoOf(f, o))
		}
		return // the field asks for it
	case hiddenComment.code, hiddenChars.code, hiddenMarkup.code, unfaithful.code, unfilled.code:
		return // what is drafted no longer has it
	case unreadBudget.code, overBudget.code:
		w.add(field.Budget, todoOf(f, cmp.Or(w.doc.entryAt(f.Span), w.doc.line(f.Span))))
		return
	case looksSecret.code:
		w.add(field.Constraints, todoOf(f, "")) // what it stood in stays, without it
		return
	case lookalikeLabel.code, ambiguousLabel.code:
		w.add(field.Constraints, todoOf(f, w.doc.line(f.Span)))
		return
	}
	of, was := w.take(f.Span)
	if of == field.Unknown {
		of, was = w.doc.fieldAt(f.Line), w.doc.entryAt(f.Span)
		switch {
		case was == "" && f.Code == unreadPath.code:
			of, was = field.Constraints, w.doc.line(f.Span) // under what looks like a label
		case was == "" && f.Code == contradiction.code:
			of, was = field.Allow, w.doc.line(f.Span) // a sentence says that it may change
		}
	}
	if said := w.doc.entryAt(f.Span); said != "" && (of == field.Allow || of == field.Deny || of == field.Focus) {
		was = said
	}
	if w.quoted[f.Span] {
		was = ""
	}
	w.quoted[f.Span] = true
	if f.Code == contradiction.code && (of == field.Goal || of == field.Evidence) {
		f.Code, f.Suggestion = frozenPath.code, frozenPath.suggestion
	}
	w.unsay(f.Span, was)
	if line := todoOf(f, was); of != field.Phases || !w.addStep(f.Line, line) {
		w.add(of, line)
	}
}

// unsay takes what a line to do quotes out of the context.
func (w *draft) unsay(at Span, was string) {
	left := make([]Passage, 0, len(w.context))
	for _, p := range w.context {
		if was != "" && p.Span.holds(at) {
			p.Text = strings.Replace(p.Text, was, "", 1)
		}
		if strings.TrimSpace(prose.StripMarkers(p.Text)) != "" {
			left = append(left, p)
		}
	}
	w.context = left
}

// addStep adds a line to the phase that stands in a line of the text.
func (w *draft) addStep(line int, todo string) bool {
	for i := len(w.phases) - 1; i >= 0; i-- {
		if w.phases[i].Span.Line <= line {
			w.phases[i].Steps = append(w.phases[i].Steps, Statement{Text: todo})
			return true
		}
	}
	return false
}

func (w *draft) add(f field.Field, line string) {
	if !slices.Contains(w.todo[f], line) {
		w.todo[f] = append(w.todo[f], line)
	}
}

// take takes out what stands at a place, and says of which field it is and how it
// reads. Phases stay: what is refused is one of their lines. What is mined from between
// the sentences of the outcome is none of it.
func (w *draft) take(at Span) (of field.Field, was string) {
	o := w.outcome
	isOutcome := o.Text != "" && o.Span.orStart().holds(at)
	if begins := o.Span.orStart(); isOutcome && begins.Line == at.Line && begins.Column == at.Column {
		w.outcome = Passage{}
		return field.Goal, o.Text
	}
	took := func(f field.Field, s string) {
		if s != "" && of == field.Unknown {
			of, was = f, s
		}
	}
	took(field.Evidence, without(&w.criteria, at, func(c Criterion) (Span, string) { return c.Span, c.said() }))
	took(field.Stop, without(&w.stop, at, func(s Stop) (Span, string) { return s.Span, s.Text }))
	took(field.Priorities, without(&w.priorities, at, func(p Priority) (Span, string) { return p.Span, p.Text }))
	took(field.AfterPhase, without(&w.afterPhase, at, func(s Step) (Span, string) { return s.Span, withCommand(s.Text, s.Command) }))
	for _, list := range []*[]Resource{&w.resources.Commands, &w.resources.Hosts, &w.resources.Tools, &w.resources.Notes} {
		took(field.Resources, without(list, at, func(r Resource) (Span, string) { return r.Span, "`" + r.Text + "`" }))
	}
	took(field.Constraints, without(&w.constraint, at, func(c Constraint) (Span, string) { return c.Span, c.Text }))
	took(field.Deny, without(&w.scope.Deny, at, func(g Glob) (Span, string) { return g.Span, g.written() }))
	took(field.Allow, without(&w.scope.Allow, at, func(g Glob) (Span, string) { return g.Span, g.written() }))
	took(field.Focus, without(&w.scope.Focus, at, func(g Glob) (Span, string) { return g.Span, g.written() }))
	for i := range w.phases {
		took(field.Phases, without(&w.phases[i].Only, at, func(g Glob) (Span, string) { return g.Span, "work only on: " + g.written() }))
	}
	if of == field.Unknown && isOutcome {
		w.outcome = Passage{}
		return field.Goal, o.Text
	}
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
func (d Document) fieldAt(line int) field.Field {
	of, above := field.Unknown, 0
	for f, at := range d.facts.labels {
		if at.Line > above && at.Line <= line {
			of, above = f, at.Line
		}
	}
	switch {
	case of == field.Scope:
		return field.Allow
	case of == field.Phase:
		return field.Phases
	case !slices.ContainsFunc(StandardForm().fields, func(ff formField) bool { return ff.field == of }) || of == field.Context || of == field.Goal:
		return field.Constraints
	}
	return of
}

// renumbered are phases of which each has a number of its own.
func renumbered(phases []Phase) []Phase {
	out := make([]Phase, len(phases))
	seen := map[int]bool{}
	for i, p := range phases {
		out[i] = p.clone()
		seen[p.Number] = true
	}
	for i := range out {
		if len(seen) < len(out) {
			out[i].Number = i + 1
		}
	}
	return out
}
