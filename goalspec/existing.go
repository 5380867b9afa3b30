package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// existingIn names the files that a directory holds today, of which new ones beside them
// are none, or those that are not named.
var existingIn = regexp.MustCompile("(?i)\\b((?:existing|other|remaining) (?:[\\w-]+ ){0,2}(?:in|under|inside|below)|(?:rest|remainder|others) (?:of|in|under|inside|below)|(?:everything|anything) else (?:in|under|inside|below)) (?:the )?(?:`([^`\\s]+)`|([\\w.@-]*/[\\w./*@-]*))")

// kept are the files of a directory that must not change while others there may.
type kept struct {
	words, may string // which they are, and what may change beside them
	dir        string
	span       Span
}

// onlyExisting keeps that words which forbid a change speak of no more than what a
// directory holds today.
func (r *reader) onlyExisting(words string, span Span) {
	for _, m := range existingIn.FindAllStringSubmatch(prose.Stated(words), prose.MaxCalls) {
		k := kept{words: "existing files in", may: "new ones may come", dir: m[2] + strings.TrimRight(m[3], "."), span: span}
		if which := strings.ToLower(m[1]); !strings.HasPrefix(which, "existing") {
			k.words, k.may = "the "+which, "what is asked for there may"
		}
		r.existing = append(r.existing, k)
	}
}

// settleExisting leaves a directory open where something in it is asked for: of what it
// holds today the words stay, which no path can hold. Where nothing is, all of it stays as
// it is.
func (r *reader) settleExisting() {
	facts := &r.doc.facts
	asked := compileAll(slices.Concat(r.doc.asked(), facts.permitted))
	exact := glob.MaxContain
	for _, e := range r.existing {
		dir := compileAll([]Glob{{Pattern: e.dir}})[0]
		at := slices.IndexFunc(facts.denied, func(g Glob) bool { return g.Pattern == e.dir })
		within := func(a ready) bool {
			return a.path != dir.path && a.covers.Pattern.Within([]glob.Covering{dir.covers}, &exact)
		}
		if at < 0 || !slices.ContainsFunc(asked, within) {
			continue
		}
		for i, a := range compileAll(facts.permitted) {
			if within(a) {
				r.place(field.Focus, patternsOf(facts.permitted[i:i+1]), a.Span)
			}
		}
		facts.denied = slices.Delete(facts.denied, at, at+1)
		words := e.words + " `" + e.dir + "`"
		r.note(saidInWords, e.span, "%s must not change, and %s: the path stays open, so no change of them is stopped", words, e.may)
		if !slices.ContainsFunc(slices.Concat(r.doc.constraint, r.mined.constraint), func(c Constraint) bool { return strings.Contains(c.Text, e.dir) }) {
			r.constraint(Constraint{Text: "Do not change " + words, Span: e.span})
		}
	}
}
