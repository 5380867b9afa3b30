package ruling

import (
	"testing"
)

// TestWholePathsAreKept: what is said of the things in a directory is held against all
// of it when it forbids, never when it permits; qualities, and what stands beside files of
// another kind, are no such things.
func TestWholePathsAreKept(t *testing.T) {
	for words, want := range map[string]string{
		"the snapshots in `x/` stay as they are":                          "deny x/",
		"The rules below `x/**` are not to be edited":                     "deny x/**",
		"public headers in `include/` stay as they are":                   "deny include/",
		"Records from `db/old` must not be deleted":                       "deny db/old",
		"Goldens in `x/` are frozen":                                      "deny x/",
		"`a/` and the goldens in `x/` must stay unchanged":                "deny x/; unread",
		"Keep the recorded answers in `x/` as they are":                   "deny x/",
		"Keep the client in `x/` as it is":                                "unread",
		"Do not edit the existing specs in `e2e/a`":                       "deny e2e/a",
		"Never regenerate the charts under `x/`":                          "deny x/",
		"Fix it without touching the images in `x/`":                      "deny x/",
		"The vendor code under lib/x is generated and must not be edited": "deny lib/x",
		"Production code in `x/` must not be edited":                      "unread",
		"The tests in `x/` stay as they are":                              "",
		"Do not touch the docs in `x/`":                                   "unread",
		"Do not change the exported names in `x/`":                        "",
		"Do not remove timeouts in `x/`":                                  "unread",
		"Do not rename the goldens in `x/`":                               "",
		"Names in `x/` stay as they are":                                  "",
		"The order of rules in `x/` stays the same":                       "",
		"Keep `x/y` API unchanged":                                        "",
		"Keep the `x/y` error texts as they are":                          "",
		"Existing tests in `x/y` stay as they are":                        "",
		"The templates of mails in `x/` stay as they are":                 "",
		"Don't delete anything in `x/y`, only add":                        "",
		"Never remove or rename keys in `x/y`; adding new ones is fine":   "",
		"Don't delete anything in `x/y`":                                  "deny x/y",
		"Don't delete or change anything in `x/y`, only add":              "deny x/y",
		"The files in `x/y` stay as they are":                             "deny x/y",
		"Keep `x/y` unchanged":                                            "deny x/y",
		"Constants in `x/y.go` must not be changed":                       "deny x/y.go",
		"Only the goldens in `x/` may change":                             "unread",
		"Change only the images in `x/`":                                  "unread",
		"Only change the rules in `x/`":                                   "unread",
		"Do not change anything outside the rules in `x/`":                "unread",
		"Everything but the goldens in `x/` stays unchanged":              "unread",
		"Everything but the goldens in `x/` may change":                   "unread",
		"The goldens in `x/` may change":                                  "",
		"The rules in `x/` change":                                        "",
		"Rules in `x/` keep their numbers":                                "",
	} {
		if got := ruledAs(words); got != want {
			t.Errorf("%q is %q, want %q (%s, %s)", words, got, want, NewClause(words).Classes, NewClause(words).wide)
		}
	}
}
