package goalspec

import "testing"

// TestSaysApart: an author may say that several things do not belong together, or call them
// after a season or a version, under which nothing but what they say ties them together.
func TestSaysApart(t *testing.T) {
	t.Parallel()
	const two = "## Outcomes\n\n**Receipts.** Receipts show the table number. Check: `npm test -- receipts` passes with a new case.\n\n**Backups.** The nightly dump is encrypted. Check: `scripts/dump_check.sh` exits 0.\n\n**Badges.** Guests can print a badge at the door. Check: `pytest tests/badges` passes with a new case.\n"
	const akin = "**Receipts.** Receipts show the table number. Check: `npm test -- receipts` passes with a new case.\n\n**Reprint.** A waiter can print one of the receipts again. Check: `npm test -- receipts` passes with a case for that.\n"
	for text, want := range map[string]bool{
		"# Autumn work\n\n" + two:   true,
		"# Winter sprint\n\n" + two: true,
		"# Bistro 4.2\n\n" + two:    true,
		"# What the bistro needs\n\n## Background\n\nThese are unrelated.\n\n" + two:                         true,
		"# The bistro system\n\n## Background\n\nI have put them all into one issue to save time.\n\n" + two: true,
		"# The bistro system\n\n## Background\n\nThe three have nothing to do with each other.\n\n" + two:    true,
		"# Winter\n\n" + akin:     false,
		"# Bistro 4.2\n\n" + akin: false,
		"# The bistro\n\nGoal:\n- `bistro menu` prints the dishes of the day\n\nEvidence:\n- `make test` passes\n": false,
	} {
		if got := has(Parse("", text).Lint(Options{}), manyOutcomes); got != want {
			t.Errorf("%q has several outcomes: %v", text, got)
		}
	}
}

// TestProgramOfAll: the name of the program, of which something is asked, ties no check to it.
func TestProgramOfAll(t *testing.T) {
	t.Parallel()
	const head = "# Two wishes for 2.3\n\nGoal:\n- `ledger close` refuses a month with open entries\n- the Debian package is signed\n\nEvidence:\n- `make test-close` passes with a new case\n"
	for text, want := range map[string]bool{
		head + "- `debsig-verify ledger.deb` exits 0\n": true,
		"# Two wishes for 2.3\n\nGoal:\n- `ledger close` refuses a month with open entries\n- `ledger close --force` closes a month with open entries\n\nEvidence:\n- `make test-close` passes with a new case for both\n": false,
	} {
		if got := has(Parse("", text).Lint(Options{}), manyOutcomes); got != want {
			t.Errorf("%q has several outcomes: %v", text, got)
		}
	}
}
