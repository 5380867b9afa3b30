package goalspec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// asksForSeveral reports a finding that several unrelated outcomes are asked for.
func asksForSeveral(outcome string) bool {
	const rest = "\n\n## Constraints\n- the flags stay\n\n## Evidence\n- `make test` passes\n"
	return strings.Contains(codesOf("## Goal\n"+outcome+rest, goalspec.Options{}), "GS008")
}

// TestUnrelated wants two outcomes told that no reader would take for one piece of work.
func TestUnrelated(t *testing.T) {
	for _, outcome := range []string{
		"Add dark mode and upgrade Postgres.",
		"Upgrade Postgres and add dark mode.",
		"Fix the login and add invoices.",
		"Add SSO and translate the newsletter.",
		"Redesign the checkout and rotate the TLS certificates.",
		"Add a PDF export and set up GitHub Actions.",
		"Fix the search and redesign the sidebar.",
		"Upgrade React, and add refunds.",
		"Migrate to Kubernetes and add French translations.",
		"Add two-factor authentication and fix the CSV import.",
		"Add dark mode; upgrade Postgres to 16.",
		"Add dark mode. Upgrade Postgres to 16.",
		"Add dark mode, then upgrade Postgres.",
		"Add dark mode plus upgrade Postgres to 16.",
		"Implement refunds and redesign the sidebar.",
		"Replace Redis with Valkey and redesign the landing page.",
		"Add password reset and export the invoices.",
		"Add dark mode, upgrade Postgres, and clean up the code.",
		"Add dark mode, make things nicer, and upgrade Postgres.",
		"Add dark mode to the settings page, fix the login timeout, and improve performance.",
		"Clean up the code, add dark mode and fix the invoices.",
		"Polish the sidebar and migrate the database to MySQL.",
		"The login page should remember the user and invoices should be numbered per year.",
		"Add dark mode.\n\nUpgrade Postgres to 16.",
		"Redesign the landing page.\n\nFix the Stripe webhooks, which fail after a timeout.",
		"The login page should remember the user.\n\nInvoices should be numbered per year.",
		"Add dark mode to the settings page.\n\nAlso fix the invoices of last year.",
		"Please add dark mode.\n\nWe also need an upgrade to Postgres 16. Upgrade Postgres to 16.",
		"Bump lodash and add a newsletter.",
		"Introduce rate limiting for the public API and redesign the avatar.",
		"Fix the password reset and redesign the homepage.",
		"Add coupons and move the search to Elasticsearch.",
		"Migrate to TypeScript and add a newsletter.",
		"Make the sidebar collapsible and rotate the signing keys.",
		"Add Danish translations and upgrade Redis.",
		"Fix PDF exports and add captcha to the sign-up form.",
		"Set up Terraform and fix the VAT calculation.",
		"Add LDAP login, and the newsletter should be sent weekly.",
		"Speed up the search and add dark mode.",
		"Switch CI to GitHub Actions and add discounts.",
		"Add CSV import and change the favicon.",
		"Introduce passkeys, add a carousel, and bump Go to 1.24.",
	} {
		if !asksForSeveral(outcome) {
			t.Errorf("%q is taken for one outcome", outcome)
		}
	}
}

