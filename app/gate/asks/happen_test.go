package asks

import (
	"strings"
	"testing"
)

// TestToHappen holds what people want to become of a test, in the words of many.
func TestToHappen(t *testing.T) {
	besides := []string{"TestRest", "TestSum"}
	for _, c := range []struct {
		name    string
		ask     func([]string) bool
		yes, no []string
	}{
		{
			"go", func(said []string) bool { return ToGo(said, "TestSplit", besides) },
			[]string{
				"`Split` goes away together with `TestSplit`.", "Please delete TestSplit, nothing calls it.", "`TestSplit` can be removed.", "Drop `Split` along with `TestSplit`.",
				"`TestRest` and `TestSplit` should go.", "Remove the old `Split` and its test `TestSplit`.", "TestSplit tests the old API. It can go.", "`TestSplit` must be deleted with the method.",
				"We retire `Split`: `TestSplit` has to go away, too.", "Get rid of `TestSplit`.", "`Split` is deprecated, `TestSplit` should then be dropped as well.", "These can be deleted:\n- `TestRest`\n- `TestSplit`\n",
			},
			[]string{
				"`TestSplit` fails.", "Do not delete `TestSplit`.", "`TestSplit` must not be removed.", "Remove `Split`; `TestSplit` shows what is to be kept.", "`TestSplit` fails when the cache has dropped an entry.",
				"Drop the deprecated `Split`. `TestRest` can go.", "Delete `TestRest`, `TestSplit` stays.", "`TestSplit` hangs, remove the lock.", "Make `TestSplit` green without removing it.", "Entries are removed too early, see `TestSplit`.",
				"`TestSplit` removes a file.", "Nobody may drop `TestSplit`.", "`TestSplit` should go to the first option.", "`TestSplit` must go on.",
			},
		},
		{
			"be skipped", func(said []string) bool { _, ok := ToSkip(said, "TestSplit", besides); return ok },
			[]string{
				"If a zone cannot be loaded then `TestSplit` should skip that test.", "Don't run `TestSplit` on win32, all the others have to run everywhere.", "Skip `TestSplit` where there is no Docker.",
				"`TestSplit` may be limited to databases that have it.", "`TestSplit` needs root. It should be skipped without.", "Please run `TestSplit` only on Linux.", "TestSplit must not run in CI containers.",
				"`TestRest` and `TestSplit` can be skipped on Windows.", "`TestSplit` needs git 2.40, skip it where that is missing.", "Restrict `TestSplit` to Postgres.", "On macOS `TestSplit` should be left out.",
			},
			[]string{
				"`TestSplit` is red.", "Do not skip `TestSplit`.", "`TestSplit` must not be skipped.", "Skip `TestRest` on Windows; `TestSplit` has to run.", "`TestSplit` fails on win32.", "Rows are skipped, see `TestSplit`.",
				"Fix `TestSplit` rather than skip it.", "`TestSplit` has to run everywhere.", "Never disable `TestSplit`.", "Run `TestSplit` a few times.", "`TestRest` may be skipped, `TestSplit` may not.",
			},
		},
		{
			"wait longer", func(said []string) bool { return ToWait(said, "TestSplit", besides) },
			[]string{
				"The test `TestSplit` then needs more than two seconds; give that one more time, not all of them.", "Raise the timeout of `TestSplit`.", "Give `TestSplit` a longer timeout.", "`TestSplit` takes 3 seconds then.",
				"`TestSplit` may take longer now.", "`TestSplit` waits for all of them. Give it more time.",
			},
			[]string{
				"`TestSplit` is flaky.", "Do not give `TestSplit` more time.", "`TestSplit` must not take longer.", "Give `TestRest` more time, `TestSplit` is fast.", "`TestSplit` fails about every second run.",
			},
		},
	} {
		for n, text := range append(c.yes, c.no...) {
			if got := c.ask(Sentences(strings.ToLower(text))); got != (n < len(c.yes)) {
				t.Errorf("to %s: %q: %t", c.name, text, got)
			}
		}
	}
}
