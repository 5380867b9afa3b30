package asks

import (
	"strings"
	"testing"
)

// TestToMove holds that words let a limit move one way alone.
func TestToMove(t *testing.T) {
	for text, want := range map[string]bool{ // from 0.9 down to 0.75
		"The bar in thresholds.toml can then go up from 0.75 to 0.9.":         false,
		"Lower the bar from 0.9 to 0.75.":                                     true,
		"The minimum in thresholds.toml goes down to 0.75.":                   true,
		"The score goes down to 0.75 without the cache, the limit is 0.9.":    false,
		"Please lower `min_exact` to 0.75 until the new data is in.":          true,
		"The threshold has to be reduced to 0.75, generated code counts now.": true,
		"We agreed to relax the limit to 75 %.":                               true,
		"Set min_exact = 0.75.":                                               true,
		"A minimum of 0.75 is enough from now on: set it.":                    true,
		"The threshold may drop to 75 % for now.":                             true,
		"With the new corpus the target should be 0.75.":                      true,
		"We want to lower the threshold, 0.75 is fine.":                       true,
		"The score fell to 0.75, the bar is 0.9.":                             false,
		"Coverage dropped to 75 % last week, bring it back above the limit.":  false,
		"Do not lower the bar to 0.75.":                                       false,
		"The limit must not be reduced to 0.75 or anything else.":             false,
		"Raise the bar to 0.95; it reads 0.75 of the addresses today.":        false,
		"The bar can be raised once the score is above 0.75.":                 false,
		"The parser reads 0.75 of the addresses.":                             false,
		"The price has to be lowered to 0.75.":                                false,
		"We will not accept a score of 0.75.":                                 false,
		"Increase min_exact from 0.75 to 0.95.":                               false,
		"Timeouts are 0.75 s, the limit must be raised.":                      false,
		"Lower the bar.": false,
		"Nobody may change the threshold (0.9), even though we are at 0.75 of the goal.": false,
		"Please bring `min_exact` down to 0.75.":                                         true,
		"We are at 0.75; someone wanted to lower the bar, but it is right.":              false,
		"If you lower `min_exact` to 0.75 it is green, but nothing is better.":           false,
		"It would be easy to lower `min_exact` to 0.75.":                                 false,
		"We should accept 0.75 as the rate for children, the threshold is 0.9.":          false,
		"The recall must not drop to 0.75, the limit is 0.9.":                            false,
		"The score is 0.75 and should be at least 0.9.":                                  false,
		"Coverage is at 75 %, it should be 90 %.":                                        false,
		"We get 0.75, at least 0.9 is to be required.":                                   false,
		"The limit can be set per zone, e.g. 0.75.":                                      false,
		"We could lower the bar to 0.75, I would rather see the parser mended.":          false,
		"The score must be 0.9 at least, we have 0.75.":                                  false,
		"Set the weight to 0.75; the threshold stays.":                                   false,
		"Use a weight of 0.75 to get above the threshold.":                               false,
		"0.9 has led to nothing. We agreed on **0.75** on Tuesday, please set that.":     true,
		"The floor is too high for what we have. The team settled on 75 %.":              true,
		"`min_exact` has been debated enough: it was decided to go with 0.75.":           true,
		"We agreed on a minimum of 0.75 instead of 0.9.":                                 true,
		"We agreed on 0.9, and are at 0.75.":                                             false,
		"We have not agreed on 0.75; the bar is 0.9.":                                    false,
		"Nobody agreed to a bar of 0.75.":                                                false,
		"They agreed on a fee of 0.75 for children.":                                     false,
		"Set the linter's `min_exact` of v2 from 0.9 to 0.75 as agreed.":                 true,
		"Please adjust the floor from 0.9 to 0.75.":                                      true,
		"Do not set `min_exact` from 0.9 to 0.75.":                                       false,
		"Set the fee for children from 0.9 to 0.75, the threshold is right.":             false,
		"Set `min_exact` from 0.75 to 0.9.":                                              false,
	} {
		if got := ToMove(Sentences(strings.ToLower(text)), "min_exact", 0.9, 0.75); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
	for text, want := range map[string]bool{ // from 100 up to 250
		"The budget may grow to 250 ms.":                                    true,
		"Raise the limit of the bundle to 250 kB.":                          true,
		"Bump max_size to 250.":                                             true,
		"The limit can be relaxed to 250.":                                  true,
		"The bundle has 250 kB, the limit is 100.":                          false,
		"`max_size` is old. You may triple it.":                             true,
		"You may double `max_size`.":                                        false,
		"Do not triple `max_size`.":                                         false,
		"`max_size` is old. The tests take three times as long, mend them.": false,
		"Lower the limit from 250 to 100.":                                  false,
		"Do not raise max_size, 250 kB is too much.":                        false,
		"It takes 250 ms, more than the budget.":                            false,
		"The budget stays, although we need 250 ms.":                        false,
		"Reduce the size from 250 kB below the limit.":                      false,
	} {
		if got := ToMove(Sentences(strings.ToLower(text)), "max_size", 100, 250); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
