package goalspec_test

import "testing"

// TestBoundsPartByPart: what bounds the paths in a part of a statement is read beside parts
// that only say more in words; what leaves something out is not.
func TestBoundsPartByPart(t *testing.T) {
	for text, want := range map[string]string{
		"Please stay inside `a/`; the handlers and `go.mod` are not part of this.":                      "deny=[go.mod]allow=[a/]",
		"Keep to `a/`, no changes to the public API, and no new crates in `Cargo.toml`.":                "deny=[Cargo.toml]allow=[a/] GS044",
		"No other locale files, and no key is renamed in `a/en.json`.":                                  "deny=[a/en.json] GS044",
		"Keep to `a/`, except for `b/`.":                                                                " GS022",
		"The shared code in `a/` belongs to a different team, so leave it be, and add no dependencies.": "deny=[a/] GS044",
		"The format is versioned and frozen, as is everything in `a/`.":                                 "deny=[a/] GS044",
		"Don't edit or add anything in `a/`, others share it; the work goes into `b/x.go`.":             "deny=[a/] GS044 GS045",
		"Only files in `a/` may be added or edited, and the module itself stays the way it is.":         "allow=[a/]",
		"Only `a/` may change, not its tests.":                                                          " GS022",
		"Only `a/` may change, but not `a/b/`.":                                                         "deny=[a/b/]allow=[a/]",
		"Stick to `a/style.md`.":                                                                        " GS022",
		"Scope: `a/` and `b/`. Payment code stays as it is.":                                            "allow=[a/ b/]",
		"Scope:\n\n`a/`, `b/` and `c/`. Leave `d/` and `e/` alone.":                                     "deny=[d/ e/]allow=[a/ b/ c/]",
		"May be changed: `a/`, `b/`. All else stays.":                                                   "allow=[a/ b/]",
		"Scope:\n- MAY edit: `a/**`\n- MUST NOT edit: `a/b/**`, `go.mod`":                               "deny=[a/b/** go.mod]allow=[a/**]",
		"Out of bounds:\n\nAnything outside `a/` and `b/`. No new gems.":                                "allow=[a/ b/] GS046",
		"Must not change:\n\nEverything outside `a/`, and the function's signature.":                    "allow=[a/] GS046",
		"Must not change:\n\nEverything outside `a/`, `b/`":                                             "allow=[a/ b/]",
		"Must not change: everything except `a/`":                                                       "allow=[a/]",
		"Must not change:\n- `a/` (except if a path moves. Then only that line.)":                       "deny=[a/] GS044",
		"Must not change:\n- `a/x.rb` except through a migration":                                       "deny=[a/x.rb] GS044",
		"Must not change:\n- `a/*.pdf`: if one of these differs, the code is wrong, not the PDF":        "deny=[a/*.pdf] GS044",
		"Must not change:\n\n`a/b/`, and no bump of the version in `a/c.yaml`, the bot does it":         "deny=[a/b/ a/c.yaml]",
		"Must not change:\n- `a/` except the client":                                                    "deny=[a/] GS044",
		"Must not change:\n- `a/` except `a/b/`":                                                        "deny=[a/ but a/b/]",
		"Only modify:\n- `a/` (if the owner agrees)":                                                    " GS022",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
