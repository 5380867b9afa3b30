package goalspec_test

import "testing"

// TestTwofold wants nothing said of outcomes that only look like two.
func TestTwofold(t *testing.T) {
	for _, outcome := range []string{
		// a change and its tests, documents, migration, entry in the changelog
		"Add a `--since` flag to `tally report`, cover it with tests, and describe it in the manual.",
		"Support `.env` files and mention them in the changelog.",
		"Store amounts in cents; migrate the existing rows; note the migration in UPGRADING.md.",
		"Add a `deleted_at` column to the users table and write the migration for it.",
		"Drop support for Node 16 + update the CI matrix",
		"Require a signature on every webhook & add a fixture with a wrong one",
		"Add keyboard navigation to the slider as well as a story that shows it.",
		"Ship a man page, and install it with `make install`.",
		// a rename and what uses the name
		"Rename `Client.Do` to `Client.Send` and adapt the call sites in `cmd/`.",
		"Rename the `orders` queue to `purchases`; change the consumers; keep an alias for a release.",
		"Move `util/strings.go` into `internal/text` and fix the imports.",
		"Rename the project to Kestrel, including the binary and the Docker image.",
		// one thing extracted and used
		"Extract the retry loop from the mailer and use it in the webhook sender and the importer.",
		"Pull the date helpers out of the calendar and share them with the timesheet.",
		"Introduce a `Clock` interface and inject it into the scheduler and the token store.",
		"Write one pagination helper and use it for orders, invoices and customers.",
		// a fault and its test, its cause, its cure
		"Fix the panic on an empty manifest and add a regression test.",
		"Fix the deadlock in the connection pool and run its tests with the race detector.",
		"Fix the login timeout: raise the session lifetime and renew the cookie on activity.",
		"Fix the memory leak in the PNG reader as well as the one in the JPEG reader.",
		"Fix the wrong total on invoices and the rounding on credit notes.",
		"Close file handles in the exporter and limit it to 20 open descriptors.",
		// several ends of one feature
		"Add `GET /tags`, `POST /tags` and `DELETE /tags/{id}`.",
		"Add an endpoint that lists sessions, one that revokes a session, and a page that shows them.",
		"Let users upload an avatar, crop it in the browser, and see it in the header.",
		"The server answers 413 for large files; the client shows the limit.",
		"The API returns the VAT rate and the invoice template prints it.",
		"Add a `notes` field to contacts and make it searchable.",
		"Add the model, the serializer and the view for coupons.",
		"Add a comments table, an API for comments, and render them below the article.",
		// an upgrade and what it asks for
		"Upgrade Postgres to v16 and adapt the queries.",
		"Upgrade to Django 5 and replace the removed `ugettext` calls.",
		"Bump the SDK to 3.0 and move to its async client.",
		"Migrate from Travis to GitHub Actions and cache the dependencies.",
		"Replace `lazy_static` by `LazyLock` and raise the MSRV to 1.80.",
		"Upgrade TypeScript to 5.4 and enable `noUncheckedIndexedAccess`.",
		"Swap moment for Temporal, and polyfill it in Safari.",
		// means and ends
		"Cache the exchange rates for an hour and refresh them in the background.",
		"Compress the logs and keep them for 30 days.",
		"Rate limit the login and log the blocked addresses.",
		"Read the token from the keychain and fall back to the environment.",
		"Stream the export and write it in chunks of 1,000 rows.",
		"Run the migrations at start and refuse to serve until they are done.",
		"Check the digest after the download and delete the file when it differs.",
		"Split the CSV importer into a parser and a writer, and test both.",
		"Allow several addresses per customer and mark one of them as the default.",
		"Translate the error messages and add the German texts to the catalogue.",
		"Remove the feature flag `new_search` and delete the old search.",
		"Warn on unknown keys and exit 2 with `--strict`.",
		"Store uploads in S3 and serve them through signed URLs.",
		// sentences and paragraphs that go on
		"Add dark mode. Also respect the setting of the system.",
		"Add dark mode. We also want the choice to survive a reload.",
		"Deleting a project asks for its name. Additionally, the button is red.",
		"Add an audit log for admins.\n\nAlso record who exported data.",
		"Sync contacts every hour.\n\nBesides, a manual sync should be possible from the menu.",
		"The importer accepts gzip.\n\nWhile you're there, please also accept zstd files in the importer.",
		"Paginate the orders endpoint.\n\nWe also need the total count in a header.",
		"(1) Reject tokens older than a day; (2) answer 401 with a hint; (3) count the rejects.",
		"a) parse the manifest once; b) keep it in memory; c) reload it on SIGHUP.",
		"Add SSO with OIDC + a settings page to configure the provider",
		"Add CSV import and store the rows in Postgres.",
		"Add uploads and a table for them in Postgres.",
	} {
		if asksForSeveral(outcome) {
			t.Errorf("%q is taken for several outcomes", outcome)
		}
	}
}

// TestTwoJobs wants more of those told that no reader would take for one piece of work.
func TestTwoJobs(t *testing.T) {
	for _, outcome := range []string{
		"Fix the VAT rounding + redesign the landing page + bump Go to 1.24",
		"Add SSO & migrate the search to Elasticsearch",
		"Add Excel export to the customer list and upgrade Redis to 7.2",
		"Fix the sign-up form as well as the broken table on the imprint page.",
		"Rename the `sync` subcommand to `pull`, and translate the website into French.",
		"The invoices carry a due date. Separately, rotate the TLS certificates.",
		"Let admins merge accounts.\n\nThe other thing: the nightly backup should be encrypted.",
		"Retry failed payments twice.\n\nOn an unrelated note, please drop Python 3.8.",
		"Add push notifications; translate the docs to Spanish; move CI to CircleCI.",
		"Please add coupons, and while you're at it upgrade Node to 22.",
		"Fix the crash in the CSV parser, and also while at it redesign the sidebar.",
		"Replace Jenkins with GitHub Actions and add a newsletter form.",
		"Add PDF export to invoices as well as migrate to Kubernetes.",
	} {
		if !asksForSeveral(outcome) {
			t.Errorf("%q is taken for one outcome", outcome)
		}
	}
}
