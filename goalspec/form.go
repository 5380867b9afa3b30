package goalspec

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
	fieldScope    // written by hand: paths bound the work, words are context
	fieldNonGoals // written by hand: constraints
	fieldPhase    // "Phase N: name"
)

// Form is the list of labels of an issue form, in its order.
type Form struct {
	fields []formField
}

type formField struct {
	id    string
	label string
	field field
}

// StandardForm is the form that goalkeeper init writes. Fields that decide
// what may be touched come before those that take free text, so that a heading
// inside an answer cannot take their place.
func StandardForm() Form {
	return Form{fields: []formField{
		{"work_type", "Work type", fieldWorkType},
		{"may_change", "Paths that may change", fieldAllow},
		{"must_not_change", "Paths that must not change", fieldDeny},
		{"focus", "Paths to focus on", fieldFocus},
		{"resources", "Resources", fieldResources},
		{"budget", "Budget", fieldBudget},
		{"goal", "Goal", fieldGoal},
		{"constraints", "Constraints", fieldConstraints},
		{"evidence", "Evidence", fieldEvidence},
		{"priorities", "Priorities", fieldPriorities},
		{"phases", "Phases", fieldPhases},
		{"after_each_phase", "After each phase", fieldAfterPhase},
		{"stop", "Stop and report", fieldStop},
		{"context", "Context", fieldContext},
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

// index finds a label exactly as written.
func (f Form) index(label string) int {
	for i, ff := range f.fields {
		if ff.label == label {
			return i
		}
	}
	return -1
}
