package goalspec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestLabelsAboveCommands holds that a command below "Must hold:" is a criterion that holds
// already, anything else there a constraint, and one below words for how it ends a
// criterion.
func TestLabelsAboveCommands(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]goalspec.Kind{
		"Must hold:\n1. The rows are equal: `make compare` exits 0\n2. The columns keep their order\n":         goalspec.MustHold,
		"**Must hold**\n\n- `make compare` passes\n- The columns keep their order\n":                           goalspec.MustHold,
		"It is finished when\n - make compare passes\n - The columns keep their order\n":                       goalspec.KindUnknown,
		"**Rules for each item**\n- One commit per item.\n\n**Overall acceptance**\n- `make compare` passes\n": goalspec.KindUnknown,
		"**Overall acceptance**\n- `make compare` passes\n- The columns keep their order\n":                    goalspec.KindUnknown,
	} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\n"+text).Admit(goalspec.Options{})
		c := g.Criteria()
		if len(c) == 0 || c[0].Command != "make compare" || c[0].Kind != want {
			t.Errorf("%q gives %v, want make compare as %v: %v", text, c, want, findings)
		}
		if want == goalspec.MustHold && len(g.Constraints()) != 1 {
			t.Errorf("%q gives the constraints %v", text, g.Constraints())
		}
	}
}

// TestWishesAreNoCriteria holds that what is said not to be needed binds no command.
func TestWishesAreNoCriteria(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"- Optional: `make old` passes", "- optional:\n  - `make old` passes", "\nNot needed:\n- `make old` passes", "- Ideally `make old` passes", "- Nice to have: `make old` passes", "- Stretch goal: `make old` passes",
		"\nConstraints:\n- Ideally `make old` passes.", "\nIdeally `make old` passes.", "\nBonus: `make old` passes.", "\nOptional: `make old` passes.",
	} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n"+text+"\n").Admit(goalspec.Options{})
		if c := g.Criteria(); len(c) != 1 || c[0].Command != "make test" {
			t.Errorf("%q gives the criteria %v: %v", text, c, findings)
		}
	}
}

// TestWhatShouldBeTrue: what is to be true at the end is the outcome, and what shows it
// where the outcome, or what proves it, stands elsewhere.
func TestWhatShouldBeTrue(t *testing.T) {
	const zone, proof, goal = "- the importer keeps the time zone\n", "## Evidence\n\n- `make test` passes\n", "## Goal\n\nRows have zones.\n\n"
	for _, label := range []string{"What should be true at the end", "What should be true", "What must be true once it is merged", "What should be true when this is done"} {
		label = "## " + label + "\n\n"
		for body, want := range map[string]string{
			label + "The importer keeps the time zone.\n\n" + proof: "The importer keeps the time zone. [`make test` passes]",
			label + zone + "\n" + proof:                             "the importer keeps the time zone [`make test` passes]",
			goal + label + zone:                                     "Rows have zones. [the importer keeps the time zone]",
			goal + label + zone + "\n" + proof:                      "Rows have zones. [the importer keeps the time zone `make test` passes]",
		} {
			d := goalspec.Parse("", body)
			var criteria []string
			for _, c := range d.Criteria() {
				criteria = append(criteria, c.Text)
			}
			if got := fmt.Sprint(d.Outcome(), " ", criteria); got != want {
				t.Errorf("%q gives %q, want %q", body, got, want)
			}
		}
	}
}

// TestEvidenceBesideCriteria: what is called evidence beside criteria is what the author has seen,
// unless a command in it is said to pass.
func TestEvidenceBesideCriteria(t *testing.T) {
	t.Parallel()
	for evidence, want := range map[string]int{
		"- customer request in #1190\n- `app/Webhook/Sender.php`":      1,
		"- support gets \"import failed\" tickets, roughly two a week": 1,
		"- `make bench` passes": 2,
	} {
		d := goalspec.Parse("", "Goal: Webhooks carry a signature.\n\nSuccess criteria:\n- `make test` passes\n\nEvidence:\n"+evidence+"\n")
		g, findings := d.Admit(goalspec.Options{})
		if goalspec.HasErrors(findings) || len(g.Criteria()) != want {
			t.Errorf("%q gives %v, %v", evidence, g.Criteria(), findings)
		}
	}
}

// TestRecordsProveNothing: what names a report or a place in the code, and nothing else, says of no
// change whether it was made.
func TestRecordsProveNothing(t *testing.T) {
	t.Parallel()
	for evidence, want := range map[string]bool{
		"- abuse report of 3 June, `docs/reports/06.md`\n- middleware chain in `api/middleware.py`": true,
		"- the report in `out/06.md` lists each key":                                                false,
	} {
		got := strings.Contains(codesOf("Goal: The API answers 429 beyond the plan's limit.\n\nConstraints:\n- no new services\n\nEvidence:\n"+evidence+"\n", goalspec.Options{}), "GS004")
		if got != want {
			t.Errorf("%q proves nothing: %v", evidence, got)
		}
	}
}
