package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestTitlesThatTieNothing wants several outcomes told below a title that only counts them, or
// names each, however they stand there.
func TestTitlesThatTieNothing(t *testing.T) {
	for _, text := range []string{
		"# Odds and ends\n\n- The sitemap lists archived posts\n- Coupons can be limited to one per customer\n- `make dev` works behind a proxy\n\nEvidence:\n- `npm test` passes\n",
		"# Small fixes before the demo\n\nThe clock widget shows seconds. The trial banner disappears for paying teams.\n\nEvidence:\n- `npm test` passes\n",
		"# Wishes from support\n\n1. Agents can merge two tickets\n2. The IMAP poller reconnects after a lost connection\n3. Our font is served from our own host\n\nDone when `make check` passes.\n",
		"# v3.2\n\nGoal:\n- Barcodes are read from the camera\n- The Helm chart sets resource limits\n\nEvidence:\n- `npm test -- barcode` passes\n- `helm lint chart` passes\n",
		"# Misc\n\nWe need a captcha on the sign-up form and the nightly dump has to be encrypted.\n\nEvidence:\n- `make test` passes\n",
		"# To do\n\n### Goal\n\n- [ ] Dates in the calendar follow the locale\n- [ ] Thumbnails are made in a worker\n- [ ] The imprint names the new address\n\n### Evidence\n\n- `make test` passes\n",
		"# Two topics\n\n**Map tiles.** Tiles are cached for a day. `npm test -- tiles` passes.\n\n**Payroll.** Overtime on Sundays counts double. `mvn -q test -pl payroll` passes.\n",
		"# Leftovers of the last sprint\n\n### 1. Gift cards\n\nA gift card can be split over two orders.\n\n### 2. Log rotation\n\nLogs are rotated daily and kept for a week.\n\n### Evidence\n\n- `make test` passes\n",
		"# Gift cards and log rotation\n\n### Outcome\n\n- A gift card can be split over two orders\n- Logs are rotated daily and kept for a week\n\n### Evidence\n\n- `rspec spec/gift_cards_spec.rb` passes\n- `bats test/rotate.bats` passes\n",
		"# Faster thumbnails, SAML login, and a new imprint\n\nThumbnails are made in under 200 ms. Employees sign in by SAML. The imprint names the new address.\n\nEvidence:\n- `make test bench` passes\n",
		"# Kiosk mode; VAT for Norway\n\nGoal:\n1. The kiosk app goes back to the start page after 60 seconds\n2. Orders to Norway carry 25 % VAT\n\nEvidence:\n- `flutter test test/kiosk_test.dart` passes\n- `go test ./vat` passes\n",
		"# Autosave & Slack alerts\n\nDrafts are saved by autosave every ten seconds. A failed deployment is posted to Slack.\n\nEvidence:\n- `npm test` passes\n- `./ci/alert_test.sh` passes\n",
		"# Improvements\n\nThe following changes are needed:\n\n* PDF invoices carry the IBAN\n* the crawler respects `robots.txt`\n* dark theme for the terminal\n\nDone when `tox` passes.\n",
		"# Release 4.1\n\n## Goals\n\n- Videos can be trimmed in the browser.\n- The audit log is kept for two years.\n\n## Evidence\n\n- `npm run e2e -- trim` passes\n- `go test ./audit` passes\n",
		"# Some tasks for this week\n\nFirst, replace the cron container by systemd timers. Second, let teachers export grades as ODS. Third, drop the beta flag of the timeline.\n\nDone when `make all-tests` passes.\n",
		"# Requests from the sales team\n\n- Quotes have a field for the purchase number\n- The website loads its fonts from our own server\n\nEvidence:\n- `pytest quotes/` passes\n- `grep -rn googleapis site/` finds nothing\n",
	} {
		if !strings.Contains(codesOf(text, goalspec.Options{}), "GS008") {
			t.Errorf("%q is taken for one outcome", text)
		}
	}
}

