package prose

// Limits of what is looked at: more is not written by people.
const (
	MaxStatement = 1000 // bytes of a statement
	MaxLead      = 100  // bytes of a line that introduces a list
	MaxCalls     = 10   // commands in one statement
)
