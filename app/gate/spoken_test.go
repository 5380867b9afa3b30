package gate

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
)

// TestSpoken holds which words of people let in what a rule looks for, and which
// only name it or forbid it.
func TestSpoken(t *testing.T) {
	for rule, said := range map[string]struct{ yes, no []string }{
		"dependencies": {
			[]string{
				"Upgrade lodash to 4.17.21.", "Bump the version of zod.", "Replace moment with date-fns.", "Use the library `tenacity` for the retries.",
				"Please migrate to pydantic 2.", "The package `left-pad` can go, depend on nothing in its place.", "A small dependency for this is fine.",
				"We do not want to write this ourselves, so take a library.", "Add the module golang.org/x/sync.", "The build fails because of an old version, upgrade it.",
			},
			[]string{
				"No new dependencies.", "Do it without another library.", "Please don't add a package for this.", "Do not upgrade anything.", "Never bump versions here.",
				"New packages are not welcome.", "Dependencies must not be changed.", "Avoid a dependency.", "Prices lose their cents.", "A library is out of the question.",
			},
		},
		"assertions": {
			[]string{
				"A tolerance of 1e-9 is enough.", "Compare with pytest.approx.", "Use a delta of one cent.", "Sums of floats are inexact.", "The precision of the sensor is 0.1.",
				"Compare them approximately.", "Within an epsilon they are the same.", "The test should tolerate one second.", "Let the helper take a tolerance.", "Round-off is not a bug, allow a small delta.",
			},
			[]string{
				"Do not add a tolerance.", "The comparison stays exact, no delta.", "Never use approx here.", "Tolerances are not an option.", "A tolerance must not be added.",
				"Without any tolerance, please.", "Totals are off by a cent.", "Don't hide it behind an epsilon.", "Avoid approximations.", "An epsilon is no answer.",
			},
		},
	} {
		for _, text := range said.yes {
			if !asks.Speak(asks.Sentences(strings.ToLower(text)), spoken[rule]) {
				t.Errorf("%s: %q lets it in", rule, text)
			}
		}
		for _, text := range said.no {
			if asks.Speak(asks.Sentences(strings.ToLower(text)), spoken[rule]) {
				t.Errorf("%s: %q does not let it in", rule, text)
			}
		}
	}
}
