package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestSetApart wants work told that people set apart themselves from what they ask for
// first, wherever in the goal it stands.
func TestSetApart(t *testing.T) {
	const rest = "\n\n## Evidence\n- `pytest importer/tests` passes\n- `pytest checkout/tests/test_flags.py` passes\n\n## Only modify\n- `importer/`\n- `checkout/`\n"
	for body, want := range map[string]bool{
		"The importer skips empty tracks.\n\nWhile you're at it, log files should rotate daily.":                              true,
		"The importer skips empty tracks.\n\nThe other thing is our status page. Its colours should come from `brand.css`.":   true,
		"The importer skips empty tracks.\n\nUnrelated: rename the staging bucket.":                                           true,
		"The importer skips empty tracks.\n\nOne more thing: please redesign the start page.":                                 true,
		"The importer skips empty tracks. We also want the checkout without `new_flow`.":                                      true,
		"(a) The importer skips empty tracks; (b) the checkout shows the VAT number; (c) the newsletter goes out on Mondays.": true,
		"Fix the login timeout + add dark mode + upgrade Postgres":                                                            true,
		"Please fix the login timeout, and also while at it redesign the landing page.":                                       true,
		"Please fix the login timeout as well as the typo on the pricing page.":                                               true,
		"Add CSV export to the report page and upgrade Postgres to v16":                                                       true,
		"Rename the CLI flag --x to --y, and translate the documentation into German":                                         true,

		"The importer skips empty tracks.\n\nWhile you're at it, update the changelog.":                        false,
		"The importer skips empty tracks.\n\nWhile you're at it, add a test for it.":                           false,
		"The importer skips empty tracks.\n\nWhile you're at it, feel free to fix typos.":                      false,
		"The importer skips empty tracks.\n\nThe other thing is that these tracks should be named in the log.": false,
		"The importer skips empty tracks.\n\nAnother thing: the importer should name them in the log.":         false,
		"The importer skips empty tracks. We also want a warning in the log.":                                  false,
		"The importer skips empty tracks. We also want their names in the log.":                                false,
		"The importer skips empty tracks.\n\nBesides that, do not change the format.":                          false,
		"(a) The importer skips empty tracks; (b) the log names how many; (c) the exit status stays 0.":        false,
		"(1) `--json` prints one object per line; (2) errors go to stderr; (3) `README.md` has an example.":    false,
		"Fix the off-by-one in the importer + add a regression test":                                           false,
		"Add a `--json` flag & document it":                                                                    false,
		"Support CSV as well as JSON in the importer.":                                                         false,
		"Fix the crash on empty tracks as well as the hang on huge tracks.":                                    false,
	} {
		if got := strings.Contains(codesOf("## Goal\n"+body+rest, goalspec.Options{}), "GS008"); got != want {
			t.Errorf("%q is taken for several outcomes: %v", body, got)
		}
	}
}

// TestThingsCounted: a title that only counts what there is to do, above paragraphs of
// which each has a label of its own.
func TestThingsCounted(t *testing.T) {
	const body = "\n\n**Login:** After ten wrong passwords the account is locked.\n\n**Map:** Markers less than 20 px apart become a cluster.\n\nDone when `make e2e-login e2e-map` passes.\n"
	for title, want := range map[string]bool{
		"Two things for the next release": true, "Zwei Sachen für den nächsten Release": true, "A few small fixes": true,
		"Two fixes for the fleet view": false, "Fleet view": false,
	} {
		if got := strings.Contains(codesOf("# "+title+body, goalspec.Options{}), "GS008"); got != want {
			t.Errorf("%q is taken for several outcomes: %v", title, got)
		}
	}
}
