package goalspec

import (
	"cmp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// sentencesBehind takes a line of paths with more sentences behind them, as in
// "`a/`, `b/`. They are generated.", when each can be read for itself: paths it names
// must not change, and it leaves none of those before it out.
func (r *reader) sentencesBehind(s section, words string, e entry) bool {
	list := page.Sentences(e.text)
	if len(list) < 2 || e.group+e.head != "" || s.field == field.Focus {
		return false
	}
	first := strings.TrimRight(prose.StripMarkers(list[0].Words()), ". ")
	if globs, fault := ruling.GlobsIn(words, s.field.Permits()); fault == "" && len(globs) > 0 {
		return false // a reason
	}
	listed := first
	if m := ruling.NamedInParens.FindStringSubmatch(first); m != nil && s.field == field.Deny {
		listed = m[2]
	}
	if globs, fault := ruling.GlobsIn(listed, s.field.Permits()); fault != "" || len(globs) == 0 {
		return false
	}
	before := first
	if s.field == field.Deny {
		before = "Do not change " + first
	}
	for _, t := range list[1:] {
		if both, unsure := ruling.LeanOn(before, t.Words()); !ruling.BansOthers(t.S) && (unsure || !addsBans(cmp.Or(both, t.Words())) && (s.field != field.Deny || !ruling.AddsNothing(t.Words()))) {
			return false
		}
	}
	r.pathLine(s, first, list[0])
	for _, t := range list[1:] {
		said, _ := r.ruleAfter(before, t.Words(), spanOf(t))
		if len(said) == 0 && !forbidsFirst(t.Words()) && !ruling.BansOthers(t.S) {
			r.context(passageOf(t))
			continue
		}
		r.constraint(Constraint{Text: t.Words(), Span: spanOf(t)})
	}
	return true
}

// staysAtEnd ends in what asks for something to stay.
var staysAtEnd = regexp.MustCompile(`(?:^k[^k]*|[mabs]i*)[fF]\.?$`)

// addsBans reports a sentence behind paths that forbids more or bounds nothing.
func addsBans(words string) bool {
	if list := ruling.Rulings(words); len(list) > 0 {
		return ruling.OnlyDenies(list)
	}
	said := ruling.NewClause(ruling.CodeMarked(words)).Classes
	bans := (strings.HasPrefix(strings.TrimLeft(said, "imd"), "n") || staysAtEnd.MatchString(said) && !strings.ContainsAny(said, "x")) && !strings.ContainsAny(said, "oauc")
	return !ruling.MentionsPath(words) && (bans || !strings.ContainsAny(said, ruling.Signs+"ac"))
}

var (
	// asNeededLead stands before a path that may change when it has to.
	asNeededLead = regexp.MustCompile(`(?i)^(?:(?:and|also|plus|optionally|possibly|maybe|(?:if|where|when|as) (?:really )?(?:needed|necessary|required)),? )+`)
	// asideFor says within a list of paths what the next one is for.
	asideFor = regexp.MustCompile("(?i),? and, (?:for|if|where|when) [^,`]{1,40}, ")
)
