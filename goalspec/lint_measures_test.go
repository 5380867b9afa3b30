package goalspec

import (
	"strings"
	"testing"
)

// TestContradictoryMeasures: two bounds of one thing that no number keeps are refused; of
// two things, or at two times, each may have its own, and so may a range.
func TestContradictoryMeasures(t *testing.T) {
	for words, refused := range map[string]bool{
		"coverage >= 80% as printed by `make cover`|coverage < 70% as printed by `make cover`": true,
		"Branch coverage is at least 80%|branch coverage stays below 70%":                      true,
		"`make bench` prints at most 200 ms|`make bench` prints more than 300 ms":              true,
		"`wc -l < a.txt` prints 3|`wc -l < a.txt` prints 4":                                    true,
		"p95 latency of the search < 200 ms|The p95 latency of the search is over 250 ms":      true,
		"the bundle is smaller than 100 kB|the bundle is larger than 100 kB":                   true,
		"coverage > 80%|coverage <= 80%":                                                       true,
		"coverage >= 80%|coverage <= 80%":                                                      false,
		"coverage >= 80%|coverage < 90%":                                                       false,
		"coverage >= 80%|line coverage < 70%":                                                  false,
		"coverage of `pkg/pay` >= 80%|coverage of `pkg/api` < 70%":                             false,
		"p95 < 200 ms|p99 > 300 ms":                                                            false,
		"p95 with the cache < 200 ms|p95 without the cache > 300 ms":                           false,
		"p95 < 200 ms|p95 > 300 ms today":                                                      false,
		"at least 99% of requests give HTTP 200|less than 1% of requests give HTTP 500":        false,
		"`make a` prints at most 3 errors|`make b` prints at least 4 errors":                   false,
		"the job takes < 2 s|the job takes > 1 min":                                            false,
		"at most 3 retries|at least 5 requests":                                                false,
		"the queue holds at most 100 entries|the log holds at least 1000 entries":              false,
	} {
		text := "Goal: The search answers within its budget.\n\nConstraints:\n- Keep the API.\n\nEvidence:\n"
		for one := range strings.SplitSeq(words, "|") {
			text += "- " + one + "\n"
		}
		d := Parse("", text)
		told := false
		for _, f := range d.Lint(Options{}) {
			told = told || f.Code == "GS006" && strings.Contains(f.Message, "beside C1")
		}
		if told != refused {
			t.Errorf("%q: refused %v, want %v: %+v", words, told, refused, d.Criteria())
		}
	}
}
