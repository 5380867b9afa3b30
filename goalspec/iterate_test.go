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
	} {
		if got := has(Parse("", c.text).Lint(Options{}), endless); got != c.endless {
			t.Errorf("%q is without an end: %v", c.text, got)
		}
	}
}
