package goalspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// slashedWords are words with slashes between them, or a path.
var slashedWords = regexp.MustCompile(`^[A-Za-z0-9-]+(?:/[A-Za-z0-9-]+)+$`)

// perhaps remembers what a sentence names without code marks and may be no path, such as
// HTTP/2.
func (r *reader) perhaps(globs []ruling.Pattern, words string) {
	for _, g := range globs {
		if slashedWords.MatchString(g.Pattern) && !strings.Contains(words, "`"+g.Pattern) {
			r.doc.facts.perhaps = append(r.doc.facts.perhaps, g.Pattern)
		}
	}
}

// maxGlobs bounds the paths of one goal.
const maxGlobs = 400

// place adds globs to the list of a field, each once.
func (r *reader) place(f field.Field, globs []ruling.Pattern, span Span) {
	facts := &r.doc.facts
	list := &facts.allowed
	switch f {
	case field.Deny:
		list = &facts.denied
	case field.Focus:
		list = &facts.focused
	}
	for _, g := range globs {
		key := globKey(f, g.Pattern)
		if i, ok := r.globs[key]; ok {
			had := (*list)[i]
			(*list)[i] = had.with(globAt(g, span))
			r.outdone((*list)[i], append(slices.Clone(had.Except), g.Except...), span)
			continue
		}
		if len(r.globs) == maxGlobs {
			r.note(manyStatements, span, "there are more than %d paths", maxGlobs)
			return
		}
		r.globs[key] = len(*list)
		*list = append(*list, globAt(g, span))
	}
}

// outdone tells of what one statement leaves out of a pattern and another does not.
func (r *reader) outdone(g Glob, said []string, span Span) {
	for _, path := range said {
		if !slices.Contains(g.Except, path) {
			r.note(readStrictly, span, "%q is left out of %q in one place and not in another: it must not change", path, g.Pattern)
			return
		}
	}
}

func globKey(f field.Field, pattern string) string {
	return fmt.Sprint(f == field.Deny, f == field.Focus, pattern)
}

// placed reports a glob that stands in the list of a field.
func (r *reader) placed(f field.Field, g ruling.Pattern) bool {
	_, ok := r.globs[globKey(f, g.Pattern)]
	return ok
}
