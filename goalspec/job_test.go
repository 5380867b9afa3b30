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

// TestShownApart: jobs without a word in common are several outcomes where each has a check,
// or a path, of its own, and one where what they say or what checks them ties them.
func TestShownApart(t *testing.T) {
	for _, c := range []struct {
		outcome, rest string
		several       bool
	}{
		{"The audio player remembers the speed. The print queue is drained on shutdown.", "- `npm test -- player` passes\n- `pytest queue/` passes", true},
		{"Make the barcode scanner recognise EAN-8 and speed up the warehouse report.", "- `gradle :scanner:test` passes\n- `gradle :reports:bench` prints < 2 s", true},
		{"Customers can pay with Klarna. Additionally, admins should be able to mute noisy alert rules.", "- `rspec spec/klarna_spec.rb` passes\n- `go test ./alerts/...` passes", true},
		{"- Uploads larger than 5 GB resume\n- The changelog generator understands footers\n- Admins can mute noisy rules", "- `go test ./tools/changelog/...` passes\n- `go test ./rules/...` passes", true},
		{"The Helm chart supports a read-only root; the flaky `TestRestart` is deterministic.", "- `helm lint chart/` passes\n- `go test -run TestRestart -count=200 ./watcher` passes", true},
		{"(1) have the mobile app cache avatars, (2) print the tax ID on receipts", "- `gradle :avatars:test` and `pytest receipts/` pass", true},
		{"Move the audio transcoder to ffmpeg 7 and let moderators pin comments.", "- `make all` passes\n\nOnly modify:\n- `transcoder/`\n- `app/Comments/`", true},
		{"Teachers can duplicate a quiz. On top of that, get rid of the warnings that Webpack prints.", "- `mix test test/quiz_test.exs` passes\n- `npm run webpack` prints 0 lines", true},
		{"Replace the date picker in the booking calendar. Add a Prometheus exporter for the print queue.", "- `npm test -- calendar` passes\n- `curl -s :9100/metrics | grep queue` passes", true},
		{"Extract address validation into a package. Show relative timestamps in the activity feed.", "- `go test ./address/...` passes\n- `npm test -- feed` passes", true},
		{"The `users` endpoint returns ETags, and Renovate opens at most three pull requests a week.", "- `curl -sI localhost/users` prints `etag`\n- `npx renovate-config-validator` exits 0", true},
		{"The search box suggests products. Separately from that, I'd like our release notes to be generated.", "- `npm test -- suggest` passes\n- `make release-notes` exits 0", true},

		{"Let guests check out. The order confirmation carries a token, and the link expires after a week.", "- `npm test -- guest` passes\n- `go test ./token` passes", false},
		{"Make cancelled jobs stop. Pass a context through the pipeline, and close the database cursor.", "- `go test ./jobs` passes\n- `go test ./cursor` passes", false},
		{"The exporter copes with bad input:\n- empty files are skipped\n- the error log names each row", "- `pytest tests/files` passes\n- `pytest tests/log` passes", false},
		{"- The dialog can be closed with Escape\n- Focus returns to the button that opened it", "- `npm test -- dialog` passes\n- `npm test -- focus` passes", false},
		{"Sessions expire after 30 minutes, and a banner warns two minutes earlier.", "- `go test ./session` passes\n- `npm test -- banner` passes", false},
		{"Users may delete their account. Invoices are anonymised, and a confirmation is mailed.", "- `pytest tests/account` passes\n- `pytest tests/invoices` passes", false},
		{"Replace `moment` by `date-fns` and drop the locale bundle from webpack.", "- `npm ls moment` prints `(empty)`\n- `npm run build` leaves a bundle < 900 kB", false},
		{"Add rate limiting and return 429 with a hint.", "- `go test ./ratelimit` passes\n- `curl -i :80/hint` prints `429`", false},
		{"Rename the `orders` table to `purchases` and adapt the reports in `stats/`.", "- `make orders` passes\n- `make reports` passes", false},
		{"The parser accepts trailing commas. Error positions count code points.", "- `go test ./parse -run Comma` passes\n- `go test ./parse -run Position` passes", false},
		{"1. cron lines with `L` are read\n2. the queue length is right after a restart", "- `go test ./cron` passes\n- `go test ./queue` passes\n\nOnly modify:\n- `scheduler/`", false},
		{"Encrypt the nightly dumps. The restore script asks for a second person.", "- `bats backup/encrypt.bats` passes\n- `bats backup/restore.bats` passes", false},
		{"Let the mail gateway sign messages. The key service rotates secrets weekly.", "- `go test ./gateway` passes\n- `go test ./keys` passes\n- the gateway fetches each new key from the service", false},
	} {
		body := "## Goal\n" + c.outcome + "\n\n## Evidence\n" + c.rest + "\n"
		if got := strings.Contains(codesOf(body, goalspec.Options{}), "GS008"); got != c.several {
			t.Errorf("%q is taken for several outcomes: %v", c.outcome, got)
		}
	}
}
