package asks

import (
	"strings"
	"testing"
)

// TestToExtent holds how much of a record people want to read differently.
func TestToExtent(t *testing.T) {
	for text, want := range map[string]Extent{
		"Add the unit as the last column. rows.csv must be updated for it.":                               Additions,
		"The export lacks the unit. Please adapt `tests/golden/rows.csv`.":                                Additions,
		"Each customer gains a VAT id; regenerate the golden files.":                                      Additions,
		"rows.csv changes in that line.":                                                                  OnePart,
		"Fix the rounding and that field of `rows.csv`.":                                                  OnePart,
		"The golden file changes by the header, nothing else in it does.":                                 OnePart,
		"Widen the column and regenerate rows.csv. Only the padding may change in it.":                    Layout,
		"Update rows.csv for the new indent, nothing but white space differs there.":                      Layout,
		"Regenerate rows.csv: the header is in German now. The amounts must not change.":                  Wording,
		"The snapshot has to be recorded again for the new words; its totals were checked by the office.": Wording,
		"Regenerate rows.csv. The values should have two decimals.":                                       Open,
		"Update rows.csv.": Open,
		"Prices are rounded half up. Update rows.csv.":                                  Open,
		"Add a row for the refund and update rows.csv.":                                 Open,
		"Add the rate. Prices must be gross now. Regenerate rows.csv.":                  Open,
		"Add a flag. It has its own test. rows.csv is too long, split the golden files": Open,
	} {
		if got := ToExtent(Sentences(strings.ToLower(text)), "rows.csv", nil); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
