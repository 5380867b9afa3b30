package swallowed

import (
	"testing"
)

// TestToldOn holds in which words people want other errors to go on.
func TestToldOn(t *testing.T) {
	for text, want := range map[string]bool{
		"everything else (500, refused connection, full disk) has to reject as it does now": true,
		"any other error must still be raised":                                              true,
		"all other errors are returned":                                                     true,
		"other failures should propagate":                                                   true,
		"every other status throws":                                                         true,
		"anything else must fail":                                                           true,
		"all others still reject":                                                           true,
		"other exceptions must reach the caller":                                            true,
		"all other tests pass":                                                              false,
		"everything else stays as it is":                                                    false,
		"any other file is copied":                                                          false,
		"if it fails, take the other one":                                                   false,
		"errors must be logged":                                                             false,
		"other errors are ignored":                                                          false,
	} {
		if got := toldOn.MatchString(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
