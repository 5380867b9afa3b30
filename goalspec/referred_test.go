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
		"Finished when both commands pass after the last phase." + steps:        "make a && make b",
		"Evidence:\n- all of these commands exit 0\n- the page loads" + steps:   "make a && make b|",
		"Evidence:\n- the commands above must pass" + steps:                     "make a && make b",
		"Evidence:\n- all three commands pass" + steps:                          "GS040",
		"Evidence:\n- both of them are green, but not on main" + steps:          "GS040",
		"Evidence:\n- all commands pass except the last" + steps:                "GS040",
		"Evidence:\n- the commands above pass twice" + steps:                    "GS040",
		"Evidence:\n- these commands pass in sub/ too" + steps:                  "GS040",
		"Evidence:\n- all commands pass with -race" + steps:                     "GS040",
		"Evidence:\n- the commands above pass if the cache is cold" + steps:     "GS040",
		"Evidence:\n- `make c` passes\n- all of the above pass except the last": "GS040",
		"Evidence:\n- all commands pass, at the end" + steps:                    "make a && make b",
		"Evidence:\n- all commands pass\n\nAfter completing each phase:\n1. `make a`\n2. `gofmt -w .`\n3. `git commit -am x`\n4. `make deploy`\n5. `cargo build --release`\n6. `cargo fmt --check`\n": "make a && cargo build --release && cargo fmt --check",
		"After each change:\n- Run `gofmt -w .`\n- Run `make a`\n- Run `git push`\n":                                                                                                                  "make a",
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
