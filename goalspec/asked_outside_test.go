package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestOutcomeOutsideWhatMayChange holds that an outcome which changes a path is told where
// only others may change, and no outcome that a path only serves.
func TestOutcomeOutsideWhatMayChange(t *testing.T) {
	for outcome, want := range map[string]bool{
		"Create `pkg/health/health.go` with a handler for `/healthz`.": true,
		"Add a note on limits to `docs/limits.md`.":                    true,
		"Add a page on health to `web/health.ts`.":                     false,
		"The page shows what `pkg/health/health.go` returns.":          false,
		"The page reads its texts from `docs/limits.md`.":              false,
	} {
		_, findings := goalspec.Parse("", "Goal: "+outcome+"\n\nEvidence:\n- `make check-health` passes\n\nOnly modify:\n- `web/**`\n").Admit(goalspec.Options{})
		if got := goalspec.HasErrors(findings); got != want {
			t.Errorf("%q is refused: %v, want %v: %v", outcome, got, want, findings)
		}
	}
}