// TestOnePieceOfWork wants nothing said where the parts of an outcome belong together.
func TestOnePieceOfWork(t *testing.T) {
	for _, outcome := range []string{
		"Parse and validate the config.",
		"Rename `Run` to `Start` and update its callers.",
		"Add a `--json` flag and document it.",
		"Fix the race in the scheduler and add a test that shows it.",
		"Add a --dry-run flag and print what would be deleted.",
		"Add rate limiting and return 429 with a Retry-After header.",
		"Upgrade Postgres to 16 and run the migrations in CI.",
		"Upgrade to Node 22 and update the Dockerfile.",
		"Upgrade React and fix the deprecation warnings.",
		"Upgrade Postgres and bump the driver.",
		"Replace moment with dayjs and drop the dependency.",
		"Add a `currency` column to orders and backfill the rows.",
		"Add an index on the orders table and drop the unused one.",
		"Split the module and move the helpers into `util`.",
		"Drop Python 3.7 and bump the CI images.",
		"Add a login page and store sessions in Redis.",
		"Add dark mode and remember the choice in a cookie.",
		"Add dark mode and store the preference in Postgres.",
		"Add dark mode and upgrade Tailwind.",
		"Add dark mode and a toggle for it in the sidebar.",
		"Add SSO and remove the password login.",
		"Add OAuth login, and encrypt the tokens in the database.",
		"Add an export button and send the file by email.",
		"Add a retry button and show the number of tries.",
		"Add a webhook for refunds and log every delivery.",
		"Cache search results in Redis and invalidate them on write.",
		"Add a health endpoint and use it in the Kubernetes probes.",
		"Move the mail templates to MJML and render them at build time.",
		"Add pagination and cap the page size at 100.",
		"Introduce a feature flag and hide the new checkout behind it.",
		"Fix the memory leak and upgrade libpng.",
		"Extract the tax rules and call them from the invoice service.",
		"Read the config from the environment and fail when a key is missing.",
		"Detect duplicate uploads and merge them.",
		"Add a Dockerfile and publish the image from CI.",
		"Add tracing and export the spans to Jaeger.",
		"Migrate to Vite and remove webpack.",
		"Add French translations and a language menu.",
		"Validate the email address on sign-up and show an error below the field.",
		"Charge the card and email the receipt.",
		"Add full-text search and an index for it in Postgres.",
		"Add a 404 page and redirect old URLs to it.",
		"Delete inactive accounts and notify their owners by email.",
		"Add CSV import to the admin dashboard and reject files above 10 MB.",
		"Add a `--json` flag.\n\nPrint one object per line, and write errors to stderr.",
		"Add CSV export to the reports page.\n\nImplement the writer with the standard encoder library.",
		"Add dark mode to the settings page.\n\nUse the CSS variables in `theme.css`, and store the choice per user.",
		"Add two-factor authentication.\n\nAdd a table for the secrets to the database. Send the recovery codes by email.",
		"Upgrade Postgres to 16.\n\nUpdate the Dockerfile and the CI workflow.",
		"Fix the login timeout.\n\nUpgrade Redis first, as the session bug is fixed in 7.2.",
		"The importer should skip blank lines.\n\nThe log should name how many were skipped.",
		"Add a newsletter form to the footer.\n\nAdd a `subscribers` table to Postgres.",
		"Add invoices as PDF.\n\nAdd a download button to the dashboard, and an entry in the menu.",
		"Add retries to the HTTP client and make the timeout configurable.",
		"Move the session store from Redis to Postgres and delete the Redis container.",
		"Upgrade to Go 1.24 and replace the deprecated ioutil calls.",
		"Fix the off-by-one in pagination and add a regression test.",
		"Add a --verbose flag and print timings with it.",
		"Validate webhook signatures and reject unsigned requests.",
		"Deprecate `v1/users` and point clients to `v2/users`.",
		"Implement password reset: send a mail with a token, expire it after an hour, and log the user in.",
		"Add a search box to the sidebar and highlight the matches.",
		"Let users pay by invoice and block checkout for overdue accounts.",
		"Add OAuth login with Google and link it to existing accounts.",
		"Encrypt backups and store the key in Vault.",
		"Sort the imports and enable the isort check in CI.",
		"Introduce a retry budget and emit a metric when it is exhausted.",
		"Add a language switch to the navbar and store the locale in the session.",
		"Convert the class components to hooks and upgrade React to 18.",
		"Add checkout with Stripe and remove PayPal.",
		"Add the missing index and rewrite the slow query.",
		"Write the parser and wire it into the CLI.",
		"Create a Helm chart and deploy it with Terraform.",
		"Remove the jQuery date picker and use the native input.",
		"Add GraphQL subscriptions and push updates through Redis.",
		"Add dark mode and redesign the sidebar for it.",
		"Fix the flaky upload test and raise its timeout.",
		"Make the login form accessible and label every input.",
		"Add a captcha to the newsletter form and verify it on the server.",
		"Dockerize the app and publish the image.",
		"Add a discount field to invoices and show it in the PDF.",
		"Split `billing.go` and move refunds to a package of their own.",
		"Add rate limiting to login and lock accounts after ten failed tries.",
		"Add soft delete to orders and hide deleted orders from search.",
		"Bump the linter and fix what it reports.",
		"Cut the bundle by lazy loading the admin pages and drop lodash.",
		"Add single sign-on and migrate existing passwords.",
		"The search should ignore case and the results should be sorted by date.",
		"The login page should show an error and the password field should be cleared.",
		"Sign-ups need a captcha and invoices must not change.",
		"Add an avatar upload and resize the images.",
		"Add an avatar and let users upload it at sign-up.",
		"Add a homepage. The homepage should list new arrivals, and the cart should be visible from it.",
		"Add invoices.\n\nThe login for customers should lead to them.",
		"Build the billing page.\n\n- Add a sidebar\n- Add search\n- Add CSV export",
		"Add a customer portal: add a login page, add invoices, and add a sidebar.",
		"Speed up the search and cache results in Redis.",
		"Add server-side rendering and fix hydration errors.",
		"Add Sentry and upload source maps during the build.",
		"Split the settings page into tabs and lazy load each tab.",
		"Add CSRF protection and rotate tokens after login.",
		"Add a command to rebuild the search index and run it nightly.",
		"Export orders to S3 and delete local copies.",
		"Replace the date library and fix time zone bugs.",
		"Add an admin role and restrict the billing page to it.",
		"Move images to a CDN and set cache headers.",
		"Parse RFC 3339 dates and reject everything else.",
		"Support IPv6 addresses and strip brackets.",
		"Rename the package and publish it to npm.",
		"Delete the legacy worker and remove its Helm chart.",
		"Add a progress bar and hide it on dumb terminals.",
	} {
		if asksForSeveral(outcome) {
			t.Errorf("%q is taken for several outcomes", outcome)
		}
	}
}

