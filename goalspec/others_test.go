package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestNothingElseMayChange holds that words which ask for all others to stay make what
// may change all that may, beside a list of it as within, and that words about something
// else do not.
func TestNothingElseMayChange(t *testing.T) {
	t.Parallel()
	for said, bounds := range map[string]bool{
		"Leave everything else alone.":              true,
		"No other files may be changed.":            true,
		"Everything else stays as it is":            true,
		"The rest is off limits.":                   true,
		"Nothing else may change.":                  true,
		"Other files must not be changed.":          true,
		"Do not touch anything besides these.":      true,
		"Do not change files outside of this list.": true,
		"Don't edit files that are not listed.":     true,
		"No changes elsewhere.":                     true,
		"Please make no other changes.":             true,
		"Hands off the rest of the repo.":           true,
		"Leave the rest alone, it is audited.":      true,
		"These files only.":                         true,

		"Leave the rest of the file alone.":     false,
		"Nothing else depends on it.":           false,
		"Nothing else changes for users.":       false,
		"Everything else must keep working.":    false,
		"Keep all other behaviour unchanged.":   false,
		"Don't change anything else in the API": false,
		"The other tests must still pass.":      false,
		"Others must not see it.":               false,
	} {
		for _, list := range []string{"DO modify:\n- `src/a.go`\n- ", "DO modify:\n- `src/a.go`\n\n", "DO modify: `src/a.go`\n\nConstraints:\n- ", "DO modify: `src/a.go`\n\nNotes:\n- "} {
			g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"+list+said+"\n").Admit(goalspec.Options{})
			want := ""
			if bounds {
				want = "allow=[src/a.go]"
			}
			if got := listed("allow", g.Scope().Allow); got != want {
				t.Errorf("%q gives %q, want %q: %v", list+said, got, want, findings)
			}
		}
	}
	for said, want := range map[string]string{
		"DO modify: `src/a.go` (and nothing else)":                    "allow=[src/a.go]",
		"DO modify:\n- `src/a.go`, `src/b.go`, nothing else":          "allow=[src/a.go src/b.go]",
		"Change `src/a.go` and leave everything else alone.":          "allow=[src/a.go]",
		"You may change `src/a.go` and `src/b.go`, but nothing else.": "allow=[src/a.go src/b.go]",
		"Work in `src/` and do not touch anything outside of it.":     "allow=[src/]",
		"Only modify:\n- `src/`\n- Leave everything else alone":       "allow=[src/]",
	} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"+said+"\n").Admit(goalspec.Options{})
		if got := listed("allow", g.Scope().Allow); got != want {
			t.Errorf("%q gives %q, want %q: %v", said, got, want, findings)
		}
	}
}
