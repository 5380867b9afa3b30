package goalspec

import "testing"

// TestLists: an outcome that goes through things that nobody counted, or leaves the choice
// among them open, has to end; one that only tells what a program does has none to end.
func TestLists(t *testing.T) {
	for _, c := range []struct {
		outcome, evidence string
		endless           bool
	}{
		{"Triage the open issues.", "`make test` passes", true},
		{"Triage our support inbox and fix what makes sense.", "`make test` passes", true},
		{"Go through the TODOs.", "`make test` passes", true},
		{"There are heaps of TODO comments in `src/`. Go through them and deal with the ones that make sense.", "`make test` passes", true},
		{"Please go over the deprecated APIs and replace what you can.", "`make test` passes", true},
		{"Chip away at the skipped tests.", "`make test` passes", true},
		{"Look at the billing module and fix whatever you find.", "`make test` passes", true},
		{"We should go through the feature flags and remove the ones that are stale.", "`make test` passes", true},
		{"Work down the backlog of map requests in the tracker.", "for a map, `pytest tests/maps/<name>` passes", true},
		{"Work down the backlog of map requests in the tracker.", "every request in the tracker is closed or has a comment", false},
		{"Take the entries of the error console from the top and mend each. Then take the next.\n\n**What counts as a repair**\n\n- `make lint` shows no error", "`make test` passes", true},
		{"Look through the letters under `menu-v3` and correct the page. More arrive every week.\n\nA correction is right when\n\n- `scripts/page.sh <page>` exits 0", "`make test` passes", true},
		{"Tackle the FIXME comments.", "`make test` passes", true},

		{"Geh die offenen Tickets durch und behebe, was geht.", "`make test` passes", true},
		{"Wacklige Tests abarbeiten.", "`make test` passes", true},

		{"The lint warnings in `web/` get fixed, rule by rule, and every week there are some more. Carry on with the next.", "`npm run bundle:diff` passes", true},
		{"UI strings are being moved to the catalogue, screen after screen.", "for every screen touched, `npx scan <screen>` prints no literal", true},
		{"Pick a module from `geo/`, annotate it, then continue with the next module.", "the import time measured by `time.sh` stays below 0.35 s", true},
		{"Walk through `lib/` file by file and move the strings.", "`flutter test test/<path>` passes", true},
		{"DTO classes become records. Go from one module to the next.", "`mvn -pl <module> verify` passes after each conversion", true},
		{"Look for functions nobody calls, delete them, look again.", "`deadcode ./...` prints nothing", false},
		{"When a chunk fails, the client retries it and then goes on with the next chunk.", "`make test` passes", false},
		{"The importer reads the file line by line.", "`make test` passes", false},
		{"Every module in `geo/` is annotated, module by module.", "`mypy --strict geo/` passes", false},

		{"Wacklige Tests abarbeiten, mit einem Bericht je Test.", "`make test` passes", false},
		{"Alle Anfragen gehen durch den Proxy.", "`make test` passes", false},
		{"Go through the TODOs in `src/` and resolve them.", "`! grep -rn TODO src/`", false},
		{"Go through the TODOs in `src/` and resolve them.", "`grep -rn TODO src/` finds nothing", false},
		{"Go through the TODOs in `src/` and resolve them.", "no TODO is left in `src/`", false},
		{"Triage the open issues.", "every open issue has a label and a priority", false},
		{"Triage the open issues and write a table with one row per issue.", "`make test` passes", false},
		{"Triage the warnings of `eslint` in `web/`, and fix each.", "`npx eslint web/ --max-warnings 0` passes", false},
		{"Fix each warning that `golangci-lint` reports in `api/`.", "`golangci-lint run ./api/...` passes", false},
		{"Fix each warning that `golangci-lint` reports in `api/`.", "`make test` passes", true},
		{"Review the handlers in `api/`.", "`docs/review.md` has one entry per handler", false},
		{"Resolve the FIXME in `src/cart.ts`: totals of mixed currencies are rejected.", "`npm test` passes", false},
		{"Requests go through the proxies of their region.", "`go test ./proxy` passes", false},
		{"Make the requests go through the proxies.", "`go test ./proxy` passes", false},
		{"Go through the settings page and replace the old logo.", "`npm test` passes", false},
		{"Users can go through the pages of a report with the arrow keys.", "`npm test` passes", false},
		{"The linter warns about TODO comments without an issue number.", "`make test` passes", false},
		{"The TODO list of the app can be sorted by date.", "`npm test` passes", false},
		{"Do the rounding in integers.", "`make test` passes", false},

		{"Go through our Sentry backlog and fix the crashes.", "`npm test` passes", true},
		{"Find bugs in the parser and fix them.", "`npm test` passes", true},
		{"Remove dead code wherever you find it.", "`npm test` passes", true},
		{"Migrate as many components as possible to hooks.", "`npm test` passes", true},
		{"Take the next ten tickets from the board.", "`npm test` passes", true},
		{"Work through `inputs/errors.json`.", "`npm test` passes", true},
		{"Resolve the SonarQube findings.", "`npm test` passes", true},
		{"Work on the bugs customers reported last month.", "`npm test` passes", true},

		{"Fix the bug reported by Anna: the total is off by a cent.", "`npm test` passes", false},
		{"Find duplicate customers and merge them at night.", "`npm test` passes", false},
		{"Start as many workers as there are cores.", "`npm test` passes", false},
		{"Take tickets from the queue in the order of their priority.", "`npm test` passes", false},
		{"Walk over the tree and remove empty directories.", "`npm test` passes", false},
		{"Fix the sorting of findings.", "`npm test` passes", false},
		{"Address everything from the code review.", "`npm test` passes", true},
		{"Process the list of support requests.", "`npm test` passes", true},
		{"Check every upload for its rotation and correct it.", "`npm test` passes", false},
		{"For every warning the linter prints the rule's name.", "`npm test` passes", false},
		{"Assess all passwords with zxcvbn on sign-up.", "`npm test` passes", false},
		{"Audit all handlers of the API.", "`npm test` passes", true},
		{"Resolve vulnerabilities to their CVE numbers in the report.", "`npm test` passes", false},

		{"Fix all open bugs in Jira.", "`golangci-lint run` passes", true},
		{"Address all the feedback from the beta.", "`npm test` passes", true},
		{"Please look into every crash that Sentry shows and fix it.", "`npm test` passes", true},
		{"Review every handler in `api/` for missing checks.", "`npm test` passes", true},
		{"We need to close all open issues before the release.", "`npm test` passes", true},
		{"Update every page that is out of date.", "`npm test` passes", true},
		{"Fix all lint warnings.", "`npm test` passes", true},

		{"Fix all broken links in `docs/`.", "`make linkcheck` reports 0 broken links", false},
		{"Fix all lint warnings.", "`npm run lint` passes", false},
		{"Fix all warnings.", "the build prints no warnings", false},
		{"Fix all warnings.", "the build prints no new warnings", true},
		{"Fix the three compiler warnings in `csv.go`.", "`go vet ./csv` passes", false},
		{"Fix each of the five TypeScript errors that `tsc` reports.", "`npm test` passes", false},
		{"Fix all vulnerabilities that `npm audit` reports.", "`npm audit` passes", false},
		{"Fix the errors in `inputs/errors.json`.", "every error in `inputs/errors.json` is fixed or explained in `docs/errors.md`", false},
		{"Convert every `.js` file in `src/` to TypeScript.", "`npm test` passes", false},
		{"Update all callers of `Parse`.", "`go build ./...` passes", false},
		{"Clear error messages: every error names the file and line.", "`npm test` passes", false},
		{"Process every message in the dead-letter queue again after a restart.", "`npm test` passes", false},
		{"Handle every error that `os.Open` returns.", "`npm test` passes", false},
		{"Resolve all open alerts of a host once it recovers.", "`npm test` passes", false},
		{"The server should close all open tickets of a user that is deleted.", "`npm test` passes", false},
		{"Users can process all selected rows at once.", "`npm test` passes", false},
		{"Fix the backlog, whose rows cannot be dragged.", "`npm test` passes", false},
		{"For each failed job, write an entry into `failed.log`.", "`npm test` passes", false},
		{"The queue drains its backlog after an outage.", "`npm test` passes", false},
	} {
		d := Parse("", "Goal: "+c.outcome+"\n\nEvidence:\n- "+c.evidence+"\n")
		if got := has(d.Lint(Options{}), endless); got != c.endless {
			t.Errorf("%q, shown by %q, is without an end: %v", c.outcome, c.evidence, got)
		}
	}
}
