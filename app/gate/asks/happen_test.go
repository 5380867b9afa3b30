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
				"`TestSplit` is not needed any more and should be deleted.", "Nobody calls `Split`, so delete it and `TestSplit`.", "Once the parser is gone, `TestSplit` can go as well.", "I'd delete `TestSplit`.", "`TestSplit` becomes pointless; remove it.",
				"Feel free to remove `TestSplit`.", "It is OK to delete `TestSplit`.", "Deleting `TestSplit` is OK.", "`TestSplit` and the helpers it uses can be removed.",
			},
			[]string{
				"`TestSplit` fails.", "Do not delete `TestSplit`.", "`TestSplit` must not be removed.", "Remove `Split`; `TestSplit` shows what is to be kept.", "`TestSplit` fails when the cache has dropped an entry.",
				"Drop the deprecated `Split`. `TestRest` can go.", "Delete `TestRest`, `TestSplit` stays.", "`TestSplit` hangs, remove the lock.", "Make `TestSplit` green without removing it.", "Entries are removed too early, see `TestSplit`.",
				"`TestSplit` removes a file.", "Nobody may drop `TestSplit`.", "`TestSplit` should go to the first option.", "`TestSplit` must go on.",
				"`TestSplit` fails; someone suggested to delete `TestSplit`, but it is right.", "It would be easy to delete `TestSplit`, but that hides the bug.", "If you delete `TestSplit` the bug stays.", "Somebody tried to delete `TestSplit` last week.", "`TestSplit` checks that old files can be removed.",
				"`TestSplit` shows that entries should be removed after a day.", "Entries that `TestSplit` puts there must be deleted afterwards.", "To reproduce, remove the lock file and run `TestSplit`.", "Remove the workaround in `Split` so that `TestSplit` passes.", "Remove the sleep from `TestSplit`.",
				"Delete the cache before `TestSplit`.", "Drop the global lock, `TestSplit` covers it.", "`TestSplit` fails when a row is to be deleted.", "Please delete the duplicated set-up in `TestSplit`.", "The temp file of `TestSplit` must be removed.",
				"`TestSplit` expects that the header will be dropped.", "Remove the `t.Skip` from `TestSplit`.", "The old name has to go; `TestSplit` uses the new one.", "Why was `TestSplit` removed?", "`TestSplit` was removed by mistake.",
				"We could remove `TestSplit`, I would rather see it fixed.", "Removing `TestSplit` is not an option.", "I do not want to see `TestSplit` removed.", "See that nobody is tempted to remove `TestSplit`.",
			},
		},
		{
			"be skipped", func(said []string) bool { _, ok := ToSkip(said, "TestSplit", besides); return ok },
			[]string{
				"If a zone cannot be loaded then `TestSplit` should skip that test.", "Don't run `TestSplit` on win32, all the others have to run everywhere.", "Skip `TestSplit` where there is no Docker.",
				"`TestSplit` may be limited to databases that have it.", "`TestSplit` needs root. It should be skipped without.", "Please run `TestSplit` only on Linux.", "TestSplit must not run in CI containers.",
				"`TestRest` and `TestSplit` can be skipped on Windows.", "`TestSplit` needs git 2.40, skip it where that is missing.", "Restrict `TestSplit` to Postgres.", "On macOS `TestSplit` should be left out.",
				"Skip `TestSplit` on Windows until #12 is fixed.", "`TestSplit` should be skipped when git is missing.", "`TestSplit` needs a network; skip it offline.",
				"`TestSplit` takes twenty seconds; let `go test -short ./...` leave it out.", "`TestSplit` talks to a device: skip that test where there is none.",
			},
			[]string{
				"`TestSplit` is red.", "Do not skip `TestSplit`.", "`TestSplit` must not be skipped.", "Skip `TestRest` on Windows; `TestSplit` has to run.", "`TestSplit` fails on win32.", "Rows are skipped, see `TestSplit`.",
				"Fix `TestSplit` rather than skip it.", "`TestSplit` has to run everywhere.", "Never disable `TestSplit`.", "Run `TestSplit` a few times.", "`TestRest` may be skipped, `TestSplit` may not.",
				"`TestSplit` checks that blank lines should be skipped.", "`TestSplit` expects that comments are to be skipped.", "Skip blank lines as in `TestSplit`.", "`TestSplit` fails when a row should be skipped.", "Blank rows must be skipped, `TestSplit` shows it.",
				"`TestSplit` shows that the limit can be restricted.", "Run `TestSplit` in a loop to see it.", "Run `TestSplit` on Linux to see it.", "Run `TestSplit` on your machine and it fails.", "The reader should skip comments (`TestSplit`).",
				"`TestSplit` must not be left out of the run.", "Remove the skip from `TestSplit`.", "Somebody proposed to skip `TestSplit`, but it is right.", "We could skip `TestSplit`, but the bug is real.", "`TestSplit` was skipped until now, it should run again.",
				"It does not help to skip `TestSplit`.", "Skipping `TestSplit` is no fix.", "`TestSplit` should not run for more than a second.", "Exclude vendored files from the walk, `TestSplit` has an example.", "`TestSplit` cannot run in parallel.",
				"`TestSplit` does not run on Windows at the moment, that is the bug.", "Limit the depth so that `TestSplit` passes.", "`TestSplit` fails: the reader must skip it.", "`TestSplit` should skip the header row.", "If `TestSplit` must be skipped, say so.", "Should `TestSplit` be skipped?",
				"`TestSplit` must be an expected failure no longer.", "Mark `TestSplit` as xfail? No, fix it.", "`TestSplit` may be skipped in another change.",
			},
		},
		{
			"wait longer", func(said []string) bool { _, wanted := ToWait(said, "TestSplit", besides); return wanted },
			[]string{
				"The test `TestSplit` then needs more than two seconds; give that one more time, not all of them.", "Raise the timeout of `TestSplit`.", "Give `TestSplit` a longer timeout.", "`TestSplit` takes 3 seconds then.",
				"`TestSplit` may take longer now.", "`TestSplit` waits for all of them. Give it more time.",
				"`TestSplit` may take up to 5 seconds.", "Allow `TestSplit` more time.", "Increase the timeout for `TestSplit`.",
			},
			[]string{
				"`TestSplit` is flaky.", "Do not give `TestSplit` more time.", "`TestSplit` must not take longer.", "Give `TestRest` more time, `TestSplit` is fast.", "`TestSplit` fails about every second run.",
				"`TestSplit` takes 40 seconds, that is too slow.", "`TestSplit` takes 30 s, it took 2 s before.", "`TestSplit` takes longer than its timeout.", "`TestSplit` takes longer and longer.", "`TestSplit` has a timeout of 5 seconds, which is plenty.",
				"`TestSplit` needs 3 seconds today and must get down to 1.", "`TestSplit` hits the timeout.", "`TestSplit` has 2 s, that has to do.", "Somebody gave `TestSplit` more time, which hides it.", "`TestSplit` fails since a request takes longer.",
				"`TestSplit` takes 12 seconds because of a quadratic loop; it should take 1.", "Raising the timeout of `TestSplit` is no fix.", "`TestSplit`: increase the timeout of the client.", "Should `TestSplit` get a longer timeout?", "We could raise the timeout of `TestSplit`, but the export is too slow.",
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
