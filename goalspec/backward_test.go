package goalspec

import (
	"slices"
	"strings"
	"testing"
)

// TestBoundsOfPathsBefore: a ban on what a pronoun, or "the same", points back to is
// held against the one path that it can stand for, and refused or left in words where it
// can stand for others.
func TestBoundsOfPathsBefore(t *testing.T) {
	for words, want := range map[string]string{
		"`x/` is used by customers so they can't be changed":                        "deny x/",
		"`x/a.go` is used by customers, so it must not be edited":                   "deny x/a.go",
		"`x/` is written by the tool; these must never be touched":                  "deny x/",
		"`x/` is audited, so no commits there please":                               "deny x/",
		"`x/` looks alike but belongs to another team: no edits in there":           "deny x/",
		"`x/` looks alike but belongs to another team: no edits there, nor in `y/`": "deny x/; deny y/",
		"Functions in `x/a.h` keep their signatures; in fact do not edit that file": "deny x/a.h",
		"The format (`x/a.go`) is shared. Don't edit it.":                           "deny x/a.go",
		"Do not lower the limits in `a.config.ts` (don't edit that file at all)":    "deny a.config.ts",
		"Don't update any snapshots (`**/shots/**` stays untouched)":                "deny **/shots/**",
		"Leave `x/` alone. Same for `y/` and `z/a.go`.":                             "deny x/; deny y/ z/a.go",
		"`x/` must not change; the same goes for `y/`":                              "deny x/; deny y/",
		"`x/` is frozen. The folder `y/` neither.":                                  "deny x/; deny y/",
		"`x/` must not be edited, also not for style. `y` also not":                 "deny x/; deny y",
		"The folder `y/` neither":                                                   "unread",
		"Only `x/` may change. Same for `y/`.":                                      "allow x/; unread",
		"The rows come from `x/a`. Same for `y/b`.":                                 "",
		"Copy `x/a.go` to `y/b.go`; do not edit it":                                 "unread",
		"`x/a.go` writes the rows, do not change them":                              "unread",
		"Extend `x/a.go`; the API stays, do not change it":                          "unread",
		"The job reads `x/b.csv` and must not move it":                              "",
		"Users open `x/a`, they can't edit it":                                      "",
		"The parser reads `x/a.csv`, and it must not change the order":              "",
		"In `x/` there are no changes":                                              "",
		"Fix `x/a.go` (but not the docs)":                                           "",
	} {
		if got := ruledAs(words); got != want {
			t.Errorf("%q is %q, want %q (%s)", words, got, want, newClause(words).classes)
		}
	}
}

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
