// Package field names the parts of a contract that a label opens. It is a list
// and keeps nothing.
package field

// Field is a part of the contract that a label opens.
type Field int

const (
	Unknown Field = iota
	WorkType
	Allow
	Deny
	Focus
	Resources
	Budget
	Goal
	Constraints
	Evidence
	Priorities
	Phases
	AfterPhase
	Stop
	Context
	Title    // by hand: the first heading, when it is no label
	Scope    // by hand: paths bound the work, words are context
	NonGoals // by hand: constraints
	Phase    // by hand: "Phase N: name"
	Expected // by hand: the outcome, where no other label states it
)

// Permits reports a field of paths that may change.
func (f Field) Permits() bool { return f == Allow || f == Scope }

// OfPaths reports the fields that are lists of paths.
func (f Field) OfPaths() bool {
	return f == Deny || f == Allow || f == Focus || f == Scope
}
