package asks

import (
	"slices"
	"strings"
	"testing"
)

// TestLetPass holds which words let the work go on in spite of an error.
func TestLetPass(t *testing.T) {
	for text, want := range map[string]string{
		"A line that cannot be parsed should be skipped.":                "a line that cannot be parsed should be skipped",
		"One feed that times out ends the run. Go on with the next one.": "one feed that times out ends the run go on with the next one",
		"When the file is malformed, keep the last settings.":            "when the file is malformed, keep the last settings",
		"Unreadable pictures are to be ignored, with a line in the log.": "unreadable pictures are to be ignored, with a line in the log",
		"Mail: skip addresses that are invalid.":                         "mail: skip addresses that are invalid",
		"Corrupt entries must not be skipped.":                           "",
		"Corrupt entries end the run; never ignore them.":                "",
		"Skip the header.": "",
		"When a record is invalid, the import must continue to fail.":         "",
		"Errors must continue to reach the caller.":                           "",
		"The error must keep its old text.":                                   "",
		"The error must go on to the caller.":                                 "",
		"Ignore this comment: the import fails on bad rows.":                  "",
		"Skip broken lines?":                                                  "",
		"The parser raises for a bad line, and the caller must learn it.":     "",
		"Somebody suggested to ignore bad lines.":                             "",
		"Write errors are silently ignored when the disk is full.":            "",
		"Somewhere a failed transfer is ignored.":                             "",
		"When a payment fails, keep the last receipt and raise PaymentError.": "",
		"An invalid signature is tolerated.":                                  "",
		"Errors must be raised, skipping rows loses money.":                   "",
		"It is a bug that callers can ignore invalid dates.":                  "",
	} {
		if got := LetPass(Sentences(strings.ToLower(text))); !slices.Equal(got, slices.DeleteFunc([]string{strings.TrimSuffix(want, ".")}, func(s string) bool { return s == "" })) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
