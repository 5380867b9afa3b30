package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/backlog"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// isList reports an outcome that is work on the items of a list. A title for an outcome may
// be so by what stands below it.
func (l *linter) isList(words string) bool {
	d := &l.doc
	return d.workType == WorkBacklog || l.goesThrough(words) || backlog.InGerman(words, d.body) || backlog.GoesOver(words, l.toldFirst(words)) ||
		words == l.headline() && slices.ContainsFunc(prose.First(d.contract.context), func(p Passage) bool {
			return len(p.Text) < prose.MaxStatement && prose.Marker(p.Text) == 0 && backlog.GoesOver(p.Text, "")
		})
}

// toldFirst are the words of an outcome with what the context begins with.
func (l *linter) toldFirst(words string) string {
	context := l.doc.contract.context
	for _, p := range context[:min(len(context), 2)] {
		words += " " + prose.Judged(p.Text)
	}
	return words
}

// terminates reports whether a check decides when a list is worked off, or something is
// handed over on its items; a check that may pass today already does not, unless the
// list is of what such checks find.
func (l *linter) terminates() bool {
	words, labels := prose.Judged(l.doc.outcome.Text), l.labels()
	found := backlog.Findable(words)
	reports := func(p Passage) bool {
		said := prose.Judged(p.Text)
		return backlog.HandsOver(said) || backlog.Bounded(said)
	}
	more := backlog.KeepsComing(l.toldFirst(words))
	ended := backlog.Ended(words, l.toldFirst(words))
	if l.doc.budget != (Budget{}) || ended || slices.ContainsFunc(prose.First(l.doc.contract.context), reports) {
		return true
	}
	return slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool {
		switch {
		case backlog.OnEach(c.Text, over(labels, c.Line)):
			return false
		case backlog.HandsOver(c.Text):
			return true
		case saying.AsToday.MatchString(prose.BlankCode(c.Text)):
			return false
		case backlog.Ends(c.Text, found), c.Kind != MustHold && check.SearchesNone(c.Command, c.Text):
			return true
		case c.Predicate != nil:
			return !l.holdsNow(c)
		case more || !c.Runnable() || c.Kind == MustHold:
			return false
		}
		return c.Kind == MustChange || l.looksAt(c) || found && check.RunsAll(c.Command) && !check.OnlyTests(c.Command)
	})
}

// looksAt reports a check of what the list is of: at the place that the outcome names, with
// a bound, or at what the outcome is about.
func (l *linter) looksAt(c Criterion) bool {
	words := l.headline() + " " + prose.Judged(l.doc.outcome.Text)
	for _, code := range prose.CodeSpan.FindAllStringSubmatch(words, prose.MaxCalls) {
		if ruling.MentionsPath(code[1]) && strings.Contains(c.Command, strings.Trim(code[1], "/*")) && !check.OnlyTests(c.Command) {
			return true
		}
	}
	if check.RunsAll(c.Command) {
		return false
	}
	return check.FindsNone(prose.Judged(c.Text)) || atLeast.MatchString(c.Command) || check.Searches(c.Command) || related(words, prose.BlankCode(c.Text)+" "+strings.NewReplacer("-", " ", "_", " ", "/", " ").Replace(c.Command))
}

// atLeast is an option by which a command fails beyond a bound.
var atLeast = regexp.MustCompile(`--[\w-]*(?:under|min|max|threshold|limit)[\w-]*[= ]\d`)

// goesThrough reports a text that asks for that: in its outcome, beside it, or in what holds of
// the work.
func (l *linter) goesThrough(words string) bool {
	says := func(s string) bool {
		return slices.ContainsFunc(page.Sentences(page.Bare(prose.Stated(s))), func(t page.Text) bool { return backlog.Iterates(t.S) })
	}
	if says(words) {
		return true
	}
	d := &l.doc
	return slices.ContainsFunc(prose.First(d.contract.context), func(p Passage) bool { return says(p.Text) }) ||
		slices.ContainsFunc(prose.First(d.contract.criteria), func(c Criterion) bool { return backlog.ByPieces(c.Text) || backlog.SaysHow(c.Text) }) ||
		slices.ContainsFunc(prose.First(d.contract.constraint), func(c Constraint) bool { return backlog.EachHandedIn(c.Text) || backlog.SaysHow(c.Text) }) ||
		slices.ContainsFunc(prose.First(d.afterPhase), func(s Step) bool { return backlog.SaysHow(s.Text) }) ||
		slices.ContainsFunc(prose.First(d.priorities), func(p Priority) bool { return backlog.SaysHow(p.Text) || backlog.GoesOn(p.Text) })
}

// over is the last of some labels above a line.
func over(labels []Passage, line int) string {
	at, _ := slices.BinarySearchFunc(labels, line, func(p Passage, line int) int { return p.Line - line })
	if line == 0 || at == 0 {
		return ""
	}
	return labels[at-1].Text
}

// labelEnd ends a line that only leads what stands below it.
var labelEnd = regexp.MustCompile(`(?i)(?::|\*\*|__| (?:when|if|once))$`)

// labels are the headings and labels of the text, and the short lines that lead a list.
func (l *linter) labels() (out []Passage) {
	for i := range l.doc.blocks {
		b := &l.doc.blocks[i]
		name := b.Name.S
		if b.Kind == page.Para && len(b.Lines) == 1 && len(b.Lines[0].S) < prose.MaxLead && labelEnd.MatchString(b.Lines[0].S) {
			name = strings.Trim(b.Lines[0].S, "*_:")
		}
		if b.First >= 0 && name != "" && b.Kind != page.Fence {
			out = append(out, Passage{Text: name, Span: Span{Line: b.First + 1}})
		}
	}
	return out
}