// TestApartByChecks: several things, each with a check of its own, below a title that lists or
// counts them are as many outcomes; the steps, or the parts, of the one that a title names are not.
func TestApartByChecks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"# Broken pagination (and a few other things)\n\nGoal: page 2 of the search shows results 21 to 40, the licence headers say 2026, and Docker images are built for arm64.\n\nEvidence:\n- `npm test -- pagination` passes\n- `reuse lint` exits 0\n- `docker manifest inspect app | grep -q arm64` exits 0\n":                 true,
		"# [Task]: sync, chess960, mailing list\n\nGoal: Sync no longer loses moves made offline. Besides we offer Chess960 as a new mode. And the developers' mailing list moves to Sourcehut.\n\nEvidence:\n- `flutter test test/sync` passes\n- `flutter test test/chess960` passes\n- `grep -rn groups.google.com .` is empty\n": true,
		"# Requests from the board\n\n(a) The member list can be exported as CSV.\n(b) The web site has a page on privacy.\n(c) The backup runs at 3 instead of 6.\n\nEvidence:\n- `pytest tests/members/test_csv.py` passes\n- `curl -s localhost/privacy` answers 200\n- `grep -q '0 3' ops/backup` exits 0\n":                     true,
		"# Sign-up form\n\nGoal: the form checks the address, shows an error below the field and logs the attempt.\n\nEvidence:\n- `npm test -- address-check` passes\n- `npm test -- field-error` passes\n- `npm test -- attempt-log` passes\n":                                                                                     false,
		"# Search (title and tags)\n\nGoal: the search looks into titles and tags, tags count twice, and an empty query shows the newest notes.\n\nEvidence:\n- `pytest tests/test_search_tags.py` passes\n- `pytest tests/test_search_weight.py` passes\n- `pytest tests/test_search_empty.py` passes\n":                            false,
		"# Node 22\n\nGoal: the service runs on Node 22, the image is based on `node:22-slim`, and CI uses the same version.\n\nEvidence:\n- `node -v` prints v22\n- `grep -q 'node:22-slim' Dockerfile` exits 0\n- `grep -q 22 .github/workflows/ci.yml` exits 0\n":                                                                 false,
	} {
		title, body, _ := strings.Cut(strings.TrimPrefix(text, "# "), "\n")
		got := slices.ContainsFunc(goalspec.Parse(title, body).Lint(goalspec.Options{}), func(f goalspec.Finding) bool { return f.Code == "GS008" })
		if got != want {
			t.Errorf("%q asks for several outcomes: %v", text, got)
		}
	}
}
