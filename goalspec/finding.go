package goalspec

import (
	"fmt"
	"slices"
	"strings"
)

// Severity says whether a finding stops admission.
type Severity string

// The severities. An error stops admission; a warning is shown.
const (
	SeverityUnknown Severity = ""
	Warning         Severity = "warning"
	Error           Severity = "error"
)

// Finding is one remark of the lint: a stable code, the place, one sentence
// why, and one thing to do about it.
type Finding struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Span
	Message    string `json:"message"`
	Suggestion string `json:"suggestion"`
}

// String is one line for a terminal.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s %s: %s", f.Span, f.Severity, f.Code, f.Message)
}

// HasErrors reports whether any finding stops admission.
func HasErrors(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.Severity == Error })
}

// FindingsError is returned for a document that cannot become a goal.
type FindingsError struct {
	Findings []Finding // those of severity error
}

func (e *FindingsError) Error() string {
	var b strings.Builder
	b.WriteString("not a goal yet")
	for _, f := range e.Findings {
		fmt.Fprintf(&b, "; %s %s", f.Code, f.Message)
	}
	return b.String()
}

func errorsOnly(findings []Finding) []Finding {
	var errs []Finding
	for _, f := range findings {
		if f.Severity == Error {
			errs = append(errs, f)
		}
	}
	return errs
}
