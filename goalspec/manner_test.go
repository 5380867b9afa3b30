package goalspec

import "testing"

// TestHowIsNoOutcome: what only says how to go about the work, or where to read more, is no
// outcome; a ban on what the program does is one.
func TestHowIsNoOutcome(t *testing.T) {
	for outcome, none := range map[string]bool{
		"Do not modify any database migration files.": true, "Run the test suite after each change.": true, "Keep the public API unchanged.": true,
		"Never touch `src/legacy/`.": true, "Only change files in `web/`.": true, "Stop when a test fails.": true, "Write a summary report at the end.": true,
		"Don't break anything.": true, "Ask before you change the schema.": true, "Commit after each step. Do not change the tests.": true, "Follow the style guide.": true,
		"As discussed.": true, "As agreed with Anna": true, "See title": true, "see below.": true, "See #123": true, "See https://wiki.example.org/goal": true,
		"Do not add new dependencies.": true, "Run `npm test` before committing.": true, "Keep all tests green.": true, "Make sure nothing breaks.": true,
		"Write a report when you are done.": true, "Work in small commits.": true, "tbd, see Slack": true, "The usual": true, "After each change run the tests.": true, "The public API must not change.": true,
		"TBD": true, "To be determined": true, "Details follow.": true, "Same as last time": true, "TODO: write this": true,

		"Never rename an uploaded file.": false, "Do not send a mail twice for one order.": false, "Do not edit the text of the user.": false,
		"Run the migrations after each deployment.": false, "Commit the offset after each message.": false, "Stop sending mails to users that left.": false,
		"Do not add packages to the cart twice.": false, "Run `fsck` before an image is pushed.": false, "Work in UTC.": false,
		"Don't touch the API while you move `auth` to its own module.": false, "Do not modify `db/`, add an index to `orders`.": false,
		"Keep the last 10 versions of a document.": false, "Keep the scroll position unchanged.": false, "Write a report of all orders at the end of a month.": false,
		"Do not change the focus when a dialog opens.": false, "As discussed, the export writes UTF-8.": false, "See the price with tax on the product page.": false,
		"Read the config from the environment.": false, "Do not change the API. The export writes UTF-8.": false, "Ask for the password before an account is deleted.": false,
	} {
		for _, body := range []string{"Goal: " + outcome + "\n\nEvidence:\n- `npm run smoke` passes\n", outcome + "\n\nDone when `npm run smoke` passes.\n"} {
			if got := has(Parse("", body).Lint(Options{}), noOutcome); got != none {
				t.Errorf("%q has no outcome: %v", body, got)
			}
		}
	}
}
