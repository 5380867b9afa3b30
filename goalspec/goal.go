package goalspec

// Goal is a contract that passed the lint. The zero Goal holds nothing; a real
// one comes from [Document.Goal], [Document.Admit] or JSON that such a Goal
// wrote, and never changes. JSON is held against the language of today, but for
// [Stored].
type Goal struct {
	contract
}

// IsZero reports whether g is the zero Goal.
func (g Goal) IsZero() bool { return g.outcome.Text == "" }

// Equal reports whether two goals ask for the same, wherever it was written.
func (g Goal) Equal(h Goal) bool { return g.bare() == h.bare() }
