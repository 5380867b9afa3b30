package goalspec

import (
	"math"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofBounds are words that only say how a bound is one, or how it is measured.
var ofBounds = regexp.MustCompile(`(?i)^(?:is|are|be|been|stays?|remains?|keeps?|kept|falls?|drops?|rises?|gets?|goes|must|should|shall|will|has|have|needs?|to|at|least|most|below|above|under|over|than|less|more|fewer|greater|higher|lower|larger|smaller|beyond|within|not|no|never|up|down|exactly|only|equals?|the|an?|of|and|as|it|its|reach(?:es)?|target|minimum|maximum|min|max|or|better|prints?|printed|reports?|reported|shows?|shown|gives?|given|measured|measures|by|with|command|per|cent|percent|threshold|limit|bound|value)$`)

// measures tells bounds of one thing, as the same command prints it if there is one, that
// no number keeps.
func (l *linter) measures() {
	seen := map[string][]Criterion{}
	for _, c := range l.doc.contract.criteria {
		if c.Predicate == nil {
			continue
		}
		key := c.measured()
		if i := slices.IndexFunc(seen[key], func(o Criterion) bool { return c.Predicate.excludes(*o.Predicate) }); i >= 0 {
			o := seen[key][i]
			f := neverChecked.at(c.Span.orStart(), "%q can never be met beside %s: no number is %s and %s", prose.Clip(c.Text), o.ID, c.Predicate, o.Predicate)
			f.Suggestion = "Correct one of the two bounds, or say in both of what they are."
			l.add(f)
		} else if len(seen[key]) < check.MaxBounds {
			seen[key] = append(seen[key], c)
		}
	}
}

// measured are the words of a criterion that say of what its bound is, in any order.
func (c Criterion) measured() string {
	words := strings.FieldsFunc(strings.ToLower(c.Text), func(r rune) bool { return strings.ContainsRune(" \t\n`\"'“”*_()[],;:.!?<>=≤≥%", r) })
	words = slices.DeleteFunc(words, func(w string) bool { return ofBounds.MatchString(w) || c.Predicate.says(w) })
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ") + "\n" + c.Command + "\n" + strings.ToLower(c.Predicate.Unit)
}

// says reports a word that is the number or the unit of a bound, or both.
func (p Predicate) says(word string) bool {
	word = strings.TrimPrefix(strings.TrimSuffix(word, strings.ToLower(p.Unit)), "-")
	return word == "" || strings.TrimSuffix(number(math.Abs(p.Value)), ".0") == word
}

// excludes reports two bounds that no number keeps.
func (p Predicate) excludes(q Predicate) bool {
	low, high := p, q
	for range 2 {
		floor, from := low.Value, strings.HasPrefix(low.Op, ">") || low.Op == "=="
		ceiling, to := high.Value, strings.HasPrefix(high.Op, "<") || high.Op == "=="
		if from && to && (floor > ceiling || floor == ceiling && (low.Op == ">" || high.Op == "<")) {
			return true
		}
		low, high = q, p
	}
	return false
}
