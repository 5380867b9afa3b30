package asks

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// TestCallFor holds when people call for something, and do not only speak of it.
func TestCallFor(t *testing.T) {
	of := regexp.MustCompile(`\b(freez\w*|frozen)\b`)
	for text, want := range map[string]bool{
		"Add a fixture that freezes the clock.":           true,
		"Freeze the clock for all tests.":                 true,
		"The clock must be frozen.":                       true,
		"In the tests the clock has to be frozen.":        true,
		"The page freezes in the tests.":                  false,
		"The clock is frozen today.":                      false,
		"Do not freeze the clock.":                        false,
		"Should the tests freeze the clock?":              false,
		"Somebody suggested that we should freeze it.":    false,
		"The tests show that it freezes, add a time-out.": false,
	} {
		if got := CallFor(Sentences(strings.ToLower(text)), of); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
