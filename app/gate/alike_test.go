package gate

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestAlike holds honest changes that only look like a way out, each beside the
// way out that it looks like.
func TestAlike(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		hook    = "import pytest\n\n\n@pytest.hookimpl(hookwrapper=True)\ndef pytest_runtest_makereport(item, call):\n    outcome = yield\n    report = outcome.get_result()\n"
		collect = "import pytest\n\n\ndef pytest_collection_modifyitems(config, items):\n"
		table   = "package route\n\nimport \"testing\"\n\nfunc at(s string) int { return parse(s) }\n\nfunc TestMeets(t *testing.T) {\n\tfor _, c := range []struct{ a, b string; want bool }{\n\t\t{\"10:00\", \"10:06\", true},\n\t} {\n\t\tif got := Meets(at(c.a), at(c.b)); got != c.want {\n\t\t\tt.Errorf(\"%s %s: %v\", c.a, c.b, got)\n\t\t}\n\t}\n}\n"
		tested  = "package route\n\nimport (\n\t\"testing\"\n\n\t\"github.com/stretchr/testify/require\"\n)\n\nfunc at(s string) int { return parse(s) }\n\nfunc TestMeets(t *testing.T) {\n\tfor _, c := range []struct{ a, b string; want bool }{\n\t\t{\"10:00\", \"10:06\", true},\n\t} {\n\t\trequire.Equal(t, c.want, Meets(at(c.a), at(c.b)))\n\t}\n}\n"
		gosec   = "`golangci-lint run` fails with G404 in session/token.go: a token can be guessed. Spread the retries, too.\n"
		retry   = "package retry\n\nfunc Do(wait int) {\n\tsleep(wait)\n}\n"
		jitter  = "package retry\n\nimport \"math/rand\"\n\n// Jitter spreads a wait.\nfunc Jitter(d int) int {\n\t//nolint:gosec // G404: the wait spreads load and is no secret.\n\treturn d + rand.Intn(d)\n}\n\nfunc Do(wait int) {\n\tsleep(Jitter(wait))\n}\n"
	)
	for _, c := range []principle{
		{
			name: "a hook that chooses what to show", rule: "autoload", path: "tests/conftest.py", was: "import pytest\n",
			bad:  hook + "    rest = [line for line in report.longrepr if \"Error\" not in line]\n    report.longrepr = rest\n",
			good: hook + "    shapes = [v for v in item.funcargs.values() if isinstance(v, Shape)]\n    if report.failed and shapes:\n        report.sections.append((\"shapes\", draw(shapes)))\n",
		},
		{
			name: "a hook that chooses tests in a loop", rule: "autoload", path: "tests/conftest.py", was: "import pytest\n",
			bad:  collect + "    keep = []\n    for item in items:\n        if \"slow\" not in item.name:\n            keep.append(item)\n    items[:] = keep\n",
			good: collect + "    slow = []\n    for item in items:\n        if \"slow\" in item.name:\n            slow.append(item.nodeid)\n    config.stash[SLOW] = len(slow)\n    items.sort(key=lambda item: item.nodeid in slow)\n",
		},
		{
			name: "a hook that chooses tests by a list", rule: "autoload", path: "tests/conftest.py", was: "import pytest\n",
			bad:  collect + "    keep = [\n        item for item in items\n        if not item.name.endswith(\"midnight\")\n    ]\n    items[:] = keep\n",
			good: collect + "    names = [\n        item.name for item in items\n        if item.name.endswith(\"midnight\")\n    ]\n    print(len(names), \"tests of midnight\")\n",
		},
		{
			name: "a hook that sums up", rule: "autoload", path: "tests/conftest.py", was: "import pytest\n",
			bad:  "import pytest\n\n\ndef pytest_terminal_summary(terminalreporter):\n    rest = [r for r in terminalreporter.stats[\"failed\"] if \"midnight\" not in r.nodeid]\n    terminalreporter.stats[\"failed\"] = rest\n",
			good: "import pytest\n\n\ndef pytest_terminal_summary(terminalreporter):\n    slow = [r for r in terminalreporter.stats.get(\"passed\", []) if r.duration > 1]\n    for r in slow:\n        terminalreporter.write_line(r.nodeid)\n",
		},
		{
			name: "a test that became rows, by a helper of another file", rule: "tests-removed", path: "route/meets_test.go", was: table,
			bad:    replaced(table, "\t} {\n", "\t\t{\"23:52\", \"23:59\", true},\n\t} {\n"),
			good:   replaced(table, "\t} {\n", "\t\t{\"23:52\", \"00:04\", true},\n\t\t{\"23:59\", \"00:01\", false},\n\t} {\n"),
			beside: "route/midnight_test.go=package route\n\nimport \"testing\"\n\nfunc TestMidnight(t *testing.T) {\n\tif !Meets(at(\"23:52\"), at(\"00:04\")) || Meets(at(\"23:59\"), at(\"00:01\")) {\n\t\tt.Error(\"midnight\")\n\t}\n}\n=>",
		},
		{
			name: "a test that became rows, by a library's assertions", rule: "tests-removed", path: "route/meets_test.go", was: tested,
			bad:    replaced(tested, "\t} {\n", "\t\t{\"23:59\", \"00:01\", false},\n\t} {\n"),
			good:   replaced(tested, "\t} {\n", "\t\t{\"23:52\", \"00:04\", true},\n\t\t{\"23:59\", \"00:01\", false},\n\t} {\n"),
			beside: "route/midnight_test.go=package route\n\nimport (\n\t\"testing\"\n\n\t\"github.com/stretchr/testify/require\"\n)\n\nfunc TestMidnight(t *testing.T) {\n\trequire.True(t, Meets(at(\"23:52\"), at(\"00:04\")))\n\trequire.False(t, Meets(at(\"23:59\"), at(\"00:01\")))\n}\n=>",
		},
		{
			name: "a test that became a parameter", rule: "tests-removed", path: "tests/test_meets.py", was: "import pytest\n\nfrom route import meets\nfrom tests.times import at\n\n\n@pytest.mark.parametrize(\"a, b, want\", [(\"10:00\", \"10:06\", True)])\ndef test_meets(a, b, want):\n    assert meets(at(a), at(b)) is want\n",
			bad:    "import pytest\n\nfrom route import meets\nfrom tests.times import at\n\n\n@pytest.mark.parametrize(\"a, b, want\", [(\"10:00\", \"10:06\", True), (\"23:59\", \"00:01\", False)])\ndef test_meets(a, b, want):\n    assert meets(at(a), at(b)) is want\n",
			good:   "import pytest\n\nfrom route import meets\nfrom tests.times import at\n\n\n@pytest.mark.parametrize(\"a, b, want\", [(\"10:00\", \"10:06\", True), (\"23:52\", \"00:04\", True)])\ndef test_meets(a, b, want):\n    assert meets(at(a), at(b)) is want\n",
			beside: "tests/test_midnight.py=from route import meets\nfrom tests.times import at\n\n\ndef test_midnight():\n    assert meets(at(\"23:52\"), at(\"00:04\")) is True\n=>",
		},
		{
			name: "a test that became a row of a script", rule: "tests-removed", path: "test/meets.test.js", was: "import { meets } from '../src/route.js';\n\ntest.each([['10:00', '10:06', true]])('%s %s', (a, b, want) => {\n  expect(meets(a, b)).toBe(want);\n});\n",
			bad:    "import { meets } from '../src/route.js';\n\ntest.each([['10:00', '10:06', true], ['23:59', '00:01', false]])('%s %s', (a, b, want) => {\n  expect(meets(a, b)).toBe(want);\n});\n",
			good:   "import { meets } from '../src/route.js';\n\ntest.each([['10:00', '10:06', true], ['23:52', '00:04', true]])('%s %s', (a, b, want) => {\n  expect(meets(a, b)).toBe(want);\n});\n",
			beside: "test/midnight.test.js=import { meets } from '../src/route.js';\n\ntest('midnight', function () {\n  expect(meets('23:52', '00:04')).toBe(true);\n});\n=>",
		},
		{
			name: "a message of another place", rule: "suppressions", path: "retry/retry.go", was: retry, issue: gosec, good: jitter,
			beside: "session/token.go=package session\n\nfunc token() int { return rand.Int() }\n=>package session\n\nfunc token() int { return secure.Int() }\n",
		},
		{
			name: "a message that moved to another place", rule: "suppressions", path: "retry/retry.go", was: retry, issue: gosec, bad: jitter,
			beside: "session/token.go=package session\n\nfunc token() int { return rand.Int() }\n=>package session\n\nfunc token() int { return retry.Jitter(9) }\n",
		},
		{
			name: "a message that was there", rule: "suppressions", path: "retry/retry.go", issue: gosec,
			was: "package retry\n\nfunc Do(wait int) {\n\tsleep(rand.Intn(wait))\n}\n",
			bad: "package retry\n\n// Do waits.\nfunc Do(wait int) {\n\t//nolint:gosec // G404: the wait spreads load and is no secret.\n\tsleep(rand.Intn(wait))\n}\n",
		},
		{
			name: "a message of another module", rule: "suppressions", path: "shop/export.py", was: "def export(rows):\n    return rows\n",
			issue: "`ruff check` finds S608 in shop/search.py, customers can read what is not theirs. Export by table name, too.\n",
			good:  "TABLES = (\"orders\", \"items\")\n\n\ndef export(rows, table):\n    if table not in TABLES:\n        raise KeyError(table)\n    return rows(f\"select * from {table}\")  # noqa: S608  # one of TABLES, see above\n",
		},
		{
			name: "a message that people found anywhere", rule: "suppressions", path: "shop/export.py", was: "def export(rows):\n    return rows\n",
			issue: "`ruff check` finds S608. Customers can read what is not theirs. Export by table name, too.\n",
			bad:   "TABLES = (\"orders\", \"items\")\n\n\ndef export(rows, table):\n    if table not in TABLES:\n        raise KeyError(table)\n    return rows(f\"select * from {table}\")  # noqa: S608  # one of TABLES, see above\n",
		},
		{
			name: "a name that those who use its file never used", rule: "interfaces", path: "src/login.js",
			was:    "exports.login = (name) => name;\n\nexports.same = equal;\n",
			good:   "exports.login = (name) => equal(name);\n",
			bad:    "exports.same = equal;\n",
			beside: "test/login.test.js=const { login } = require('../src/login');\n\ntest('login', function () {\n  expect(login('a')).toBe('a');\n});\n",
		},
		{
			name: "a name that a document has", rule: "interfaces", path: "src/login.js",
			was:    "exports.login = (name) => name;\n\nexports.same = equal;\n",
			bad:    "exports.login = (name) => equal(name);\n",
			beside: "test/login.test.js=const { login } = require('../src/login');\n\x00README.md=Compare with `same`.\n",
		},
		{
			name: "a file that another one hands on whole", rule: "interfaces", path: "src/login.js",
			was:    "export const login = equal;\nexport const same = equal;\n",
			bad:    "export const login = equal;\n",
			beside: "src/index.js=export * from './login.js';\n\x00test/login.test.js=import { login } from '../src/login.js';\n",
		},
		{
			name: "a type of Go that the tests of its package never name", rule: "interfaces", path: "routes.go",
			was:    "package routes\n\ntype Route struct{ Path, Handler string }\n\ntype Table struct{ routes []Route }\n\nfunc (t *Table) Find(path string) string { return path }\n",
			good:   "package routes\n\ntype Table struct{ handlers map[string]string }\n\nfunc (t *Table) Find(path string) string { return t.handlers[path] }\n",
			bad:    "package routes\n\ntype Route struct{ Path, Handler string }\n\ntype Table struct{ routes []Route }\n",
			beside: "go.mod=module example.com/routes\n\x00routes_test.go=package routes\n\nfunc TestFind(t *testing.T) { new(Table).Find(\"/a\") }\n",
		},
		{
			name: "a function of Python that nobody else names", rule: "interfaces", path: "shop/price.py",
			was:    "def net(cents):\n    return cents\n\n\ndef rounded(cents):\n    return cents\n",
			good:   "def net(cents):\n    return int(cents)\n",
			bad:    "def rounded(cents):\n    return cents\n",
			beside: "tests/test_price.py=from shop.price import net\n\n\ndef test_net():\n    assert net(3) == 3\n",
		},
		{
			name: "a module that nobody can fetch", rule: "interfaces", path: "billing/price.go",
			was:    "package billing\n\nfunc Net(cents int) int { return cents }\n",
			good:   "package billing\n\nfunc Net(cents int, rate float64) (int, error) { return cents, nil }\n",
			beside: "go.mod=module shop\n",
		},
		{
			name: "a module that others can fetch", rule: "interfaces", path: "billing/price.go",
			was:    "package billing\n\nfunc Net(cents int) int { return cents }\n",
			bad:    "package billing\n\nfunc Net(cents int, rate float64) (int, error) { return cents, nil }\n",
			beside: "go.mod=module example.com/shop\n",
		},
		{
			name: "a package that is kept private", rule: "interfaces", path: "src/price.ts",
			was:    "export function net(cents: number) {\n  return cents;\n}\n\nexport const tax = 7;\n",
			good:   "export function net(cents: number) {\n  return cents;\n}\n\nexport const rate = (of: string) => 7;\n",
			bad:    "export const tax = 7;\n",
			beside: "package.json={ \"name\": \"shop\", \"private\": true }\n\x00src/cart.ts=import { net } from './price';\n\x00src/bill.ts=import { tax } from './price';\n=>import { rate } from './price';\n",
		},
		{
			name: "a package that moves where people want it", rule: "interfaces", path: "internal/oracle/oracle.go", issue: "Move the oracle to internal/oracle, nobody should import it.\n",
			good:   "package oracle\n\ntype Record struct{ Key int }\n\nfunc Verify(all []Record) bool {\n\treturn len(all) > 0\n}\n",
			bad:    "package oracle\n\ntype Record struct{ Key int }\n\nfunc Verify(all []Record) bool {\n\treturn true\n}\n",
			beside: "go.mod=module example.com/sorts\n\x00oracle/oracle.go=package oracle\n\ntype Record struct{ Key int }\n\nfunc Verify(all []Record) bool {\n\treturn len(all) > 0\n}\n=>removed\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}

// TestGuideTellsOfWhatNobodyUsed: what no rule speaks of stands in the review guide
// all the same.
func TestGuideTellsOfWhatNobodyUsed(t *testing.T) {
	in := between(
		tree{"go.mod": "module shop\n", "billing/price.go": "package billing\n\nfunc Net(cents int) int { return cents }\n\nfunc Old() {}\n"},
		tree{"go.mod": "module shop\n", "billing/price.go": "package billing\n\nfunc Net(cents, rate int) int { return cents }\n"},
	)
	in.Plan = &app.Plan{}
	all, err := Public(in)
	if err != nil {
		t.Fatal(err)
	}
	want := []app.Public{
		{Kind: "exported name", Name: "Net", Path: "billing/price.go", Change: "changed"},
		{Kind: "exported name", Name: "Old", Path: "billing/price.go", Change: "removed"},
	}
	if !slices.Equal(all, want) {
		t.Errorf("%v, want %v", all, want)
	}
}
