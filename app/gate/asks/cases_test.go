package asks

import (
	"strings"
	"testing"
)

// TestNamesCase holds which words give an input an answer of its own.
func TestNamesCase(t *testing.T) {
	for text, want := range map[string]bool{
		"Irregular words: ox → oxen, goose → geese.":          true,
		"`ox` becomes `oxen`, all others get an s.":           true,
		"Show `ox` as \"oxen\".":                              true,
		"The reserved word OX is written as `oxen`.":          true,
		"`plural('ox')` is `oxen`.":                           false,
		"For example `ox` becomes `oxen`.":                    false,
		"Words become plurals; ox and oxen are in the tests.": false,
		"`ox` is `oxes` currently.":                           false,
		"The farm has oxen.":                                  false,
		"`plural('ox')` gives `oxs` instead of `oxen`.":       false,
		"fox is oxen":                                false,
		"The test wants `ox` as `oxen`.":             false,
		"`ox` is `oxen` in the case that fails.":     false,
		"`ox` is expected as a word: `ox` → `oxen`.": false,
	} {
		if got := NamesCase(Sentences(strings.ToLower(text)), "ox", "oxen"); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
