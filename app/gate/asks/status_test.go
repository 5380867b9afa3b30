package asks

import (
	"strings"
	"testing"
)

// TestLetEnd holds with which status people let a command end.
func TestLetEnd(t *testing.T) {
	for text, want := range map[string]bool{
		"Exit code 5 is fine for the docs session.":                     true,
		"Accept exit status 5.":                                         true,
		"pytest ends with exit code 5. Treat that status as a success.": true,
		"Exit code 5 is fine for mypy alone.":                           false,
		"Treat exit code 5 as an error.":                                false,
		"Exit code 5 must count as a failure.":                          false,
		"Should exit code 5 be accepted?":                               false,
		"If it exits with 5, the build fails fine.":                     false,
		"Exit code 5 is accepted today.":                                false,
		"The command exits with 4, that is fine; there are 5 of them.":  false,
		"Somebody suggested to accept exit code 5.":                     false,
		"The exit code must not be 5, let the others pass.":             false,
	} {
		if got := LetEnd(Sentences(strings.ToLower(text)), []string{"5"}, func(w string) bool { return w == "pytest" }); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
