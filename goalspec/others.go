package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// noOthers takes what is said of all others beside a list of paths; below a label by which
// nothing else may change it says no more.
func (r *reader) noOthers(f field.Field, t page.Text) {
	if f == field.Deny || f == field.Focus {
		r.elses = append(r.elses, passageOf(t))
	}
	if f == field.Deny {
		r.constraint(Constraint{Text: t.Words(), Span: spanOf(t)})
		return
	}
	r.context(passageOf(t))
}
