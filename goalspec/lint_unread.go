package goalspec

import "fmt"

// unread finds what a criterion measures or runs and does not say for certain.
func (l *linter) unread(c Criterion) {
	if c.ByInspection {
		return
	}
	if _, fault := boundIn(c.Text); fault != "" {
		l.add(unreadBound.at(c.Span.orStart(), "%s: %s", c.ID, fault))
		return
	}
	l.notPassing(c.ID, c.Text, c.Span)
}

// steps finds commands after each phase of which something else is said than
// that they pass.
func (l *linter) steps() {
	for i, s := range l.doc.afterPhase {
		l.notPassing(fmt.Sprintf("step %d after each phase", i+1), s.Text, s.Span)
	}
}

func (l *linter) notPassing(what, words string, span Span) {
	if _, fault := commandOf(words); fault != "" {
		f := unreadBound.at(span.orStart(), "%s: %s", what, fault)
		f.Suggestion = "Say of one command that it passes; let it exit 0 exactly when the statement holds."
		l.add(f)
	}
}
