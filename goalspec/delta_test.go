package goalspec

import (
	"strings"
	"testing"
)

// TestVagueBesideWhatHolds: what measures a quality is not so today, and names what is to be seen.
func TestVagueBesideWhatHolds(t *testing.T) {
	t.Parallel()
	for rest, want := range map[string]bool{
		"Evidence:\n- the crawler is a good deal faster\n- `make test` passes\n":                                                     true,
		"Evidence:\n- `make crawl` prints at most 90 (it is 84 today)\n":                                                             true,
		"Evidence:\n- `make crawl` prints at most 90 (it is 140 today)\n":                                                            false,
		"Constraints:\n- the index stays as it is, `pytest -k index` passes\n\nEvidence:\n- `pytest -k index` passes\n":              true,
		"Evidence:\n- `pytest -k crawl` passes\n":                                                                                    false,
		"Evidence:\n- the tests of the crawler above pass\n":                                                                         true,
		"Evidence:\n- a page that did not change is not fetched\n":                                                                   false,
		"## No regressions\n\n- `bench/index` is within 3% of today\n\n## Evidence\n\n- `make test` passes\n":                        true,
		"It is `crawl.go`, called from `cmd/crawl`. The office waits for it and then calls me.\n\nEvidence:\n- `make test` passes\n": true,
		"Hello! Thanks for the crawler.\n\nEvidence:\n- the crawler finds a page in `fixtures/` within 2 s\n":                        false,
	} {
		if got := has(Parse("", "Goal: Make the crawler faster.\n\n"+rest).Lint(Options{}), vagueOutcome); got != want {
			t.Errorf("%q leaves it vague: %v", rest, got)
		}
	}
}

// TestGreetingIsNoOutcome: what is wished for behind a greeting and what is so today is the outcome.
func TestGreetingIsNoOutcome(t *testing.T) {
	t.Parallel()
	const wish = "I would like the list to open at the last note."
	for _, text := range []string{"Hi! " + wish, "Hello all! The list opens at the top. " + wish, "Hi team, and thanks!\n\n" + wish} {
		if got := Parse("Notes", text+"\n\nEvidence:\n- `make test` passes\n").Outcome(); !strings.Contains(got, wish) || strings.Contains(got, "Hi") {
			t.Errorf("%q wants %q", text, got)
		}
	}
}
