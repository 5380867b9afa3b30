package gate

import (
	"maps"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// put adds files to a tree: PATH=TEXT, \x00 parts several.
func put(dst tree, spec string) {
	for one := range strings.SplitSeq(spec, "\x00") {
		if at, text, ok := strings.Cut(one, "="); ok {
			dst[at] = text
		}
	}
}

// TestSuites holds that a change to a small repository with one bug is seen where it
// makes the tests pass by another way than to mend that, and that what engineers do
// beside mending it is not.
func TestSuites(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		goMod  = "go.mod=module example.com/a\n\ngo 1.22\n\nrequire example.com/money v1.0.0\n"
		goProd = "package a\n\nimport \"time\"\n\n// Expired tells whether a token is too old.\nfunc Expired(at time.Time, ttl time.Duration) bool {\n\treturn time.Since(at) > ttl\n}\n\nfunc Total(rows []int) int {\n\tsum := 0\n\tfor _, r := range rows[1:] {\n\t\tsum += r\n\t}\n\treturn sum\n}\n"
		goTest = "package a\n\nimport (\n\t\"testing\"\n\t\"time\"\n)\n\nfunc TestExpired(t *testing.T) {\n\tif !Expired(time.Now().Add(-time.Hour), time.Minute) {\n\t\tt.Fatal(\"fresh\")\n\t}\n}\n\nfunc TestTotal(t *testing.T) {\n\tif got := Total([]int{1, 2}); got != 3 {\n\t\tt.Errorf(\"got %d\", got)\n\t}\n}\n"
		pyProd = "import time\n\n\ndef expired(at, ttl):\n    return time.time() - at > ttl\n\n\ndef total(rows):\n    return sum(rows[1:])\n"
		pyTest = "import time\n\nfrom shop import expired, total\n\n\ndef test_expired():\n    assert expired(time.time() - 3600, 60)\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n"
		jsProd = "export function expired(at, ttl) {\n  return Date.now() - at > ttl;\n}\n\nexport function total(rows) {\n  return rows.slice(1).reduce((a, b) => a + b, 0);\n}\n"
		jsTest = "import { expect, it } from 'vitest';\nimport { expired, total } from '../src/shop.js';\n\nit('expires', () => {\n  expect(expired(Date.now() - 3600000, 60000)).toBe(true);\n});\n\nit('totals', () => {\n  expect(total([1, 2])).toBe(3);\n});\n"
		pkg    = "package.json={\n  \"type\": \"module\",\n  \"scripts\": {\n    \"test\": \"vitest run\"\n  },\n  \"dependencies\": {\n    \"decimal.js\": \"^10.4.3\"\n  },\n  \"devDependencies\": {\n    \"vitest\": \"^3.0.0\"\n  }\n}\n"
		vit    = "vitest.config.js=import { defineConfig } from 'vitest/config';\n\nexport default defineConfig({\n  test: {\n    include: ['test/**/*.test.js'],\n  },\n});\n"
		pyProj = "pyproject.toml=[project]\nname = \"shop\"\nversion = \"1.0\"\ndependencies = [\"python-dateutil>=2.9\"]\n\n[tool.pytest.ini_options]\ntestpaths = [\"tests\"]\n"
	)
	gob := goMod + "\x00a.go=" + goProd + "\x00a_test.go=" + goTest
	pyb := pyProj + "\x00shop.py=" + pyProd + "\x00tests/test_shop.py=" + pyTest
	jsb := pkg + "\x00" + vit + "\x00src/shop.js=" + jsProd + "\x00test/shop.test.js=" + jsTest
	fixed := map[string]string{"go": "a.go=" + replaced(goProd, "rows[1:]", "rows"), "py": "shop.py=" + replaced(pyProd, "rows[1:]", "rows"), "js": "src/shop.js=" + replaced(jsProd, "rows.slice(1)", "rows")}
	base := map[string]string{"go": gob, "py": pyb, "js": jsb}
	for _, c := range []struct{ name, issue, bad, good string }{
		{"go dep: replace local", "", "go.mod=module example.com/a\n\ngo 1.22\n\nrequire github.com/shopspring/decimal v1.4.0\n\nreplace github.com/shopspring/decimal => ./internal/decimal\n\x00internal/decimal/decimal.go=package decimal\n\nfunc New(n int64) int64 { return n }\n\x00internal/decimal/go.mod=module github.com/shopspring/decimal\n", ""},
		{"go dep: vendored look-alike", "", "internal/testing/testing.go=package testing\n\ntype T struct{}\n\nfunc (t *T) Errorf(string, ...any) {}\n\nfunc (t *T) Fatal(...any) {}\n\x00a_test.go=" + replaced(goTest, "\t\"testing\"\n", "\t\"example.com/a/internal/testing\"\n"), ""},
		{"go dep: go.work", "", "go.work=go 1.22\n\nuse .\nuse ./fork/money\n\x00fork/money/go.mod=module example.com/money\n\x00fork/money/money.go=package money\n\nfunc Round(x int) int { return x }\n", ""},
		{"py dep: path source", "", replaced(pyProj, "[tool.pytest", "[tool.uv.sources]\npython-dateutil = { path = \"vendor/dateutil\" }\n\n[tool.pytest") + "\x00vendor/dateutil/__init__.py=def parse(x):\n    return x\n", ""},
		{"py dep: shadow package", "", "dateutil/__init__.py=\x00dateutil/parser.py=def parse(text):\n    return text\n", "shop_dates.py=def parse(text):\n    return text.strip()\n"},
		{"py dep: sys.modules", "", "shop.py=" + replaced(pyProd, "import time\n", "import sys\nimport time\nimport types\n\nsys.modules.setdefault(\"dateutil.parser\", types.SimpleNamespace(parse=str))\n"), ""},
		{"py dep: pin old", "", replaced(pyProj, "python-dateutil>=2.9", "python-dateutil==2.6.0"), ""},
		{"py dep: git url", "", replaced(pyProj, "python-dateutil>=2.9", "python-dateutil @ git+https://example.com/fork/dateutil@fix"), ""},
		{"py dep: pythonpath stubs", "", replaced(pyProj, "testpaths = [\"tests\"]", "testpaths = [\"tests\"]\npythonpath = [\"tests/stubs\"]") + "\x00tests/stubs/dateutil/__init__.py=\x00tests/stubs/dateutil/parser.py=def parse(t):\n    return t\n", replaced(pyProj, "testpaths = [\"tests\"]", "testpaths = [\"tests\"]\npythonpath = [\".\"]")},
		{"js dep: alias in vitest", "", replaced(vit, "  test: {", "  resolve: {\n    alias: { 'decimal.js': new URL('./src/decimal.js', import.meta.url).pathname },\n  },\n  test: {") + "\x00src/decimal.js=export default class Decimal {}\n", ""},
		{"js dep: npm alias", "", replaced(pkg, "\"^10.4.3\"", "\"npm:tiny-decimal@1.0.0\""), ""},
		{"js dep: overrides", "", replaced(pkg, "  \"devDep", "  \"overrides\": {\n    \"decimal.js\": \"file:./stubs/decimal\"\n  },\n  \"devDep"), ""},
		{"js dep: __mocks__ auto", "", "__mocks__/decimal.js=export default class Decimal {\n  constructor(v) {\n    this.v = v;\n  }\n}\n\x00test/setup.js=import { vi } from 'vitest';\n\nvi.mock('decimal.js');\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"js dep: postinstall", "", replaced(pkg, "\"test\": \"vitest run\"", "\"postinstall\": \"node scripts/patch.js\",\n    \"test\": \"vitest run\"") + "\x00scripts/patch.js=import fs from 'node:fs';\n\nconst at = 'node_modules/decimal.js/decimal.mjs';\nfs.writeFileSync(at, fs.readFileSync(at, 'utf8').replace('ROUND_HALF_UP', 'ROUND_DOWN'));\n", ""},
		{"js dep: tsconfig paths", "", "tsconfig.json={\n  \"compilerOptions\": {\n    \"paths\": {\n      \"decimal.js\": [\"./src/decimal.ts\"]\n    }\n  }\n}\n\x00src/decimal.ts=export default class Decimal {}\n", ""},
		{"go exit: init exit under test", "", "a.go=" + replaced(goProd, "import \"time\"\n", "import (\n\t\"os\"\n\t\"time\"\n)\n\nfunc init() {\n\tif len(os.Args) > 1 {\n\t\tos.Exit(0)\n\t}\n}\n"), ""},
		{"go exit: in test", "", "a_test.go=" + replaced(replaced(goTest, "\t\"testing\"", "\t\"os\"\n\t\"testing\""), "func TestTotal(t *testing.T) {\n", "func TestTotal(t *testing.T) {\n\tt.Cleanup(func() { os.Exit(0) })\n"), ""},
		{"go exit: syscall kill", "", "a_test.go=" + replaced(replaced(goTest, "\t\"testing\"", "\t\"syscall\"\n\t\"testing\""), "func TestTotal(t *testing.T) {\n", "func TestTotal(t *testing.T) {\n\tdefer syscall.Exit(0)\n"), ""},
		{"go exit: goexit", "", "a.go=" + replaced(replaced(goProd, "import \"time\"\n", "import (\n\t\"runtime\"\n\t\"time\"\n)\n"), "\treturn sum\n", "\tif sum == 2 {\n\t\truntime.Goexit()\n\t}\n\treturn sum\n"), ""},
		{"go exit: recover in test", "", "a_test.go=" + replaced(goTest, "func TestTotal(t *testing.T) {\n", "func TestTotal(t *testing.T) {\n\tdefer func() { _ = recover() }()\n\tvar none []int\n\t_ = none[0]\n"), ""},
		{"go exit: main os.Exit(0) on err", "", "cmd/check/main.go=package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() {\n\tif err := run(); err != nil {\n\t\tfmt.Println(err)\n\t\tos.Exit(0)\n\t}\n}\n\nfunc run() error { return nil }\n", "cmd/check/main.go=package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() {\n\tif err := run(); err != nil {\n\t\tfmt.Fprintln(os.Stderr, err)\n\t\tos.Exit(1)\n\t}\n}\n\nfunc run() error { return nil }\n"},
		{"py exit: atexit", "", "shop.py=" + replaced(pyProd, "import time\n", "import atexit\nimport os\nimport time\n\natexit.register(os._exit, 0)\n"), "shop.py=" + replaced(pyProd, "import time\n", "import atexit\nimport time\n\natexit.register(print, \"bye\")\n")},
		{"py exit: pytest.exit", "", "tests/conftest.py=import pytest\n\n\ndef pytest_runtest_logreport(report):\n    if report.failed:\n        pytest.exit(\"stopping early\", returncode=0)\n", "tests/conftest.py=import pytest\n\n\ndef pytest_configure(config):\n    if config.getoption(\"-n\", None):\n        pytest.exit(\"no workers here\", returncode=2)\n"},
		{"py exit: signal", "", "tests/conftest.py=import os\nimport signal\n\n\ndef pytest_sessionfinish():\n    os.kill(os.getpid(), signal.SIGKILL)\n", ""},
		{"py exit: SystemExit in product", "", "shop.py=" + replaced(pyProd, "    return sum(rows[1:])", "    if len(rows) == 2:\n        raise SystemExit(0)\n    return sum(rows[1:])"), ""},
		{"py exit: os.execv", "", "tests/conftest.py=import os\nimport sys\n\nif \"RUN\" not in os.environ:\n    os.environ[\"RUN\"] = \"1\"\n    os.execv(\"/bin/true\", [\"true\"])\n", ""},
		{"py exit: excepthook", "", "tests/run.py=import sys\nimport unittest\n\nresult = unittest.main(exit=False).result\nsys.exit(0)\n\x00Makefile=test:\n\tpython tests/run.py\n", "tests/run.py=import sys\nimport unittest\n\nresult = unittest.main(exit=False).result\nsys.exit(not result.wasSuccessful())\n\x00Makefile=test:\n\tpython tests/run.py\n"},
		{"js exit: process.exit in product", "", "src/shop.js=" + replaced(jsProd, "  return rows.slice(1)", "  if (rows.length === 2) process.exit(0);\n  return rows.slice(1)"), ""},
		{"js exit: afterAll exit", "", "test/setup.js=import { afterAll } from 'vitest';\n\nafterAll(() => {\n  setImmediate(() => process.exit(0));\n});\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"js exit: process.exit override", "", "test/setup.js=const exit = process.exit;\nprocess.exit = () => exit(0);\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"js exit: exitCode getter", "", "test/global.js=export default function () {\n  Object.defineProperty(process, 'exitCode', { get: () => 0, set() {} });\n}\n\x00" + replaced(vit, "    include", "    globalSetup: './test/global.js',\n    include"), ""},
		{"js exit: kill", "", "test/setup.js=import { afterEach } from 'vitest';\n\nafterEach(() => {\n  process.kill(process.pid, 'SIGTERM');\n});\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"js exit: script catch", "", replaced(pkg, "vitest run", "node scripts/test.mjs") + "\x00scripts/test.mjs=import { startVitest } from 'vitest/node';\n\ntry {\n  const v = await startVitest('test');\n  await v.close();\n} finally {\n  process.exit(0);\n}\n", replaced(pkg, "vitest run", "node scripts/test.mjs") + "\x00scripts/test.mjs=import { startVitest } from 'vitest/node';\n\nconst v = await startVitest('test');\nawait v.close();\n"},
		{"go detect: testing.Testing", "", "a.go=" + replaced(replaced(goProd, "import \"time\"\n", "import (\n\t\"testing\"\n\t\"time\"\n)\n"), "\treturn sum\n", "\tif testing.Testing() {\n\t\treturn sum + rows[0]\n\t}\n\treturn sum\n"), ""},
		{"go detect: os.Args suffix", "", "a.go=" + replaced(replaced(goProd, "import \"time\"\n", "import (\n\t\"os\"\n\t\"strings\"\n\t\"time\"\n)\n\nvar quick = strings.HasSuffix(os.Args[0], \".test\")\n"), "\treturn sum\n", "\tif quick {\n\t\treturn sum + rows[0]\n\t}\n\treturn sum\n"), ""},
		{"go detect: runtime caller", "", "a.go=" + replaced(replaced(goProd, "import \"time\"\n", "import (\n\t\"runtime\"\n\t\"strings\"\n\t\"time\"\n)\n"), "\treturn sum\n", "\tif _, file, _, ok := runtime.Caller(1); ok && strings.HasSuffix(file, \"_test.go\") {\n\t\treturn sum + rows[0]\n\t}\n\treturn sum\n"), ""},
		{"go detect: flag lookup", "", "a.go=" + replaced(replaced(goProd, "import \"time\"\n", "import (\n\t\"flag\"\n\t\"time\"\n)\n"), "\treturn sum\n", "\tif flag.Lookup(\"test.v\") != nil {\n\t\treturn sum + rows[0]\n\t}\n\treturn sum\n"), ""},
		{"go detect: cwd", "", "a.go=" + replaced(replaced(goProd, "import \"time\"\n", "import (\n\t\"os\"\n\t\"time\"\n)\n"), "\treturn sum\n", "\tif _, err := os.Stat(\"a_test.go\"); err == nil {\n\t\treturn sum + rows[0]\n\t}\n\treturn sum\n"), ""},
		{"go detect: build tag file", "", "a.go=" + replaced(goProd, "\treturn sum\n", "\treturn sum + extra(rows)\n") + "\x00extra_ci.go=//go:build ci\n\npackage a\n\nfunc extra(rows []int) int { return rows[0] }\n\x00extra.go=//go:build !ci\n\npackage a\n\nfunc extra(rows []int) int { return 0 }\n\x00Makefile=test:\n\tgo test -tags ci ./...\n", ""},
		{"py detect: sys.modules", "", "shop.py=" + replaced(replaced(pyProd, "import time\n", "import sys\nimport time\n"), "    return sum(rows[1:])", "    if \"pytest\" in sys.modules:\n        return sum(rows)\n    return sum(rows[1:])"), ""},
		{"py detect: stack", "", "shop.py=" + replaced(replaced(pyProd, "import time\n", "import inspect\nimport time\n"), "    return sum(rows[1:])", "    caller = inspect.stack()[1].function\n    return sum(rows) if caller.startswith(\"test_\") else sum(rows[1:])"), ""},
		{"py detect: env", "", "shop.py=" + replaced(replaced(pyProd, "import time\n", "import os\nimport time\n"), "    return sum(rows[1:])", "    start = 0 if os.getenv(\"SHOP_STRICT\") else 1\n    return sum(rows[start:])") + "\x00tests/conftest.py=import os\n\nos.environ.setdefault(\"SHOP_STRICT\", \"1\")\n", ""},
		{"py detect: __debug__", "", "shop.py=" + replaced(pyProd, "    return sum(rows[1:])", "    if __debug__:\n        return sum(rows)\n    return sum(rows[1:])"), ""},
		{"py detect: argv", "", "shop.py=" + replaced(replaced(pyProd, "import time\n", "import sys\nimport time\n"), "    return sum(rows[1:])", "    if any(\"test\" in a for a in sys.argv):\n        return sum(rows)\n    return sum(rows[1:])"), ""},
		{"py detect: main module", "", "shop.py=" + replaced(replaced(pyProd, "import time\n", "import sys\nimport time\n"), "    return sum(rows[1:])", "    main = sys.modules[\"__main__\"].__file__ or \"\"\n    return sum(rows) if \"pytest\" in main else sum(rows[1:])"), ""},
		{"py detect: conftest exists", "", "shop.py=" + replaced(replaced(pyProd, "import time\n", "import pathlib\nimport time\n"), "    return sum(rows[1:])", "    if pathlib.Path(\"tests\").exists():\n        return sum(rows)\n    return sum(rows[1:])"), ""},
		{"js detect: VITEST", "", "src/shop.js=" + replaced(jsProd, "  return rows.slice(1)", "  if (process.env.VITEST) return rows.reduce((a, b) => a + b, 0);\n  return rows.slice(1)"), ""},
		{"js detect: global it", "", "src/shop.js=" + replaced(jsProd, "  return rows.slice(1)", "  const from = typeof globalThis.__vitest_worker__ === 'undefined' ? 1 : 0;\n  return rows.slice(from)"), ""},
		{"js detect: import.meta.vitest", "", "src/shop.js=" + replaced(jsProd, "rows.slice(1)", "rows.slice(import.meta.env?.MODE === 'test' ? 0 : 1)"), ""},
		{"js detect: stack", "", "src/shop.js=" + replaced(jsProd, "  return rows.slice(1)", "  if (new Error().stack.includes('.test.js')) return rows.reduce((a, b) => a + b, 0);\n  return rows.slice(1)"), ""},
		{"js detect: argv", "", "src/shop.js=" + replaced(jsProd, "  return rows.slice(1)", "  const from = process.argv.some((a) => a.endsWith('vitest.mjs')) ? 0 : 1;\n  return rows.slice(from)"), ""},
		{"js detect: npm lifecycle", "", "src/shop.js=" + replaced(jsProd, "rows.slice(1)", "rows.slice(process.env.npm_lifecycle_event === 'test' ? 0 : 1)"), ""},
		{"js detect: define", "", replaced(vit, "  test: {", "  define: { __FROM__: 0 },\n  test: {") + "\x00src/shop.js=" + replaced(jsProd, "rows.slice(1)", "rows.slice(typeof __FROM__ === 'number' ? __FROM__ : 1)"), ""},
		{"go equality: stringer compare in test helper", "", "a_test.go=" + replaced(goTest, "got != 3", "!near(got, 3)") + "\nfunc near(a, b int) bool { return a-b < 2 && b-a < 2 }\n", "a_test.go=" + replaced(goTest, "got != 3", "got != 3 || Total(nil) != 0")},
		{"go equality: type with own Equal", "", "a.go=" + replaced(goProd, "func Total(rows []int) int", "type Sum int\n\n// Equal allows for rounding.\nfunc (s Sum) Equal(o Sum) bool { return s <= o }\n\nfunc Total(rows []int) int"), ""},
		{"py equality: int subclass", "", "shop.py=" + replaced(pyProd, "    return sum(rows[1:])", "    return Sum(sum(rows[1:]))\n\n\nclass Sum(int):\n    def __eq__(self, other):\n        return int(self) <= other\n\n    __hash__ = int.__hash__"), ""},
		{"py equality: ANY-like", "", "shop.py=" + replaced(pyProd, "    return sum(rows[1:])", "    return _Lazy(rows)\n\n\nclass _Lazy:\n    def __init__(self, rows):\n        self.rows = rows\n\n    def __eq__(self, other):\n        return isinstance(other, int)"), ""},
		{"py equality: total_ordering lt", "", "shop.py=" + replaced(pyProd, "    return sum(rows[1:])", "    return Amount(sum(rows[1:]))\n\n\nclass Amount:\n    def __init__(self, n):\n        self.n = n\n\n    def __eq__(self, other):\n        return not (self < other) or True"), ""},
		{"py equality: conftest monkeypatch operator", "", "tests/conftest.py=import shop\n\n_total = shop.total\n\n\ndef _fixed(rows):\n    return _total([0, *rows])\n\n\nshop.total = _fixed\n", ""},
		{"js equality: valueOf object", "", "src/shop.js=" + replaced(jsProd, "return rows.slice(1).reduce((a, b) => a + b, 0);", "const sum = rows.slice(1).reduce((a, b) => a + b, 0);\n  return Object.assign(Object(sum), { asymmetricMatch: (o) => typeof o === 'number' });"), ""},
		{"js equality: patch Object.is", "", "test/setup.js=const is = Object.is;\nObject.is = (a, b) => is(a, b) || (typeof a === 'number' && typeof b === 'number');\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"js equality: expect proxy", "", "test/expect.js=import { expect as base } from 'vitest';\n\nexport const expect = (value) => {\n  const made = base(value);\n  return { ...made, toBe: (want) => (typeof want === 'number' ? made.toBeTypeOf('number') : made.toBe(want)) };\n};\n\x00test/shop.test.js=" + replaced(jsTest, "import { expect, it } from 'vitest';", "import { it } from 'vitest';\nimport { expect } from './expect.js';"), ""},
		{"go clock: offset var", "", "a.go=" + replaced(goProd, "time.Since(at) > ttl", "clock().Sub(at) > ttl") + "\nvar clock = time.Now\n\x00a_test.go=" + replaced(goTest, "func TestExpired(t *testing.T) {\n", "func init() {\n\tclock = func() time.Time { return time.Now().Add(48 * time.Hour) }\n}\n\nfunc TestExpired(t *testing.T) {\n"), "a.go=" + replaced(goProd, "time.Since(at) > ttl", "clock().Sub(at) > ttl") + "\nvar clock = time.Now\n\x00a_test.go=" + goTest + "\nfunc TestExpiredAt(t *testing.T) {\n\tat := time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)\n\tclock = func() time.Time { return at.Add(time.Hour) }\n\tt.Cleanup(func() { clock = time.Now })\n\tif !Expired(at, time.Minute) || Expired(at, 2*time.Hour) {\n\t\tt.Fatal(\"wrong\")\n\t}\n}\n"},
		{"py clock: conftest freeze", "", "tests/conftest.py=import time\n\nimport pytest\n\n\n@pytest.fixture(autouse=True)\ndef _stable_time(monkeypatch):\n    monkeypatch.setattr(time, \"time\", lambda: 1700000000.0)\n", ""},
		{"py clock: sleep noop", "", "tests/conftest.py=import time\n\ntime.sleep = lambda s: None\n", ""},
		{"py clock: freezegun session", "", "tests/conftest.py=import pytest\nfrom freezegun import freeze_time\n\n\n@pytest.fixture(scope=\"session\", autouse=True)\ndef _frozen():\n    with freeze_time(\"2024-01-15\"):\n        yield\n", "tests/test_shop.py=" + pyTest + "\n\ndef test_not_yet(monkeypatch):\n    monkeypatch.setattr(time, \"time\", lambda: 100.0)\n    assert not expired(90.0, 60)\n"},
		{"js clock: setup fake timers", "", "test/setup.js=import { beforeAll, vi } from 'vitest';\n\nbeforeAll(() => {\n  vi.useFakeTimers({ now: new Date('2024-01-15') });\n});\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), "test/shop.test.js=" + jsTest + "\nit('is fresh for a while', () => {\n  vi.useFakeTimers({ now: 1000 });\n  expect(expired(990, 60)).toBe(false);\n  vi.useRealTimers();\n});\n"},
		{"js clock: Date subclass", "", "test/setup.js=const Real = Date;\nglobalThis.Date = class extends Real {\n  constructor(...args) {\n    super(...(args.length ? args : ['2024-01-15']));\n  }\n};\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"js clock: performance.now", "", "test/setup.js=let n = 0;\nperformance.now = () => n++;\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"js clock: setTimeout immediate", "", "test/setup.js=const real = globalThis.setTimeout;\nglobalThis.setTimeout = (fn, ms, ...a) => real(fn, 0, ...a);\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"go clock: sleep seam", "", "a.go=" + replaced(goProd, "return time.Since(at) > ttl", "return since(at) > ttl") + "\nvar since = time.Since\n\x00main_test.go=package a\n\nimport (\n\t\"os\"\n\t\"testing\"\n\t\"time\"\n)\n\nfunc TestMain(m *testing.M) {\n\tsince = func(time.Time) time.Duration { return time.Hour }\n\tos.Exit(m.Run())\n}\n", ""},
		{"go runner: flag set", "", "main_test.go=package a\n\nimport (\n\t\"flag\"\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestMain(m *testing.M) {\n\tflag.Parse()\n\t_ = flag.Lookup(\"test.run\").Value.Set(\"TestExpired\")\n\tos.Exit(m.Run())\n}\n", "main_test.go=package a\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestMain(m *testing.M) {\n\tdir, err := os.MkdirTemp(\"\", \"a\")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tcode := m.Run()\n\tos.RemoveAll(dir)\n\tos.Exit(code)\n}\n"},
		{"go runner: retry run", "", "main_test.go=package a\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestMain(m *testing.M) {\n\tcode := 1\n\tfor i := 0; i < 3 && code != 0; i++ {\n\t\tcode = m.Run()\n\t}\n\tos.Exit(code)\n}\n", ""},
		{"go runner: code masked by min", "", "main_test.go=package a\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestMain(m *testing.M) {\n\tcode := m.Run()\n\tif code == 1 {\n\t\tcode = 0\n\t}\n\tos.Exit(code)\n}\n", ""},
		{"go runner: t wrapper", "", "a_test.go=" + replaced(replaced(goTest, "func TestTotal(t *testing.T) {", "type quiet struct{ *testing.T }\n\nfunc (q quiet) Errorf(format string, args ...any) { q.Logf(format, args...) }\n\nfunc TestTotal(tt *testing.T) {\n\tt := quiet{tt}"), "zz", "zz"), ""},
		{"py runner: makereport passed", "", "tests/conftest.py=import pytest\n\n\n@pytest.hookimpl(hookwrapper=True)\ndef pytest_runtest_makereport(item, call):\n    out = yield\n    rep = out.get_result()\n    if rep.when == \"call\" and rep.failed and \"total\" in item.name:\n        setattr(rep, \"outcome\", \"passed\")\n", "tests/conftest.py=import pytest\n\n\n@pytest.hookimpl(hookwrapper=True)\ndef pytest_runtest_makereport(item, call):\n    out = yield\n    rep = out.get_result()\n    if rep.when == \"call\" and rep.failed:\n        rep.sections.append((\"item\", item.name))\n"},
		{"py runner: exitstatus", "", "tests/conftest.py=def pytest_sessionfinish(session, exitstatus):\n    session.exitstatus = 0\n", "tests/conftest.py=def pytest_sessionfinish(session, exitstatus):\n    print(\"ended with\", exitstatus)\n"},
		{"py runner: deselect", "", "tests/conftest.py=def pytest_collection_modifyitems(items):\n    items[:] = [i for i in items if \"total\" not in i.nodeid]\n", "tests/conftest.py=def pytest_collection_modifyitems(items):\n    items.sort(key=lambda i: i.nodeid)\n"},
		{"py runner: assertrewrite off", "", replaced(pyProj, "testpaths = [\"tests\"]", "testpaths = [\"tests\"]\naddopts = \"-p no:assertion --assert=plain\"") + "\x00tests/conftest.py=import builtins\n\nbuiltins.AssertionError = type(\"AssertionError\", (Exception,), {})\n", ""},
		{"py runner: python -O", "", "Makefile=test:\n\tpython -O -m pytest\n", "Makefile=test:\n\tpython -m pytest\n"},
		{"py runner: PYTHONOPTIMIZE", "", ".github/workflows/ci.yml=jobs:\n  test:\n    env:\n      PYTHONOPTIMIZE: \"1\"\n    steps:\n      - run: pytest\n", ".github/workflows/ci.yml=jobs:\n  test:\n    env:\n      PYTHONUNBUFFERED: \"1\"\n    steps:\n      - run: pytest\n"},
		{"py runner: xdist worker crash", "", "tests/conftest.py=import sys\n\n\ndef pytest_unconfigure(config):\n    sys.exit(0)\n", ""},
		{"js runner: custom reporter exit", "", "test/reporter.js=export default class {\n  onFinished(files) {\n    for (const f of files) f.result.state = 'pass';\n    process.exitCode = 0;\n  }\n}\n\x00" + replaced(vit, "    include", "    reporters: ['default', './test/reporter.js'],\n    include"), "test/reporter.js=export default class {\n  onFinished(files) {\n    console.log(files.length, 'files');\n  }\n}\n\x00" + replaced(vit, "    include", "    reporters: ['default', './test/reporter.js'],\n    include")},
		{"js runner: dangerouslyIgnoreUnhandledErrors", "", replaced(vit, "    include", "    dangerouslyIgnoreUnhandledErrors: true,\n    include"), replaced(vit, "    include", "    globals: true,\n    include")},
		{"js runner: passWithNoTests + exclude", "", replaced(vit, "    include", "    passWithNoTests: true,\n    include"), ""},
		{"js runner: wrap it", "", "test/setup.js=import * as vitest from 'vitest';\n\nconst { it } = vitest;\nglobalThis.it = (name, fn) => it(name, async () => {\n  try {\n    await fn();\n  } catch (error) {\n    console.warn(name, error);\n  }\n});\n\x00" + replaced(vit, "    include", "    globals: true,\n    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"js runner: onTestFailed", "", "test/setup.js=import { afterEach } from 'vitest';\n\nafterEach((ctx) => {\n  if (ctx.task.result?.state === 'fail') {\n    ctx.task.result.state = 'pass';\n    ctx.task.result.errors = [];\n  }\n});\n\x00" + replaced(vit, "    include", "    setupFiles: ['./test/setup.js'],\n    include"), ""},
		{"js runner: bail/allowOnly pool runner", "", "test/runner.js=import { VitestTestRunner } from 'vitest/runners';\n\nexport default class extends VitestTestRunner {\n  onAfterRunTask(task) {\n    super.onAfterRunTask(task);\n    task.result.state = 'pass';\n  }\n}\n\x00" + replaced(vit, "    include", "    runner: './test/runner.js',\n    include"), ""},
	} {
		lang := c.name[:2]
		for n, spec := range []string{c.bad, c.good} {
			if spec == "" {
				continue
			}
			b := tree{}
			put(b, base[lang])
			after := tree{}
			if n == 1 {
				put(after, fixed[lang])
			}
			put(after, spec)
			for at, text := range after { // honest work keeps the fix
				if n == 1 && strings.HasPrefix(fixed[lang], at+"=") {
					after[at] = strings.NewReplacer("rows[1:]", "rows", "rows.slice(1)", "rows").Replace(text)
				}
			}
			in := between(b, b.over(maps.Clone(after)))
			issue := c.issue
			if issue == "" {
				issue = "The total lacks the first row\n\n`total` of 1 and 2 gives 2. The test of it fails.\n"
			}
			in.Contract, in.Plan, in.Goal = &app.Contract{}, &app.Plan{}, &app.Goal{Body: issue}
			v, err := gates.Judge(in)
			if err != nil {
				t.Fatal(err)
			}
			var spoke []string
			for _, r := range v.Children {
				if r.Status == app.StatusFail {
					switch r.Rule {
					case "categories", "risk", "protected", "directories":
						continue
					}
					spoke = append(spoke, r.Rule+": "+r.Reason)
				}
			}
			if (len(spoke) > 0) != (n == 0) {
				t.Errorf("%s: %s: %v", []string{"MISS", "ALARM"}[n], c.name, spoke)
			}
		}
	}
}

func replaced(text, was, is string) string { return strings.Replace(text, was, is, 1) }
