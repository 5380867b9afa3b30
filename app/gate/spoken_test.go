package gate

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
)

// TestSpoken holds which words of people let in what a rule looks for, and which
// only name it or forbid it.
func TestSpoken(t *testing.T) {
	for rule, said := range map[string]struct{ yes, no []string }{
		"dependencies": {
			[]string{
				"Upgrade lodash to 4.17.21.", "Bump the version of zod.", "Replace moment with date-fns.", "Use the library `tenacity` for the retries.",
				"Please migrate to pydantic 2.", "The package `left-pad` can go, depend on nothing in its place.", "A small dependency for this is fine.",
				"We do not want to write this ourselves, so take a library.", "Add the module golang.org/x/sync.", "The build fails because of an old version, upgrade it.",
			},
			[]string{
				"No new dependencies.", "Do it without another library.", "Please don't add a package for this.", "Do not upgrade anything.", "Never bump versions here.",
				"New packages are not welcome.", "Dependencies must not be changed.", "Avoid a dependency.", "Prices lose their cents.", "A library is out of the question.",
			},
		},
		"assertions": {
			[]string{
				"A tolerance of 1e-9 is enough.", "Compare with pytest.approx.", "Use a delta of one cent.", "Sums of floats are inexact.", "The precision of the sensor is 0.1.",
				"Compare them approximately.", "Within an epsilon they are the same.", "The test should tolerate one second.", "Let the helper take a tolerance.", "Round-off is not a bug, allow a small delta.",
			},
			[]string{
				"Do not add a tolerance.", "The comparison stays exact, no delta.", "Never use approx here.", "Tolerances are not an option.", "A tolerance must not be added.",
				"Without any tolerance, please.", "Totals are off by a cent.", "Don't hide it behind an epsilon.", "Avoid approximations.", "An epsilon is no answer.",
			},
		},
		"thresholds": {
			[]string{
				"Exclude the generated client from coverage.", "Generated code should not count.", "Leave out migrations.", "The protobuf files can be ignored.", "Omit `conftest.py`.",
				"Generated files need no lint, exclude them.", "vendor/ should be ignored by the linter.", "Code in build/ is generated.", "Ignore E501 in migrations.", "Please exclude examples/ from mypy.",
			},
			[]string{
				"Do not exclude anything from coverage.", "No file may be left out, nothing is ignored.", "Don't ignore the rule.", "Never omit a module to reach the limit.", "Reach 90 % without excluding code.",
				"Coverage is too low.", "Files must not be excluded.", "Excluding files is not an option.", "Write tests rather than ignore lines.", "Avoid exclusions.",
			},
		},
		"masking": {
			[]string{
				"The audit is informational.", "Lint may fail for now.", "Make the e2e job optional.", "Uploading is best effort.", "The nightly step should not block a release.",
				"continue-on-error for the experimental Python, please.", "Let the step be allowed to fail on Windows.", "The report is advisory.", "Node 23 is experimental.", "A non-blocking job for link checks.",
			},
			[]string{
				"Do not use continue-on-error.", "The job must pass, never make it optional.", "No step is optional.", "Nothing here is best effort, and no job is optional.", "Without continue-on-error, please.",
				"The tests are red.", "continue-on-error is not an option.", "Don't make lint advisory.", "Avoid allowing it to fail.", "An optional step is not acceptable.",
				"mypy is red since we turned on strict optional.", "Errors in parse.py: Optional not handled.", "The check trips over `Optional[int]`.",
			},
		},
		"suppressions": {
			[]string{
				"This one may be suppressed.", "It is a false positive.", "The rule can be disabled for this line.", "`foo` has no types, so ignore it there.", "The typings are wrong: outdated types of `foo`.",
				"A noqa is fine here.", "The branch is unreachable.", "You may silence the warning in tests.", "gosec should ignore the fixture.", "The library lacks stubs.",
			},
			[]string{
				"Do not add a noqa.", "Fix it, no suppressions.", "Never suppress a warning.", "Without a nolint, please.", "Resolve the finding.",
				"Suppressions are not accepted.", "Don't use nosec.", "nolint is not an option.", "A suppression must not be added.", "mypy fails in `shop`.",
			},
		},
		"timeouts": {
			[]string{
				"Raise the timeout of the upload to 30 s.", "The server is slow on Mondays, wait longer.", "Retry three times.", "The deadline is too short.", "Add retries with a pause.",
				"A request should be retried.", "Make the timeout configurable.", "The time limit of CI is too low.", "The timeout is not long enough.", "Let slow tests have more time.",
			},
			[]string{
				"Do not raise the timeout.", "No retries, please.", "Never retry a payment.", "The timeout must not be changed.", "Fix the race without a longer timeout.",
				"A retry is not acceptable.", "Don't add a retry.", "The test hangs.", "Retries are not an option.", "Avoid timeouts.",
			},
		},
	} {
		for _, text := range said.yes {
			if !asks.Speak(asks.Sentences(strings.ToLower(text)), spoken[rule]) {
				t.Errorf("%s: %q lets it in", rule, text)
			}
		}
		for _, text := range said.no {
			if asks.Speak(asks.Sentences(strings.ToLower(text)), spoken[rule]) {
				t.Errorf("%s: %q does not let it in", rule, text)
			}
		}
	}
}
