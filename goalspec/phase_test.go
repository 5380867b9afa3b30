package goalspec

import (
	"fmt"
	"strings"
	"testing"
)

// TestPhasesInWords: what a phase says of when it is done is a criterion, and tests that
// it names only in words leave where it works to words.
func TestPhasesInWords(t *testing.T) {
	for line, want := range map[string]string{
		"Finished when `make a` passes.":                           "C `make a` passes",
		"Done when: `make a` passes and the page loads":            "C `make a` passes; C the page loads",
		"The phase is complete once `make a` passes":               "C `make a` passes",
		"Add the reader. Accepted when `make a` passes.":           "C `make a` passes",
		"When done, say so":                                        "",
		"Write a migration note.":                                  "C Write a migration note",
		"Finished when `make a` passes. Write a migration note.":   "C Write a migration note; C `make a` passes",
		"No migration note is needed.":                             "",
		"Start when phase 0 is done":                               "",
		"Work only on `src/a/`":                                    "only src/a/",
		"Scope is `src/a/`":                                        "only src/a/",
		"Scope is `src/a/` plus its tests":                         "GS042",
		"Work only on `src/a/` and the matching unit tests":        "GS042",
		"Work only on `src/a/` with the tests for it":              "GS042",
		"Work only on `src/a/`, not on its tests":                  "GS022",
		"Work only on `src/a/` and what it needs":                  "GS022",
		"Work only on the tests of `src/a/`":                       "GS022",
		"Keep `src/b/` unchanged, work only on `src/a/` and tests": "GS042",
	} {
		d := Parse("", "Goal: The total is right.\n\nDo not modify:\n- db/**\n\nPhase 1: Move\n- "+line+"\n")
		var got []string
		for _, c := range d.Criteria() {
			got = append(got, "C "+c.Text)
		}
		for _, g := range d.Phases()[0].Only {
			got = append(got, "only "+g.Pattern)
		}
		for _, f := range d.Lint(Options{}) {
			if f.Code == "GS022" || f.Code == "GS042" {
				got = []string{f.Code}
			}
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q says %q, want %q", line, s, want)
		}
	}
}

// TestBudgetInDays keeps what grants days as when to stop, with the rest of its line; what
// may be a meter is still an error.
func TestBudgetInDays(t *testing.T) {
	for line, want := range map[string]string{
		"3 days in total":                       "warning; stop 3 days in total",
		"Max. one day of work. Do not push it.": "warning; stop Max. one day of work; constraint Do not push it",
		"about two weeks":                       "warning; stop about two weeks",
		"half a day":                            "warning; stop half a day",
		"A week at most. Stop if the tests cost too much": "warning; stop A week at most; stop Stop if the tests cost too much",
		"2 days, actions=50":                              "warning; stop 2 days",
		"minutes=2 days":                                  "error",
		"40 actions, max. 2 questions\n\nStop if more than 5 files would have to change.": "stop Stop if more than 5 files would have to change",
		"40 actions\n\nStop if a test fails. Do not push it.":                             "stop Stop if a test fails; constraint Do not push it",
		"40 actions\n\nStop after 30 minutes.":                                            "error",
		"Stop if more than 5 files would have to change.":                                 "error",
		"5 bananas a day": "error",
	} {
		d := Parse("", "Goal: The total is right.\n\nEvidence:\n- `make a` passes\n\nBudget: "+line+"\n")
		var got []string
		for _, f := range d.Lint(Options{}) {
			switch f.Code {
			case "GS019", "GS043":
				got = append(got, fmt.Sprint(f.Severity))
			}
		}
		for _, s := range d.Stop() {
			got = append(got, "stop "+s.Text)
		}
		for _, c := range d.Constraints() {
			got = append(got, "constraint "+c.Text)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q says %q, want %q", line, s, want)
		}
	}
}
