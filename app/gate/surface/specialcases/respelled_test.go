package specialcases

import (
	"testing"
)

// TestCalledExamples holds in which words people want more than the tests show.
func TestCalledExamples(t *testing.T) {
	for text, want := range map[string]bool{
		"the words in tests/test_plural.py are examples":     true,
		"these are only some examples":                       true,
		"take the table of the test as a sample":             true,
		"we need rules for any noun":                         true,
		"it has to work for every other word as well":        true,
		"examples/ has to build":                             false,
		"add an example to the README":                       false,
		"the example in the README is wrong":                 false,
		"the table has all words":                            false,
		"every word of the list is to be known, and no more": false,
	} {
		if got := calledExamples.MatchString(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
