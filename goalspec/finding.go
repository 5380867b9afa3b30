package goalspec

import (
	"cmp"
	"fmt"
	"maps"
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

// maxPerCode bounds the findings of one code.
const maxPerCode = 20

// tally collects findings. Of one code it keeps maxPerCode; the last of them
// says how many more there are.
type tally struct {
	list []Finding
	kept map[string]int // by code
	more map[string]int // by code, what was not kept
}

func newTally() tally { return tally{kept: map[string]int{}, more: map[string]int{}} }

func (t tally) clone() tally {
	c := newTally()
	c.list = slices.Clone(t.list)
	maps.Copy(c.kept, t.kept)
	maps.Copy(c.more, t.more)
	return c
}

// full reports that no more findings of a rule are kept.
func (t tally) full(ru rule) bool { return t.kept[ru.code] >= maxPerCode }

func (t *tally) add(f Finding) {
	if t.kept[f.Code] >= maxPerCode {
		t.more[f.Code]++
		return
	}
	t.kept[f.Code]++
	t.list = append(t.list, f)
}

// sorted gives the findings in the order of the text, each place once.
func (t tally) sorted() []Finding {
	slices.SortStableFunc(t.list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code))
	})
	out := slices.CompactFunc(t.list, func(a, b Finding) bool { return a.Code == b.Code && a.Span == b.Span })
	for _, ru := range rules() {
		if n := t.more[ru.code]; n > 0 {
			last := len(out) - 1
			for out[last].Code != ru.code {
				last--
			}
			out[last] = ru.at(out[last].Span, "%s, here and in %d more places", ru.reason, n)
		}
	}
	return out
}
