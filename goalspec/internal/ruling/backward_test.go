package ruling

import (
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
			t.Errorf("%q is %q, want %q (%s)", words, got, want, NewClause(words).Classes)
		}
	}
}
