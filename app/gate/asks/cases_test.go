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

// TestByHand holds which words call for cases that are written out by themselves.
func TestByHand(t *testing.T) {
	for text, want := range map[string]bool{
		"Special-case the two words in a table: ox is oxen.":                true,
		"The names are compared literally. `ox` is `oxen`.":                 true,
		"Hard-code the old names: ox → oxen, cow → kine.":                   true,
		"Please keep the irregular words in a small table, `ox` is `oxen`.": true,
		"Do not special-case words: ox is oxen.":                            false,
		"`ox` is `oxen`. Never hard-code that.":                             false,
		"Somebody suggested to hard-code it. ox is oxen.":                   false,
		"Ox is oxen.": false,
		"Somewhere in the rules ox is oxen. The others are in a table.":       false,
		"Special-case the empty word. It has no plural. The plural: ox, oxen": false,
	} {
		if got := NamesCase(ByHand(Sentences(strings.ToLower(text))), "ox", "oxen"); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
