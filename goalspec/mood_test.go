package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestNarratedCommands: a command in a sentence that does not ask for it to pass is no
// criterion, and that is told; the neighbours of such sentences ask for it.
func TestNarratedCommands(t *testing.T) {
	for words, want := range map[string]string{
		"As a workaround `make a` passes.":                         "",
		"On my machine `make a` is green.":                         "",
		"For example, `make a` passes.":                            "",
		"e.g. `make a` passes":                                     "",
		"Old: `make a` passes":                                     "",
		"Wrong: `make a`":                                          "",
		"TODO: `make a` passes":                                    "",
		"not: `make a`":                                            "",
		"don't: `make a`":                                          "",
		"I doubt that `make a` passes.":                            "",
		"It is a bug that `make a` passes.":                        "",
		"It would be a mistake if `make a` passes.":                "",
		"It used to be that `make a` passes.":                      "",
		"Please don't check with `make a`.":                        "",
		"A failing `make a`.":                                      "",
		"We tried: `make a` passes":                                "",
		"We tried:\n  - `make a` passes":                           "",
		"Not part of this: `make a` passes":                        "",
		"Do not change it! `make a` passes":                        "make a",
		"None of `make a` and `make b` passes.":                    "",
		"`make a` passes, but it is not required.":                 "",
		"`make a` passing is out of scope.":                        "",
		"`make a` passes; that is a bonus.":                        "",
		"`make a` is run by the release team afterwards.":          "",
		"Running `go vet ./...` currently fails and that is fine.": "",
		"As of today `make a` passes, tomorrow it should fail.":    "",
		"If you have Docker, `make a` works.":                      "",
		"`make a` supposedly passes.":                              "",
		"`make a` passes (not required).":                          "",
		"`make a` passes rather than `make b`.":                    "make a",
		"`make a` passes (see `make b`).":                          "make a",
		"`make a` passes and Docker is not needed.":                "make a",
		"It must be that `make a` passes.":                         "make a",
		"Do not add a flag, and `make a` passes.":                  "make a",
		"`make a` is run and passes.":                              "make a",
		"`make a` passes on my machine.":                           "make a",
		"A clean `make a`.":                                        "make a",
		"All of `make a` and `make b` pass.":                       "make a && make b",
		"`make a` passes, which is enough.":                        "make a",
		"When the old format is gone, `make a` passes.":            "make a",
		"Currently failing `make a` passes.":                       "make a",
		"It is done when `make a` passes.":                         "make a",
	} {
		d := goalspec.Parse("", "Goal: The export has a total line.\n\nEvidence:\n- "+words+"\n- `make z` passes\n")
		findings := d.Lint(goalspec.Options{})
		if c := d.Criteria()[0]; c.Command != want || told(findings, "GS040") != (want == "") {
			t.Errorf("%q is bound to %q, and %v is told", words, c.Command, findings)
		}
	}
}

// TestNarrativeSections: what was tried, rejected or only helps for now is context.
func TestNarrativeSections(t *testing.T) {
	for heading, want := range map[string]int{
		"## Workaround": 1, "## Rejected alternatives": 1, "## History": 1, "## What we tried": 1, "**Known workarounds**": 1,
		"## Done": 2, "## Order history": 2, "## The fix": 2,
	} {
		d := goalspec.Parse("", "## Goal\n\nThe export has a total line.\n\n## Evidence\n\n- `make z` passes\n\n"+heading+"\n\n`make a` passes.\n")
		if len(d.Criteria()) != want {
			t.Errorf("%s: %v", heading, d.Criteria())
		}
	}
}
