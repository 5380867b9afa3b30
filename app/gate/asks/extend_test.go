package asks

import (
	"strings"
	"testing"
)

// TestToExtend holds which words let something recorded grow.
func TestToExtend(t *testing.T) {
	for text, want := range map[string]bool{
		"Below TOTAL comes a line CREDITS (extend the golden file by it).":                   true,
		"Add the new line to report.golden.":                                                 true,
		"Append a row for credits to the expected output.":                                   true,
		"The snapshot gains a column.":                                                       true,
		"report.golden needs one more line.":                                                 true,
		"Don't touch report.golden except to add to it.":                                     true,
		"New cases go to the end of `report.golden`.":                                        true,
		"The golden file may be extended by the line.":                                       true,
		"report.golden has to get a line for credits.":                                       true,
		"Please put the new entry into testdata/report.golden.":                              true,
		"The golden file has it right.":                                                      false,
		"Do not add anything to report.golden.":                                              false,
		"Update report.golden.":                                                              false,
		"report.golden shows the refund.":                                                    false,
		"Add a flag `-v`. The golden file is compared byte by byte.":                         false,
		"The golden file must not be extended.":                                              false,
		"Regenerate the snapshots.":                                                          false,
		"Add the missing rounding; the tests compare with what is put into `report.golden`.": false,
		"If `report.golden` needs a new row, stop and tell me.":                              false,
		"Somebody suggested to extend `report.golden`.":                                      false,
		"The function needs to write what goes into `report.golden`.":                        false,
		"The last build added three wrong rows to `report.golden`.":                          false,
		"We need to get from the current output to `report.golden`.":                         false,
		"Should we extend `report.golden`?":                                                  false,
		"`report.golden` may grow only in another issue.":                                    false,
		"The new rows are to be added to `report.golden`.":                                   true,
		"Then we can append the row to `report.golden`.":                                     true,
		"Compare with report.golden.":                                                        false,
		"Extend the parser.":                                                                 false,
		"The fixtures in report.golden are wrong since the header was added there.":          false,
		"`report.golden` gets a new column.":                                                 true,
		"Add the footer line to `report.golden`.":                                            true,
		"The golden files must be extended by the footer.":                                   true,
		"The report gets a footer; `report.golden` stays.":                                   false,
		"`report.golden` has a trailing blank.":                                              false,
		"`report.golden` has an old header.":                                                 false,
		"Add a footer to the report as in `report.golden`.":                                  false,
		"`report.golden` has one line per order, we print two.":                              false,
		"Add the missing newline, `report.golden` has it.":                                   false,
		"`report.golden` must have one line per customer, but we write two.":                 false,
		"The output should contain what `report.golden` has.":                                false,
		"`report.golden` should contain no duplicates, as it does.":                          false,
		"We write a line more than the golden file has.":                                     false,
		"Write the report to the same folder as the golden files.":                           false,
		"The header goes in front, as in the golden file.":                                   false,
	} {
		if got := ToExtend(Sentences(strings.ToLower(text)), "report.golden"); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// TestWants holds which of two values people want.
func TestWants(t *testing.T) {
	for text, want := range map[string]bool{
		"It prints `0.-50`. Negative amounts read `-0.50`, as they should.": true,
		"`0.-50` should be `-0.50`.":                                        true,
		"It prints `0.-50` instead of `-0.50`.":                             true,
		"It should print `-0.50` instead of `0.-50`.":                       true,
		"The amount must go from `0.-50` to `-0.50`.":                       true,
		"`0.-50` → `-0.50`":                                                 true,
		"We expect `-0.50`, not `0.-50`.":                                   true,
		"The amount must read `-0.50`, it reads `0.-50`.":                   true,
		"Refunds read `-0.50` where they were `0.-50`, adapt the test.":     true,
		"The new library prints `-0.50`, `0.-50` before.":                   true,
		"It prints `-0.50` where it should print `0.-50`.":                  false,
		"It does not print `-0.50` where it was `0.-50`.":                   false,
		"It prints `-0.50` instead of `0.-50`.":                             false,
		"`-0.50` → `0.-50`":                                                 false,
		"It should print `0.-50` instead of `-0.50`.":                       false,
		"A refund is printed as `-0.50`.":                                   false,
		"Should it be `-0.50` and not `0.-50`?":                             false,
		"Somebody suggested that `0.-50` should be `-0.50`.":                false,
		"If `0.-50` becomes `-0.50`, stop.":                                 false,
		"`0.-50` must not become `-0.50`.":                                  false,
		"Since the last release `0.-50` becomes `-0.50`, which is a bug.":   false,
		"The bug turns `0.-50` into `-0.50`.":                               false,
		"Amounts went wrong: `0.-50` -> `-0.50`.":                           false,
		"`0.-50` was wrong, it should become `-0.50`.":                      true,
		"Amounts must read `0.-50`, not `-0.50`.":                           false,
		"The amount is `-0.50`, it should become `0.-50`.":                  false,
	} {
		if got := Wants(Sentences(strings.ToLower(text)), "-0.50", "0.-50"); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// TestTurns holds what goes from one number to another one, and what is a range.
func TestTurns(t *testing.T) {
	for text, want := range map[string]bool{
		"The limit goes from 10 to 12.":   true,
		"It returns 10 instead of 12.":    true,
		"Raise it from 10 to 12 rows.":    true,
		"Between 10 to 12 rows are lost.": false,
		"It takes 10 to 12 seconds.":      false,
		"Should it be 12 instead of 10?":  false,
		"It returns 12 instead of 10.":    false,
		"The bug turns 10 to 12.":         false,
	} {
		if got := Turns(Sentences(strings.ToLower(text)), "12", "10"); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// TestToReorder holds who may put the lines of a record in another order.
func TestToReorder(t *testing.T) {
	for text, want := range map[string]bool{
		"This changes the order of the sections in the goldens and nothing else.":            true,
		"`basic.md` has to be reordered.":                                                    true,
		"Sections move, the golden files get another order.":                                 true,
		"The order of the entries in `basic.md` changes.":                                    true,
		"Update the order in the snapshots.":                                                 true,
		"The goldens are to be rearranged, too.":                                             true,
		"The entries come out in the wrong order, `basic.md` has the right one.":             false,
		"Sort by name. The goldens are right.":                                               false,
		"Do not change the order of the goldens.":                                            false,
		"The order is wrong, see `basic.md`.":                                                false,
		"The goldens must not be reordered.":                                                 false,
		"`basic.md` shows the order that we want.":                                           false,
		"Fix the order of the sections without touching the goldens.":                        false,
		"The order of the entries in `basic.md` is the one of the commits, keep that order.": false,
		"The order in `basic.md` changes.":                                                   true,
		"`basic.md` gets another order.":                                                     true,
		"The bug changes the order of rows compared with `basic.md`.":                        false,
		"If `basic.md` changes its order, stop.":                                             false,
		"Adjust the sort so the order matches `basic.md`.":                                   false,
		"Somebody suggested to update the order of `basic.md`.":                              false,
		"Adapt the code to the order in `basic.md`.":                                         false,
		"`basic.md` needs the order by name, which the code gets wrong.":                     false,
		"The order of the rows changes between runs, so `basic.md` does not match.":          false,
		"The order differs from `basic.md`.":                                                 false,
		"`basic.md` has the right order.":                                                    false,
		"`basic.md` has the order that we want.":                                             false,
		"Since 2.0 the order is changed, `basic.md` shows the right one.":                    false,
		"Changing the order broke `basic.md`.":                                               false,
		"`basic.md` has this order for a reason.":                                            false,
		"Rows must follow the order in `basic.md`.":                                          false,
		"Rows have the wrong order; `basic.md` has the order of the file.":                   false,
	} {
		if got := ToReorder(Sentences(strings.ToLower(text)), "basic.md"); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
