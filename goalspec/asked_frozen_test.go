package goalspec

import "testing"

// TestAskedFrozen: an outcome that is a change of a frozen path is told, and one that only
// names such a path, or needs it as it is, is not.
func TestAskedFrozen(t *testing.T) {
	for _, c := range []struct {
		deny, outcome, criterion string
		touches                  bool
	}{
		{"docs/", "Add a section on the flag `--x` to `docs/cli.md`.", "`make test` passes", true},
		{"docs/", "`docs/cli.md` names the flag `--x`.", "`make test` passes", true},
		{"docs/", "Create `docs/x.md` with the list of flags.", "`make test` passes", true},
		{"docs/", "Document the flag `--x` in `docs/cli.md`.", "`make test` passes", true},
		{"docs/", "The README in `docs/` names the flag `--x`.", "`make test` passes", true},
		{"docs/", "Every page in `docs/` names the flag `--x`.", "`make test` passes", true},
		{"config/", "Raise the timeout in `config/app.yml` to 30.", "`make test` passes", true},

		{"README.md", "Update the installation section of `README.md` for Homebrew.", "`make test` passes", true},
		{"docs/**", "The retry policy is documented in `docs/retries.md`, with an example.", "`make test` passes", true},
		{"db/**", "Rename the `legacy_id` column in `db/schema.sql` to `external_id`.", "`make test` passes", true},
		{"legacy/**", "Delete the dead handlers in `legacy/api`.", "`make test` passes", true},
		{"src/v1/**", "Add a deprecation notice to the top of `src/v1/client.ts`.", "`make test` passes", true},
		{"web/index.html", "Fix the typo in the header of `web/index.html`.", "`make test` passes", true},
		{"package.json", "Moment is gone.", "`package.json` no longer lists `moment`", true},
		{"VERSION", "Release 2.0.0 is prepared.", "`cat VERSION` prints `2.0.0`", true},
		{"Makefile", "The binary reports its date.", "`Makefile` passes the date with `-ldflags`", true},

		{"docs/**", "Implement the retry policy that is described in `docs/retries.md`.", "the backoff follows the table in `docs/retries.md`", false},
		{"docs/**", "Answer as is documented in `docs/api.md`.", "`make test` passes", false},
		{"db/**", "Add a test for the migration in `db/0042.sql`.", "`make test` passes", false},
		{"tests/**", "Fix the failing tests in `tests/unit`.", "`make test` passes", false},
		{"config/**", "Convert the schema in `config/schema.json` to Go types.", "`make test` passes", false},
		{"legacy/**", "Replace the calls of the functions in `legacy/api.py`.", "`make test` passes", false},
		{"README.md", "All examples run.", "`make examples` passes: it runs each snippet that `README.md` contains", false},
		{"package.json", "The client speaks v2.", "`package.json` still lists `moment`", false},
		{"VERSION", "The CLI prints the version 1.9.0 of the file `VERSION`.", "`cat VERSION` still prints `1.9.0`", false},
		{"vendor/**", "`go vet` is clean.", "`go test ./vendor/...` passes", false},
		{"docs/", "Add a link to `docs/x.md` in the README.", "`make test` passes", false},
		{"docs/", "`docs/x.md` contains a rule which the parser ignores. The parser in `src/` follows it.", "`make test` passes", false},
		{"docs/", "The parser follows the rule in `docs/x.md`.", "`make test` passes", false},
		{"proto/", "Add a client for the service in `proto/x.proto`.", "`make test` passes", false},
		{"src/", "Add tests for the parser in `src/parser.go`.", "`make test` passes", false},
		{"legacy/", "Remove the calls to `legacy/api.py` from the app.", "`make test` passes", false},
		{"legacy/", "Add retries to the calls to `legacy/api.py`.", "`make test` passes", false},
		{"config/", "The service reads its timeout of `config/app.yml`.", "`make test` passes", false},
		{"config/", "Change the loader such that what stands in `config/app.yml` wins over the environment.", "`make test` passes", false},
		{"package-lock.json", "Update Django to 5.1.", "`pytest` passes", false},
		{"package-lock.json", "Move to Node 22.1.", "`npm test` passes", false},
		{"go.sum", "Update Go to 1.24.", "`go test ./...` passes", false},
		{"go.sum", "The API is at version 2.1.", "`go test ./...` passes", false},
		{"yarn.lock", "The page loads in 1.5 s.", "`yarn test` passes", false},
		{"docs/**", "A retry policy exists and is described in `docs/retries.md`.", "`make test` passes", true},
		{"docs/**", "Retries back off exponentially. The policy is documented in `docs/retries.md`.", "`make test` passes", true},
		{"db/**", "Orders have a status column. `db/schema.rb` is regenerated.", "`make test` passes", true},
		{"db/**", "Orders have a status column, added to `db/schema.sql`.", "`make test` passes", true},
		{"package.json", "`moment` is gone from `package.json`, and dates are formatted with Intl.", "`make test` passes", true},
		{"CHANGELOG.md", "`package.json` says 2.0.0 and `CHANGELOG.md` has a 2.0.0 section.", "`make test` passes", true},
		{"charts/**", "The service reads its bucket from the environment. The chart in `charts/api/` gets a value `bucket`.", "`make test` passes", true},
		{"tokens.css", "Buttons have a focus ring. Its colour is a new token in `tokens.css`.", "`make test` passes", true},

		{"README.md", "Translate `README.md` to Spanish in `README.es.md`.", "`make test` passes", false},
		{"src/api/**", "The client in `src/client/` treats a 404 of `src/api/` as empty.", "`make test` passes", false},
		{"docs/**", "The flags that are documented in `docs/cli.md` all work.", "`make test` passes", false},
		{"docs/**", "`docs/cli.md` promises a flag `--json`, which does not exist. The command has it.", "`make test` passes", false},
		{"docs/**", "Every flag listed in `docs/cli.md` is accepted.", "`make test` passes", false},
		{"tests/**", "The two failing tests in `tests/unit/dates.py` pass again.", "`make test` passes", false},
		{"config/**", "An unknown key in `config/app.yml` gives an error which names it.", "`make test` passes", false},
		{"data/**", "The rows in `data/a.csv` are shown in a table on the start page.", "`make test` passes", false},
		{"legacy/**", "The callers of `legacy/api.py` are moved to `src/api.py`.", "`make test` passes", false},
		{"legacy/**", "The app no longer imports `legacy/api.py`.", "`make test` passes", false},
		{"schema.json", "Generate the types in `src/types.ts` from `schema.json`.", "`make test` passes", false},
		{"vendor/**", "Update the import paths so that `vendor/` is no longer needed.", "`make test` passes", false},
		{"maps/", "`maps/city.osm` needs 2.5 minutes here. It should be ready within 20 s.", "`make test` passes", false},
		{"maps/", "`maps/city.osm` requires at most 512 MB.", "`maps/city.osm` takes no longer than 20 s", false},
		{"maps/", "The largest map in `maps/city.osm` uses 1.5 GB. It should use less than 500 MB.", "`make test` passes", false},
		{"maps/", "`maps/city.osm` takes the new format 2.5. It should be listed.", "`make test` passes", true},
		{"config/", "`config/app.yml` requires 2.5.0 of the client. It should require 2.6.0 of the client.", "`make test` passes", true},
		{"maps/", "`maps/city.osm` gives 1.5 as the mean. It should give 2.5.", "`make test` passes", false},
		{"maps/", "`maps/city.osm` has a load time of 2.5 s. This should be under 0.5 s.", "`make test` passes", false},
		{"maps/", "`maps/city.osm` uses 2.5x the memory of `maps/town.osm`. It should use 1.5x.", "`make test` passes", false},
		{"testdata/**", "The parser accepts all files in `testdata/valid/` and rejects those in `testdata/invalid/`.", "`make test` passes", false},
	} {
		found := frozenEntry(c.deny, c.outcome, c.criterion)
		if has(found, frozenPath) != c.touches {
			t.Errorf("%q, with %s frozen, touches it: %v; %v", c.outcome, c.deny, !c.touches, found)
		}
	}
}
