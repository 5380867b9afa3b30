package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// existingIn names the files that a directory holds today, of which new ones beside them
// are none.
var existingIn = regexp.MustCompile("(?i)\\bexisting (?:[\\w-]+ ){0,2}(?:in|under|inside|below) (?:`([^`\\s]+)`|([\\w.@-]*/[\\w./*@-]*))")

// onlyExisting keeps that words which forbid a change speak of no more than what a
// directory holds today.
func (r *reader) onlyExisting(words string, span Span) {
	for _, m := range existingIn.FindAllStringSubmatch(words[:min(len(words), maxStatement)], maxCalls) {
		r.existing = append(r.existing, Constraint{Text: m[1] + strings.TrimRight(m[2], "."), Span: span})
	}
}

// settleExisting leaves a directory open where something in it is asked for: of what it
// holds today the words stay, which no path can hold. Where nothing is, all of it stays as
// it is.
func (r *reader) settleExisting() {
	facts := &r.doc.facts
	asked := compileAll(slices.Concat(r.doc.asked(), facts.permitted))
	exact := maxContain
	for _, e := range r.existing {
		dir := compileAll([]Glob{{Pattern: e.Text}})[0]
		at := slices.IndexFunc(facts.denied, func(g Glob) bool { return g.Pattern == e.Text })
		within := func(a ready) bool { return a.path != dir.path && a.glob.within([]compiled{dir.glob}, &exact) }
		if at < 0 || !slices.ContainsFunc(asked, within) {
			continue
		}
		facts.denied = slices.Delete(facts.denied, at, at+1)
		words := "existing files in `" + e.Text + "`"
		r.note(saidInWords, e.Span, "%s must not change, and new ones may come; no path is held by these words", words)
		if !slices.ContainsFunc(slices.Concat(r.doc.constraint, r.mined.constraint), func(c Constraint) bool { return strings.Contains(c.Text, e.Text) }) {
			r.constraint(Constraint{Text: "Do not change " + words, Span: e.Span})
		}
	}
}
