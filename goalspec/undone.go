package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// fieldDone is the field of what stands below words that say when the work is done, or
// is not.
func fieldDone(not bool) field.Field {
	if not {
		return field.Constraints
	}
	return field.Evidence
}

// doneFirst reports a text that begins with when the work is done.
func doneFirst(s string) bool {
	end, not := check.DoneSaid(s)
	return end > 0 && !not
}

// isUndone reports a statement that says when the work is not done.
func isUndone(s string) bool {
	_, not := check.DoneSaid(s)
	return not
}

// undoneLabel reports a label that says when the work is not done.
func undoneLabel(label string) bool {
	_, not := check.DoneSaid(bareLabel(label[:min(len(label), prose.MaxLead)]) + " ")
	return not
}
