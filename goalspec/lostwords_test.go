package goalspec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestWordsBesideBoundsAreKept: of an entry that bounds paths and says more, the rest stays in
// words; a path over others is told of, in whatever list, and what a program does bounds none.
func TestWordsBesideBoundsAreKept(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Do not modify: `a/b.go`'s names, only `a/c.go` may change":                       "`a/b.go`'s names, only `a/c.go` may change",
		"Must not change:\n\nEverything outside `a/`, and the function's signature.":      "Do not change the function's signature",
		"Do not modify: everything except `x/`":                                           "",
		"Do not modify:\n- lib/pay:\n  - card/visa.rb":                                    "GS022",
		"Do not modify:\n- UI/UX:\n  - web/card.ts":                                       "",
		"`prune --dry-run` deletes nothing.\n\n- [ ] new test in `x/y_test.go`, for that": "",
		"Nothing here may change:\n\n- `x/y_test.go` and others":                          "GS022",
	} {
		g, findings := goalspec.Parse("", bounded+text+"\n").Admit(goalspec.Options{})
		got := []string{}
		for _, c := range g.Constraints() {
			if !strings.Contains(bounded, c.Text) {
				got = append(got, c.Text)
			}
		}
		if slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == "GS022" }) {
			got = []string{"GS022"}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q keeps %q, want %q: %v", text, got, want, findings)
		}
	}
}
