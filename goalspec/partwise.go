package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// allBut takes an entry of what may change, or is expected to, that leaves some paths out.
func (r *reader) allBut(f field.Field, words string, at Span) bool {
	list := ruling.NewClause(ruling.CodeMarked("Change only " + prose.Stated(words))).LeavingOut()
	for i := range list {
		if list[i].Field == field.Allow {
			list[i].Field = f
		}
	}
	r.take(list, words, at)
	return len(list) > 0
}
