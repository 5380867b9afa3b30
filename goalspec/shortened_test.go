package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestBoundsThatPeopleShorten: what must not change is read, or held in words, where its
// verb was said before, where its exception is a path or a file that was named, and where
// new things beside it have a place of their own.
func TestBoundsThatPeopleShorten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"`a/**` may change. `b/**`, `c/**` and `d/x` may not.":                                        "deny=[b/** c/** d/x]",
		"`b/` may not work on Windows.":                                                               " GS045",
		"Changes in `a/` and `b/`, with the exception of `a/c/`, where the scripts stay as they are.": "deny=[a/c/] GS045",
		"Changes in `a/`, apart from `a/c/`, whose files remain unchanged.":                           "deny=[a/c/] GS045",
		"Changes in `a/`, except for `a/c/`, where only tests change.":                                " GS022",
		"`v/` other than `v/libx` is not changed":                                                     "deny=[v/ but v/libx]",
		"`v/` except `v/libx` and `v/y` stays as it is.":                                              "deny=[v/ but v/libx but v/y]",
		"Nothing in `v/` other than `v/libx` changes.":                                                " GS046",
		"`v/` other than `v/libx` may change.":                                                        " GS022",
		"Constraints:\n- Frozen: `d/**` but for the hook in `s.ex`.":                                  " GS046",
		"Constraints:\n- Frozen: `d/**`, and the rest of `e/**` but for the route in `r.ex`.":         " GS046",
		"Frozen: `d/**` and `e/**`.":                                                                  "deny=[d/** e/**]",
		"Only `d/**` and the rest of `e/**` but for `e/r.ex` may change.":                             " GS022",
		"No `.tf` file outside `a/` is touched.":                                                      " GS046",
		"No Python file changes outside of `a/`.":                                                     " GS046",
		"Do not edit any Markdown file outside `a/`.":                                                 " GS046",
		"Outside `a/` no `.css` file is touched.":                                                     " GS046",
		"No Terraform outside `a/` is edited.":                                                        " GS046",
		"No code outside `a/` is edited.":                                                             "allow=[a/]",
		"Apart from `v/libx`, `v/` is not changed.":                                                   "deny=[v/ but v/libx]",
		"Except for `v/libx` and `v/y`, nothing in `v/` changes.":                                     "deny=[v/ but v/libx but v/y]",
		"Except for `v/`, nothing may change.":                                                        " GS022",
		"Changes go in `a/` and `b/`, but not `a/c/`, where the code is generated.":                   "deny=[a/c/] GS045",
		"No file outside `a/` is touched.":                                                            "allow=[a/]",
		"No other file outside `a/` is touched.":                                                      "allow=[a/]",
		"Must not change:\n- a/m/v8.dart to v11.dart":                                                 "deny=[a/m/v8.dart a/m/v9.dart a/m/v10.dart a/m/v11.dart] GS044",
		"Must not change:\n- a/m/V1.sql through a/m/V3.sql":                                           "deny=[a/m/V1.sql a/m/V2.sql a/m/V3.sql] GS044",
		"Must not change:\n- a/m/v9.dart to b/v11.dart":                                               " GS022",
		"Must not change:\n- a/m/v09.dart to v110.dart":                                               " GS022",
		"Must not change:\n- a/m/v1.dart to w3.dart":                                                  " GS022",
		"Must not change:\n- `a/` other than that one file":                                           "deny=[a/] GS044",
		"Must not change:\n- `a/` apart from the page above":                                          "deny=[a/] GS044",
		"Must not change:\n- `a/` except the client":                                                  "deny=[a/] GS044",
		"Must not change:\n- `a/` except those that need it":                                          "deny=[a/] GS044",
		"Must not change:\n- the cases in `YTests.cs`, new ones go to `ZTests.cs`":                    "deny=[YTests.cs] GS044",
		"Must not change:\n- `x/y_test.go`, new cases go into `x/z_test.go`":                          "deny=[x/y_test.go] GS044",
		"Must not change:\n- `x/y_test.go`; further cases belong in `x/z_test.go`":                    "deny=[x/y_test.go] GS045",
		"Must not change:\n- `x/y_test.go`, new cases change `x/z_test.go` only":                      " GS022",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// TestPassesForEach: a command that is said to pass for each of some things is a criterion,
// and what is to be done for each is none.
func TestPassesForEach(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"For each of the four, `make check` passes with the new flag.": 1,
		"For every locale, `npm run i18n -- <locale>` passes.":         1,
		"For each failing case, fix the parser first.":                 0,
		"For each package, run `make check` and look at what fails.":   0,
	} {
		g, _ := goalspec.Parse("Keys in all dialogs", "The dialogs can be used without a mouse: Tab goes through all controls.\n\n"+text+"\n").Admit(goalspec.Options{})
		if got := len(g.Criteria()); got != want {
			t.Errorf("%q gives %d criteria, want %d", text, got, want)
		}
	}
}
