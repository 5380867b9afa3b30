package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
)

// Stop is a condition to stop at, or a report to give then.
type Stop struct {
	Text   string `json:"text"`
	Report bool   `json:"report"`
	Span
}

func newStop(words string, span Span) Stop {
	return Stop{Text: words, Report: saying.ReportWords.MatchString(words), Span: span}
}

// reached takes the commands that pass when the work is to stop, as it is done then, for
// criteria.
func (r *reader) reached(words string, span Span) {
	if loc := saying.ReachedAt.FindStringIndex(words); loc != nil {
		r.heldToo(KindUnknown, strings.TrimRight(saying.OrWhen.ReplaceAllString(words[loc[1]:], ""), " .;,"), span)
	}
}

// StopsOnFailure tells whether a failing check stops the work in a phase for
// a question: "stop if any test fails", said of that phase or of all.
func (c contract) StopsOnFailure(phase int) bool {
	for _, s := range c.stop {
		if saying.StopsOnFailure(s.Text) {
			return true
		}
	}
	for _, s := range c.afterPhase {
		if saying.StopsOnFailure(s.Text) {
			return true
		}
	}
	for _, p := range c.phases {
		for _, condition := range p.StopIf {
			if p.Number == phase && saying.OnFailure.MatchString(condition.Text) {
				return true
			}
		}
	}
	return false
}
