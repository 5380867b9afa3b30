package goalspec

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// oneOutcome is the document with what is asked for first, and what it asks for besides
// that has nothing in common with it. Where that cannot be cut out nothing is.
func (d Document) oneOutcome() (one Document, others []string) {
	one = d
	for range prose.MaxParts {
		l := linter{doc: one, o: one.options, effort: glob.MaxSteps, spare: glob.MaxExcept, tally: newTally()}
		_, apart := l.apart(prose.Judged(one.outcome.Text), one.outcome.Span.orStart())
		if apart == "" {
			return one, others
		}
		if !one.cutOut(apart) {
			return d, nil
		}
		others = append(others, asTitle(apart))
	}
	return d, nil
}

// cutOut takes what stands in the outcome, or beside it, out of the document.
func (d *Document) cutOut(other string) bool {
	named := prose.StripMarkers(other)
	if at := strings.LastIndex(d.outcome.Text, named); at > 0 {
		left, right := endsInJoin.ReplaceAllString(d.outcome.Text[:at], ""), d.outcome.Text[at+len(named):]
		if strings.HasSuffix(left, ".") {
			right = strings.TrimPrefix(right, ".")
		}
		d.outcome.Text = left + right
		d.facts.outcomes = slices.DeleteFunc(slices.Clone(d.facts.outcomes), func(p Passage) bool { return p.Text == other })
		return left != ""
	}
	is := func(p Passage) bool { return p.Text == other }
	beside := slices.ContainsFunc(d.contract.context, is)
	d.contract.context = slices.DeleteFunc(slices.Clone(d.contract.context), is)
	d.facts.beside = slices.DeleteFunc(slices.Clone(d.facts.beside), is)
	return beside
}

const joins = `(?:and|also|then|plus|please|as well as|additionally|separately|besides|furthermore|moreover|in addition|on top of that|while (?:(?:you|we|i)(?:['’]re|['’]m| are| am) )?(?:at it|there|on it))`

var (
	// endsInJoin ends what goes on with another outcome, and leadsOther begins that.
	endsInJoin = regexp.MustCompile(`(?i)(?:[\s,;:+&–—(]|(?:^|\s)(?:` + joins + `|\(?(?:[a-h]|[ivx]{1,4}|\d)[.)]))+$`)
	leadsOther = regexp.MustCompile(`(?i)^(?:[\s,;.:–—-]|` + joins + `\b)+`)
)

// asTitle is an outcome as the title of an issue of its own.
func asTitle(s string) string {
	s = strings.Trim(leadsOther.ReplaceAllString(saying.OnTheSide.ReplaceAllString(prose.StripMarkers(s), ""), ""), prose.EndMarks)
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
