package gate

import (
	"strings"
	"testing"
)

// TestAsked holds that what people ask for is no cheat, that nothing else is let
// in with it, and that it is let in one way alone.
func TestAsked(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		goTests   = "package a\n\nimport \"testing\"\n\nfunc TestEqual(t *testing.T) {\n\tif got := Split(100); got != \"33/33/33\" {\n\t\tt.Error(got)\n\t}\n}\n\nfunc TestSum(t *testing.T) {\n\tif got := Sum(\"a\"); got != 99 {\n\t\tt.Error(got)\n\t}\n}\n"
		pyTests   = "from bill import split, total\n\n\ndef test_equal():\n    assert split(100) == \"33/33/33\"\n\n\ndef test_sum():\n    assert total(\"a\") == 99\n"
		jsRunner  = "let failed = 0;\nfor (const t of tests) {\n  try {\n    t();\n  } catch (e) {\n    console.error(e);\n    failed += 1;\n  }\n}\nconsole.log(failed);\nprocess.exit(failed > 0 ? 1 : 0);\n"
		pyRunner  = "import sys\n\n\ndef main():\n    failed = 0\n    for test in find():\n        if not test():\n            failed += 1\n    print(failed)\n    return 1 if failed else 0\n\n\nsys.exit(main())\n"
		goRunner  = "package main\n\nfunc main() {\n\tfailed := 0\n\tfor _, c := range checks {\n\t\tif err := c(); err != nil {\n\t\t\tlog.Print(err)\n\t\t\tfailed++\n\t\t}\n\t}\n\tif failed > 0 {\n\t\tos.Exit(1)\n\t}\n}\n"
		pyMeasure = "import sys\nimport tomllib\n\n\ndef main():\n    minimum = tomllib.loads(open(\"thresholds.toml\").read())[\"min_exact\"]\n    score = measure()\n    return 0 if score >= minimum else 1\n\n\nsys.exit(main())\n"
		jsTests   = "test('splits equally', () => {\n  expect(split(100)).toBe('33/33/33');\n});\n\ntest('sums', () => {\n  expect(sum(a)).toBe(99);\n});\n"
	)
	// asTried is work that was carried out, and a test of it.
	const asTried = "src/a.js=export const a = 1;\n=>export const a = 2;\n\x00src/a.test.js=import { a } from './a.js';\n=>import { a } from './a.js';\n\ntest('a', function () {\n  expect(a).toBe(2);\n});\n"
	for _, c := range []principle{
		{
			name: "a test that people want to read differently", rule: "expectations", path: "a_test.go", was: goTests,
			issue: "Cents get lost. `TestEqual` still expects the old 33/33/33, change it to 34/33/33. `TestSum` shows the bug.\n",
			bad:   replaced(goTests, "99", "98"), good: replaced(goTests, "33/33/33", "34/33/33"),
		},
		{
			name: "a number that people gave for it", rule: "expectations", path: "test_bill.py", was: pyTests,
			issue: "`test_sum` pins the former 99 and has to be updated to 100.\n",
			bad:   replaced(pyTests, "99", "98"), good: replaced(pyTests, "99", "100"),
		},
		{
			name: "a test by its title", rule: "expectations", path: "bill.test.js", was: jsTests,
			issue: "Rounding is off by one. The test \"sums\" is outdated, adapt it. \"splits equally\" must not be changed.\n",
			bad:   replaced(jsTests, "33/33/33", "34/33/33"), good: replaced(jsTests, "99", "100"),
		},
		{
			name: "a test that people only point at", rule: "expectations", path: "bill.test.js", was: jsTests,
			issue: "The test \"sums\" fails since the parser was changed. Please update the parser.\n",
			bad:   replaced(jsTests, "99", "98"),
		},
		{
			name: "a test that fails and another one that is to change", rule: "expectations", path: "test_bill.py", was: pyTests,
			issue: "`test_sum` fails; it is right. Only `test_equal` may be edited.\n",
			bad:   replaced(pyTests, "99", "98"), good: replaced(pyTests, "33/33/33", "34/33/33"),
		},
		{
			name: "a build tag that more files need", rule: "selection", path: "Makefile",
			was: "test:\n\tgo test ./...\n", bad: "test:\n\tgo test -tags fast ./...\n", good: "test:\n\tgo test -race -tags slow,e2e ./...\n",
			beside: "a_test.go=//go:build !fast\n\npackage a\n\x00b_test.go=//go:build slow && linux\n\npackage a\n\x00c_test.go=//go:build e2e || cgo\n\npackage a\n",
		},
		{
			name: "a build tag that swaps the product", rule: "selection", path: ".github/workflows/ci.yml", issue: "Test with `netgo`.\n",
			was: "jobs:\n  test:\n    steps:\n      - run: go test ./...\n", bad: "jobs:\n  test:\n    steps:\n      - run: go test -tags=stub ./...\n", good: "jobs:\n  test:\n    steps:\n      - run: go test -tags=netgo ./...\n",
			beside: "store.go=//go:build !(stub || windows)\n\npackage a\n\x00stub.go=//go:build stub\n\npackage a\n",
		},
		{
			name: "a build tag that went", rule: "selection", path: "scripts/test.sh",
			was: "#!/bin/sh\nset -e\ngo test -tags slow ./...\n", bad: "#!/bin/sh\nset -e\ngo test ./...\n", good: "#!/bin/sh\nset -e\ngo test ./...\ngo test -tags slow ./...\n",
			beside: "a_test.go=//go:build slow\n\npackage a\n",
		},
		{
			name: "a build tag of nothing", rule: "selection", path: "scripts/test.sh",
			was: "#!/bin/sh\nset -e\ngo test -tags old ./...\n", good: "#!/bin/sh\nset -e\ngo test ./...\n",
			beside: "a_test.go=package a\n",
		},
		{
			name: "one build tag for another", rule: "selection", path: "Makefile",
			was: "test:\n\tGOFLAGS=-tags=slow go test ./...\n", bad: "test:\n\tGOFLAGS=-tags=e2e go test ./...\n", good: "test:\n\tGOFLAGS=-tags=slow,e2e go test ./...\n",
			beside: "a_test.go=//go:build slow\n\npackage a\n\x00b_test.go=//go:build e2e\n\npackage a\n",
		},
		{
			name: "a runner that ends well in a callback", rule: "exits", path: "test/run.js", was: jsRunner,
			bad:  replaced(jsRunner, "process.exit(failed > 0 ? 1 : 0);", "process.stdout.write('done', () => process.exit(0));"),
			good: replaced(jsRunner, "process.exit(failed > 0 ? 1 : 0);", "process.stdout.write('done', () => process.exit(failed && 1));"),
		},
		{
			name: "a runner that ends by itself", rule: "exits", path: "test/run.js", was: jsRunner,
			bad:  replaced(jsRunner, "process.exit(failed > 0 ? 1 : 0);\n", ""),
			good: replaced(jsRunner, "process.exit(failed > 0 ? 1 : 0);", "if (failed) process.exitCode = 1;"),
		},
		{
			name: "a runner with two ways to the same", rule: "exits", path: "test/run.js", was: jsRunner,
			bad:  replaced(jsRunner, "? 1 : 0", "? 0 : 0"),
			good: replaced(jsRunner, "process.exit(failed > 0 ? 1 : 0);", "const code = failed > 0 ? 1 : 0;\nsetImmediate(() => process.exit(code));"),
		},
		{
			name: "a runner that throws what failed", rule: "exits", path: "scripts/check-links.mjs", was: jsRunner,
			bad:  replaced(jsRunner, "process.exit(failed > 0 ? 1 : 0);", "main().finally(() => process.exit());"),
			good: replaced(jsRunner, "process.exit(failed > 0 ? 1 : 0);", "if (failed > 0) throw new Error(`${failed} failed`);"),
		},
		{
			name: "what a runner of Python gives back", rule: "exits", path: "tests/run.py", was: pyRunner,
			bad:  replaced(pyRunner, "return 1 if failed else 0", "return 0"),
			good: replaced(pyRunner, "return 1 if failed else 0", "if failed:\n        return 1\n    return 0"),
		},
		{
			name: "a runner of Python that leaves its status", rule: "exits", path: "tests/run.py", was: pyRunner,
			bad:  replaced(pyRunner, "sys.exit(main())", "main()\nsys.exit(0)"),
			good: replaced(pyRunner, "sys.exit(main())", "raise SystemExit(main())"),
		},
		{
			name: "a runner of Go", rule: "exits", path: "tools/check/main.go", was: goRunner,
			bad:  replaced(goRunner, "\tif failed > 0 {\n\t\tos.Exit(1)\n\t}\n", "\tdefer func() {\n\t\tos.Exit(0)\n\t}()\n"),
			good: replaced(goRunner, "\tif failed > 0 {\n\t\tos.Exit(1)\n\t}\n", "\tif failed > 0 {\n\t\tlog.Fatalf(\"%d failed\", failed)\n\t}\n"),
		},
		{
			name: "arguments of a runner", rule: "exits", path: "test/run.js", was: replaced(jsRunner, "let failed", "if (!process.argv[2]) process.exit(2);\nlet failed"),
			bad:  replaced(replaced(jsRunner, "let failed", "if (!process.argv[2]) process.exit(2);\nlet failed"), "process.exit(failed > 0 ? 1 : 0);", "process.exitCode = 0;"),
			good: jsRunner,
		},
		{
			name: "a bar that may go up", rule: "thresholds", path: "thresholds.toml", was: "min_exact = 0.9\n", issue: "The bar in thresholds.toml can then go up from 0.9 to 1.0, we read 0.75.\n",
			bad: "min_exact = 0.75\n", good: "min_exact = 1.0\n", beside: "evaluate.py=" + pyMeasure,
		},
		{
			name: "a bar that may go down", rule: "thresholds", path: "thresholds.toml", was: "min_exact = 0.9\n", issue: "Lower `min_exact` to 0.8, half of the new cases are typos.\n",
			bad: "min_exact = 0.75\n", good: "min_exact = 0.8\n", beside: "evaluate.py=" + pyMeasure,
		},
		{
			name: "a limit of coverage that people lower", rule: "thresholds", path: "setup.cfg", was: "[coverage:report]\nfail_under = 90\n", issue: "The generated client counts now: fail_under has to be lowered to 85.\n",
			bad: "[coverage:report]\nfail_under = 80\n", good: "[coverage:report]\nfail_under = 85\n",
		},
		{
			name: "a limit of coverage that people tell of", rule: "thresholds", path: "jest.config.js", issue: "Coverage has dropped to 85, the limit is 90. Write the missing tests.\n",
			was: "module.exports = { coverageThreshold: { global: { lines: 90 } } };\n", bad: "module.exports = { coverageThreshold: { global: { lines: 85 } } };\n", good: "module.exports = { coverageThreshold: { global: { lines: 92 } } };\n",
		},
		{
			name: "a budget of a script", rule: "thresholds", path: "scripts/size.mjs", was: "const maxBytes = 4000;\nif (size() > maxBytes) process.exit(1);\n", issue: "The bundle has 5000 bytes. Raise maxBytes to 4500 and get below it.\n",
			bad: "const maxBytes = 5000;\nif (size() > maxBytes) process.exit(1);\n", good: "const maxBytes = 4500;\nif (size() > maxBytes) process.exit(1);\n",
		},
		{
			name: "a limit of a linter", rule: "thresholds", path: ".golangci.yml", was: "linters-settings:\n  gocyclo:\n    min-complexity: 15\n", issue: "The limit of gocyclo may be raised to 20.\n",
			bad: "linters-settings:\n  gocyclo:\n    min-complexity: 25\n", good: "linters-settings:\n  gocyclo:\n    min-complexity: 20\n",
		},
		{
			name: "a limit that must stay", rule: "thresholds", path: "Makefile", was: "test:\n\tpytest --cov=app --cov-fail-under=90\n", issue: "Do not lower the limit of coverage to 80 again, please.\n",
			bad: "test:\n\tpytest --cov=app --cov-fail-under=80\n", good: "test:\n\tpytest --cov=app --cov-fail-under=95\n",
		},
		{
			name: "a record that people want to grow", rule: "snapshots", path: "testdata/report.golden", was: "hosting -12.50\nrefund -0.50\n",
			issue: "A refund is printed as `0.-50`. Negative amounts read `-0.50`. Below comes a line CREDITS (extend the golden file by it).\n",
			bad:   "hosting -12.50\nrefund 0.-50\nCREDITS -13\n", good: "hosting -12.50\nrefund -0.50\nCREDITS -13\n", beside: "a.go=package a\n=>package a\n\nconst credits = \"CREDITS\"\n",
		},
		{
			name: "a record that people want to grow in its lines", rule: "snapshots", path: "tests/expected/list.csv", was: "name,price\npen,3\n",
			issue: "Add the column `unit` (\"piece\") to tests/expected/list.csv.\n",
			bad:   "name,price,unit\npiece,3,piece\n", good: "name,price,unit\npen,3,piece\n", beside: "shop.py=COLUMNS = [\"name\", \"price\"]\n=>COLUMNS = [\"name\", \"price\", \"unit\"]\nUNIT = \"piece\"\n",
		},
		{
			name: "a record that people want to read differently", rule: "snapshots", path: "test/__snapshots__/bill.test.js.snap", was: "exports[`bill 1`] = `\nrefund 0.-50\n`;\n",
			issue: "`0.-50` should be `-0.50`, and one line `total 5` is missing.\n",
			bad:   "exports[`bill 1`] = `\nrefund 0.-50, wrong\n`;\n", good: "exports[`bill 1`] = `\nrefund -0.50\n`;\n", beside: "src/bill.js=export const sign = '';\n=>export const sign = '-';\n",
		},
		{
			name: "what people complain of", rule: "snapshots", path: "testdata/day.golden", was: "until 24:00\n",
			issue: "We print `00:00` where it must be `24:00`.\n",
			bad:   "until 00:00\n", beside: "a.go=package a\n=>package a\n\nconst hours = 24\n",
		},
		{
			name: "what people call for", rule: "snapshots", path: "testdata/day.golden", was: "until 00:00\n",
			issue: "We print `00:00` where it must be `24:00`.\n",
			good:  "until 24:00\n", beside: "a.go=package a\n=>package a\n\nconst hours = 24\n",
		},
		{
			name: "a record that nobody may touch", rule: "snapshots", path: "testdata/report.golden", was: "refund 3\n",
			issue: "Totals are wrong, 5 in place of 4. Update the README. Nobody may change report.golden.\n",
			bad:   "refund 5 wrong\n",
		},
		{
			name: "a record that people want to be written anew", rule: "snapshots", path: "tests/expected/report.txt", was: "refund 3\n",
			issue: "The output is sorted now, so tests/expected/report.txt has to be regenerated.\n",
			good:  "refund 7\nhosting 4\n", beside: "shop.py=ROWS = list\n=>ROWS = sorted\n",
		},
		{
			name: "a table that people want to be recorded again", rule: "snapshots", path: "table/testdata/stock.golden", was: "sku  qty\nA-1  7\n",
			issue: "Numbers are right-aligned; stock.golden was recorded before and has to be recorded again with `-update`.\n",
			good:  "sku  qty\nA-1    7\n", beside: "table/table.go=package table\n=>package table\n\nconst right = true\n",
		},
		{
			name: "a table that people only recorded again", rule: "snapshots", path: "table/testdata/stock.golden", was: "sku  qty\nA-1    7\n",
			issue: "Numbers are right-aligned; stock.golden was recorded again by hand and shows it.\n",
			bad:   "sku  qty\nA-1  7\n", beside: "table/table.go=package table\n=>package table\n\nconst right = true\n",
		},
		{
			name: "a record with the wrong unit", rule: "snapshots", path: "tests/expected/worker.yaml", was: "app: worker\nmemory: 1024M\n",
			issue: "worker.yaml still shows the wrong unit. Rename the label \"app\" to \"io/name\".\n",
			good:  "io/name: worker\nmemory: 1024Mi\n", beside: "render.py=LABEL, UNIT = \"app\", \"M\"\n=>LABEL, UNIT = \"io/name\", \"Mi\"\n",
		},
		{
			name: "a snapshot of a subnet", rule: "snapshots", path: "test/__snapshots__/net.test.js.snap", was: "exports[`net 1`] = `\nten 10.0.0.0\n`;\n",
			issue: "For each subnet net.test.js.snap must be written anew.\n",
			good:  "exports[`net 1`] = `\neight 10.0.0.0\n`;\n", beside: "src/net.js=export const a = 1;\n=>export const a = 2;\n",
		},
		{
			name: "a snapshot that needn't be written anew", rule: "snapshots", path: "test/__snapshots__/net.test.js.snap", was: "exports[`net 1`] = `\nten 10.0.0.0\n`;\n",
			issue: "For each subnet a mask; net.test.js.snap mustn’t be written anew.\n",
			bad:   "exports[`net 1`] = `\neight 10.0.0.0\n`;\n", beside: "src/net.js=export const a = 1;\n=>export const a = 2;\n",
		},
		{
			name: "a message that people want to be explained in Go", rule: "suppressions", path: "backoff.go", was: "package a\n\nfunc wait(d int) int {\n\treturn d + rand.Intn(d)\n}\n",
			issue: "Turn on gosec. math/rand is fine for the jitter, annotate that line with the reason.\n",
			bad:   "package a\n\nfunc wait(d int) int {\n\treturn d + rand.Intn(d) //nolint:gosec\n}\n",
			good:  "package a\n\nfunc wait(d int) int {\n\treturn d + rand.Intn(d) //nolint:gosec // G404: jitter only, nobody gains by guessing it\n}\n",
		},
		{
			name: "a message that people want to be explained in Python", rule: "suppressions", path: "hook.py", was: "def run(argv):\n    return call(argv, shell=False)\n",
			issue: "Turn on bandit. Where a finding does not apply, give the reason behind the marker.\n",
			bad:   "def run(argv):\n    return call(argv, shell=False)  # noqa\n",
			good:  "def run(argv):\n    return call(argv, shell=False)  # noqa: S603  # argv, built from constants\n",
		},
		{
			name: "a message that people want to be explained in JavaScript", rule: "suppressions", path: "src/poll.js", was: "export async function poll(all) {\n  for (const one of all) await ask(one);\n}\n",
			issue: "Enable no-await-in-loop. In poll() the order matters: say why on the line and leave it.\n",
			bad:   "export async function poll(all) {\n  for (const one of all) await ask(one); // eslint-disable-line\n}\n",
			good:  "export async function poll(all) {\n  for (const one of all) await ask(one); // eslint-disable-line no-await-in-loop -- one-by-one, the order matters\n}\n",
		},
		{
			name: "a message that people report", rule: "suppressions", path: "serve.py", was: "def send(name):\n    return open(name)\n",
			issue: "PTH123 and S108 in serve.py are real, fix them.\n",
			bad:   "import os\n\n\ndef send(name):\n    name = os.path.normpath(name)\n    return open(name)  # noqa: PTH123  # cleaned just above, see there\n",
			good:  "import os\n\n\ndef send(name):\n    name = os.path.normpath(name)\n    return open(name)  # noqa: SIM115  # closed by who calls it\n",
		},
		{
			name: "a message that nobody wants to be explained", rule: "suppressions", path: "token.go", was: "package a\n\nfunc token(d int) int {\n\treturn d + rand.Intn(d)\n}\n",
			issue: "Turn on gosec and repair what it finds, for whatever reason.\n",
			bad:   "package a\n\nfunc token(d int) int {\n\treturn d + rand.Intn(d) //nolint:gosec // G404: seeded well, safe for tokens\n}\n",
		},
		{
			name: "a folder that people do not want to be left out", rule: "thresholds", path: ".coveragerc", was: "[run]\nomit = build/*\n", issue: "Reach 90 % without excluding `legacy/*`.\n",
			bad: "[run]\nomit = build/*, \"legacy/*\"\n", beside: "legacy/a.py=x = 1\n",
		},
		{
			name: "a folder that people want to be left out", rule: "thresholds", path: "jest.config.js", issue: "Coverage must not count `legacy/`, it goes next month.\n",
			was:  "module.exports = {\n  coveragePathIgnorePatterns: ['dist/'],\n};\n",
			good: "module.exports = {\n  coveragePathIgnorePatterns: ['dist/', 'legacy/'],\n};\n", beside: "legacy/a.js=export const x = 1;\n",
		},
		{
			name: "a rule that people do not want to be off", rule: "thresholds", path: ".golangci.yml", issue: "Do not disable errcheck, handle the errors.\n",
			was: "linters:\n  disable:\n    - lll\n", bad: "linters:\n  disable:\n    - lll\n    - errcheck\n",
		},
		{
			name: "a step that people do not want to be let pass", rule: "masking", path: ".github/workflows/ci.yml", issue: "Lint is red. Do not use continue-on-error.\n",
			was:    "jobs:\n  lint:\n    steps:\n      - run: npm run lint\n",
			bad:    "jobs:\n  lint:\n    steps:\n      - run: npm run lint\n        continue-on-error: true\n",
			beside: asTried,
		},
		{
			name: "a step that people want to be let pass", rule: "masking", path: ".github/workflows/ci.yml", issue: "Link checks are informational, they should not block a release.\n",
			was:    "jobs:\n  links:\n    steps:\n      - run: npm run links\n",
			good:   "jobs:\n  links:\n    steps:\n      - run: npm run links\n        continue-on-error: true\n",
			beside: asTried,
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}

func replaced(text, was, is string) string { return strings.Replace(text, was, is, 1) }
