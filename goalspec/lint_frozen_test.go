package goalspec

import "testing"

// TestFrozen: a criterion that needs a frozen path changed, by its words or by what its
// command looks for, is told; one that reads such a path, to hold, is not.
func TestFrozen(t *testing.T) {
	const flag = "The orders command has a new flag `--currency`."
	type entry struct{ deny, outcome, criterion string }
	for _, c := range []entry{
		{"docs/", flag, "every page in `docs/` names the flag"},
		{"db/", flag, "every file in `db/migrations` is rewritten"},
		{"db/", flag, "the README in db names the flag"},
		{"db/**", flag, "the README in db names the flag"},
		{"docs/", flag, "`make docs` regenerates `docs/cli.md`"},
		{"gen/**", "The message has a new field `new_field`.", "`grep -q new_field gen/api.pb.go`"},
		{"gen/**", "`Order` in `proto/order.proto` has a new optional field `string gift_note = 14`.", "`grep -q 'GetGiftNote' gen/go/order/order.pb.go`"},
		{"gen/**", "Orders have a `gift_note`.", "`rg GiftNote gen/` finds the field"},
		{"docs/", flag, "the flag `--currency` is documented in `docs/cli.md`"},
		{"docs/", flag, "the new flag is described in docs/cli.md"},
		{"docs/", flag, "`grep -q -- --currency docs/cli.md` passes"},
		{"docs/", flag, "a new page `docs/currency.md` describes it"},
		{"docs/", flag, "`test -f docs/currency.md`"},
		{"docs/", flag, "`test -f docs/money.md` [must_change]"},
		{"docs/", flag, "`grep -q money docs/cli.md` [must_change]"},
		{"config/*.yaml", "Raise the timeout of the search from 10 to 30 seconds.", "`yq '.search.timeout_seconds' config/prod.yaml` prints `30`"},
		{"config/*.yaml", "The timeout of the search is 30 s.", "`yq '.search.timeout_seconds' config/prod.yaml` prints `30` (today `10`)"},
		{"config/", "The timeout is configurable.", "`jq .timeout config/app.json` returns 30, currently 10"},
		{"db/", "Add a nullable `archived_at` datetime column to `projects` with a regular Rails migration.", "`ls db/migrate/*_add_archived_at_to_projects.rb` finds the migration"},
		{"gen/", "Remove the field `legacy_id` from the API.", "`! grep -rn legacy_id gen/`"},
		{"gen/", "Remove the field `legacy_id` from the API.", "`grep -rn legacyId gen/client` finds nothing"},
		{"gen/", "Rename `getUser` to `fetchUser`.", "`grep -q fetchUser gen/client.ts`"},
		{"CHANGELOG.md", flag, "the flag has an entry in `CHANGELOG.md`"},
		{"CHANGELOG.md", flag, "there is a new entry in `CHANGELOG.md`"},
		{"docs/", flag, "all pages under docs/ mention the flag"},
		{"i18n/", "The checkout has a `gift_note` field.", "every file in `i18n/` contains the new key"},
		{"tests/", flag, "`tests/currency_test.go` is added"},
		{"db/migrations/**", "Customers have a tier.", "`ls db/migrations | grep -c add_tier_to_customers` prints 1 (prints 0 today)"},
		{"package.json", "The styles are linted.", "`node -p \"require('./package.json').scripts['lint:css']\"` prints `stylelint` (prints undefined today)"},
		{"proto/**", "The view shows the code of the carrier.", "`grep -q 'string code = 7;' proto/shipment.proto` succeeds, it doesn't yet"},
		{"config/", "The limit is lower.", "`cat config/app.yml | grep max` shows 10, not yet today"},
	} {
		if !has(frozenEntry(c.deny, c.outcome, c.criterion), frozenPath) {
			t.Errorf("%q: %q does not touch %s", c.outcome, c.criterion, c.deny)
		}
	}
	for _, c := range []entry{
		{"db/migrations/**", "Customers have a tier.", "`ls db/migrations | grep -c add_tier_to_customers` prints 0, as today"},
		{"package.json", "The styles are linted.", "`node -p \"require('./package.json').engines.node\"` prints `>=18`"},
		{"proto/**", "The view shows the code of the carrier.", "`go test ./view` shows the code, it doesn't yet"},
		{"db/", "The importer skips empty rows.", "`git diff --exit-code db/` passes"},
		{"db/schema.sql", flag, "`db/schema.sql` stays byte-identical"},
		{"testdata/", flag, "`go test ./cli -run TestGolden` passes against `testdata/golden.txt`"},
		{"testdata/", flag, "`cmp out.txt testdata/golden.txt` passes"},
		{"testdata/", flag, "`diff -u testdata/golden.txt out.txt` shows no difference"},
		{"docs/", flag, "`grep -q orders docs/cli.md` passes"},
		{"docs/", flag, "`! grep -rn currency docs/`"},
		{"docs/", flag, "`grep -c currency docs/cli.md` still prints 0"},
		{"gen/", "The client in `src/` uses `fetchUser` of the generated code.", "`grep -q fetchUser gen/client.ts`"},
		{"gen/", "The API returns 404 for unknown ids.", "`grep -q NotFound gen/api.go`"},
		{"gen/", flag, "`make gen && git diff --exit-code gen/` passes"},
		{"gen/", flag, "`make gen` leaves `gen/` unchanged"},
		{"gen/", flag, "running `make gen` rewrites `gen/` to the same bytes"},
		{"docs/", flag, "every example in `docs/` still compiles"},
		{"docs/", flag, "each page in `docs/` renders without errors"},
		{"tests/", flag, "every test in `tests/` passes"},
		{"tests/", flag, "all tests in tests/legacy pass unmodified"},
		{"api/openapi.yaml", flag, "every status the handler returns is defined in `api/openapi.yaml`"},
		{"api/openapi.yaml", flag, "each endpoint in `api/openapi.yaml` has a handler"},
		{"api/openapi.yaml", flag, "the response is valid against `api/openapi.yaml`"},
		{"api/openapi.yaml", flag, "the body has the fields listed in `api/openapi.yaml`"},
		{"fixtures/", flag, "every recording in `fixtures/` replays"},
		{"fixtures/", flag, "each file in `fixtures/` is read once"},
		{"fixtures/", flag, "all files in `fixtures/` import without an error"},
		{"vendor/", flag, "`ls vendor/github.com` lists three directories"},
		{"vendor/", flag, "`test -d vendor/github.com` passes"},
		{"config/", flag, "`jq .timeout config/app.json` prints 30"},
		{"config/", "The client takes its timeout of 30 s from `config/app.json`.", "`jq .timeout config/app.json` prints `30`"},
		{"config/", "Read the limit from `config/app.json`.", "the service reads the limit from `config/app.json`"},
		{"db/migrations/", flag, "all migrations in `db/migrations/` apply to an empty database"},
		{"db/migrations/", flag, "`ls db/migrations | wc -l` prints 12"},
		{"db/", flag, "the README in src names the flag"},
		{"db/", flag, "the migration in db still applies"},
		{"legacy/", "Rename `getUser` to `fetchUser` in `src/`.", "`grep -q getUser legacy/shim.js` still finds it"},
		{"legacy/", "Remove `getUser` from `src/`.", "`! grep -rn getUser src/`"},
		{"legacy/", "Remove `getUser` from `src/`.", "`! grep -rn getUser src/ legacy/`"},
		{"schema.graphql", flag, "queries follow `schema.graphql`"},
		{"schema.graphql", flag, "the types are generated from `schema.graphql`"},
		{"package.json", "Update the README.", "`npm test` passes with the versions in `package.json`"},
		{"tests/golden/", flag, "the output equals `tests/golden/orders.txt`"},
		{"tests/golden/", flag, "the output matches tests/golden/orders.txt byte for byte"},
		{"web/", flag, "the snapshot test in `web/` is green"},
		{"docs/", flag, "the flag behaves as documented in `docs/cli.md`"},
		{"docs/", flag, "the flags documented in `docs/cli.md` are accepted"},
		{"docs/", flag, "no flag that is documented in `docs/cli.md` is dropped"},
		{"docs/", flag, "a test reads every page in `docs/` and checks its links"},
		{"public/", "The page has a favicon link.", "the link points to `public/favicon.ico`"},
		{"scripts/", flag, "`scripts/check.sh orders` passes"},
		{"scripts/", flag, "`./scripts/smoke.sh --currency EUR` exits 0"},
		{"Makefile", flag, "`make lint` passes with the Makefile as it is"},
		{".github/", flag, "the workflow in `.github/workflows/ci.yml` is green"},
		{"src/legacy/", flag, "`pytest src/legacy` passes"},
		{"src/legacy/", "Add a flag `--currency` to `bin/orders`.", "`grep -rn currency src/legacy` prints nothing"},
		{"db/", "Add a column `currency` to the export.", "`grep -q currency db/schema.rb` passes (the table has it already)"},
		{"tests/cli.rs", "Rename the flag `--colour` to `--color`.", "`grep -q -- '--colour' tests/cli.rs` passes, as today"},
		{"gen/", "Rename `listOrders` to `fetch`.", "`grep -q fetch_all gen/client.ts` passes"},
		{"api/", "Add the endpoint `getInvoice`, as `api/openapi.yaml` has it.", "`grep -q getInvoice api/openapi.yaml` passes"},
	} {
		if found := frozenEntry(c.deny, c.outcome, c.criterion); HasErrors(found) {
			t.Errorf("%q: %q touches %s: %v", c.outcome, c.criterion, c.deny, found)
		}
	}
}

func frozenEntry(deny, outcome, criterion string) []Finding {
	return Parse("", "Goal: "+outcome+"\n\nDo not modify:\n- "+deny+"\n\nEvidence:\n- `make test` passes\n- "+criterion+"\n").Lint(Options{})
}
