package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/backlog"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/praise"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

func (l *linter) outcome() {
	d := l.doc
	words, span := prose.Judged(d.outcome.Text), d.outcome.Span.orStart()
	switch {
	case words == "":
		l.add(noOutcome.found(d.facts.labels[field.Goal].orStart()))
		return
	case l.onlyNames(words):
		l.add(noOutcome.at(span, "%q only names something, and nothing says what shall be", prose.Clip(words)))
	case d.onlyGreen():
		if !l.namesTests() {
			l.add(bareTests.at(span, "%q says neither which tests nor what must stay", prose.Clip(words)))
		}
	case l.nothingWanted(words):
		l.add(noOutcome.at(span, "%q does not say what shall be, and nothing else in the text does", prose.Clip(words)))
	default:
		l.unmeasured(words, span)
	}
	if l.isList(words) && len(d.stop) == 0 && !l.terminates() {
		l.add(endless.at(span, "%q is a list of items without an end or a report", prose.Clip(words)))
	}
	if !d.one {
		l.unrelated(words, span)
	}
}

// unmeasured judges an outcome by what it tells of the delta: one that only names a quality, or
// work, has to be measured by something that is not so today.
func (l *linter) unmeasured(words string, span Span) {
	asks := praise.Of(words)
	if title := prose.CleanTitle(l.doc.title); saying.Wants(title) {
		asks = max(asks, praise.Of(title))
	}
	switch {
	case asks == praise.Change, asks == praise.Nothing, l.measured(true):
	case asks == praise.Quality && l.saysBeside():
		l.add(maybeVague.at(span, "the outcome %q is vague%s", prose.Clip(words), l.unmet()))
	case asks == praise.Quality:
		l.add(vagueOutcome.at(span, "the outcome %q is vague%s", prose.Clip(words), l.unmet()))
	case !l.measured(false) && !l.detailed():
		l.add(vagueOutcome.at(span, "the outcome %q names work, and nothing says or measures what is to come of it", prose.Clip(words)))
	default:
		l.add(maybeVague.at(span, "the outcome %q names work, and not what is to come of it", prose.Clip(words)))
	}
}

// unmet says why nothing measures the outcome.
func (l *linter) unmet() string {
	if l.measured(false) {
		return ", and what holds today already does not measure it"
	}
	return " and nothing measures it"
}

// maxName is how many words a title has that only names something.
const maxName = 5

// onlyNames reports a few words that name something, where the text has no more.
func (l *linter) onlyNames(words string) bool {
	return len(l.doc.contract.context)+len(l.doc.contract.criteria) == 0 && strings.Count(words, " ") < maxName-1 &&
		!saying.Wants(words) && !saying.Background(words) && !saying.Observable(words) && praise.Of(words) != praise.Quality
}

// detailed reports a list among the context that says of what the work is made.
func (l *linter) detailed() bool {
	over := ""
	return slices.ContainsFunc(prose.First(l.doc.contract.context), func(p Passage) bool {
		s := prose.Judged(p.Text)
		kept := mayHoldNow(newCriterion(over))
		over = s
		return !kept && strings.Contains("-*+1", s[:min(len(s), 1)]) && prose.Marker(s) > 0 && saying.Observable(s) && !allAsToday(s) && saysOfWork(s)
	})
}

// saysOfWork reports a list of which an item says something, and none is only where to look.
func saysOfWork(s string) bool {
	items := strings.Split(strings.TrimSpace(s), "\n")
	return !slices.ContainsFunc(items, func(item string) bool {
		return ruling.OnlyPaths(saying.BareItem(item)) || strings.Contains(item, "://")
	}) && slices.ContainsFunc(items, func(item string) bool {
		item = saying.BareItem(item)
		return praise.Of(item) == praise.Change && (praise.IsClause(item) || saying.AsksToDo(item) || !strings.Contains(item, "`") && !ruling.MentionsPath(item))
	})
}

// allAsToday reports a list of which each item is to be, or may be, as it is now.
func allAsToday(s string) bool {
	return !slices.ContainsFunc(strings.Split(strings.TrimSpace(s), "\n"), func(item string) bool {
		return !saying.AsToday.MatchString(prose.BlankCode(item)) && !(strings.Contains(item, "`") && partHolds(newCriterion(saying.BareItem(item))))
	})
}

// measured reports whether something tells success from failure, and, where it has
// to be new, whether that is not what may hold today.
func (l *linter) measured(isNew bool) bool {
	words := prose.Judged(l.doc.outcome.Text)
	return boundsNow(words) || slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool {
		switch {
		case isNew && (l.holdsNow(c) || beyondTaste(words, c) || provesNothing(c)):
			return false
		case c.Predicate != nil && (c.Command != "" || boundsNow(c.Text)), backlog.EndsList.MatchString(c.Text):
			return true
		}
		return !saying.SuitePasses.MatchString(c.Text) && (c.Command != "" || saysSomething(c))
	})
}

// saysSomething reports a criterion in words that names what is to be seen, or that people are
// to look at.
func saysSomething(c Criterion) bool {
	switch praise.Of(c.Text) {
	case praise.Quality, praise.Work:
		return false
	case praise.Nothing:
		return c.ByInspection
	}
	return c.ByInspection || (saying.Observable(c.Text) || strings.Count(c.Text, " ") > 2) && !praise.IsUnverifiable(c.Text)
}

// boundsNow reports words with a bound that are not on what was.
func boundsNow(words string) bool {
	return check.PredicateIn(words) != nil && slices.ContainsFunc(page.Sentences(page.Bare(words)), func(t page.Text) bool {
		return slices.ContainsFunc(praise.Clauses(t.S), func(p string) bool { return check.PredicateIn(p) != nil && !saying.TellsPast(p) })
	})
}

// wholeSuite reports a criterion that only says of what tests everything that it
// passes, as it may today.
func wholeSuite(c Criterion) bool {
	return c.Kind != MustChange && check.RunsAll(c.Command) && prose.BlankCode(c.Text) != c.Text && saying.OnlyVerdict.MatchString(prose.BlankCode(c.Text))
}

// saysBeside reports something besides the outcome that says what shall be, and what is
// to be seen of it.
func (l *linter) saysBeside() bool {
	says := func(p Passage, tells func(string) bool) bool {
		return slices.ContainsFunc(page.Sentences(page.Bare(prose.StripMarkers(prose.Judged(p.Text)))), func(s page.Text) bool {
			return praise.Of(s.S) == praise.Change && tells(s.S) && saying.Of(s.S) != saying.Manner && !toWorker.MatchString(s.S) && (saying.Desire.MatchString(s.S) || !saying.OfPeople.MatchString(s.S))
		})
	}
	return slices.ContainsFunc(prose.First(l.doc.contract.context), func(p Passage) bool { return says(p, saying.Wants) }) ||
		slices.ContainsFunc(prose.First(l.doc.facts.beside), func(p Passage) bool { return !ofUs.MatchString(p.Text) && says(p, saying.TellsState) }) || l.detailed()
}

// toWorker speaks to whoever does the work.
var toWorker = regexp.MustCompile(`(?i)\byou(?:r|['’]\w+)?\b`)

// ofUs tells of who writes.
var ofUs = regexp.MustCompile(`\b(?:I|[Mm][ey]|[Ww]e|us|[Oo]ur)\b`)
