package goalspec

import "testing"

// TestUnendingLists: work on things that keep coming, that recur or of which only some are
// done, has an end in what is counted, in a time, or in what is handed over, wherever it stands.
func TestUnendingLists(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text    string
		endless bool
	}{
		{"**What:** Now and then somebody trips over a recipe in `kitchen/` without a yield. Keep adding them, chapter by chapter.\n\n**Criteria (for each chapter):**\n- `tools/yield.sh <chapter>` is silent\n", true},
		{"Comb through the outdated and badly scanned maps and replace them. There is always one more.\n\nEvidence:\n- `tools/maps.sh` exits 0\n", true},
		{"The cellar is a mess. Take the barrels that leak and mend them one after the other, run `make test` after each.\n\nEvidence:\n- `tools/leaks.sh` prints no more leaks than before\n", true},
		{"Timetables without a footnote get broken up, one by one.\n\nEvidence:\n- `make test` passes\n", true},
		{"Each month go over the tariffs that concern us and adapt what is affected.\n\nEvidence:\n- `make test` passes\n", true},
		{"# Signals\n\nRepair signals in the simulator; whenever you notice another one, fix it too.\n\nEvidence:\n- `make test` passes\n", true},
		{"Ask riders what they miss, pick what looks doable, build it, then pick again.\n\nEvidence:\n- `make test` passes\n", true},
		{"Every stop that has no shelter should get a note; continue like this down the line. The list grows by itself.\n\nEvidence:\n- `psql -f stops.sql` exits 0\n", true},
		{"Write captions for photos that have none, beginning where visitors look most.\n\nEvidence:\n- `make test` passes\n", true},
		{"Redraw the signs in the new style, a station at a time.\n\nEvidence:\n- `make test` passes\n", true},
		{"Photos that lack a caption get one. Start with the stations, then whatever is left.\n\nEvidence:\n- `make test` passes\n", true},
		{"Whatever confuses riders in the app should be corrected.\n\nEvidence:\n- `make test` passes\n", true},
		{"Fares are moved to the table, each in a commit by itself.\n\nEvidence:\n- `make test` passes\n", true},
		{"Continue moving the fares into the table, file by file.\n\nEvidence:\n- `make test` passes\n", true},

		{"Comb through the outdated and badly scanned maps and replace them. There is always one more.\n\nTime box: one day.\n\nEvidence:\n- `tools/maps.sh` exits 0\n", false},
		{"Continue moving the fares into the table, file by file.\n\nAfterwards comment with the files that are done and those that are not.\n\nEvidence:\n- `make test` passes\n", false},
		{"Continue moving the fares into the table, file by file.\n\nEnough is enough after 20.\n\nEvidence:\n- `make test` passes\n", false},
		{"Continue moving the fares into the table, file by file.\n\nEvidence:\n- `find fares -name '*.txt' | wc -l` prints 0\n", false},
		{"Continue moving the fares into the table, file by file.\n\nEvidence:\n- `fares pending` lists none\n", false},
		{"Continue moving the fares into the table, file by file.\n\nBudget: 90 minutes\n\nEvidence:\n- `make test` passes\n", false},
		{"The app shows the next stop.\n\nConstraints:\n- keep working on phones without a network\n\nEvidence:\n- `make test` passes\n", false},
		{"The app keeps adding stops to the trip, one by one, until the rider ends it.\n\nEvidence:\n- `make test` passes\n", false},
		{"Photos that lack a caption get one. Start with the stations, then whatever is left.\n\nEvidence:\n- `tools/captions.sh` finds no photo without a caption\n", false},
		{"The train moves a station at a time.\n\nEvidence:\n- `make test` passes\n", false},
		{"Each week the server looks at the trips that failed and reports them to the owner.\n\nEvidence:\n- `make test` passes\n", false},
		{"Write captions for photos that have none, beginning where visitors look most.\n\nEvidence:\n- `captions --fail-under=80` exits 0\n", false},
		{"Redraw the signs in the new style, a station at a time. The work ends after two weeks.\n\nEvidence:\n- `make test` passes\n", false},
		{"The list of trips never ends: it loads more as the rider scrolls.\n\nEvidence:\n- `npm test` passes\n", false},
	} {
		if got := has(Parse("", c.text).Lint(Options{}), endless); got != c.endless {
			t.Errorf("%q is without an end: %v", c.text, got)
		}
	}
}
