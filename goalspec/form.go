package goalspec

import (
	"slices"
	"strings"
)

// field is a part of the contract that a label opens.
type field int

const (
	fieldUnknown field = iota
	fieldWorkType
	fieldAllow
	fieldDeny
	fieldFocus
	fieldResources
	fieldBudget
	fieldGoal
	fieldConstraints
	fieldEvidence
	fieldPriorities
	fieldPhases
	fieldAfterPhase
	fieldStop
	fieldContext
	fieldTitle    // by hand: the first heading, when it is no label
	fieldScope    // by hand: paths bound the work, words are context
	fieldNonGoals // by hand: constraints
	fieldPhase    // by hand: "Phase N: name"
	fieldExpected // by hand: the outcome, where no other label states it
)

// permits reports a field of paths that may change.
func (f field) permits() bool { return f == fieldAllow || f == fieldScope }

// Form is the list of labels of an issue form, in its order. The zero Form is
// none; see [StandardForm] and [ReadForm].
type Form struct {
	fields []formField
}

type formField struct {
	id      string
	label   string
	field   field
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
		{id: "work_type", label: "Work type", field: fieldWorkType},
		{id: "may_change", label: "Paths that may change", field: fieldAllow},
		{id: "must_not_change", label: "Paths that must not change", field: fieldDeny},
		{id: "focus", label: "Paths to focus on", field: fieldFocus},
		{id: "resources", label: "Resources", field: fieldResources},
		{id: "budget", label: "Budget", field: fieldBudget},
		{id: "goal", label: "Goal", field: fieldGoal},
		{id: "constraints", label: "Constraints", field: fieldConstraints},
		{id: "evidence", label: "Evidence", field: fieldEvidence},
		{id: "priorities", label: "Priorities", field: fieldPriorities},
		{id: "phases", label: "Phases", field: fieldPhases},
		{id: "after_each_phase", label: "After each phase", field: fieldAfterPhase},
		{id: "stop", label: "Stop and report", field: fieldStop},
		{id: "context", label: "Context", field: fieldContext},
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
func (f Form) shows(of field, answer string) bool {
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
