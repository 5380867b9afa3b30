package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestNestedListsAreBounded holds that an item over a list says of each path in it what
// it would say of that path itself, wherever the item stands.
func TestNestedListsAreBounded(t *testing.T) {
	t.Parallel()
	for _, section := range []string{"Evidence:\n- `make test` passes\n", "Constraints:\n- No new dependency\n", "Notes:\n- see #12\n", "## Rules\n\n- be brief\n", "Stop:\n- report what changed\n", "DO modify:\n- `lib/`\n"} {
		for over, want := range map[string]string{
			"Do not modify":                        "deny=[src/a.go]",
			"Do not modify:":                       "deny=[src/a.go]",
			"Please don't touch the following":     "deny=[src/a.go]",
			"**Keep unchanged**":                   "deny=[src/a.go]",
			"These must not change":                "deny=[src/a.go]",
			"Off limits":                           "deny=[src/a.go]",
			"Only modify":                          "allow=[src/a.go]",
			"May change":                           "allow=[src/a.go]",
			"The parser is audited. Do not modify": "deny=[src/a.go]",
			"Docs are fine":                        "",
			"The following files are generated and must not be edited": "deny=[src/a.go]",
		} {
			body := "Goal: The export writes one row per item.\n\nEvidence:\n- `make x` passes\n\n" + section + "- " + over + "\n  - `src/a.go`\n"
			g, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
			got := listed("allow", g.Scope().Allow) + listed("deny", g.Scope().Deny)
			told := slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == "GS022" })
			if got != want && !(got == "" && told) {
				t.Errorf("%q gives %q, want %q: %v", section+over, got, want, findings)
			}
		}
	}
}

// TestNestedListsStandBesideTheRest holds that such a list takes nothing from the one
// around it, and that what it names in words is told.
func TestNestedListsStandBesideTheRest(t *testing.T) {
	t.Parallel()
	g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n- Do not modify\n  - `src/a.go` (audited)\n  - the wire format\n- `make lint` passes\n").Admit(goalspec.Options{})
	if len(g.Criteria()) != 2 || listed("deny", g.Scope().Deny) != "deny=[src/a.go]" || g.Scope().Deny[0].Reason != "audited" {
		t.Errorf("%v, %v", g.Criteria(), g.Scope())
	}
	if !slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == "GS046" && f.Line == 7 }) {
		t.Errorf("the words are not told: %v", findings)
	}
	g, _ = goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\nPhase 1: Read\n- Do not modify\n  - `src/a.go`\n\nPhase 2: Write\n- go on\n").Admit(goalspec.Options{})
	if p := g.Phases(); len(p) != 2 || len(p[0].Kept()) != 1 || len(g.Scope().Deny) != 0 {
		t.Errorf("a list in a phase bounds %v and %v", g.Phases(), g.Scope())
	}
}

// TestBansApartFromAPhase holds that a ban which stands behind the list of a phase is told
// to hold for that phase only.
func TestBansApartFromAPhase(t *testing.T) {
	t.Parallel()
	for text, told := range map[string]bool{
		"## Phase 1: Read\n\n- look\n\nDo not modify docs/.\n\n## Phase 2: Write\n\n- write\n": true,
		"## Phase 1: Read\n\n- look\n\n## Phase 2: Write\n\n- write\n\nDo not modify docs/.\n": true,
		"## Phase 1: Read\n\nDo not modify docs/.\n\n- look\n\n## Phase 2: Write\n\n- write\n": false,
		"Phase 1: Read\n- look\n- do not modify docs/\n\nPhase 2: Write\n- write\n":            false,
		"Phase 1: Read\n- look\n\nPhase 2: Write\n- write\n\nDo not modify docs/.\n":           false,
	} {
		_, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"+text).Admit(goalspec.Options{})
		if got := slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == "GS047" }); got != told {
			t.Errorf("%q is told: %v, want %v: %v", text, got, told, findings)
		}
	}
}
