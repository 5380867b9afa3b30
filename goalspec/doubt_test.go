package goalspec

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// TestBansInDoubtStayWords: a ban of which it is not certain what all of it holds for stops
// nobody; its words are a constraint, and it is said that they stop no change.
func TestBansInDoubtStayWords(t *testing.T) {
	for _, words := range []string{
		"The signing step in `release/sign/` isn't altered",
		"No change to the retry logic in `net/http/`",
		"The snapshots in `ui/snap/` which are not about buttons don't change",
		"Leave `db/migrate/` alone except for one new file",
		"`README.md` stays as it is, except for one link",
		"In `README.md` nothing changes apart from the table of flags",
		"Other pages aren't touched apart from the entry in `mkdocs.yml`",
		"`go.mod` must not change unless a security fix needs it",
		"No new files in `src/`",
		"`man/` is otherwise frozen",
		"`man/` is frozen, the table in `man/flags.1` being the exception", "`man/` stays as it is, with `man/flags.1` as the only exception",
		"Do not write to `cache/`",
		"Do not edit `sql/` and `pay/`, except for comments",
		"Don't edit `sql/`, except for comments, and keep `go vet` quiet",
		"The goldens in `testdata/` must not be edited, except those of the new flag",
		"The tests themselves must not be edited, and each other test in `tests/` has to pass",
	} {
		for _, text := range []string{"Constraints:\n- " + words + "\n", words + ".\n"} {
			d := Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"+text)
			found := d.Lint(Options{})
			if HasErrors(found) || !has(found, saidInWords) {
				t.Errorf("%q: %v", text, found)
			}
			if !slices.ContainsFunc(d.constraint, func(c Constraint) bool { return strings.Contains(words, strings.TrimSuffix(c.Text, ".")) }) {
				t.Errorf("%q is no constraint: %v", text, d.constraint)
			}
		}
	}
	for _, words := range []string{
		"Only change `a/`, except the tests", "You may change `a/`, not `b/`", "Keep to `a/`, except for `b/`", "Skip `a/`", "Protect `a/` from changes",
		"Keep `lib/a/` as it is (except for log lines). Do not edit `lib/b/`",
		"Never edit `sql/`, apart from its comments, and never edit `pay/`", "Don't edit `sql/` except for one new view, nor `pay/`, `tax/`",
		"Do not change `a/` (but in `a/x.go` a line may change)", "Do nоt change `lib/`", "Copy `x/a.go` to `y/b.go`; do not edit it",
	} {
		if found := Parse("", bounding0+words+".\n").Lint(Options{}); !has(found, unreadPath) {
			t.Errorf("%q is not refused: %v", words, found)
		}
	}
}

const bounding0 = "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\nConstraints:\n- "

// TestScopesReadTogether: what statements and lists say of paths in common words.
func TestScopesReadTogether(t *testing.T) {
	const front = "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"
	for text, want := range map[string]string{
		"You are to change:\n- `a/x.go`\n\nYou are not to change:\n- `b/`":                    "deny b/; focus a/x.go",
		"Constraints:\n- You are not to change `b/`":                                          "deny b/",
		"Constraints:\n- Edits are only allowed in `a/`":                                      "allow a/",
		"Constraints:\n- Changes only in `a/` and `b.txt`. x86 speed stays within 2 %":        "allow a/ b.txt",
		"Constraints:\n- `a/` frozen; `b/` is where the work happens":                         "deny a/",
		"Constraints:\n- The diff must not contain `gen/`":                                    "deny gen/",
		"You may edit `docs/errors/**`. Leave the rest of `docs/` alone.":                     "focus docs/errors/**",
		"You may edit `docs/errors/**`. Leave the rest of `src/` alone.":                      "deny src/",
		"Not allowed: skipping or retrying the test; sleeping; changes under `pay/`.":         "deny pay/",
		"Do NOT modify: `a/`\n\n`GET /rows` takes `page` and returns ten rows.":               "deny a/",
		"Do NOT modify:\n- `a/1.json` to `a/3.json`":                                          "deny a/1.json a/2.json a/3.json",
		"Constraints:\n- Nothing outside `a/` and `b/` changes, with the exception of `c.md`": "allow a/ b/ c.md",
		"Constraints:\n- Changes outside of `a/` need a reason in the pull request":           "",
		"Constraints:\n- The only change in `web/` is the button":                             "",
		"Constraints:\n- `web/bar.tsx` may get the button, nothing else in `web/` changes":    "",
		"Only modify:\n- `a/**`\n- `b/**` (new tests)\n- if needed `c/x.ts`":                  "allow a/** b/** c/x.ts",
		"Only modify: `a/` and, for the button, `web/bar.tsx`":                                "allow a/ web/bar.tsx",
		"`a/` is off limits.\n\nThe page in `web/` shows it.\n\nDon't change existing rows.":  "deny a/",
	} {
		d := Parse("", front+text+"\n")
		_, found := d.Admit(Options{})
		var got []string
		for _, list := range []struct {
			name  string
			globs []Glob
		}{{"allow", d.scope.Allow}, {"deny", d.scope.Deny}, {"focus", d.scope.Focus}} {
			if len(list.globs) > 0 {
				got = append(got, list.name+" "+strings.ReplaceAll(ruling.Patterns(patternsOf(list.globs)), ",", ""))
			}
		}
		if s := strings.Join(got, "; "); s != want || HasErrors(found) {
			t.Errorf("%q gives %q, want %q: %v", text, s, want, found)
		}
	}
}

// TestAskedAndDenied: a permission, or where the work is said to go, against a ban on it.
func TestAskedAndDenied(t *testing.T) {
	const front = "Goal: The app prints its version.\n\nEvidence:\n- `make test` passes\n\n"
	for text, want := range map[string]bool{
		"All edits belong in `src/app/`. Don't modify anything in `src/`.":              true,
		"You are to change:\n- `src/app/**`\n\nYou are not to change:\n- `src/**`":      true,
		"You can edit anything matching `docs/a/**`. All of `docs/**` is off limits.":   true,
		"Feel free to edit `src/x.go`. `src/` is frozen.":                               true,
		"You are to change `src/x.go`. Do not touch `src/`.":                            true,
		"Changes are allowed in `src/app/`. Nothing in `src/` may change.":              true,
		"The fix belongs in `src/app/x.go`. Leave `src/app/` alone.":                    true,
		"Everything in `src/app/` may be edited. Files under `src/` may not be edited.": true,
		"All edits belong in `src/app/`. Don't modify anything in `src/lib/`.":          false,
		"You are to change:\n- `src/**`\n\nYou are not to change:\n- `src/app/**`":      false,
		"You may edit `docs/a/**`. Leave the rest of `docs/` alone.":                    false,
		"You may edit `docs/a.md`. Keep the other pages in `docs/` as they are.":        false,
		"Changes in `src/app/` broke the build. `src/` must not change.":                false,
		"The parser changes what `src/app/` reads. `src/` must not change.":             false,
	} {
		if found := Parse("", front+text+"\n").Lint(Options{}); has(found, contradiction) != want {
			t.Errorf("%q is told as contradictory: %v; %v", text, !want, found)
		}
	}
}
