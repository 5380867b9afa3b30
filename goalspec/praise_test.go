package goalspec

import "testing"

// TestPraise: an outcome of which each sentence only says what people are to think of
// something is not measured by checks that may hold today, nor by what runs the tests of
// something that is a matter of taste.
func TestPraise(t *testing.T) {
	t.Parallel()
	const keeps = "\n\nConstraints:\n- no new packages\n\nEvidence:\n- "
	for _, c := range []struct {
		outcome, evidence string
		told              bool
	}{
		{"The onboarding mails should be friendlier and better structured.", "`npm test -- mails` passes, no spec edited", true},
		{"Bring the reports page up to today's standards, and make it pleasant to use.", "`npx playwright test e2e/reports.spec.ts` passes unmodified\n- `npx tsc --noEmit` has no errors", true},
		{"The exporter is hard to follow. Rework it so that the code is more readable.", "`pytest tests/test_export.py` exits 0\n- `ruff check export` exits 0", true},
		{"A considerably more dependable and resilient mailer than the present one.", "`make test` exits 0\n- `make lint` exits 0", true},
		{"The docs are more complete, well organised and up to date.", "`mkdocs build --strict` exits 0\n- `lychee site/` reports 0 broken links", true},
		{"The client gets a more modern, ergonomic API where that makes sense.", "`python tools/api_diff.py` prints `no removals`", true},
		{"The editor should look more polished.", "the bundle is no larger than 400 kB (`npm run size`)", true},
		{"The API is secure and robust against all kinds of misuse.", "`cargo audit` reports nothing new", true},
		{"We'd like the first run to be much smoother and more engaging.", "`yarn test` passes\n- no snapshot is updated", true},
		{"Search should be state of the art, with results that are more relevant.", "`mix credo` reports no issues", true},
		{"The stock list should be handier to work with. Change only `web/stock/`.", "`npm test -- stock` passes", true},
		{"The stock list should be handier. Only touch `web/stock/`.", "`npm test -- stock` passes", true},
		{"The planner feels modern: tidier, friendlier, with a touch of elegance.", "`npm test` passes", true},
		{"The planner feels modern: a day has its own column.", "`npm test` passes", false},
		{"The feed is more reliable.", "`./gradlew :feed:test` passes, including the existing `FeedClientTest`", true},
		{"The feed is more reliable.", "`./gradlew :feed:test` passes, including the new `FeedRetryTest`", false},
		{"The marts are better organised.", "`dbt test` reports the same 31 tests, all passing", true},
		{"The booking form is smoother.\n\nMeanwhile we have 40 hotels. Two teams write to the table; the hotel team keeps prices in it. Some of it is perhaps only the images.", "`npm test` passes", true},
		{"The booking form is smoother.\n\nWhat must not break:\n\n- `npm test` runs the same 90 specs as on `main`", "`npm run lint` exits 0", true},
		{"The stable scripts have been growing for ten years and should be brought into better order, so that new grooms get on with them quickly.", "the horses' names don't change", true},
		{"The recipe pages are a far better read and a sound basis for the course.", "`hugo` without warnings\n- `htmltest` reports no dead link", true},
		{"Counting the stock should be smoother and feel less awkward than it does today. We'd like it to be on a par with modern tools.", "`gradle lint` with no issues\n- exports: `gradle :export:test` passes", true},
		{"The timetable is clearer, so that the drivers understand it at once.", "`npm test` passes without failures", true},
		{"The beehive page looks tidier and is nicer to use.\n\n**Not to be broken:**\n\n- offline use: `npm run test:offline` passes\n- the colours stay", "`npm run lint` without errors", true},
		{"The code of the scale driver, grown over twelve years, becomes more readable.", "Weights stay the same: `make weights` exits 0", true},
		{"The leaflet should be put into a more appealing form so that visitors enjoy it.", "`make pdf` with no warnings", true},
		{"The map is easier on the eyes. The whole way from search to booking needs to be more intuitive.", "`yarn build` succeeds without any warnings", true},
		{"The ledger should be put into a state in which it is fun to work with.", "`go vet ./...` passes", true},
		{"The joystick can be calibrated.", "`make test` passes", false},
		{"The roster should be in much better shape, so that volunteers find their way.", "`mix test` passes", true},
		{"The timetable is clearer, so that a driver sees the next stop in bold.", "`npm test` passes", false},
		{"The beehive page is tidier.\n\n- the weight is shown on top\n- the old chart is gone", "`npm test` passes", false},
		{"The bundle has grown over three years and should become leaner, at most 300 kB.", "`npm run size` prints less than 300", false},
		{"The driver is faster: it reads the scale at most 5 times a second.", "`make test` passes", false},
		{"The recipe pages are a better read.", "`hugo` without warnings\n- each recipe begins with its list of ingredients", false},
		{"The stock count is smoother.", "`npm test` passes\n- `e2e/count.sh` exits 0", false},
		{"The leaflet is put into a form that fits on one page.", "`make pdf` with no warnings", false},
		{"Visitors get on the list without help of the office by filling in the form.", "`make test` passes", false},
		{"The roster is split into two files so that volunteers see only their week.", "`make test` passes", false},
		{"The weighing has grown slow over 4 years, and takes less than 2 s again.", "`make test` passes", false},
		{"Security headers are on all responses.", "`make test` passes", false},
		{"Give the app some polish before the fair.", "`flutter analyze` has no issues; `flutter test` passes", true},
		{"The reporting module is restructured so that it's straightforward and clean.", "`go build ./...` works", true},
		{"The sync is rock solid.", "`npm test` passes. No API changes.", true},
		{"Logs are more useful when something goes wrong.", "`pytest` passes", true},
		{"The importer is more robust.", "`./mem.sh big.csv` prints a peak < 256 MB", true},
		{"The importer is more robust.", "`mvn -pl importer test` exits 0, 96 tests or more", true},
		{"The forecast is better.", "`python -m train` ends with exit code 0 in under 40 minutes", true},
		{"The docs are friendlier.", "`make html` exits 0\n- then list the pages you changed in the pull request", true},
		{"The forecast is better.", "`python -m score` prints at most 12.5", false},
		{"The crawler is lighter.", "`make rss` prints a peak < 256 MB", false},
		{"The code is better tested.", "`make cover` prints a coverage of at least 80%", false},
		{"Sync is more reliable.", "`./gradlew testDebug` passes\n- no broken links", true},
		{"The operator log is more useful.\n\n## Material\n\n- Serilog 3, `app/settings.json`\n- runbook: `ops/run.md`", "`make test` passes", true},
		{"The logs are better.", "`npm test` passes; the page lists the last ten lines", false},
		{"The importer is more robust.", "`make smoke` passes with a new case for a row without a date", false},
		{"The importer is more robust.", "`scripts/broken_rows.sh` exits 0", false},
		{"The importer is robust against rows without a date.", "`make test` passes", false},
		{"The search is faster.", "`make bench` prints less than 200 ms", false},
		{"The image is leaner.", "the image is no larger than 120 MB (`make size`)", false},
		{"The settings page is tidier.", "a designer has approved the screenshots in the pull request [inspection]", false},
		{"The settings page is tidier: it has two columns.", "`npm test` passes", false},
		{"Make the scheduler simpler by deleting the second queue.", "`make test` passes", false},
		{"Better logging: each job logs its id and its duration.", "`make test` passes", false},
		{"Add a quality filter to the search form.", "`npm test` passes", false},
		{"Repair consistent hashing in the ring.", "`go test ./ring` passes", false},
		{"Secure cookies behind a proxy.", "`make test` passes", false},
		{"Complete orders in the nightly batch.", "`make test` passes", false},
		{"The client gets a more consistent API.", "`make test` passes", true},
		{"Secure our platform.", "`make test` passes", true},
		{"The pages are consistent.", "`npm test` passes", true},
		{"Add dark mode to the modern theme.", "`npm test` passes", false},
		{"Cleaner URLs.\n\nProduct pages are served at `/p/<slug>` instead of `/index.php`.", "`npm test` passes", false},
	} {
		d := Parse("", "Goal: "+c.outcome+keeps+c.evidence+"\n")
		if got := has(d.Lint(Options{}), vagueOutcome); got != c.told {
			t.Errorf("%q by %q is vague: %v", c.outcome, c.evidence, got)
		}
	}
}

