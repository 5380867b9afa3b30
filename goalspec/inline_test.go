package goalspec_test

import (
	"slices"
	"strings"
	"testing"
)

// TestLabelsWithinAParagraph holds a goal in one paragraph, in any order, against the
// same labels in lines of their own.
func TestLabelsWithinAParagraph(t *testing.T) {
	parts := []string{
		"Constraints: no new dependencies; the order of columns stays as it is.",
		"Evidence: `make test` passes.",
		"Out of scope: the UI.",
		"**Do NOT modify:** api/x.go.",
		"Stop if: a test must be deleted.",
		"Priorities: routes before templates.",
		"Budget: 30 minutes and $5.",
	}
	for range parts {
		parts = append(parts[1:], parts[0])
		lines := slices.Concat([]string{"Goal: the importer skips blank lines."}, parts)
		want := mustGoal(t, "", strings.Join(lines, "\n\n"))
		for _, blank := range []string{" ", "\n"} {
			if g := mustGoal(t, "", strings.Join(lines, blank)); !g.Equal(want) {
				t.Errorf("in one paragraph, with %q between:\n%s\nwant\n%s", blank, g.Template(), want.Template())
			}
		}
		if len(want.Constraints()) != 3 || len(want.Scope().Deny) != 1 || len(want.Stop()) != 1 || want.Budget().Minutes != 30 {
			t.Errorf("a part is lost:\n%s", want.Template())
		}
	}
}

// TestNoLabelWithinAParagraph are paragraphs in which nothing opens a field.
func TestNoLabelWithinAParagraph(t *testing.T) {
	for _, s := range []string{
		"The importer should skip blank lines. It prints `a. Budget: 5 files` when done.",
		"The importer should skip lines such as budget: 5 files.",
		"The importer should skip blank lines. Its Budget: 5 files is printed.",
		"The importer should skip blank lines. Budget:5 files is a line.",
		"The importer should skip v1.Budget: lines.",
	} {
		g := mustGoal(t, "", s+"\n\nEvidence: `make test` passes")
		if g.Outcome() != s || g.Budget().Files != 0 {
			t.Errorf("%q became %q with the budget %q", s, g.Outcome(), g.Budget())
		}
	}
}
