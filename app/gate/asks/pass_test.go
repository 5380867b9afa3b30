package asks

import (
	"strings"
	"testing"
)

// TestLetPass holds which words let the work go on in spite of an error.
func TestLetPass(t *testing.T) {
	for text, want := range map[string]bool{
		"A line that cannot be parsed is skipped.":                       true,
		"One feed that times out ends the run. Go on with the next one.": true,
		"When the file is malformed, keep the last settings.":            true,
		"Unreadable pictures are to be ignored, with a line in the log.": true,
		"Corrupt entries must not be skipped.":                           false,
		"Corrupt entries end the run; never ignore them.":                false,
		"Skip the header.": false,
		"The parser raises for a bad line, and the caller must learn it.": false,
		"Somebody suggested to ignore bad lines.":                         false,
	} {
		if got := LetPass(Sentences(strings.ToLower(text))); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
