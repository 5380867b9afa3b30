package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestTitlesOfTablesAreKept holds that titles which say more than what their columns hold
// are listed as context, wherever the rows are read.
func TestTitlesOfTablesAreKept(t *testing.T) {
	t.Parallel()
	for _, label := range []string{"Evidence:\n", "Constraints:\n", "Do NOT modify:\n", "Priorities:\n", "Stop:\n", "Resources:\n"} {
		for titles, kept := range map[string]bool{
			"Before the fix | After the fix": true, "today | wanted": true, "Path | while v1 lives": true,
			"Path | Why": false, "# | Check": false, " | ": false, "Command | Purpose": false, "**File** | Notes": false,
		} {
			body := "Goal: The export writes one row per item.\n\nEvidence:\n- `make t` passes\n\n" + label + "\n| " + titles + " |\n|---|---|\n| `src/a.go` | it is slow |\n"
			list := goalspec.Parse("", body).Context()
			if got := slices.ContainsFunc(list, func(p goalspec.Passage) bool { return p.Text == "| "+titles+" |" && p.Column == 1 }); got != kept {
				t.Errorf("%q below %q: %v", titles, label, list)
			}
			reads(t, goalspec.Options{}, "", body)
		}
	}
}
