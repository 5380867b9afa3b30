package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestLabelsAbroad holds that the common labels of German, French and Spanish tickets are
// read however their marks are written, and that one with a letter of another script is
// refused as it is in English.
func TestLabelsAbroad(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Ziel: Die Suche findet Umlaute.\nAbnahme: `make test` passes\nNicht ändern: `api/`":                                                      "api/",
		"### Aufgabe\nDie Suche findet Umlaute.\n### Akzeptanzkriterien\n1. `make test` passes\n### Nicht anfassen\n- `api/` (bis auf die Tests)": "api/",
		"Objectif : la recherche trouve les accents.\n\nCrite\u0300res d’acceptation :\n- `make test` passes\n\nNe pas modifier :\n- `api/`":      "api/",
		"**Objetivo:** Busca con acentos.\n\n**Criterios de aceptacion:**\n- `make test` passes\n\n**No modificar:**\n- api/":                     "api/",
		"Goal / Ziel: Die Suche findet Umlaute.\n\nAbnahme / Acceptance: `make test` passes":                                                      "",
		"Z\u0456el: Die Suche findet Umlaute.\n\nAbnahme: `make test` passes":                                                                     "GS033",
		"Ziel: Die Suche findet Umlaute.\n\nAbnahme: `make test` passes\n\nRandbedingungen:\n- keine neuen Zeilen in `api/` bitte":                "GS045",
		"Goal: Search finds accents.\n\nEvidence: `make test` passes\n\nModifier uniquement:\n- `api/` sauf `api/gen`":                            "GS022",
	} {
		g, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
		got := ""
		for _, code := range []string{"GS022", "GS033", "GS045"} {
			if told(findings, code) {
				got = code
			}
		}
		for _, p := range g.Scope().Deny {
			got += p.Pattern
		}
		if got != want || g.IsZero() != (want == "GS022" || want == "GS033") {
			t.Errorf("%q gives %q, want %q: %v", body, got, want, findings)
		}
	}
}
