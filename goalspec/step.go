package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Step is one instruction for the end of each phase.
type Step struct {
	Text    string `json:"text"`
	Command string `json:"command,omitempty"`
	Span
}

// eachChange says that a step is for each change.
var eachChange = regexp.MustCompile(`(?i)\bafter (?:making )?(?:each|every) (?:change|edit|write|commit|modification)\b`)

func newStep(words, fenced string, span Span) Step {
	st := Step{Text: words, Command: fenced, Span: span}
	if fenced == "" {
		st.Command = stepCommand(words)
	}
	return st
}

// atEach says when a step is taken, and nothing of what it is.
var atEach = regexp.MustCompile(`(?i)^(?:please )?(?:after|before) (?:(?:completing|finishing|making) )?(?:each|every) \w+,? `)

// stepCommand is the command that a step gives.
func stepCommand(words string) string { return check.CommandIn(atEach.ReplaceAllString(words, "")) }

// AfterChange tells whether the step is for each change, not for the end of a
// phase.
func (s Step) AfterChange() bool { return eachChange.MatchString(s.Text) }

// Stops tells whether the step says when to stop, and is nothing to be done.
func (s Step) Stops() bool { return saying.StopIf.MatchString(s.Text) }
