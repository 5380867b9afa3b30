package goalspec

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
)

// TestRunsAll tells a command of whole suites from one that picks what it runs.
func TestRunsAll(t *testing.T) {
	for command, want := range map[string]bool{
		"npm test": true, "pnpm --filter dashboard build && pnpm --filter dashboard test": true,
		"yarn workspace web test": true, "npm run test:unit": true, "npm run lint && npm test": true,
		"go test ./...": true, "go test -race ./internal/session/...": true, "go vet ./...": true,
		"cargo test -p ingest": true, "cargo clippy --all-targets -- -D warnings": true,
		"pytest": true, "pytest -q": true, "pytest tests/cli": true, "python -m pytest tests": true, "uv run pytest": true,
		"mvn -q -pl import test": true, "./gradlew :invoice:test": true, "dotnet test tests/Api.Tests": true,
		"bundle exec rspec": true, "mkdocs build --strict": true, "make": true, "make test": true, "make -j8 check": true,
		"golangci-lint run": true, "tox": true, "tox -e py39,py312": true, "npm run test:search": true, "./gradlew :indexer:integrationTest": true, "php artisan test --testsuite=Billing": true, "mix test": true, "ctest --output-on-failure": true,
		"make bench": false, "npm run bench": false, "./scripts/check.sh": false, "make smoke-login": false,
		"go test ./upload -run TestTooLarge": false, "go test -bench . ./json": false, "cargo test tokenizer": false,
		"pytest tests/test_search.py": false, "pytest -k login": false, "pytest tests/a.py::test_b": false,
		"npm test -- login.spec.ts": false, "npm test Button": false, "mvn test -Dtest=TaxTest": false,
		"./gradlew :ops:test --tests '*LogRotation*'": false, "ctest -R png": false, "grep -q x y": false,
		"go run ./cmd/x": false, "pytest && ./bench.sh": false, "npm run": false,
	} {
		if got := check.RunsAll(command); got != want {
			t.Errorf("%q runs all: %v", command, got)
		}
	}
}

// greenOnly are outcomes of which nothing is known but that tests pass.
var greenOnly = []string{
	"`pytest` is green.", "Make the tests pass.", "Fix the failing specs", "Get CI green again", "All tests should pass again.",
	"The build is green.", "The test suite succeeds.", "Can you get the tests passing again please? It's been red since last week.",
	"We need to get the pipeline green.", "Please repair the broken build.", "`npm test` passes again.", "Our CI is no longer red.",
	"Let's get the integration tests working again.", "Bring the suite back to green.", "The unit tests run through.", "The checks should be fixed.",
	"Fix the test failures on main.", "The CI pipeline is green again.", "Some tests are failing since the last merge. Please fix them.", "No test fails any more.",
	"CI has been broken since Monday, please fix it.", "Master is red. Please turn it green.", "The tests don't pass at the moment. Fix that.", "Fix whatever makes the tests fail.",
	"Unbreak the build.", "Zero failing tests.", "Make sure CI passes.", "Could you look at the failing tests and fix them?", "Everything should be green.", "CI keeps failing. Fix it.", "Make CI happy.", "There are no failing tests left.", "We have several failing tests. They should all pass.", "I want the tests to pass.", "Make sure that all tests are green on main.", "Every test passes.", "Fix the build.",
	"Linter and tests are happy again.", "Our Cypress tests should succeed.",
	"`npm test` gives 17 failures. It should give none.", "After the upgrade to Flutter 3.22 a lot of widget tests fail. Get them to pass.", "The pipeline on GitLab passes for merge requests again.",
	"Until then the suite has to be green, at the moment 23 tests fail and I don't know why.", "Some time after Easter our suite went red. Please repair it.",
	"The build is broken on ARM. Fix it.", "Make CI pass on Python 3.13.", "Turn the pipeline green so that we can release.",
	"Fix all the test failures that came with TypeScript 5.4.", "We can't merge because CI is red. Fix CI.", "Repair the e2e suite.",
	"Get rid of the red crosses on main: all checks should be green.", "The integration tests fail. They need to pass by Friday.", "All 312 tests pass.",
	"Jenkins is unhappy, please make it happy again.", "Do whatever it takes to get the tests to pass.", "There are about 40 failing specs. Please go through them and fix them all.",
	"The unit tests are failing on CI but not locally. Fix this.", "Make `npm test` succeed.", "`make check` should exit 0 on main.",
	"Ensure the full regression suite passes without errors.", "All tests pass again with Go 1.26, so that we can release.", "Whatever has to be done so that the test step succeeds.",
	"It should compile again, and all its tests should be passing.", "RSpec is red. It has to be green by Friday.", "The branch `stable/3.x` has all its checks passing.",
	"Pytest reports errors, please get rid of them.", "Playwright keeps failing, make it pass so that we can merge.",
	"I want the e2e stuff to pass. It fails on every second PR and people just hit re-run.", "The specs pass on the `rails-7-1` branch.",
	"I'd like the agent to fix whatever is needed so that the tests pass there.", "I need the specs to pass, whatever it takes, because the merge queue blocks everyone.",
	"Get the unit tests to run through on every developer's machine.", "Somebody should repair the nightly build; I don't mind how.",
}

