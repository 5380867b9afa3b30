package goalspec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// below is what the items of a list say below a label, and what they do to the scope.
func below(t *testing.T, label string, items ...string) (said []string, held string) {
	t.Helper()
	d := goalspec.Parse("", "## Goal\nThe importer answers 422 to a row without a key.\n\n## Evidence\n- `go test ./importer` passes [must_change]\n\n"+label+"\n- "+strings.Join(items, "\n- ")+"\n")
	goal, findings := d.Admit(goalspec.Options{})
	for _, f := range findings {
		if f.Severity == goalspec.Error {
			t.Errorf("%s, %q: %s %s", label, items, f.Code, f.Message)
		}
	}
	for _, c := range goal.Constraints() {
		said = append(said, c.Text)
	}
	for _, g := range d.Scope().Deny {
		held = strings.TrimSpace(held + " " + g.Pattern)
	}
	return said, held
}

// TestLabelThatNegates: below a label that says what nobody wants, an item is a ban, and
// its words say so where they stand alone.
func TestLabelThatNegates(t *testing.T) {
	for _, label := range []string{
		"## What I don't want", "## Avoid", "## Please avoid", "## No-gos", "**Not wanted**", "## Unwanted", "Things I don't want:\n", "## Things we do not want to see",
		"## We don’t want", "## What nobody wants", "## Things to avoid", "## Stuff we won't accept", "## Don't", "## Do nots", "## The change must not", "## Never",
	} {
		for item, path := range map[string]string{
			"Changes to `db/`":                     "db/",
			"Any edits in `infra/**`":              "infra/**",
			"touching `web/`":                      "web/",
			"A change of `api/v1.yaml`":            "api/v1.yaml",
			"Modifications of `gen/` and `proto/`": "gen/ proto/",
			"`legacy/`":                            "legacy/",
			"`legacy/` edits":                      "legacy/",
			"Anything in `gen/`":                   "gen/",
			"Edit `go.mod`":                        "go.mod",
		} {
			said, held := below(t, label, item)
			if held != path || len(said) != 1 || !strings.HasPrefix(said[0], "Do not ") {
				t.Errorf("%s, %s: held %q, said %q", label, item, held, said)
			}
		}
	}
}

// TestActThatIsUnwanted: what is not to be done to a path, and changes it, holds the path.
func TestActThatIsUnwanted(t *testing.T) {
	for _, label := range []string{"## What I don't want", "## Avoid", "## Don't"} {
		for item, path := range map[string]string{"Deleting `legacy/`": "legacy/", "Duplicating `legacy/a.go`": "", "Calls of `legacy/`": ""} {
			if said, held := below(t, label, item); held != path || len(said) != 1 {
				t.Errorf("%s, %s: held %q, said %q", label, item, held, said)
			}
		}
	}
}

func TestBanInWords(t *testing.T) {
	for _, c := range []struct{ label, item, said string }{
		{"## What I don't want", "A second queue", "What I don't want: A second queue"},
		{"## Avoid", "Log spam", "Avoid: Log spam"},
		{"## Avoid", "`core` importing `http`", "Avoid: `core` importing `http`"},
		{"## Avoid", "`core` edits that only move code", "Avoid: `core` edits that only move code"},
		{"## Avoid", "Work in `main`", "Avoid: Work in `main`"},
		{"## Avoid", "Copies of `core/api.go`", "Avoid: Copies of `core/api.go`"},
		{"## No-gos", "Changes to the public API", "Do not change the public API"},
		{"## Things to avoid", "never block the event loop", "never block the event loop"},
		{"## Avoid", "The schema must not change", "The schema must not change"},
		{"## Avoid", "A rewrite is out of the question", "A rewrite is out of the question"},
		{"## Don't", "A new dependency", "No new dependency"},
		{"## Don't", "Rewriting the parser", "No rewriting the parser"},
		{"## Don't", "Rename the flags", "Do not rename the flags"},
		{"## Don't", "Bring in a framework", "Do not bring in a framework"},
		{"## Never", "Changes without tests", "No changes without tests"},
		{"## Anti-goals", "A plugin system", "Out of scope: A plugin system"},
		{"## Do not modify", "new dependencies", "No new dependencies"},
		{"## Constraints", "Changes to the schema come with a migration", "Changes to the schema come with a migration"},
		{"## Rules", "A new column is nullable", "A new column is nullable"},
		{"## Must keep working", "Login with `make login`", "Login with `make login`"},
	} {
		if said, held := below(t, c.label, c.item); held != "" || !slices.Equal(said, []string{c.said}) {
			t.Errorf("%s, %s: held %q, said %q", c.label, c.item, held, said)
		}
	}
}

// TestBanOnTheRest: below such a label, what lies outside of some paths is all that must not
// change.
func TestBanOnTheRest(t *testing.T) {
	for _, label := range []string{"## What I don't want", "## Avoid", "## No-gos", "## Don't"} {
		for _, item := range []string{"Changes outside `billing/`", "Any edits outside of `billing/`", "Touching anything outside `billing/`", "Work beyond `billing/`", "Changes to anything but `billing/`"} {
			d := goalspec.Parse("", "## Goal\nThe importer answers 422 to a row without a key.\n\n## Evidence\n- `go test ./importer` passes [must_change]\n\n"+label+"\n- "+item+"\n")
			allow := d.Scope().Allow
			if goal, findings := d.Admit(goalspec.Options{}); goal.IsZero() || len(allow) != 1 || allow[0].Pattern != "billing/" {
				t.Errorf("%s, %s: %v, %v", label, item, allow, findings)
			}
		}
	}
}

// TestLabelOfWishes: what somebody wants, or asks whether it is wanted, negates nothing.
func TestLabelOfWishes(t *testing.T) {
	for _, label := range []string{"## What I want", "## Things we want to see", "## What you want", "## Do we want", "## Avoidance strategy", "## Why we don't want a rewrite"} {
		if said, held := below(t, label, "Changes to `db/`"); held != "" || slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, "not") }) {
			t.Errorf("%s: held %q, said %q", label, held, said)
		}
	}
}
