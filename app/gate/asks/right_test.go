package asks

import (
	"strings"
	"testing"
)

// TestRecordsRight holds which words say of records as a kind that they are right.
func TestRecordsRight(t *testing.T) {
	for text, want := range map[string]bool{
		"The golden file is right, the output is not.":              true,
		"TestPage fails: the snapshots are correct.":                true,
		"The expected output of the case is fine, the code is off.": true,
		"Trust the baseline.":                                       true,
		"The golden file is not right.":                             false,
		"The snapshots are wrong.":                                  false,
		"The output is right, the golden file is old.":              false,
		"Update the golden files.":                                  false,
	} {
		if got := RecordsRight(Sentences(strings.ToLower(text))); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
