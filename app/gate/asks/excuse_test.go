package asks

import (
	"strings"
	"testing"
)

// TestExcuse holds when a name among what people say lets a check pass it over.
func TestExcuse(t *testing.T) {
	for text, want := range map[string]bool{
		"Exclude `legacy/` from coverage.":                                true,
		"Coverage must not count `legacy/`.":                              true,
		"Don't lint `legacy/`.":                                           true,
		"`legacy/` should not be linted.":                                 true,
		"Nobody works on `legacy/`, ignore it.":                           true,
		"`legacy/` is generated.":                                         true,
		"The linter may skip `legacy/`.":                                  true,
		"Leave `legacy/` out, it goes next month.":                        true,
		"mypy need not look at `legacy/`.":                                true,
		"There are no types for `legacy/`.":                               true,
		"`legacy/` has no stubs: ignore its imports.":                     true,
		"Do not exclude `legacy/`.":                                       false,
		"`legacy/` must not be ignored.":                                  false,
		"Reach 90 % without excluding `legacy/`.":                         false,
		"Never leave out `legacy/`.":                                      false,
		"`legacy/` must stay covered.":                                    false,
		"`legacy/` has to be linted, too.":                                false,
		"Don't just skip `legacy/`.":                                      false,
		"Write tests for it rather than ignore `legacy/`.":                false,
		"Nobody may exempt `legacy/` from the check.":                     false,
		"The rule should be enabled, and `legacy/` should be checked too": false,
		"`legacy/` can be left out of coverage.":                          true,
		"mypy reports errors: there are no types for `legacy/`.":          true,
		"`legacy/` fails the lint, please fix that.":                      false,
		"mypy complains about `legacy/`, fix the types.":                  false,
		"Add tests for `legacy/`.":                                        false,
		"Coverage of `legacy/` is too low.":                               false,
		"`legacy/` gets a function that adds up.":                         false,
		"See `legacy/` for how it was done.":                              false,
		"`legacy/` need not count.":                                       true,
		"The reader drops the last row in `legacy/`.":                     false,
		"`legacy/` skips the header row.":                                 false,
		"Switch `legacy/` to the new parser.":                             false,
		"In `legacy/` nothing reports the error.":                         false,
		"`legacy/` never checks the signature.":                           false,
		"The parser in `legacy/` ignores comments.":                       false,
		"`legacy/` does not count refunds.":                               false,
		"Drop the cache of `legacy/`.":                                    false,
		"Somebody suggested to exclude `legacy/` from coverage.":          false,
		"Should we exclude `legacy/` from coverage?":                      false,
		"The check can ignore everything below `legacy/`.":                true,
		"`legacy/` does not count for the threshold.":                     true,
		"The bug is in `legacy/`.":                                        false,
		"Move the parser from `legacy/` to `core/`.":                      false,
		"`legacy/` has 12 lint errors that should be mended.":             false,
	} {
		if got := Excuse(Sentences(strings.ToLower(text)), "legacy/"); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
