package asks

import (
	"strings"
	"testing"
)

// TestToLoosen holds which words let a test look at a part of a text.
func TestToLoosen(t *testing.T) {
	for text, want := range map[string]bool{
		"TestMessage compares all of the message. Please match only the first line.":                                true,
		"TestMessage pins the wording of the kernel, which differs. Compare our own part, by a regular expression.": true,
		"TestMessage should only check the prefix.":                                                                 true,
		"TestMessage may use a regexp for the time.":                                                                true,
		"In TestMessage, look for the beginning of it and no more.":                                                 true,
		"TestMessage has the path of the machine. Do not compare the whole text.":                                   true,
		"TestMessage must not pin the exact text, which the system writes.":                                         true,
		"TestMessage differs with each release of Node. Relax it.":                                                  true,
		"TestMessage checks only the prefix today.":                                                                 false,
		"TestMessage uses a regular expression. Compare it in full.":                                                false,
		"TestMessage fails: the message misses the file.":                                                           false,
		"TestMessage must stay as it is; use a regular expression in the parser.":                                   false,
		"TestMessage fails. Match only the first header.":                                                           false,
		"Please match only the first line of each file.":                                                            false,
		"TestMessage fails. TestHead should match only the prefix.":                                                 false,
		"TestMessage should use only our own server.":                                                               false,
		"TestMessage must accept part of the old rows.":                                                             false,
		"TestMessage should check the first row as well.":                                                           false,
		"TestMessage checks too little. It should check the beginning of the line.":                                 false,
		"TestMessage should also match the prefix.":                                                                 false,
		"TestMessage must only test what the parser gives.":                                                         false,
		"TestMessage must not check only the prefix.":                                                               false,
	} {
		if got := ToLoosen(Sentences(strings.ToLower(text)), "TestMessage", []string{"TestMessage", "TestHead"}); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