// TestTestsPass: that tests pass says which of them, and what must stay.
func TestTestsPass(t *testing.T) {
	const all, one, guard, other = "`npm test` passes", "`go test ./queue -run TestDrain` passes", "no test is deleted or skipped", "no new dependencies"
	for _, outcome := range greenOnly {
		for _, c := range []struct {
			evidence, constraint string
			told                 bool
		}{{all, other, true}, {all, guard, false}, {one, other, false}} {
			d := Parse("", "Goal: "+outcome+"\n\nConstraints:\n- "+c.constraint+"\n\nEvidence:\n- "+c.evidence+"\n")
			if got := has(d.Lint(Options{}), bareTests); got != c.told {
				t.Errorf("%q with %q and %q: %v", outcome, c.evidence, c.constraint, got)
			}
		}
	}
	for _, outcome := range []string{
		"The tests of the queue no longer depend on the order of timers.", "Fix the failing login.", "Make the test suite faster.",
		"The build succeeds without a network.", "Run the tests in CI.", "Get the tests of `billing` off the real clock.",
		"CI runs the tests on Windows too.", "The export passes the schema check.", "Make checks configurable.",
		"Fix the build of the Docker image on arm64.", "The tests pass in any order.", "The suite runs in under 5 minutes.",
		"`golangci-lint run` is clean on main.", "A failing test fails the build.", "The build stops when the tests fail.", "Checks run before the build.", "Fix the build cache.", "Fix the test for leap years.",
		"The failing tests are listed at the end of the run.", "The tests fail because the clock is read twice. Fix them.", "No build runs twice for one commit.",
		"Tests pass again. The parser should accept tabs.", "Build a report page.", "Fix tests that sleep.",
		"The upload tests pass with MinIO 2024.", "The tests of the parser pass under Node 22.", "The build fails when a test is skipped.",
		"CI fails when coverage drops.", "The pipeline finishes within ten minutes.", "Fix the failing deploy step.",
		"Tests no longer write to the home directory.", "The build no longer needs network access.", "Fix the flaky login test.",
		"The suite runs on Windows.", "The test run prints its seed.", "The checks in the checkout form pass focus to the first error.",
		"Fix the tests' use of real time.", "Split the test suite into fast and slow tests.", "Move the unit tests to Vitest.",
		"Fix the error in the build log.", "The build works on a machine without Docker.", "Fix broken links in the docs.",
		"Failed builds send a mail to the author.",
		"Upgrade Jest to 30.", "Replace Mocha by Vitest.", "The SDK compiles under Swift 6.", "Playwright runs headless in the pipeline.",
		"The pipeline deploys the branch `stable/3.x` too.", "Pytest no longer collects the tests of `vendor/`.", "The crate compiles without the standard library.",
	} {
		if d := Parse("", "Goal: "+outcome+"\n\nConstraints:\n- no new dependencies\n\nEvidence:\n- `npm test` passes\n"); has(d.Lint(Options{}), bareTests) {
			t.Errorf("%q is taken for nothing but green tests", outcome)
		}
	}
	if d := Parse("", "Goal: "+strings.ToUpper("make the tests pass")+"\n\nThese fail: `test_a`, `test_b`.\n\nConstraints:\n- no new dependencies\n\nEvidence:\n- `pytest` passes\n"); has(d.Lint(Options{}), bareTests) {
		t.Error("the failing tests are named")
	}
}

