package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Priority is a rule for choosing the next action. A rule per item, such as
// "fix if isolated to one function, else write a diagnosis", is taken apart.
type Priority struct {
	Text string `json:"text"`
	Then string `json:"then,omitempty"` // fix
	If   string `json:"if,omitempty"`   // isolated to one function
	Else string `json:"else,omitempty"` // write a diagnosis
	Span
}

var (
	ruleThenIf = regexp.MustCompile(`(?i)^(.*?)\b(?:only )?(?:if|when)\s+(.+?)[,;]?\s+(?:else|otherwise)[,:]?\s+(.+)$`)
	ruleIfThen = regexp.MustCompile(`(?i)^(.*?)\bif\s+(.+?)(?:,\s*(?:then\s+)?|\s+then\s+)(.+?)[,;]?\s+(?:else|otherwise)[,:]?\s+(.+)$`)
	thenIf     = regexp.MustCompile(`(?i)^(.+?)\s+(?:only )?(?:if|when|where)\s+(.+)$`)
	perItem    = regexp.MustCompile(`(?i)^(?:for (?:each|every) [^:,]+[:,]|[^:,;.]*\b(?:all|each|every)\b[^:,;.]*:)\s*`)
	ruleIf     = regexp.MustCompile(`(?i)^(?:if|when|whenever|where|wherever)\s+([^,:]+)[,:]\s*(?:then\s+)?(.+)$`)
)

func newPriority(words string, span Span) Priority {
	p := Priority{Text: words, Span: span}
	rule := perItem.ReplaceAllString(words, "")
	if m := ruleIfThen.FindStringSubmatch(rule); m != nil && strings.Trim(m[1], " ,:") == "" {
		p.If, p.Then, p.Else = m[2], m[3], m[4]
	} else if m := ruleThenIf.FindStringSubmatch(rule); m != nil && strings.TrimSpace(m[1]) != "" {
		p.Then, p.If, p.Else = m[1], m[2], m[3]
	} else {
		if m := ruleIf.FindStringSubmatch(rule); m != nil {
			p.If, p.Then = m[1], m[2]
		} else if m := thenIf.FindStringSubmatch(rule); m != nil && p.Else != "" {
			p.Then, p.If = m[1], m[2]
		}
	}
	p.Then, p.If, p.Else = trimClause(p.Then), trimClause(p.If), trimClause(p.Else)
	return p
}

func trimClause(s string) string { return strings.Trim(s, " ,;.") }

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
