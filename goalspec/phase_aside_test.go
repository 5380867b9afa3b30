package goalspec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestPhaseInAList: of a phase that is an item of a plain list, where it works and who is to
// be asked are no part of its name.
func TestPhaseInAList(t *testing.T) {
	for _, c := range []struct {
		second, name, only string
		asked              []int
	}{
		{"Move the callers (only `billing/core`)", "Move the callers", "billing/core", nil},
		{"Move the callers (`billing/core/**` only)", "Move the callers", "billing/core/**", nil},
		{"Move the callers: only in `billing/` and `cart/`", "Move the callers", "billing/ cart/", nil},
		{"Move the callers – just `billing/`.", "Move the callers", "billing/", nil},
		{"Move the callers. Ask me first.", "Move the callers", "", []int{2}},
		{"Move the callers (ask @ann first)", "Move the callers", "", []int{2}},
		{"Move the callers, wait for my approval", "Move the callers", "", []int{2}},
		{"Move the callers (only `billing/`). Please ask us before this phase.", "Move the callers", "billing/", []int{2}},
		{"Move the callers\n   - Stop and ask me.\n   - move them", "Move the callers", "", []int{2}},
		{"Move the callers\n   - move them\n   - Ask me before you start.", "Move the callers", "", []int{2}},
		{"Move the callers (small)", "Move the callers (small)", "", nil},
		{"Move the callers (only the public ones)", "Move the callers (only the public ones)", "", nil},
		{"Ask the user for a name first", "Ask the user for a name first", "", nil},
		{"Show a prompt, wait for the reply of the server", "Show a prompt, wait for the reply of the server", "", nil},
		{"Move the callers\n   - move them\n   - Stop and ask me.", "Move the callers", "", nil},
	} {
		body := "## Goal\nThe importer answers 422 to a row without a key.\n\n## Evidence\n- `go test ./importer` passes [must_change]\n\n## Constraints\n- The API stays as it is.\n\n## Phases\n1. Extract the interface\n2. " + c.second + "\n3. Drop the old one\n"
		goal, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
		if goal.IsZero() || len(goal.Phases()) != 3 {
			t.Errorf("%s: %v", c.second, findings)
			continue
		}
		p, only, asked := goal.Phases()[1], "", []int(nil)
		for _, g := range p.Only {
			only = strings.TrimSpace(only + " " + g.Pattern)
		}
		for _, b := range goal.Points().BeforePhases {
			asked = append(asked, b.Number)
		}
		if got, want := fmt.Sprintf("%q %q", p.Name, only), fmt.Sprintf("%q %q", c.name, c.only); got != want || !slices.Equal(asked, c.asked) {
			t.Errorf("%s: %s, asked before %v; want %s, %v", c.second, got, asked, want, c.asked)
		}
	}
}
