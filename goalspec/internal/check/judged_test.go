package check

import (
	"testing"
)

// TestJudgedBounds: a bound that its sentence says must not be so is turned around, or,
// where that is not certain, not read. Its neighbours say what they say.
func TestJudgedBounds(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"Less than 80% is not acceptable":                              ">= 80%",
		"Anything under 80% is a failure":                              ">= 80%",
		"80% or less is a failure":                                     "> 80%",
		"Coverage below 80% fails the build":                           ">= 80%",
		"Coverage of at most 20% is unacceptable":                      "> 20%",
		"More than 5 warnings are too many":                            "<= 5 warnings",
		"More than 5 warnings aren't acceptable":                       "<= 5 warnings",
		"A number is printed; anything above 5 is too many":            "<= 5",
		"Printing less than 80% means we are not done":                 ">= 80%",
		"Response times above 200 ms are gone":                         "<= 200 ms",
		"Response times above 200 ms do not occur":                     "<= 200 ms",
		"Exactly 5 warnings are too many":                              "unsure",
		"Not less than 80% is not acceptable":                          "unsure",
		"Less than 80 today, which is the bug":                         "unsure",
		"It takes more than 200 ms only for cold caches":               "unsure",
		"The binary exceeds 8 MB today; afterwards it does not":        "unsure",
		"Not acceptable: coverage below 80%":                           "unsure",
		"Latency below 200 ms is not enough":                           "unsure",
		"Latency above 200 ms is not a failure":                        "unsure",
		"Coverage above 80% does not fail the build":                   "unsure",
		"Coverage below 80% fails":                                     "unsure",
		"Up to 5 warnings are acceptable":                              "<= 5 warnings",
		"At most 5 files are not formatted":                            "<= 5 files",
		"At least 3 tests that do not use the network are there":       ">= 3 tests",
		"Coverage is at least 80% and anything less is a failure":      ">= 80%",
		"Coverage is at least 80%, anything less is a failure":         ">= 80%",
		"Coverage stays above 80% and the build does not fail":         "> 80%",
		"Failures: at most 3":                                          "<= 3",
		"It prints at most 5; today it is 8":                           "<= 5",
		"The latency is below 200 ms and only the first call takes it": "< 200 ms",
	} {
		p, fault := BoundIn(words)
		got := ""
		switch {
		case fault != "":
			got = "unsure"
		case p != nil:
			got = p.String()
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", words, got, want)
		}
	}
}
