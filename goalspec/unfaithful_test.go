package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestUncertainBanInContext: a ban that stands among the context and leaves something to
// judge is a constraint in its words, told where it stands; the contract reads back.
func TestUncertainBanInContext(t *testing.T) {
	for _, label := range []string{"## Context", "## Additional context", "## Background", "## Notes", "### What else?"} {
		for _, ban := range []string{
			"Don't touch `db/` unless you must.",
			"Do not change `api/` unless the review asks for it.",
			"Please leave `web/` alone, except where it is really needed.",
		} {
			body := "## Goal\nThe importer answers 422 to a row without a key.\n\n## Evidence\n- `go test ./importer` passes [must_change]\n\n" + label + "\nWe run on two machines. " + ban + "\n"
			goal, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
			told := false
			for _, f := range findings {
				if f.Severity == goalspec.Error {
					t.Errorf("%s, %s: %d %s %s", label, ban, f.Line, f.Code, f.Message)
				}
				told = told || f.Line == 8
			}
			if !told || len(goal.Constraints()) != 1 || !strings.HasPrefix(ban, strings.TrimRight(goal.Constraints()[0].Text, ".")) {
				t.Errorf("%s, %s: told %v, constraints %v", label, ban, told, goal.Constraints())
			}
		}
	}
}
