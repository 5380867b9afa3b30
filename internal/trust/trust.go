// Package trust marks what this module has written itself and kept where nobody
// else writes. Code outside of the module cannot import it, and so cannot make
// a mark: what needs one is closed to it. Nothing comes in and nothing is kept.
package trust

// Mark says that bytes come from the module's own log. The zero Mark says
// nothing.
type Mark struct{ log bool }

// Log marks what was read from the hash-chained log of a goal.
func Log() Mark { return Mark{log: true} }

// Given tells whether the mark was made by this module.
func (m Mark) Given() bool { return m.log }
