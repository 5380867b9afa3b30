package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestCommandsReferredTo: a criterion that only refers to commands has those of the steps
// after each phase, or says nothing that others do not say; which are meant is never guessed.
func TestCommandsReferredTo(t *testing.T) {
	const steps = "\n\nAfter completing each phase:\n1. `make a`\n2. Run `make b`\n3. Commit\n"
	for text, want := range map[string]string{
		"Finished when both commands pass after the last phase." + steps:           "make a && make b",
		"Evidence:\n- all of these commands exit 0\n- the page loads" + steps:      "make a && make b|",
		"Evidence:\n- the commands above must pass" + steps:                        "make a && make b",
		"Evidence:\n- all three commands pass" + steps:                             "GS040",
		"Evidence:\n- both of them are green, but not on main" + steps:             "|make b",
		"Evidence:\n- all tests pass" + steps:                                      "|make b",
		"Evidence:\n```sh\nmake c\nmake d\n```\n\nBoth exit 0.\n":                  "make c|make d",
		"Evidence:\n- `make c` passes\n- `make d` passes\n- all of the above pass": "make c|make d",
		"Evidence:\n- `make c` passes\n- both commands pass" + steps:               "make c|make a && make b",
		"Evidence:\n- `make c` passes\n- both commands pass":                       "GS040",
	} {
		d := goalspec.Parse("", "Goal: The export has a total line.\n\n"+text+"\n")
		var got []string
		for _, c := range d.Criteria() {
			got = append(got, c.Command)
		}
		s, findings := strings.Join(got, "|"), listFindings(d.Lint(goalspec.Options{}))
		if strings.Contains(findings, "GS040") {
			s = "GS040"
		}
		if s != want || strings.Contains(findings, "GS030") {
			t.Errorf("%q gives %q, want %q: %s", text, s, want, findings)
		}
	}
}
