package asks

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestToEdit holds who may edit which test, in the words of many people.
func TestToEdit(t *testing.T) {
	for text, want := range map[string]bool{
		"`TestSplit` still expects the old 33/33/33, change it to 34/33/33.":                                                 true,
		"At the start there is nothing to continue, so there it stays an error; `TestSplit` has to be changed to that.":      true,
		"Please update TestSplit accordingly.":                                                                               true,
		"TestSplit asserts the former rounding and needs to be adapted.":                                                     true,
		"The expectation in `TestSplit` is outdated.":                                                                        true,
		"These tests encode the old rounding and have to be updated:\n\n- `TestSplit`\n- `TestRest`\n":                       true,
		"Adjust `TestRest`, `TestSplit` and `TestSum`.":                                                                      true,
		"`TestRest` and `TestSplit` pin the buggy result.":                                                                   true,
		"Only `TestSplit` may be changed, all other tests stay as they are.":                                                 true,
		"No test but `TestSplit` changes.":                                                                                   true,
		"TestSplit should now expect an error.":                                                                              true,
		"`TestSplit` needs a new expected value.":                                                                            true,
		"`TestSplit` documents that. It has to be changed with the code.":                                                    true,
		"The test for this (`TestSplit`) expects the wrong order. Please correct it.":                                        true,
		"We decided to round up (`TestSplit` must be updated).":                                                              true,
		"You will have to edit split/split_test.go::TestSplit for this.":                                                     true,
		"TestSplit is no longer right, update it.":                                                                           true,
		"Except for `TestSplit`, which has to be updated, the tests stay as they are.":                                       true,
		"`TestRest` must stay as it is, `TestSplit` is to be changed.":                                                       true,
		"Tests to update: TestSplit, TestSum":                                                                                true,
		"TestSplit still shows the wrong unit.":                                                                              true,
		"In every planet`s subnet `TestSplit` has to be updated.":                                                            true,
		"`TestSplit` was recorded before and has to be recorded again, its unit is wrong.":                                   true,
		"`TestSplit` must be generated anew.":                                                                                true,
		"TestSplit needs to be written completely from scratch.":                                                             true,
		"`TestSplit` falls back to the 28th. Here the *test* is wrong too: it has to expect 2024 and 2028.":                  true,
		"`TestSplit` was written for version 1. That test is out of date.":                                                   true,
		"`TestSplit` fails. Here the test is right, the code is wrong.":                                                      false,
		"`TestSplit` fails. It is the *parser* that is wrong.":                                                               false,
		"Messages get translated, so `TestSplit` should only look at the class of the error, not at its text.":               true,
		"`TestSplit` must only compare the ids.":                                                                             true,
		"`TestSplit` only looks at the class of the error.":                                                                  false,
		"`TestSplit` fails, 33 came out. That is wrong.":                                                                     false,
		"`TestSplit` fails. It must say 34.":                                                                                 false,
		"`TestSplit` shows it. This is out of date since March.":                                                             false,
		"`TestSplit` needn’t be recorded again.":                                                                             false,
		"`TestSplit` was recorded again last week.":                                                                          false,
		"The following tests must not be changed:\n- TestRest\n- TestSplit\n":                                                false,
		"The following tests fail:\n- TestRest\n- TestSplit\n":                                                               false,
		"`TestSplit` shows it.":                                                                                              false,
		"`TestSplit` fails since we changed the parser.":                                                                     false,
		"`TestSplit` fails. The parser has to be changed.":                                                                   false,
		"`TestSplit` fails, please adapt the parser so that it passes.":                                                      false,
		"Make `TestSplit` pass without changing it.":                                                                         false,
		"Do not change `TestSplit`.":                                                                                         false,
		"`TestSplit` must not be changed.":                                                                                   false,
		"Leave `TestSplit` alone.":                                                                                           false,
		"`TestSplit` is right, the code is wrong.":                                                                           false,
		"`TestSplit` has to pass.":                                                                                           false,
		"`TestSplit` must stay as it is, `TestRest` is to be changed.":                                                       false,
		"Change `TestRest`; `TestSplit` shows the bug.":                                                                      false,
		"`TestRest` still expects the old 33/33/33, change it. `TestSplit` shows the bug.":                                   false,
		"Update the README.\n\n`TestSplit` is red.":                                                                          false,
		"The tests need no change, `TestSplit` included.":                                                                    false,
		"`TestSplit` should be changed.\n\nOn second thought: nobody may edit `TestSplit`, its numbers come from the books.": false,
		"Don't touch `TestSplit`, adapt `TestRest`.":                                                                         false,
		"Add a test beside `TestSplit`.":                                                                                     false,
		"Move the helper of `TestSplit` into its own file.":                                                                  false,
		"`TestSplit` covers the old bug.":                                                                                    false,
		"I wonder why `TestSplit` passes, the code was changed in May.":                                                      false,
		"`TestSplit` and its fixture need to be updated.":                                                                    true,
		"I'd change `TestSplit`.":                                                                                            true,
		"Feel free to adapt `TestSplit`.":                                                                                    true,
		"The number in `TestSplit` has to change.":                                                                           true,
		"Adapt the expectation in `TestSplit`.":                                                                              true,
		"`TestSplit` checks that a changed file is read again.":                                                              false,
		"`TestSplit` shows that the header has to be changed.":                                                               false,
		"`TestSplit` expects that the status is to be updated.":                                                              false,
		"`TestSplit` fails when a row is changed.":                                                                           false,
		"Someone suggested to change `TestSplit`, but it is right.":                                                          false,
		"We could change `TestSplit`, but the bug is real.":                                                                  false,
		"If you change `TestSplit` the bug stays.":                                                                           false,
		"`TestSplit` fails. Change the parser so that it reads both.":                                                        false,
		"Rows that `TestSplit` reads must be replaced.":                                                                      false,
		"Update the parser so that `TestSplit` passes.":                                                                      false,
		"Change the rounding in `Split`, see `TestSplit`.":                                                                   false,
		"Please update the docs and run `TestSplit`.":                                                                        false,
		"It would be easy to adapt `TestSplit`.":                                                                             false,
		"Adapting `TestSplit` is no fix.":                                                                                    false,
		"`TestSplit` fails because the wrong header is written.":                                                             false,
		"`TestSplit` fails: we still write the old header.":                                                                  false,
		"`TestSplit` still fails with the old parser.":                                                                       false,
		"`TestSplit` shows the wrong result we give today.":                                                                  false,
		"`TestSplit` should pass.":                                                                                           false,
		"Change it like in `TestSplit`.":                                                                                     false,
		"Correct the total that `TestSplit` shows.":                                                                          false,
		"To see it, edit a file and run `TestSplit`.":                                                                        false,
		"`TestSplit` was changed by mistake.":                                                                                false,
		"`TestSplit` still sees the old value after an update.":                                                              false,
		"`TestSplit` must be made green.":                                                                                    false,
		"Fix the code that `TestSplit` covers, then update the changelog.":                                                   false,
		"`TestSplit` says what has to be changed.":                                                                           false,
		"The file `TestSplit` writes has to be replaced at once.":                                                            false,
	} {
		if got := ToEdit(Sentences(strings.ToLower(text)), "TestSplit", []string{"TestRest", "TestSum"}) == Wanted; got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// TestForbidden holds which words forbid an edit, and which only ask for none.
func TestForbidden(t *testing.T) {
	for text, want := range map[string]bool{
		"Do not change `TestSplit`.":                                 true,
		"`TestSplit` must not be changed.":                           true,
		"Leave `TestSplit` alone.":                                   true,
		"`TestSplit` is right, the code is wrong.":                   true,
		"`TestSplit` has to stay as it is.":                          true,
		"Make it work without touching `TestSplit`.":                 true,
		"Please don't edit TestSplit.":                               true,
		"Nobody may edit `TestSplit`.":                               true,
		"`TestSplit` fails.":                                         false,
		"The unit of `TestSplit` has to be changed.":                 false,
		"We can’t change `TestSplit`.":                               true,
		"`TestSplit` does not pass.":                                 false,
		"`TestSplit` has to pass without changes to the public API.": false,
		"`TestSplit` is not flaky, it is broken.":                    false,
		"Keep the order that `TestSplit` shows.":                     false,
		"`TestSplit` is wrong, do not keep the old rounding.":        false,
	} {
		if got := ToEdit(Sentences(strings.ToLower(text)), "TestSplit", nil) == Forbidden; got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// TestToEditOfMany holds that many names in one sentence are read as fast as one.
func TestToEditOfMany(t *testing.T) {
	var names []string
	for n := range 8000 {
		names = append(names, fmt.Sprintf("out_%d.golden", n))
	}
	said := Sentences("update `" + strings.Join(names, "`, `") + "`.")
	start := time.Now()
	if ToEdit(said, names[4000], names) != Wanted {
		t.Error("it is not wanted")
	}
	if took := time.Since(start); took > time.Second {
		t.Error("it took", took)
	}
}
