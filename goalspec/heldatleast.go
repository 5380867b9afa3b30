package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// heldAtLeast takes an entry of what must not change that names paths and says more of them
// than is read: what it protects whichever way it is meant does not change.
func (r *reader) heldAtLeast(globs []ruling.Pattern, words string, t page.Text) bool {
	held, ok := ruling.AtLeast(withoutRemarks(words))
	if !ok || len(globs) == 0 && check.AsksOfCommand(words) {
		return false
	}
	why := words
	if len(globs) > 0 {
		why, _ = ruling.RestBehind(words, globs)
	}
	if why = strings.Trim(asReason.Replace(why), " .,;:–—-"); !readsBack(held, why) {
		why = ""
	}
	for i := range held {
		held[i].Reason = why
	}
	r.thingsBesides(words, spanOf(t))
	r.heldStrictly(held, words, spanOf(t))
	return true
}

// readsBack reports a reason with which paths that must not change are read as they are.
func readsBack(held []ruling.Pattern, why string) bool {
	line := "`" + held[0].Pattern + "` (" + why + ")"
	if _, leaves := ruling.ExceptionIn(line); leaves || slices.ContainsFunc(held, func(g ruling.Pattern) bool { return strings.Contains(why, g.Pattern) }) {
		return false
	}
	if _, fault := ruling.GlobsIn(line, false); fault == "" {
		return len(ruling.Rulings(why)) == 0
	}
	again, ok := ruling.AtLeast(line)
	return ok && !slices.ContainsFunc(again, func(g ruling.Pattern) bool {
		return !slices.ContainsFunc(held, func(h ruling.Pattern) bool { return h.Pattern == g.Pattern })
	})
}

// heldStrictly takes paths that must not change where some of them, or a part, perhaps may.
func (r *reader) heldStrictly(globs []ruling.Pattern, words string, at Span) {
	r.note(readStrictly, at, "%q is read as: %s must not change", prose.Clip(words), ruling.Patterns(globs))
	r.place(field.Deny, globs, at)
}

// withoutRemarks are words without what stands in parentheses and names no path.
func withoutRemarks(words string) string {
	return prose.InParens.ReplaceAllStringFunc(words, func(s string) string {
		if strings.ContainsAny(s, "/`") {
			return s
		}
		return ""
	})
}
