package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// asNeededLead stands before a path that may change when it has to.
	asNeededLead = regexp.MustCompile(`(?i)^(?:(?:and|also|plus|optionally|possibly|maybe|(?:if|where|when|as) (?:really )?(?:needed|necessary|required)),? )+`)
	// asideFor says within a list of paths what the next one is for.
	asideFor = regexp.MustCompile("(?i),? and, (?:for|if|where|when) [^,`]{1,40}, ")
)

// staysAfterAll takes an entry of where the change is expected that asks for its paths to
// stay for what must not change; one that may take back a part of them is told.
func (r *reader) staysAfterAll(words string, globs []ruling.Pattern, t page.Text) bool {
	if len(globs) == 0 {
		return false
	}
	why := globs[len(globs)-1].Reason
	words = strings.Replace(words, "("+why+")", why, 1)
	list := ruling.Rulings(words)
	named := func(g ruling.Pattern) bool {
		return slices.ContainsFunc(list[0].Globs, func(by ruling.Pattern) bool { return by.Pattern == g.Pattern })
	}
	if ruling.OnlyDenies(list) && len(list) == 1 && !list[0].Part && !list[0].Whole && !list[0].Strict && !slices.ContainsFunc(globs, func(g ruling.Pattern) bool { return !named(g) }) {
		r.take(list, words, spanOf(t))
		r.constraint(Constraint{Text: words, Span: spanOf(t)})
		return true
	}
	faulty := slices.ContainsFunc(list, func(b ruling.Ruling) bool { return b.Fault != "" })
	classes := ruling.NewClause(prose.Stated(why)).Classes
	switch {
	case justNot.MatchString(classes), why != "" && staysWhole(ruling.Rulings("`"+globs[0].Pattern+"`: "+why)):
		r.place(field.Deny, globs, spanOf(t))
		return true
	case ruling.OnlyDenies(ruling.Rulings(why)), len(list) > 0 && !faulty && !ruling.OnlyDenies(list): // read as such
	case len(list) > 0, ruling.SaysNo(why), strings.IndexByte(classes, prose.IsExcept) >= 0, notThat.MatchString(classes):
		r.note(saidInWords, spanOf(t), "%q may say what must not change; it is not certain, so no change is stopped by it", prose.Clip(words))
	}
	return false
}

var (
	// justNot is a negation and nothing that it is said of, notThat one of a path.
	justNot = regexp.MustCompile(`^[imdyo]*n[.,]*$`)
	notThat = regexp.MustCompile(`(?:^|[.,:])[imdyo]*n[izh]*[per]`)
)

// narrowed reports a path where the change is expected that may be said to be
// the only one that may change.
func (r *reader) narrowed(f field.Field, words string, t page.Text) {
	switch {
	case f != field.Focus:
	case ruling.BansOthers(words) || ruling.EndsInOthers(words):
		r.elses = append(r.elses, passageOf(t))
	case ruling.Speaks(words, string(rune(prose.IsOnly))):
		r.note(unreadPath, spanOf(t), "%q may mean that nothing else may change; write it under \"Only modify:\" if it does", prose.Clip(words))
	}
}

// notPath keeps words in a path block: a prohibition is a constraint, the rest
// is context. Words that name a path after all are a finding.
func (r *reader) notPath(s section, words string, t page.Text) {
	f := s.field
	if list := ruling.Rulings(ruling.LeavesIt.ReplaceAllString(words, "leave $1 alone")); f == field.Scope && ruling.OnlyDenies(list) {
		r.take(list, words, spanOf(t))
		r.constraint(Constraint{Text: words, Span: spanOf(t)})
		return
	}
	named := f == field.Allow || f != field.Focus && (ruling.MentionsPath(words) || strings.HasPrefix(words, "!") || f == field.Deny && strings.ContainsAny(prose.BlankCode(words), "\\&") || strings.Contains(words, "/") && !strings.ContainsAny(words, " \t"))
	if named {
		r.note(unreadPath, spanOf(t), "%q is not a path or glob", prose.Clip(words))
	}
	if f == field.Deny {
		things := words
		words = noChange(things)
		if !named {
			if len(r.rule(words, spanOf(t))) == 0 {
				r.inWords(s, things, t)
			}
		}
		r.constraint(Constraint{Text: words, Span: spanOf(t)})
		return
	}
	r.context(passageOf(t))
}

// turned reports words that lead a list of paths and may turn it around.
func (r *reader) turned(f field.Field, lead string, t page.Text) {
	if ruling.Speaks(lead, turnsAround[f]) || f == field.Deny && strings.HasPrefix(ruling.NewClause(prose.Stated(lead)).Classes, string(rune(prose.IsOnly))) {
		r.note(unreadPath, spanOf(t), "%q may give the paths below it another meaning", prose.Clip(lead))
	}
}

// notRead reports what stands among paths and is not read: a heading, a
// quotation, a summary.
func (r *reader) notRead(f field.Field, b *page.Block) {
	t := b.Name
	if len(b.Lines) > 0 {
		t = page.Join(b.Lines)
	}
	r.narrowed(f, t.S, t)
	switch {
	case f == field.Focus || strings.TrimSpace(t.S) == "":
	case b.First == entry.InLine:
		r.turned(f, t.S, t)
	case f != field.Scope || ruling.MentionsPath(t.S):
		r.note(unreadPath, spanOf(t), "%q stands among the paths and is not read as one", prose.Clip(t.S))
	}
}

// takenBack are sentences, one that leaves paths out together with the one behind it if that
// may let less of these change: no more is read of the two than of any such words.
func takenBack(list []page.Text) (out []page.Text) {
	for i := 0; i < len(list); i++ {
		t := list[i]
		if i+1 < len(list) && ruling.TakenBack(t.S, list[i+1].S) {
			i++
			t = page.Join([]page.Text{t.Reading(strings.TrimRight(t.S, prose.EndMarks) + "."), list[i]})
		}
		out = append(out, t)
	}
	return out
}
