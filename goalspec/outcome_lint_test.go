package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestOnlyNames wants an outcome missed where a text describes what its title names, and
// says nothing of what shall be.
func TestOnlyNames(t *testing.T) {
	const rest = "\n\nChecks: `go test ./...` and `go vet ./...` have to exit 0.\n\nDo not modify:\n- `api/`\n"
	for text, want := range map[string]bool{
		"# Session cache\n\nThe session cache is an LRU with 10,000 entries. Hit rate last month was 83 %. Piotr wrote it in 2021.": true,
		"# The mailer\n\nThe mailer lives in `mail/` and uses one queue per tenant. It was split off two years ago.":                true,
		"# Feature flags\n\nOur feature flags are rows of a table. The admin page lists them.":                                      true,
		"# Session cache\n\nThe session cache is an LRU with 10,000 entries. It should expire them after an hour.":                  false,
		"# Session cache\n\nThe session cache is too slow when the box is busy.":                                                    false,
		"# Session cache in Redis\n\nThe session cache is an LRU today.":                                                            false,
		"# Dark mode\n\nThe settings page has only a light theme.":                                                                  false,
		"# Session cache\n\nThe session cache has three parts.\n\n- entries expire after an hour\n- the hit rate is logged":         false,
		"## Goal\n\nSession cache\n\n## Background\n\nThe session cache is an LRU with 10,000 entries.":                             false,
	} {
		if got := strings.Contains(codesOf(text+rest, goalspec.Options{}), "GS001"); got != want {
			t.Errorf("%q has no outcome: %v", text, got)
		}
	}
}

// TestPromisesInContext: a promise is refused where all that is run may pass today, and
// not where something beside it says what is to be seen.
func TestPromisesInContext(t *testing.T) {
	const keeps = "\n\nConstraints:\n- no new dependencies\n\n"
	for text, want := range map[string]bool{
		"Goal: Refactor the payment module for clarity." + keeps + "Evidence:\n- `npm test` passes\n":                                                           true,
		"Goal: Reduce technical debt." + keeps + "Evidence:\n- `npm test` passes\n":                                                                             true,
		"Goal: The backend should scale." + keeps + "Evidence:\n- `npm test` passes\n":                                                                          true,
		"Goal: Refactor the parser. It should be easier to extend." + keeps + "Evidence:\n- `npm test` passes\n":                                                true,
		"Goal: Rework the scheduler so it is less confusing." + keeps + "Evidence:\n- `npm test` passes\n":                                                      true,
		"Goal: Fix performance issues." + keeps + "Evidence:\n- `npm test` passes\n":                                                                            true,
		"Goal: Reduce noise and clutter: hide the toolbar in full screen." + keeps + "Evidence:\n- `npm test` passes\n":                                         false,
		"Goal: Scale the app." + keeps + "Evidence:\n- `npm test` passes\n":                                                                                     true,
		"Goal: Less technical debt." + keeps + "Evidence:\n- `npm test` passes\n":                                                                               true,
		"Goal: Scale the worker pool with the length of the queue." + keeps + "Evidence:\n- `npm test` passes\n":                                                false,
		"Goal: Boost the performance of the search." + keeps + "Evidence:\n- `npm test` passes\n":                                                               true,
		"Goal: Refactor the parser so that it reads a file in one pass." + keeps + "Evidence:\n- `npm test` passes\n":                                           false,
		"Goal: Reduce technical debt: delete the old exporter." + keeps + "Evidence:\n- `npm test` passes\n":                                                    false,
		"Goal: Reduce duplication in the handlers." + keeps + "Evidence:\n- `jscpd src/handlers` finds nothing\n":                                               false,
		"Goal: Make the pods scale to zero at night." + keeps + "Evidence:\n- `make test` passes\n":                                                             false,
		"Goal: The service is available on port 8080." + keeps + "Evidence:\n- `npm test` passes\n":                                                             false,
		"Goal: Reduce the stock when an order is paid." + keeps + "Evidence:\n- `npm test` passes\n":                                                            false,
		"Goal: Make it production ready." + keeps + "Evidence:\n- `make test` passes\n":                                                                         true,
		"Goal: Users should be happier." + keeps + "Evidence:\n- `npm run lint && npm test` passes\n":                                                           true,
		"Goal: Handle errors properly." + keeps + "Evidence:\n- `cargo test -p ingest`\n":                                                                       true,
		"Goal: Clean up the codebase and modernize it." + keeps + "Evidence:\n- `./gradlew :app:check` exits 0\n":                                               true,
		"Goal: The sync is more reliable." + keeps + "Evidence:\n- `pytest tests/sync` and `ruff check sync` both pass\n":                                       true,
		"Goal: Make it production ready." + keeps + "Evidence:\n- `make smoke-prod` passes\n":                                                                   false,
		"Goal: Handle errors properly." + keeps + "Evidence:\n- `cargo test rejects_truncated` passes\n":                                                        false,
		"Goal: The sync is more reliable." + keeps + "Evidence:\n- `pytest tests/sync/test_resume.py` passes\n":                                                 false,
		"Goal: The search is faster." + keeps + "Evidence:\n- `make test` passes\n- p95 is below 200 ms\n":                                                      false,
		"Goal: The sync is more reliable." + keeps + "Evidence:\n- `make test` passes\n- an aborted sync resumes where it stopped\n":                            false,
		"Goal: Make the importer more robust.\n\nA row with a broken date is skipped and logged." + keeps + "Evidence:\n- `make test` passes\n":                 false,
		"Goal: Make the importer more robust.\n\nIt should skip rows without a date." + keeps + "Evidence:\n- `make test` passes\n":                             false,
		"Goal: Make the importer more robust.\n- rows without a date are skipped\n- a lost connection is retried" + keeps + "Evidence:\n- `make test` passes\n": false,
		"Goal: Make the importer more robust." + keeps + "Evidence:\n- [must_change] `make test` passes\n":                                                      false,
	} {
		if got := strings.Contains(codesOf(text, goalspec.Options{}), "GS002"); got != want {
			t.Errorf("%q only promises: %v", text, got)
		}
	}
}
