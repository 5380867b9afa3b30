package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestPathsAddedLater holds that an entry or a sentence of what must not change holds every
// path that it adds, wherever in it that stands, and none that a reason only mentions.
func TestPathsAddedLater(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"`a/x.go`, because of the audit, `b/y.go` too":       "deny=[a/x.go b/y.go]",
		"`a/x.go` — the audit needs it, `b/y.go` as well":    "deny=[a/x.go b/y.go]",
		"a/x.go, because of the audit, b/y.go too":           "deny=[a/x.go b/y.go]",
		"`a/x.go` (+ `b/y.go`)":                              "deny=[a/x.go b/y.go]",
		"`a/x.go`; likewise `Makefile`":                      "deny=[a/x.go Makefile]",
		"`a/x.go`, it is generated, and so is `b/y.go`":      "deny=[a/x.go b/y.go]",
		"`a/x.go` (audited) and `b/y.go`":                    "deny=[a/x.go b/y.go]",
		"`a/x.go` (see `docs/why.md`)":                       "deny=[a/x.go]",
		"`a/x.go` (generated from `b/y.go`, `c/z.go`)":       "deny=[a/x.go]",
		"`a/x.go` (generated from `b/y.go` and `c/z.go`)":    "deny=[a/x.go]",
		"`web/app/(shop)/cart.tsx`, i.e. what the page uses": "deny=[web/app/(shop)/cart.tsx]",
	} {
		for _, lead := range []string{"Do not modify:\n- ", "Constraints:\n- Do not modify ", "Do not modify "} {
			g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"+lead+said+".\n").Admit(goalspec.Options{})
			if got := listed("deny", g.Scope().Deny); got != want {
				t.Errorf("%q gives %q, want %q: %v", lead+said, got, want, findings)
			}
		}
	}
}

// TestPermitsNoMoreThanIsSaid holds that what permits less than all of a path is held, or
// told.
func TestPermitsNoMoreThanIsSaid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Only modify:\n- `a/x.go` (with approval)":           "GS022",
		"Only modify:\n- `a/x.go` (the function Write)":      "GS046",
		"May change:\n- `a/x.go` (`Write()`)":                "GS046",
		"Only modify:\n- `a/x.go` (lines 10 to 20)":          "GS046",
		"Only modify:\n- `a/x.go` (the parser)":              "",
		"Only `a/x.go` may change (with approval).":          "GS022",
		"Only modify:\n- Only add files to `a/`":             "GS046",
		"Only add files to `a/`.":                            "GS046",
		"Do not modify:\n- [x] `a/x.go`\n- [ ] `b/y.go`":     "GS044",
		"Constraints:\n- [x] brief\n- [ ] Do not touch `a/`": "GS044",
		"Everything in `a/` except `a/b/` is frozen.":        "",
	} {
		_, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"+text+"\n").Admit(goalspec.Options{})
		told := slices.ContainsFunc(findings, func(f goalspec.Finding) bool {
			return f.Code == want || want == "" && f.Code != "GS009"
		})
		if told != (want != "") {
			t.Errorf("%q is told by %v, want %q", text, findings, want)
		}
	}
}
