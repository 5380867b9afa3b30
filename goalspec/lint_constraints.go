package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// notes asks to write something down.
var notes = regexp.MustCompile(`(?i)\b(?:note|report|list|record|write|log|collect)\b[^.;,]*\b(?:in|into|to|under|at) `)

// constraints finds paths that a constraint names where it forbids something, or that any
// other sentence may bound, and that neither may nor must not change by it: nothing that
// may bound the work is lost without a word.
func (l *linter) constraints() {
	d := l.doc
	known := map[string]bool{}
	for _, g := range slices.Concat(d.facts.denied, d.facts.allowed) {
		known[strings.TrimSuffix(glob.Clean(g.Pattern), "/")] = true
	}
	denied, allowed := compileAll(d.facts.denied), compileAll(d.facts.allowed)
	within := func(list []ready, p string) bool {
		return slices.ContainsFunc(list, func(by ready) bool { return l.effort.Matches(by.covers.Pattern, strings.Split(p, "/")) })
	}
	var free []Glob
	unread := func(c Constraint, bounds func(said ruling.Clause) bool) {
		said := ruling.NewClause(ruling.CodeMarked(prose.Stated(c.Text)))
		told := slices.ContainsFunc(l.list, func(f Finding) bool {
			return (f.Code == unreadPath.code || f.Code == saidInWords.code) && f.Span.Line == c.Span.Line
		})
		if told || !bounds(said) || said.MerelyUses() || notes.MatchString(c.Text) {
			return
		}
		for _, g := range said.PointsTo(len(said.Words), false) {
			p := strings.TrimSuffix(glob.Clean(g.Pattern), "/")
			if strings.ContainsAny(g.Pattern, "/*.") && !known[p] && !within(denied, p) && (len(allowed) == 0 || within(allowed, p)) {
				free = append(free, Glob{Pattern: g.Pattern, Span: c.Span})
				return
			}
		}
	}
	for _, c := range d.constraint {
		if labels.IsUndone(c.Text) && namedCommand(c.Text) != "" {
			l.add(unbound.at(c.Span.orStart(), "%q says when the work is not done, and binds no command", prose.Clip(c.Text)))
		}
		unread(c, func(said ruling.Clause) bool {
			return slices.Contains(d.facts.abroad, c.Span) || (strings.ContainsAny(said.Classes, "nWkAfFoxu") || said.MayBound()) && !strings.HasPrefix(c.Text, "Out of scope: ")
		})
	}
	for _, c := range d.facts.wordy {
		if !d.heldFor(c.Text) {
			l.add(saidInWords.at(c.Span.orStart(), "%q names no path, so no change of it is stopped", prose.Clip(c.Text)))
		}
	}
	constrained := len(free)
	others := slices.Clone(d.facts.loose)
	for _, c := range d.criteria {
		others = append(others, Constraint{Text: c.Text, Span: c.Span})
	}
	for _, s := range d.stop {
		others = append(others, Constraint{Text: saying.Plainly(s.Text), Span: s.Span})
	}
	for _, p := range d.priorities {
		others = append(others, Constraint{Text: p.Text, Span: p.Span})
	}
	for _, c := range others {
		unread(c, func(said ruling.Clause) bool { return said.MayBound() && aboutCommand(said.S) == "" })
	}
	l.bounded(len(free), namesPath, func(i int) Finding {
		if i < constrained {
			return namesPath.at(free[i].Span.orStart(), "the constraint names %s, but not whether that may change, so no change is stopped by it", prose.Clip(free[i].Pattern))
		}
		return namesPath.at(free[i].Span.orStart(), "the sentence names %s, but not for certain whether that may change, so no change is stopped by it", prose.Clip(free[i].Pattern))
	})
}
