package goalspec

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// addedTo are paths that must not change with those that the rest of their entry adds; all
// reports that it names no others.
func (r *reader) addedTo(globs []ruling.Pattern, entry string, t page.Text) (list []ruling.Pattern, all bool) {
	more := ruling.Added(entry, globs)
	if len(more) == 0 {
		return globs, false
	}
	r.note(readStrictly, spanOf(t), "%q is read as: %s must not change as well", prose.Clip(entry), ruling.Patterns(more))
	for i := range globs {
		globs[i].Reason = "" // it would add them again
	}
	list = append(globs, more...)
	c := ruling.NewClause(ruling.CodeMarked(entry))
	return list, !slices.ContainsFunc(c.PointsTo(len(c.Words), true), func(g ruling.Pattern) bool {
		return !slices.ContainsFunc(list, func(h ruling.Pattern) bool { return h.Pattern == g.Pattern })
	})
}
