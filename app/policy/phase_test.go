package policy_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

func TestPhases(t *testing.T) {
	p := parse(t, `
autonomy: {implementation: ask, verification: ask}
breakpoints: {before_phase: [integration], on_first_edit: ["api/**", Makefile]}
`)
	for phase, asks := range map[app.PhaseKind][2]bool{ // after, before
		app.PhaseAnalysis:       {false, false},
		app.PhaseImplementation: {true, false},
		app.PhaseIntegration:    {false, true},
		app.PhaseVerification:   {true, false},
		"unheard of":            {true, false},
	} {
		if got := [2]bool{p.AsksAfter(phase), p.AsksBefore(phase)}; got != asks {
			t.Errorf("%s: %v, want %v", phase, got, asks)
		}
	}
	for path, glob := range map[string]string{"api/v1/a.go": "api/**", "sub/Makefile": "Makefile", "src/a.go": ""} {
		if got, asks := p.AsksOnEdit(path); got != glob || asks != (glob != "") {
			t.Errorf("%s: %q", path, got)
		}
	}
	if policy.Default().AsksAfter(app.PhaseImplementation) {
		t.Error("the default asks after a phase")
	}
}

func TestBranch(t *testing.T) {
	g := &app.Goal{ID: "01JAAAAAAAAAAAAAAAAAABCDEF", Issue: app.Issue{Number: 7}, Title: "Move the *invoice* export, please!"}
	for template, want := range map[string]string{
		policy.Default().Branch: "goalkeeper/7-move-the-invoice-export-please-" + g.ID.Short(),
		"b/{id}":                "b/" + g.ID.Short(),
	} {
		if got := policy.Branch(template, g); got != want {
			t.Errorf("%s: %q, want %q", template, got, want)
		}
	}
	g.Title = "日本語"
	if got := policy.Branch("{slug}", g); got != "goal" {
		t.Errorf("no letters: %q", got)
	}
}
