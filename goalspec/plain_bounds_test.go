package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// heldBy is what a text lets the scope hold, with the codes of its findings.
func heldBy(text string) string {
	g, findings := goalspec.Parse("", bounded+text+"\n").Admit(goalspec.Options{})
	got := listed("deny", g.Scope().Deny) + listed("allow", g.Scope().Allow)
	for _, f := range findings {
		if f.Code != "GS009" {
			got += " " + f.Code
		}
	}
	return got
}

// TestBoundsInPlainWords holds that a sentence is read in which no careful reader doubts
// what may change, and that its neighbours say no more than they do.
func TestBoundsInPlainWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The `a/` folder should see no changes in this PR.":                                                                                     "deny=[a/]",
		"`a/x.go` should have no changes in behaviour.":                                                                                         "deny=[a/x.go] GS044",
		"No migration should be needed, so nothing in `a/` either.":                                                                             "deny=[a/]",
		"`a/**` must not show up in the diff.":                                                                                                  "deny=[a/**]",
		"`a/` should be not in the diff, otherwise nobody can be sure.":                                                                         "deny=[a/]",
		"`a/x.go` is not in the diff of #12.":                                                                                                   "",
		"Constraints:\n- a/x.yml: unchanged, it is deployed separately":                                                                         "deny=[a/x.yml]",
		"Constraints:\n- a/x.yml: the same bug":                                                                                                 " GS045",
		"Constraints:\n- Do not touch `a/`.\n- `b/` not either, that is another story":                                                          "deny=[a/ b/]",
		"Changes are to be limited to `a/` and `b.lock`.":                                                                                       "allow=[a/ b.lock]",
		"Only change the limits in `a/x.go`.":                                                                                                   " GS022",
		"Please make the changes only inside of `a/` (all of it), and of course `b/`.":                                                          "allow=[a/ b/]",
		"Everything to change should be under `a/`.":                                                                                            "allow=[a/]",
		"Everything to change should be under `a/` plus the one file in `b/`.":                                                                  "allow=[a/ b/] GS046",
		"All changes should be noted in `CHANGES.md`.":                                                                                          "",
		"Only docs under `docs/` may change, no code.":                                                                                          "allow=[docs/]",
		"Only docs under `docs/` may change, no new pages.":                                                                                     "allow=[docs/]",
		"Scope:\n\nOnly `a/x.md` and, if you need images, `b/`. Reviews shall be short.":                                                        "allow=[a/x.md b/]",
		"Only `a/` and, if Ann agrees, `b/` may change.":                                                                                        " GS022",
		"Don't change how `cli.py` parses its flags.":                                                                                           " GS045",
		"Don't change how `cli.py` parses its flags or `b.py`.":                                                                                 "deny=[cli.py b.py] GS044",
		"The hashes in `a/old_hashes.json` mustn't change: if they do, tell me.":                                                                "deny=[a/old_hashes.json]",
		"The hashes in `a/x.json` mustn't change.":                                                                                              "deny=[a/x.json] GS044",
		"It is set in `a/x.yaml`, but the switch was forgotten, so nothing is ever deleted.":                                                    "",
		"In `a/` nothing is changed.":                                                                                                           "deny=[a/]",
		"Hands off:\n- `a/`\n\n**Finished** when each has a label.":                                                                             "deny=[a/]",
		"Only modify:\n\n`a/` and `b/`. Nothing else – in particular no test gets skipped.":                                                     "allow=[a/ b/]",
		"Only modify:\n- `a/`\n- Within it, `a/x.yml` is not to be touched. It is signed.":                                                      "deny=[a/x.yml]allow=[a/]",
		"## What must not change?\n\nThe tests! `a/` should be not in the diff, that is all.":                                                   "deny=[a/]",
		"## What must not change?\n\nThe fix is small. Everything to change should be under `a/`. Also not the tapes, and not the file `b.py`.": "deny=[b.py]allow=[a/] GS044",
		"Out of scope:\n- the chart. `a/` belongs to the operators, they do it":                                                                 "deny=[a/] GS044",
		"Out of scope:\n- the settings in `a/x.go` – tuned for long, leave them":                                                                " GS039",
		"## What you may not do\n\nChange `a/` or `b/`.":                                                                                        "deny=[a/ b/]",
		"## What you may not do\n\nChange a migration that is there, change other files in `a/`, or raise the limit.":                           " GS045",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