// TestWhichTests: what names the tests, or keeps them from being weakened, stands anywhere.
func TestWhichTests(t *testing.T) {
	t.Parallel()
	for rest, want := range map[string]bool{
		"Evidence:\n- `xcodebuild test -scheme App` succeeds\n\nConstraints:\n- no new pods\n":                                                  true,
		"Evidence:\n- `bundle exec rake` exits 0\n\nConstraints:\n- one pull request\n":                                                         true,
		"Evidence:\n- `pnpm -r test` returns 0 on a fresh clone\n\nConstraints:\n- Node 22\n":                                                   true,
		"We can't ship because the release job waits for it.\n\nEvidence:\n- `make test` passes\n\nConstraints:\n- Node 22\n":                   true,
		"By now people merge anyway because they are used to it.\n\nEvidence:\n- `make test` passes\n\nConstraints:\n- no new test framework\n": true,
		"The tests we run at night fail because the clock is read twice.\n\nEvidence:\n- `make test` passes\n\nConstraints:\n- Node 22\n":       false,
		"Evidence:\n- `make test` passes\n": true,
		"Some snapshots don't match, and a fixture is missing.\n\nEvidence:\n- `make test` passes\n\nConstraints:\n- Node 22\n": true,
		"Look at the specs in `inputs/flaky.txt`.\n\nEvidence:\n- `make test` passes\n\nConstraints:\n- no `sleep`\n":           false,
		"Evidence:\n- `make test` passes, no test is skipped\n":                                                                 false,
		"The tests are right: don't edit or delete them.\n\nEvidence:\n- `make test` passes\n":                                  false,
		"These fail: `test_sum`, `test_dot`.\n\nEvidence:\n- `make test` passes\n\nConstraints:\n- Node 22\n":                   false,
		"They fail because the clock is read twice.\n\nEvidence:\n- `make test` passes\n\nConstraints:\n- Node 22\n":            false,
		"Evidence:\n- `xcodebuild test -scheme App -only-testing:CartTests` succeeds\n\nConstraints:\n- no new pods\n":          false,
		"Evidence:\n- `make test` passes\n\nDo not modify:\n- `tests/**`\n":                                                     false,
	} {
		if got := has(Parse("", "Goal: The test suite passes again.\n\n"+rest).Lint(Options{}), bareTests); got != want {
			t.Errorf("%q does not say which tests: %v", rest, got)
		}
	}
}

// TestTitledTests: a word for tests over a paragraph is a title, and over a list a label.
func TestTitledTests(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"# Tests\n\nThe uploader retries twice. Done when the tests pass.": "The uploader retries twice.",
		"# Testing\n\nThe uploader retries twice.\n\nEvidence: `x` passes": "The uploader retries twice.",
	} {
		if got := Parse("", text).Outcome(); got != want {
			t.Errorf("%q wants %q", text, got)
		}
	}
	if d := Parse("The uploader retries twice", "# Tests\n\n- `make test` passes\n"); len(d.Criteria()) != 1 {
		t.Errorf("%v", d.Criteria())
	}
}