// TestTitlesThatTie wants nothing said of what its title, or what its parts say, holds
// together.
func TestTitlesThatTie(t *testing.T) {
	for _, text := range []string{
		"# Kiosk mode\n\nGoal:\n- The app goes back to the start page after 60 seconds\n- The keyboard shortcuts are off\n- A long press on the corner asks for the code\n\nEvidence:\n- `flutter test test/idle_test.dart` passes\n- `flutter test test/shortcuts_test.dart` passes\n",
		"# Filters and sorting in the order list\n\n- Orders can be filtered by country\n- A click on a column sorts by it\n\nEvidence:\n- `npm test -- filter` passes\n- `npm test -- sort` passes\n",
		"# Import and export of settings\n\nGoal:\n- `prefs dump` writes all settings to a file\n- `prefs load` reads such a file\n\nEvidence:\n- `cargo test dump` passes\n- `cargo test load` passes\n",
		"# Three improvements to the importer\n\n- empty rows are skipped\n- a progress bar is shown\n- dates are parsed in ISO format\n\nEvidence:\n- `pytest importer` passes\n",
		"# Retries and timeouts for webhooks\n\n### Outcome\n\n1. A failed delivery is tried again after a minute\n2. A delivery that takes more than ten seconds is given up\n\n### Evidence\n\n- `go test ./deliver` passes\n",
		"# Several fixes for the crawler\n\n1. `robots.txt` is respected\n2. redirects are followed up to five times\n\nEvidence:\n- `go test ./...` passes\n",
		"# Bold and italic in comments\n\nComments may contain bold and italic text.\n\nEvidence:\n- `npm test -- comments` passes\n",
		"# Upload and crop avatars\n\n- Users upload an image of up to 5 MB\n- The image is cropped to a square\n\nEvidence:\n- `npm test -- avatar` passes\n",
		"# Rename Foo to Bar and update the docs\n\n`Foo` is called `Bar` in the code and in `docs/`.\n\nEvidence:\n- `! grep -rn Foo src docs` succeeds\n",
		"# Two changes to the cart\n\n- items can be saved for later\n- the total includes shipping\n\nEvidence:\n- `npm test -- cart` passes\n",
		"# Bug fixes in the parser\n\n- Trailing commas are accepted\n- An unknown escape is an error with its position\n\nEvidence:\n- `cargo test parse` passes\n",
		"# Changes\n\n- Passwords have at least 12 characters\n- Old passwords stay valid\n\nEvidence:\n- `npm test` passes\n",
		"# Tasks\n\nAdd a `--since` flag to `log`.\n\n- without the flag everything is printed\n- with it only newer entries\n\nEvidence:\n- `cargo test log` passes\n",
		"# Next release\n\nThe server refuses clients older than 3.0 with status 426.\n\nEvidence:\n- `go test ./server` passes\n",
		"# Locale and time zone\n\nReports use the locale and the time zone of the user who reads them.\n\nEvidence:\n- `pytest reports` passes\n",
		"# Ratings and reviews\n\nGoal:\n- A product page shows the average rating\n- Buyers can write a review of a product\n\nEvidence:\n- `npm test -- rating` passes\n- `npm test -- review` passes\n",
		"# Search: facets, synonyms\n\n- Results can be narrowed by colour and size\n- \"couch\" finds results for \"sofa\"\n\nEvidence:\n- `npm test -- facets` passes\n- `npm test -- synonyms` passes\n",
		"# Backups: encrypt and rotate\n\nBackups are encrypted with age. Those older than 30 days are deleted.\n\nEvidence:\n- `bats test/backup.bats` passes\n",
		"# Login page: remember me, show password\n\n- A box keeps the session for 30 days\n- An eye shows what was typed\n\nEvidence:\n- `npm test -- login` passes\n",
		"# Feature request\n\n**Problem.** The export is slow for large accounts.\n\n**Idea.** Rows are streamed in chunks of a thousand.\n\nEvidence:\n- `pytest export` passes\n",
		"# Tasks\n\n**Why:** Customers call us when a parcel is late.\n\n**Now:** Nobody notices before they call.\n\nThe shop mails the buyer when a parcel is late.\n\nEvidence:\n- `pytest parcels` passes\n",
		"# Release 2.4\n\nFirst, rename the column `ref` to `reference`. Second, fill it from the old rows. Third, drop the old column.\n\nEvidence:\n- `make migrate` passes\n",
		"# Things to know about the export\n\nThe export writes one row per order.\n\nEvidence:\n- `pytest export` passes\n",
	} {
		if codes := codesOf(text, goalspec.Options{}); strings.Contains(codes, "GS008") || strings.Contains(codes, "GS030") {
			t.Errorf("%q is taken for several outcomes: %s", text, codes)
		}
	}
}

// TestTitlesOfIssues: the title of an issue, which its body does not repeat, ties its parts
// as well, and what was tied stays so when the goal is stored.
func TestTitlesOfIssues(t *testing.T) {
	const body = "## Goal\n- Articles are stored in IndexedDB\n- The sync button shows how many changes are pending\n\n## Constraints\n- the routes stay\n\n## Evidence\n- `npm test -- storage` passes\n- `npm test -- sync` passes\n"
	for title, want := range map[string]bool{"Offline mode for the reader": false, "Storage; sync": true, "Leftovers": true} {
		_, findings := goalspec.Parse(title, body).Admit(goalspec.Options{})
		if got := goalspec.HasErrors(findings); got != want {
			t.Errorf("below %q: %v", title, findings)
		}
	}
}
