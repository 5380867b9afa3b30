package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestListsThatNameLessThanIsMeant holds that a range of paths is refused and that an
// open list is told, below a label and in a sentence.
func TestListsThatNameLessThanIsMeant(t *testing.T) {
	t.Parallel()
	for list, want := range map[string]string{
		"`m/0001` to `m/0007`":           "GS022",
		"m/0001 through 0007":            "GS022",
		"`m/0001.sql` – `m/0007.sql`":    "GS022",
		"`m/0001.sql`...`m/0007.sql`":    "GS022",
		"`a/`, `b/`, etc.":               "deny=[a/ b/] GS046",
		"`a/`, `b/` and so on":           "deny=[a/ b/] GS046",
		"`a/`, `b/`, …":                  "deny=[a/ b/] GS046",
		"`a/2024/` (kept up to 2030)":    "deny=[a/2024/]",
		"`a/v1.go`, `a/v2.go`":           "deny=[a/v1.go a/v2.go]",
		"`m/0001.sql` and `m/0002.sql`.": "deny=[m/0001.sql m/0002.sql]",
	} {
		for _, form := range []string{"Do not modify:\n- " + list, "Constraints:\n- Do not change " + list} {
			g, findings := goalspec.Parse("", bounded+form+"\n").Admit(goalspec.Options{})
			got := listed("deny", g.Scope().Deny)
			for _, f := range findings {
				switch {
				case f.Severity == goalspec.Error:
					got = f.Code
				case f.Code == "GS046":
					got += " GS046"
				}
			}
			if got != want {
				t.Errorf("%q gives %q, want %q: %v", form, got, want, findings)
			}
		}
	}
}
