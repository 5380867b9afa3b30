package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestSentencesBehindPaths holds that what is said behind the paths on a label's line is
// read for itself where it forbids more or bounds nothing, and refused where it may take
// something back.
func TestSentencesBehindPaths(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"**Don't change:** `ui/**`, `apps/a/**`. Do not exclude entries in the config to get there.": "deny=[ui/** apps/a/**]",
		"Do not modify: `ui/**`. Do not touch `b/c.go` either.":                                      "deny=[ui/** b/c.go]",
		"Only modify: `job/`. Others import `common/io.py`, so leave that file alone.":               "GS022",
		"Only modify: `job/`. The rest of the work is done by a library.":                            "allow=[job/]",
		// what may take something back, or add to what may change
		"Do not modify: `ui/**`. Files below `ui/gen/` may change.":      "deny=[ui/**]",
		"Do not modify: `ui/**`. Except for the tests.":                  "deny=[ui/**]",
		"Only modify: `job/`. Only the tests there.":                     "GS022",
		"Only modify: `job/`. And `b/`, if it has to be.":                "GS022",
		"Only modify: `job/`. Its migrations must not change.":           "allow=[job/]",
		"Only modify: `job/`. Unless asked, keep the names as they are.": "GS022",
	} {
		g, findings := goalspec.Parse("", bounded+text+"\n").Admit(goalspec.Options{})
		got := listed("allow", g.Scope().Allow) + listed("deny", g.Scope().Deny)
		if i := slices.IndexFunc(findings, func(f goalspec.Finding) bool { return f.Severity == goalspec.Error }); i >= 0 {
			got = findings[i].Code
		}
		if got != want {
			t.Errorf("%q gives %q, want %q: %v", text, got, want, findings)
		}
	}
}
