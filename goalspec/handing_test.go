package goalspec

import "testing"

// TestProvesNothing: a last step of any work, a report of it or a place to look at stands
// for no criterion, unless a report is what is asked for.
func TestProvesNothing(t *testing.T) {
	t.Parallel()
	for evidence, want := range map[string]bool{
		"- open a draft pull request\n- ask for a review":                 true,
		"- stop when finished\n- write a short report":                    true,
		"- the merge request is open":                                     true,
		"- push the branch\n- tell me when it's ready":                    true,
		"- a summary has been posted in the issue":                        true,
		"- all of the above is implemented":                               true,
		"- the customer's complaint, ticket OPS-412":                      true,
		"- CVE-2024-31337":                                                true,
		"- see #812 and #815":                                             true,
		"- a regression test for #812":                                    false,
		"- #812 can no longer be reproduced":                              false,
		"PR merged.":                                                      true,
		"Use your judgement.":                                             true,
		"None needed.":                                                    true,
		"I'll know it when I see it":                                      true,
		"see above":                                                       true,
		"as discussed":                                                    true,
		"to be defined":                                                   true,
		"- the pull request is open\n- the button is on the order page":   false,
		"- `npm test` passes\n- open a pull request":                      false,
		"- the pull request has a screenshot of the button":               false,
		"- a reviewer has approved the screenshot in the pull request":    false,
		"- the report lists each order with its state":                    false,
		"- open the page and press the button: the order is gone by then": false,
	} {
		d := Parse("", "Goal: The order page has a button that archives the order.\n\nConstraints:\n- no new dependencies\n\nEvidence:\n"+evidence+"\n")
		if got := has(d.Lint(Options{}), noCriterion); got != want {
			t.Errorf("%q says nothing of success: %v", evidence, got)
		}
	}
	d := Parse("", "Goal: Write a report on the slow queries of last week.\n\nEvidence:\n- the report is attached\n")
	if has(d.Lint(Options{}), noCriterion) {
		t.Error("the report is what is asked for")
	}
}

// TestOnlySteps: what is run on the way says of no change whether it was made, unless it is
// named by a command, or run after each item of a list.
func TestOnlySteps(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]bool{
		"Run the unit tests after each commit.":                                                 true,
		"After every change, run the checks.":                                                   true,
		"After completing each phase, run the formatter and push.":                              true,
		"Run the tests after each change. When you have used a day, stop and say where it is":   true,
		"Run `go test ./rank` after each change.":                                               false,
		"Run the unit tests after each commit. It is done when the sidebar lists the heroes.":   false,
		"Run the tests after each change.\n\nSuccess criteria:\n- the sidebar lists ten heroes": false,
	} {
		d := Parse("", "I want a ranking of the heroes in the sidebar: the ten best, by level.\n\n"+said+"\n\nDo not touch `save/`.\n")
		if got := has(d.Lint(Options{}), noCriterion); got != want {
			t.Errorf("%q says nothing of success: %v", said, d.Lint(Options{}))
		}
	}
	d := Parse("", "Work through the open tickets in `todo/board.csv` and fix each one. Run the tests after each fix. Stop after 12, and report which were fixed.")
	if has(d.Lint(Options{}), noCriterion) {
		t.Error("each item of a list is run")
	}
}

// TestAsksFirst: a text may begin with a question, and conclude what is wanted.
func TestAsksFirst(t *testing.T) {
	t.Parallel()
	d := Parse("", "# Why do we still ship jQuery?\n\nDoes anyone know what still needs it? I found three calls.\n\nSo: replace these calls and drop jQuery from `package.json`.\n\n- `npm test` passes\n- `npm ls jquery` prints nothing\n")
	if got := d.Outcome(); got != "So: replace these calls and drop jQuery from `package.json`." {
		t.Errorf("the outcome is %q", got)
	}
	if len(d.Criteria()) != 2 {
		t.Errorf("%v", d.Criteria())
	}
}
