package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestFindingsQuoteWhatIsWritten: the verb of a ban on all that lies outside of some paths
// bans nothing besides, and what a ban leaves out is told with it.
func TestFindingsQuoteWhatIsWritten(t *testing.T) {
	for _, ban := range []string{
		"Nothing outside `billing/` and `cart/` should need to change.",
		"Nothing outside `billing/` may be touched.",
		"Nothing but `billing/` changes.",
	} {
		body := "Goal: the importer answers 422 to a row without a key.\n\n**Off limits**: `vendor/`\n\n" + ban + "\n\nEvidence:\n- `go test ./importer` passes [must_change]\n"
		d := goalspec.Parse("", body)
		for _, f := range d.Lint(goalspec.Options{}) {
			if f.Severity == goalspec.Error || f.Code == "GS046" {
				t.Errorf("%s: %s %s", ban, f.Code, f.Message)
			}
		}
		if len(d.Scope().Allow) == 0 || len(d.Scope().Deny) != 1 {
			t.Errorf("%s: %v", ban, d.Scope())
		}
	}
	d := goalspec.Parse("", "Goal: the importer answers 422 to a row without a key.\n\nEvidence:\n- `go test ./importer` passes [must_change]\n\n## Background\nDo not modify `infra/`, except `infra/dev/`.\n")
	told := false
	for _, f := range d.Lint(goalspec.Options{}) {
		told = told || f.Code == "GS044" && strings.Contains(f.Message, "infra/ (but for infra/dev/) must not change")
	}
	if !told {
		t.Errorf("%v", d.Lint(goalspec.Options{}))
	}
}
