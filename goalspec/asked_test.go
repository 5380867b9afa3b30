package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestAskedAndDeniedInWords holds that a sentence which asks for a change of a path, or
// permits it, contradicts one that forbids it, and that no other sentence does.
func TestAskedAndDeniedInWords(t *testing.T) {
	t.Parallel()
	const deny = "Do not modify:\n- `src/`\n\n## More\n\n"
	for text, want := range map[string]bool{
		deny + "`src/a/` may change.":                                                       true,
		deny + "You may edit `src/a/`.":                                                     true,
		deny + "The file `src/a.go` must be rewritten.":                                     true,
		deny + "Refactor `src/a.go` first.":                                                 true,
		"Do not modify:\n- `src/`\n\nConstraints:\n- `src/a/` can be changed":               true,
		"Update `src/a.go` to the new API. Do not touch `src/`.":                            true,
		"`src/a.go` should be updated. `src/a.go` must not change.":                         true,
		deny + "You're free to change everything in `src/a/`.":                              true,
		deny + "Feel free to edit `src/a/` and `lib/`.":                                     true,
		deny + "Go ahead and rewrite `src/a.go`.":                                           true,
		deny + "`src/a/` is fair game too.":                                                 true,
		deny + "You are welcome to edit `lib/`, and `src/a/` is open to changes.":           true,
		"Constraints:\n- allowed: `web/a/`\n- not allowed: `web/**` (frozen)":               true,
		"Constraints:\n- allowed: `web/a/`\n- not allowed: `lib/**`, new dependencies":      false,
		"Constraints:\n- allowed: `web/a/`\n- not allowed: mocks of the clock":              false,
		deny + "You're free to read `src/a/`.":                                              false,
		deny + "`src/a/` is fair game for readers, but not to be edited.":                   false,
		deny + "You're not free to edit `src/a/`.":                                          false,
		deny + "Feel free to edit the docs of `src/a.go`.":                                  false,
		"You're free to edit `src/a/`. Do not touch `src/a/b.go`.":                          false,
		"`src/a/` may change. Do not touch `src/a/b.go`.":                                   false,
		deny + "If `src/a.go` must be changed, stop.":                                       false,
		deny + "`src/a.go` may not be changed.":                                             false,
		deny + "Update the docs of `src/a.go`.":                                             false,
		"Do not modify:\n- `src/`\n\nStop when:\n- `src/a.go` must be changed":              false,
		"Do not modify:\n- `src/`\n\nDon't:\n- change `src/a.go`":                           false,
		"Do not modify:\n- `src/`\n\nOut of scope:\n- the row of `src/a.go` may be changed": false,
	} {
		g, findings := goalspec.Parse("", bounded+text+"\n").Admit(goalspec.Options{})
		if got := g.IsZero() && told(findings, "GS010"); got != want || !want && g.IsZero() {
			t.Errorf("%q: contradiction %v, want %v: %v", text, got, want, findings)
		}
	}
	const outcome = "Goal: Rewrite `src/a.go` to read dates.\n\nEvidence:\n- `make test` passes\n\nDo not modify:\n- `src/`\n"
	if findings := goalspec.Parse("", outcome).Lint(goalspec.Options{}); !told(findings, "GS010") {
		t.Errorf("an outcome that asks for what is denied gives %v", findings)
	}
}

// TestSentencesThatMayBoundAreTold holds that a sentence which may bound a path, in words
// that bind nothing, is told, and one that tells what code does is not.
func TestSentencesThatMayBoundAreTold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"You may edit `src/a.go` only if asked.":                            true,
		"`src/a.go` may change only together with `src/b.go`.":              true,
		"Changes to `src/a.go` need approval.":                              true,
		"The auditors do not want `src/a/` touched.":                        true,
		"We'd rather not see `src/a/` change.":                              true,
		"`src/a/` is under a freeze.":                                       true,
		"Background: `src/a.go` may only be edited with Ann's approval.":    true,
		"The parser in `src/a.go` only updates the cache if the row is new": false,
		"`src/a.go` does not update the cache when a row is removed.":       false,
		"Remove the retry from `src/a.go` without a new flag.":              false,
		"See `docs/a.md` for how it is changed.":                            false,
		"`src/a/` belongs to the platform group.":                           true,
		"`src/a/` is history: old numbers are right, don't change a thing.": true,
		"`src/a/` gets generated from the code, edits there would be lost.": true,
		"`src/a/` is generated, run `make gen` instead of editing there.":   true,
		"The functions in `src/a/` stay with 18 for the time being.":        true,
		"`src/a/` has the same mess, but that's a different team.":          true,
		"`src/a/` is done by the vendor, leave it.":                         true,
		"`src/a/` is off the table for now.":                                true,
		"`src/a/` – not ours, don't go there.":                              true,
		"Only files under `src/a/` get added.":                              false,
		"The bug is in `src/a.go`.":                                         false,
		"See `docs/a.md`, where it is kept.":                                false,
		"The tests in `src/a/` fail only on Windows.":                       false,
		"Only `src/a.go` uses it.":                                          false,
		"The same bug is in `src/b.go`.":                                    false,
		"The cache in `src/a/` stays warm for an hour.":                     false,
		"The handler in `src/a.go` leaves the temp file behind.":            false,
		"`src/a/` is kept. You may edit `src/a/` only if asked.":            true,
		"Do not touch `src/`. You may edit `src/a/` only if asked.":         false,
	} {
		g, findings := goalspec.Parse("", bounded+text+"\n").Admit(goalspec.Options{})
		if got := told(findings, "GS045"); got != want || g.IsZero() {
			t.Errorf("%q: told %v, want %v: %v", text, got, want, findings)
		}
	}
}

// TestNoBoundIsLostInAnySection holds that a sentence which says of a path that it is in
// other hands is held or told wherever it stands, and not where something bounds the path.
func TestNoBoundIsLostInAnySection(t *testing.T) {
	t.Parallel()
	for _, label := range []string{"", "## Context\n\n", "## Please note\n\n", "## Not part of this\n\n- ", "## Limits\n\n", "## Limits\n\n- ", "## Constraints\n\n- ", "## Success criteria\n\n- ", "## Stop and report\n\n- ", "## Priorities\n\n- ", "> ", "### Details\n\n- "} {
		for _, said := range []string{"`src/a/` belongs to the platform group.", "`src/a/` is history, don't fix anything."} {
			g, findings := goalspec.Parse("", bounded+label+said+"\n").Admit(goalspec.Options{})
			if len(g.Scope().Deny) == 0 && !told(findings, "GS045") && !told(findings, "GS039") {
				t.Errorf("%q is lost: %v", label+said, findings)
			}
			if _, findings := goalspec.Parse("", bounded+"Only modify:\n- `web/`\n\n"+label+said+"\n").Admit(goalspec.Options{}); told(findings, "GS045") {
				t.Errorf("%q is told, though only web/ may change: %v", label+said, findings)
			}
		}
	}
}
