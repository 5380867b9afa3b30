package goalspec

import "testing"

// TestOneAfterAnother: work on things that nobody counted, one after another, has to end, and a
// check of each, or one that may pass today, is no end.
func TestOneAfterAnother(t *testing.T) {
	for _, c := range []struct {
		text    string
		endless bool
	}{
		{"Document the endpoints, one by one.\n\nEvidence:\n- `npm test` passes\n", true},
		{"Port the shell scripts to Python, script by script.\n\nEvidence:\n- `pytest` passes\n", true},
		{"Rewrite the controllers as services, controller after controller.\n\nEvidence:\n- `rspec` passes\n", true},
		{"Our stored procedures get moved into the application, one procedure at a time.\n\nEvidence:\n- `mvn verify` passes\n", true},
		{"Replace the icons by the new set. Take a page, replace its icons, then take the next.\n\nEvidence:\n- `npm test` passes\n", true},
		{"Keep migrating the reports to the new engine.\n\nEvidence:\n- `dotnet test` passes\n", true},
		{"Add alt texts to the images, and go on with the next page when one is through.\n\nEvidence:\n- `npm test` passes\n", true},
		{"Upgrade the plugins.\n\nConstraints:\n- One pull request per plugin\n\nEvidence:\n- `npm test` passes\n", true},
		{"Fix the memory leaks. Each fix is a separate commit.\n\nEvidence:\n- `make test` passes\n", true},
		{"Make the tests faster, file by file.\n\nEvidence for each file:\n- its tests take less than 5 s\n", true},
		{"Type the modules one after another.\n\nEvidence:\n- after each module `mypy` on it exits 0\n", true},
		{"Type the modules one after another.\n\nEvidence:\n- `mypy <module>` exits 0\n", true},
		{"Type the modules one after another.\n\n### Criteria for each module\n\n- `mypy` exits 0\n", true},
		{"Migrate our cron jobs to the scheduler.\n\nEvidence:\n- `make test` passes\n", true},
		{"Please convert the remaining callbacks to promises.\n\nEvidence:\n- `npm test` passes\n", true},
		{"Rewrite all legacy selectors with the new library.\n\nEvidence:\n- every commit passes `npm test`\n", true},

		{"Document the endpoints, one by one.\n\nEvidence:\n- `tools/undocumented.sh` prints nothing\n", false},
		{"Document the endpoints, one by one.\n\nEvidence:\n- every endpoint is described in `openapi.yaml`\n", false},
		{"Port the shell scripts to Python, script by script.\n\nEvidence:\n- `find bin -name '*.sh'` finds nothing\n", false},
		{"Port the shell scripts to Python, script by script, until no script is left in `bin/`.\n\nEvidence:\n- `pytest` passes\n", false},
		{"Rewrite the controllers as services, controller after controller.\n\nStop and report:\n- after ten of them\n\nEvidence:\n- `rspec` passes\n", false},
		{"Upgrade the plugins, one pull request per plugin. Finished when each plugin was tried once.\n\nEvidence:\n- `npm test` passes\n- each plugin was tried once\n", false},
		{"Upgrade the plugins.\n\nConstraints:\n- One pull request per plugin\n\nEvidence:\n- `npm test` passes\n\nReport: a table with one line per plugin.\n", false},
		{"Fix the memory leaks. Each fix is a separate commit.\n\nEvidence:\n- `make leakcheck` reports 0 leaks\n", false},
		{"Migrate our cron jobs to the scheduler.\n\nEvidence:\n- `! grep -rn crontab deploy/`\n", false},
		{"Migrate our cron jobs to the scheduler.\n\nEvidence:\n- `crontab -l` prints nothing\n", false},
		{"Migrate the unit tests to Vitest.\n\nEvidence:\n- `npx vitest run` passes\n", false},
		{"Convert the four callbacks in `src/io.js` to promises.\n\nEvidence:\n- `npm test` passes\n", false},

		{"Send the reminders one after another.\n\nEvidence:\n- `npm test` passes\n", false},
		{"The importer reads rows one by one and reports each bad one.\n\nEvidence:\n- `pytest` passes\n", false},
		{"Add a flag that shows the pages one at a time.\n\nEvidence:\n- `cargo test` passes\n", false},
		{"Store the archive line by line.\n\nEvidence:\n- `cargo test` passes\n", false},
		{"Add a wizard that guides new users step by step.\n\nEvidence:\n- `npm test` passes\n", false},
		{"Add a button that opens the next page.\n\nEvidence:\n- `npm test` passes\n", false},
		{"The player continues with the next track when one ends.\n\nEvidence:\n- `npm test` passes\n", false},
		{"Split the parser into three files.\n\nConstraints:\n- one commit per step\n\nEvidence:\n- `npm test` passes\n", false},
		{"Compare the two trees side by side.\n\nEvidence:\n- `npm test` passes\n", false},
		{"Retry failed jobs and continue with the next job in the queue.\n\nEvidence:\n- `npm test` passes\n", false},
		{"Move the session store to Redis.\n\nEvidence:\n- `npm test` passes\n", false},
		{"Convert prices to the currency of the customer.\n\nEvidence:\n- `npm test` passes\n", false},
		{"Translate the emails to French.\n\nEvidence:\n- `npm test` passes\n", false},
		{"Replace the spinner by a progress bar.\n\nEvidence:\n- `npm test` passes\n", false},
		{"Move the settings to a page of their own.\n\nEvidence:\n- `npm test` passes\n", false},
		{"# Reduce our error log\n\nThe error log of the API has a lot of noise. Pick the most frequent message, find out where it comes from and fix the cause, then do the same with the second most frequent, and so forth.\n\nConstraints:\n- no changes to `auth/`\n\nEvidence:\n- `make test` is green\n", true},
		{"# Improve test coverage\n\nGoal: write unit tests for untested modules. Start with the ones that have the fewest tests.\n\nEvidence:\n- `pytest` passes\n- each new test file runs in less than 5 s\n\nConstraints:\n- production code isn't changed\n", true},
		{"# Strict null checks\n\n### Outcome\n\nMore and more files are compiled with `strictNullChecks`. Do as many as you manage.\n\n### Evidence\n\n- `npm run build` exits 0\n- `npm test` passes\n\n### Constraints\n\n- No `any`, no `!`\n", true},
		{"# Customer complaints about the invoice PDF\n\nGo through the mails in `inputs/complaints/` and repair what the customers complain about.\n\nDone when: `rspec spec/pdf` passes and the mails are dealt with.\n", true},
		{"# Deprecated calls\n\n**Goal:** Get rid of calls to deprecated APIs in our plugins. There are many of them; take a plugin, fix it, release it, take the following one.\n\n**Evidence:** `./gradlew check` passes for the plugin.\n\n**Constraints:** plugin ids stay.\n", true},
		{"# Rename things to the new naming scheme\n\nTables that don't follow the new naming scheme get renamed. A migration per table, please, and the next table only when the migration of the one before is merged.\n\nEvidence:\n- `rake db:migrate` and `rake test` exit 0 after each of them\n", true},
		{"# Refactor large functions\n\nGoal:\n- Functions with more than 80 lines are split into smaller ones\n\nConstraints:\n- behaviour stays\n- one function per commit\n\nEvidence:\n- `cargo test` passes\n", true},
		{"# Security advisories\n\nLook at the open Dependabot alerts and take care of them.\n\nEvidence:\n- `npm ci && npm test` passes\n- nothing breaks in staging\n", true},
		{"# Get rid of sleeps in the tests\n\nReplace sleeps in our tests by proper waiting, test class by test class. `mvn -q verify` passes. No production code is touched.\n", true},
		{"# Slow endpoints\n\nEndpoints that take longer than 500 ms in the APM should become faster. Whenever one is done look for the next candidate.\n\nChecks for an endpoint:\n- p95 < 500 ms in the APM\n- `go test ./...` passes\n", true},
		{"# Replace the deprecated `Handle` calls\n\nThe 14 calls of `Handle` in `cmd/` use `HandleContext` instead. Go through them one by one, since the context differs.\n\nEvidence:\n- `! grep -rn '\\.Handle(' cmd/` succeeds\n- `go vet ./... && go test ./cmd/...` passes\n\nConstraints:\n- `pkg/` isn't changed\n", false},
		{"# Process uploads one at a time\n\nThe worker processes the uploads of an account one after another, so that two of them never write the same file.\n\nEvidence:\n- `pytest worker/test_order.py` passes (new)\n\nConstraints:\n- uploads of different accounts still run in parallel\n", false},
		{"# Convert the build to Bazel\n\n`bazel build //...` builds what `make` builds today. Convert package by package.\n\nEvidence:\n- `bazel build //... && bazel test //...` exits 0\n- `tools/compare-artifacts.sh` prints `identical`\n\nConstraints:\n- `Makefile` stays for now\n", false},
		{"# Fix the 9 broken links in the handbook\n\n`lychee handbook/` reports 9 broken links. Repair them, or take the link out if the page is gone for good.\n\nEvidence:\n- `lychee handbook/` exits 0\n\nConstraints:\n- only `handbook/` changes\n", false},
		{"# Dependabot alerts of the web app\n\nThe 6 alerts that are open today (`gh api /repos/o/r/dependabot/alerts` shows them) are resolved by upgrades.\n\nEvidence:\n- `npm audit --audit-level=high` exits 0\n- `npm test` passes\n\nConstraints:\n- React stays on 18\n", false},
	} {
		if got := has(Parse("", c.text).Lint(Options{}), endless); got != c.endless {
			t.Errorf("%q is without an end: %v", c.text, got)
		}
	}
}
