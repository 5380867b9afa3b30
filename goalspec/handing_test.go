package goalspec

import "testing"

// TestProvesNothing: a last step of any work, a report of it or a place to look at stands
// for no criterion, unless a report is what is asked for.
func TestProvesNothing(t *testing.T) {
	t.Parallel()
	for evidence, want := range map[string]bool{
		"- open a draft pull request\n- ask for a review": true,
		"- stop when finished\n- write a short report":    true,
		"- the merge request is open":                     true,
		"- push the branch\n- tell me when it's ready":    true,
		"- a summary has been posted in the issue":        true,
		"- all of the above is implemented":               true,
		"PR merged.":                                      true,
		"Use your judgement.":                             true,
		"None needed.":                                    true,
		"I'll know it when I see it":                      true,
		"see above":                                       true,
		"as discussed":                                    true,
		"to be defined":                                   true,
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
