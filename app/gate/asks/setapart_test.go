package asks

import (
	"strings"
	"testing"
)

// TestApart holds which words give tests a command of their own.
func TestApart(t *testing.T) {
	for text, want := range map[string]bool{
		"The tests in tests/ui need a screen. Move them into a job of their own.": true,
		"Take tests/ui out of `make check`.":                                      true,
		"Please split the tests in tests/ui off.":                                 true,
		"tests/ui should get its own target.":                                     true,
		"Give tests/ui a separate script.":                                        true,
		"The tests in tests/ui take an hour, so they move to `make slow`.":        true,
		"The tests in tests/ui must run separately.":                              true,
		"tests/ui needs a screen. Leave it out by default.":                       true,
		"Add a separate job for tests/ui.":                                        true,
		"The tests in tests/ui are slow. Do not move them out of `make check`.":   false,
		"The tests in tests/ui are slow; take the waits out of them.":             false,
		"The tests in tests/ui each start a server of their own job queue.":       false,
		"tests/ui takes 20 minutes; move the pictures into memory.":               false,
		"tests/ui fails. Keep the pictures from the last run.":                    false,
		"tests/ui is slow. Leave it alone.":                                       false,
		"tests/ui is slow, but it must not be left out.":                          false,
		"Never exclude tests/ui.":                                                 false,
		"Somebody suggested to move tests/ui into a job of its own.":              false,
		"Move tests/api into a job of its own. It waits for tests/ui.":            false,
	} {
		got := Apart(Sentences(strings.ToLower(text)), func(s string) string {
			if !strings.Contains(s, "tests/ui") {
				return ""
			}
			return strings.ReplaceAll(s, "tests/ui", "§")
		})
		if got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
