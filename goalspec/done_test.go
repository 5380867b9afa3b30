package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestDoneSaidInOtherWords: a criterion is found wherever people say when the work is
// done, and nothing else becomes one.
func TestDoneSaidInOtherWords(t *testing.T) {
	const lead = "The export has a total line.\n\n"
	for text, want := range map[string]string{
		lead + "Finished when `make a` passes and `make b` passes.":                                "make a|make b",
		lead + "Accepted when: `make a` passes.":                                                   "make a",
		lead + "Ready for review once `make a` is green.":                                          "make a",
		lead + "Please consider as finished if following is satisfied:\n\n 1. `make a` passes.":    "make a",
		lead + "Consider it done when `make a` passes.":                                            "make a",
		lead + "What counts as fixed for me: `make a` passes.":                                     "make a",
		lead + "Verification\n1. `make a`\n2. the header is bold":                                  "make a|",
		lead + "what I'd like to see\n- `make a` green\n- the header is bold":                      "make a",
		lead + "1. Read dates. Done when `make a` passes.\n2. Read times. Done if `make b` is ok":  "make a|make b",
		lead + "## Phase 1: read\n\nFinished when `make a` passes.\n":                              "make a",
		lead + "Evidence: `make c` passes\n\n## Phase 1: read\n\nFinished when `make a` passes.\n": "make c",
		"## Goal\n" + lead + "## Optional checks\n- `make a` passes":                               "",
		"## Goal\n" + lead + "## Ideas\n- `make a` green":                                          "",
	} {
		got := ""
		for i, c := range goalspec.Parse("", text).Criteria() {
			if i > 0 {
				got += "|"
			}
			got += c.Command
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// TestNotDoneBindsNothing: what says when the work is not done is no criterion, is kept
// with these words, and tells of its command; what it is not done until is one.
func TestNotDoneBindsNothing(t *testing.T) {
	t.Parallel()
	const front = "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"
	for _, lead := range []string{
		"Not done when:", "**Not done when**", "## Not finished if\n", "It is not done when:", "This isn't done when:", "We are never done if:", "Not ready to merge when:",
		"Do not consider it done if:", "It isn't considered done when:", "It is nice. It is not done when:",
	} {
		g, findings := goalspec.Parse("", front+lead+"\n- `make bench` passes\n").Admit(goalspec.Options{})
		if len(g.Criteria()) != 1 || len(g.Constraints()) != 1 || !told(findings, "GS040") {
			t.Errorf("%q gives %v, %v: %v", lead, g.Criteria(), g.Constraints(), findings)
		}
	}
	for _, text := range []string{"Not done until:\n- `make bench` passes", "The work is not finished until `make bench` passes.", "It isn't done unless `make bench` passes."} {
		if list := goalspec.Parse("", front+text+"\n").Criteria(); len(list) != 2 || list[1].Command != "make bench" {
			t.Errorf("%q gives %v", text, list)
		}
	}
}
