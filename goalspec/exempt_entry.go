package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// leavesPaths takes an entry of what must not change that leaves paths out.
func (r *reader) leavesPaths(words string, at Span) bool {
	globs, ok := ruling.GlobsLeaving(words)
	if ok {
		r.reasoned(globs, at)
		r.place(field.Deny, globs, at)
	}
	return ok
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
