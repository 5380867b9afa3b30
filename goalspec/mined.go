package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// statement is a sentence as an item of a list: markers and the closing stop
// dropped.
func statement(t page.Text) string {
	return prose.StripMarkers(strings.TrimRight(t.Words(), prose.EndMarks))
}

func (r *reader) mineConstraint(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	r.mined.constraint = append(r.mined.constraint, Constraint{Text: w, Span: spanOf(t)})
	r.inWordsOnly(w, spanOf(t))
	r.heldToo(MustHold, w, spanOf(t))
	return true
}

func (r *reader) mineCriterion(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	if check.MoodOf(w) == check.Wished {
		r.note(unbound, spanOf(t), unneeded, prose.Clip(w))
		return false
	}
	for _, c := range newCriteria(w) {
		c.Span = spanOf(t)
		r.mined.criteria = append(r.mined.criteria, c)
	}
	r.clauses(t)
	return true
}

func (r *reader) mineCriteria(clauses []page.Text) bool {
	for _, c := range clauses {
		r.mineCriterion(c)
	}
	return len(clauses) > 0
}

func (r *reader) mineStop(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	r.mined.stop = append(r.mined.stop, newStop(w, spanOf(t)))
	r.reached(w, spanOf(t))
	return true
}

func (r *reader) minePriority(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	r.mined.priorities = append(r.mined.priorities, newPriority(w, spanOf(t)))
	return true
}

func (r *reader) mineStep(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	r.mined.afterPhase = append(r.mined.afterPhase, newStep(w, "", spanOf(t)))
	return true
}