// TestMayHoldNow: what asks for something to stay, for tests, builds or lints to pass, or
// for a step on the way to a merge may be met before the work.
func TestMayHoldNow(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{
		"`npm test` passes":                                       true,
		"`npm test -- cart` still passes":                         true,
		"`pytest tests/mail` passes without editing a test":       true,
		"no spec is removed or skipped":                           true,
		"`ruff check src` exits 0":                                true,
		"`mkdocs build` reports no warnings":                      true,
		"`zola build` without warnings":                           true,
		"`credo` with no issues":                                  true,
		"Weights: `npm test` passes":                              true,
		"**What shows that nothing broke:** `e2e/all.sh` exits 0": true,
		"Weights: `e2e/weights.sh` prints 12":                     false,
		"`zola build` without the old theme":                      false,
		"response times do not grow":                              true,
		"the bundle isn't larger than today":                      true,
		"the pull request template is filled in":                  true,
		"do not change the format":                                true,
		"the `build` job is green":                                true,
		"`npm test` passes [must_change]":                         false,
		"`pytest tests/mail` passes with a new test for the list": false,
		"`npm test` fails on main and passes with the fix":        false,
		"`scripts/check_rows.sh` exits 0":                         false,
		"`grep -rn moment src` finds nothing":                     false,
		"the page shows ten orders":                               false,
		"`make bench` prints at most 200":                         false,
		"a designer has signed off the screens (by inspection)":   false,
	} {
		if got := mayHoldNow(newCriterion(words)); got != want {
			t.Errorf("%q may hold now: %v", words, got)
		}
	}
}
