package goalspec

import "testing"

// TestRulesPerItem: what is said of some items of a list and of the others is a rule for
// the work, and what a program does with them is not.
func TestRulesPerItem(t *testing.T) {
	for sentence, want := range map[string]bool{
		"Fix an error when it's local to one function; write a diagnosis otherwise.":                            true,
		"Errors isolated to one function are fixed, all others get a diagnosis.":                                true,
		"Go through all of them: fix it if the cause is isolated to one function, otherwise write a diagnosis.": true,
		"Fix what is isolated to one function; everything else gets a diagnosis.":                               true,
		"Fix those that are local to one function and write a diagnosis for the rest.":                          true,
		"Where the cause lies in one function, fix it; for the other errors write a diagnosis.":                 true,
		"Items that need more than one file are only diagnosed, the rest is fixed.":                             true,
		"Simple ones are converted right away, the remaining ones go into a list.":                              true,
		"The export shows a total when there is one, and a dash otherwise.":                                     false,
		"Rows with a total are bold, all others are plain.":                                                     false,
		"Requests without a token get a 401, all others are served.":                                            false,
		"The job retries a request when it is idempotent; it fails otherwise.":                                  false,
		"Users can fix typos in posts, all others can leave a comment.":                                         false,
		"Fix the date; otherwise the report is wrong.":                                                          false,
		"Issues that are solved get a label, all others are sorted by date.":                                    false,
		"Fix the parser and write a note for the rest of us.":                                                   false,
	} {
		d := Parse("", "Work through the errors in inputs/errors.json until each is dealt with. "+sentence+"\n\nEvidence:\n- `make test` passes\n")
		if got := len(d.Priorities()) == 1; got != want {
			t.Errorf("%q is a rule: %v, want %v", sentence, got, want)
		}
	}
}
