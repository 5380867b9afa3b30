package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
)

// Form is the list of labels of an issue form, in its order. The zero Form is
// none; see [StandardForm] and [ReadForm].
type Form struct {
	fields []formField
}

type formField struct {
	id      string
	label   string
	field   field.Field
	value   string // what the form itself puts into the answer
	example string // what it shows in grey where there is no answer yet
	ticks   bool   // checkboxes: only what is ticked is answered
	several bool   // a dropdown of which people may choose several
}

// StandardForm is the form that goalkeeper init writes. Fields that decide
// what may be touched come before those that take free text, so that a heading
// inside an answer cannot take their place.
func StandardForm() Form {
	return Form{fields: []formField{
		{id: "work_type", label: "Work type", field: field.WorkType},
		{id: "may_change", label: "Paths that may change", field: field.Allow},
		{id: "must_not_change", label: "Paths that must not change", field: field.Deny},
		{id: "focus", label: "Paths to focus on", field: field.Focus},
		{id: "resources", label: "Resources", field: field.Resources},
		{id: "budget", label: "Budget", field: field.Budget},
		{id: "goal", label: "Goal", field: field.Goal},
		{id: "constraints", label: "Constraints", field: field.Constraints},
		{id: "evidence", label: "Evidence", field: field.Evidence},
		{id: "priorities", label: "Priorities", field: field.Priorities},
		{id: "phases", label: "Phases", field: field.Phases},
		{id: "after_each_phase", label: "After each phase", field: field.AfterPhase},
		{id: "stop", label: "Stop and report", field: field.Stop},
		{id: "context", label: "Context", field: field.Context},
	}}
}

// Labels are the form's labels in order.
func (f Form) Labels() []string {
	var out []string
	for _, ff := range f.fields {
		out = append(out, ff.label)
	}
	return out
}

// shows reports an answer that is what the form shows where there is none.
func (f Form) shows(of field.Field, answer string) bool {
	return slices.ContainsFunc(f.fields, func(ff formField) bool {
		return ff.field == of && ff.example != "" && strings.Join(strings.Fields(ff.example), " ") == answer
	})
}

// index finds a label exactly as written.
func (f Form) index(label string) int {
	for i, ff := range f.fields {
		if ff.label == label {
			return i
		}
	}
	return -1
}
