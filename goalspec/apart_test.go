package goalspec

import (
	"fmt"
	"testing"
)

// TestMeasuresApart: two measures in one statement are two criteria when each says what it
// is of.
func TestMeasuresApart(t *testing.T) {
	for words, want := range map[string]string{
		"p95 below 200 ms and error rate under 1 %":            "[< 200 ms < 1%]",
		"coverage is >= 80%, and the latency is below 200ms":   "[>= 80% < 200 ms]",
		"at most 3 errors; at least 5 rows":                    "[<nil>]",
		"the value is above 1 and below 5":                     "[<nil>]",
		"p95 below 200 ms and no error":                        "[< 200 ms]",
		"size is at most 5 or 6":                               "[<nil>]",
		"takes less than 2 minutes and 30 seconds of it":       "[< 150 seconds]",
		"p95 below 200 ms, p99 below 1 s and rate at least 5":  "[< 200 ms < 1 s >= 5]",
		"coverage is >= 80,5% and the latency is below 200 ms": "[<nil>]",
	} {
		var got []string
		for _, c := range newCriteria(words) {
			got = append(got, fmt.Sprint(c.Predicate))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%q gives %v, want %s", words, got, want)
		}
	}
}

// TestSentencesApart: two sentences that name a command each are two criteria, unless the
// one leans on the other, or what leads them is said of both.
func TestSentencesApart(t *testing.T) {
	for words, want := range map[string]string{
		"`make bench` prints all three. Of course `make test` and `make lint` have to stay green.": `["" "make test && make lint"]`,
		"p95 is below 200 ms. `make bench` shows it. `make test` passes.":                          `["make bench" "make test"]`,
		"`make a` passes. Run `make b` if it fails.":                                               `[""]`,
		"`make a` passes. It is like `make b`.":                                                    `["make a"]`,
		"Must fail: `make a` passes. `make b` passes.":                                             `[""]`,
		"One of these holds: `make a` passes. `make b` passes.":                                    `[""]`,
		"None of these passes: `make a` is green. `make b` is green.":                              `[""]`,
	} {
		var got []string
		for _, c := range newCriteria(words) {
			got = append(got, c.Command)
		}
		if s := fmt.Sprintf("%q", got); s != want {
			t.Errorf("%q gives %s, want %s", words, s, want)
		}
	}
}

// TestListsEnd: work on a list ends where a criterion says what has become of every item.
func TestListsEnd(t *testing.T) {
	for evidence, ends := range map[string]bool{
		"every error in the export is fixed or has a diagnosis": true,
		"all four are done or skipped":                          true,
		"the four items are checked off or explained":           true,
		"no error is left open":                                 true,
		"every error is red":                                    false,
		"the code is documented":                                false,
		"some errors are fixed":                                 false,
	} {
		d := Parse("", "Goal: Fix each error in the list.\n\nDone when:\n- "+evidence+"\n")
		if got := !has(d.Lint(Options{}), endless); got != ends {
			t.Errorf("%q ends the list: %v", evidence, got)
		}
	}
}
