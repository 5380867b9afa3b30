package goalspec

import (
	"slices"
	"strings"
	"testing"
)

// TestBoundsAcrossSentences: prose reads them as well, and so does the contract written
// again.
func TestBoundsAcrossSentences(t *testing.T) {
	for prose, want := range map[string]string{
		"The format of a job (`x/a.py`) is read by old workers. Don't edit it.": "x/a.py",
		"Leave `x/a` on 17 for now, i.e. no changes in there. Same for `y/b`.":  "x/a y/b",
		"`x/a` must not change, also not for style. Parts in `y` also not.":     "x/a y",
		"It is forbidden to modify `x/a.yaml`. The folder `y/` neither.":        "x/a.yaml y/",
		"The parser is in `x/a.go`. It must be fast. Do not change it.":         "",
		"The parser is in `x/a.go`, the lexer in `x/b.go`. Do not change it.":   "GS022",
		"\n\nConstraints:\n- `x/a` is generated.\n- Don't edit it.":             "x/a",
		"`x/a.go` holds the rows. They must never be reordered.":                "GS022",
		"`x/a.go` is shared, so leave it alone.":                                "x/a.go",
		"`x/a.go` is shared. Please leave that file untouched.":                 "x/a.go",
		"`x/a.go` writes rows to `y/b.csv`. Leave it as it is.":                 "GS022",
		"Speed up `x/a.go`. The log is fine, leave it alone.":                   "",
		"`x/` is theirs. Never change it. Also `y/`.":                           "x/ y/",
		"Do not change `x/`. Same for `y/`. Same for `z/`.":                     "x/ y/ z/",
		"Rewrite `x/a.md`. Do not change it twice.":                             "GS022",
		"`x/` is written by the build. Don't touch!":                            "x/",
		"\n\nContext:\n`x/` is written by the build. Don't touch it.":           "x/",
		"\n\nContext:\nLeave `x/` alone. Same for `y/`.":                        "x/ y/",
		"\n\nPhase 1: Move\n- `x/` is written by the build. Don't touch it.":    "GS022",
		"The API of `x/` is old. Do not change the answers of `GET /v1`.":       "",
		"Do not touch `x/`. No new dependencies.":                               "x/",
	} {
		g := Parse("", "Goal: the export has a total line.\n\nEvidence:\n- `make check` passes\n\n"+prose+"\n")
		goal, findings := g.Admit(Options{})
		var deny []string
		for _, d := range goal.Scope().Deny {
			deny = append(deny, d.Pattern)
		}
		if i := slices.IndexFunc(findings, func(f Finding) bool { return f.Severity == Error }); i >= 0 {
			deny = []string{findings[i].Code}
		}
		if got := strings.Join(deny, " "); got != want {
			t.Errorf("%q denies %q, want %q: %v", prose, got, want, findings)
		}
	}
}
