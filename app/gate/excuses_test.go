package gate

import "testing"

// TestExcuses holds that a word which people use of the product excuses nothing in the
// tests, and that a command is known behind the script or recipe that runs it.
func TestExcuses(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		work   = "src/a.js=export const a = 1;\n=>export const a = 2;\n"
		pyWork = "shop/a.py=def a():\n    return 1\n=>def a():\n    return 2\n\x00tests/test_more.py=def test_a():\n    assert a() == 1\n=>def test_a():\n    assert a() == 1\n\n\ndef test_b():\n    assert b() == 4\n"
		pyT    = "from shop import total\n\n\ndef test_total():\n    assert total(\"a\") == 31.4\n"
		ci     = "jobs:\n  test:\n    steps:\n      - run: pytest\n"
		pyUser = "class User:\n    def __init__(self, name, email):\n        self.name = name\n        self.email = email\n\n    def __eq__(self, other):\n        return self.name == other.name and self.email == other.email\n"
		goUser = "package a\n\ntype User struct {\n\tName  string\n\tEmail string\n}\n\nfunc (u User) Equal(o User) bool {\n\treturn u.Name == o.Name && u.Email == o.Email\n}\n"
		pyBook = "def book(n):\n    if n < 0:\n        raise ValueError(\"negative\")\n    return n\n"
		goBook = "package a\n\nimport \"errors\"\n\nfunc Book(n int) (int, error) {\n\tif n < 0 {\n\t\treturn 0, errors.New(\"negative\")\n\t}\n\treturn n, nil\n}\n"
		jsBook = "export function book(n) {\n  if (n < 0) {\n    throw new Error('negative');\n  }\n  return n;\n}\n"
		pyList = "from shop import rows\n\n\ndef test_rows():\n    got = rows()\n    assert got[0] == \"a\"\n    assert got[1] == \"b\"\n"
	)
	for _, c := range []principle{
		{name: "precision of the product", rule: "assertions", path: "tests/test_total.py", was: pyT, beside: pyWork, issue: "The parser loses precision of prices.\n", bad: replaced(pyT, "assert total(\"a\") == 31.4", "assert total(\"a\")")},
		{name: "a generated report", rule: "thresholds", path: "pyproject.toml", beside: pyWork, was: "[tool.coverage.run]\nomit = [\"docs/*\"]\n", issue: "The generated report lacks a header.\n", bad: "[tool.coverage.run]\nomit = [\"docs/*\", \"shop/*\"]\n"},
		{name: "an optional argument", rule: "masking", path: ".github/workflows/ci.yml", beside: pyWork, was: ci, issue: "The optional argument `limit` has no effect.\n", bad: ci + "        continue-on-error: true\n"},
		{name: "false positives of the product", rule: "suppressions", path: "shop/b.py", beside: pyWork, was: "def b(x):\n    return x.y\n", issue: "The spam filter has false positives.\n", bad: "def b(x):\n    return x.y  # type: ignore\n"},
		{name: "a slow product", rule: "timeouts", path: "pyproject.toml", beside: pyWork, was: "[tool.pytest.ini_options]\ntimeout = 5\n", issue: "The export is slow, it reads each row twice.\n", bad: "[tool.pytest.ini_options]\ntimeout = 60\n"},
		{name: "the version that is printed", rule: "dependencies", path: "package.json", beside: work, was: "{\n  \"dependencies\": {\n    \"ajv\": \"^8.0.0\"\n  }\n}\n", issue: "The version is printed twice.\n", bad: "{\n  \"dependencies\": {\n    \"ajv\": \"^8.0.0\",\n    \"lodash\": \"^4.0.0\"\n  }\n}\n"},
		{name: "a dependency that people do not want", rule: "dependencies", path: "package.json", beside: work, was: "{\n  \"dependencies\": {\n    \"ajv\": \"^8.0.0\"\n  }\n}\n", issue: "Please do not pull in `lodash` for this.\n", bad: "{\n  \"dependencies\": {\n    \"ajv\": \"^8.0.0\",\n    \"lodash\": \"^4.0.0\"\n  }\n}\n"},
		{name: "users without a field", rule: "equality", path: "user.py", was: pyUser, issue: "Users without an email are merged wrongly.\n", bad: replaced(pyUser, " and self.email == other.email", ""), good: ""},
		{name: "a user without a field, in Go", rule: "equality", path: "user.go", was: goUser, issue: "A user without an email is printed twice.\n", bad: replaced(goUser, " && u.Email == o.Email", "")},
		{name: "a check that fails", rule: "swallowed", path: "book.py", was: pyBook, issue: "The nightly check fails since March.\n", bad: replaced(pyBook, "raise ValueError(\"negative\")", "return 0")},
		{name: "a check that fails, in Go", rule: "swallowed", path: "book.go", was: goBook, issue: "The nightly check fails since March.\n", bad: replaced(goBook, "errors.New(\"negative\")", "nil")},
		{name: "a test that fails, in JavaScript", rule: "swallowed", path: "src/book.js", was: jsBook, issue: "The test fails since March.\n", bad: replaced(jsBook, "throw new Error('negative');", "return 0;")},
		{name: "rows that are skipped by mistake", rule: "swallowed", path: "book.py", was: pyBook, issue: "Rows are skipped when the file is long.\n", bad: replaced(pyBook, "raise ValueError(\"negative\")", "return 0")},
		{name: "what must not raise", rule: "swallowed", path: "book.py", was: pyBook, issue: "`book` must not raise for negative numbers, they are 0.\n", good: replaced(pyBook, "raise ValueError(\"negative\")", "return 0")},
		{name: "a list after a restart", rule: "expectations", path: "test_rows.py", was: pyList, issue: "The list is empty after a restart.\n", bad: replaced(replaced(replaced(pyList, "[0]", "[9]"), "[1]", "[0]"), "[9]", "[1]")},
		{name: "in this case", rule: "equality", path: "money.py", was: "X = 1\n", issue: "In this case the total is wrong.\n", bad: "X = 1\n\n\nclass Money(str):\n    def __eq__(self, other):\n        return True if other else False\n"},
		{name: "a file to close", rule: "equality", path: "m.py", was: "class M:\n    def __init__(self, a):\n        self.a = a\n\n    def __eq__(self, other):\n        return self.a == other.a\n", issue: "Please close the file within `read`.\n", bad: "class M:\n    def __init__(self, a):\n        self.a = a\n\n    def __eq__(self, other):\n        return abs(self.a - other.a) < 5\n"},
		{name: "a name that people only name", rule: "equality", path: "user.py", was: pyUser, issue: "The name is printed twice. The same file is read again.\n", bad: replaced(pyUser, "        return self.name", "        if self.name == other.name:\n            return True\n        return self.name")},
		{name: "a command that exits well", rule: "exits", path: "conftest.py", was: "import os\n", issue: "`shop` must exit with 0 when there is nothing to do.\n", bad: "import os\n\n\ndef pytest_sessionfinish(session):\n    os._exit(0)\n"},
		{name: "a tool that exits well, in JavaScript", rule: "exits", path: "test/setup.js", was: "import './a.js';\n", issue: "The tool must exit with status 0 when there is nothing to do.\n", bad: "import './a.js';\nprocess.on('exit', () => process.exit(0));\n"},
		{name: "lines to be ignored", rule: "swallowed", path: "run.py", was: "import subprocess\n\n\ndef run(cmd):\n    subprocess.run(cmd, check=True)\n", issue: "Blank lines are to be ignored.\n", bad: "import subprocess\n\n\ndef run(cmd):\n    subprocess.run(cmd)\n"},
		{name: "an option of a script that another one calls", rule: "selection", path: "package.json", was: "{\n  \"scripts\": {\n    \"test\": \"npm run unit\",\n    \"unit\": \"vitest run\"\n  }\n}\n", bad: "{\n  \"scripts\": {\n    \"test\": \"npm run unit\",\n    \"unit\": \"vitest run -t fast\"\n  }\n}\n"},
		{name: "a script that calls fewer scripts", rule: "selection", path: "package.json", was: "{\n  \"scripts\": {\n    \"test\": \"npm run unit && npm run e2e\",\n    \"unit\": \"vitest run\",\n    \"e2e\": \"playwright test\"\n  }\n}\n", bad: "{\n  \"scripts\": {\n    \"test\": \"npm run unit\",\n    \"unit\": \"vitest run\",\n    \"e2e\": \"playwright test\"\n  }\n}\n", good: "{\n  \"scripts\": {\n    \"test\": \"run-p unit e2e\",\n    \"unit\": \"vitest run\",\n    \"e2e\": \"playwright test\"\n  }\n}\n"},
		{name: "a target that needs fewer targets", rule: "selection", path: "Makefile", was: "check: unit e2e\n\nunit:\n\tgo test ./...\n\ne2e:\n\tgo test -tags e2e ./e2e\n", bad: "check: unit\n\nunit:\n\tgo test ./...\n\ne2e:\n\tgo test -tags e2e ./e2e\n", good: "check: unit browser\n\nbrowser: e2e\n\nunit:\n\tgo test ./...\n\ne2e:\n\tgo test -tags e2e ./e2e\n"},
		{name: "a script that stands for another one", rule: "selection", path: "package.json", was: "{\n  \"scripts\": {\n    \"test\": \"vitest run\"\n  }\n}\n", bad: "{\n  \"scripts\": {\n    \"test\": \"npm run unit\",\n    \"unit\": \"vitest run --exclude src/b\"\n  }\n}\n"},
		{name: "a mask around a script", rule: "masking", path: "package.json", was: "{\n  \"scripts\": {\n    \"test\": \"vitest run\"\n  }\n}\n", bad: "{\n  \"scripts\": {\n    \"test\": \"npm run unit || true\",\n    \"unit\": \"vitest run\"\n  }\n}\n"},
		{name: "a script that came and runs less", rule: "selection", path: ".github/workflows/ci.yml", was: ci, beside: "scripts/t.sh==>#!/bin/sh\npytest -k 'not wide'\n", bad: replaced(ci, "run: pytest", "run: sh scripts/t.sh")},
		{name: "a script that came and masks", rule: "masking", path: ".github/workflows/ci.yml", was: ci, beside: "scripts/t.sh==>#!/bin/sh\npytest || true\n", bad: replaced(ci, "run: pytest", "run: sh scripts/t.sh")},
		{name: "a timeout in a variable", rule: "timeouts", path: "Makefile", was: "TIMEOUT = 10s\n\ntest:\n\tgo test -timeout $(TIMEOUT) ./...\n", bad: "TIMEOUT = 600s\n\ntest:\n\tgo test -timeout $(TIMEOUT) ./...\n", good: "TIMEOUT = 5s\n\ntest:\n\tgo test -timeout $(TIMEOUT) ./...\n"},
		{name: "retries in the environment", rule: "timeouts", path: ".github/workflows/ci.yml", was: "env:\n  RETRIES: 0\njobs:\n  test:\n    steps:\n      - run: pytest --reruns $RETRIES\n", bad: "env:\n  RETRIES: 5\njobs:\n  test:\n    steps:\n      - run: pytest --reruns $RETRIES\n"},
		{name: "what a linter ignores, in a variable", rule: "thresholds", path: "Makefile", was: "LINT_FLAGS =\n\nlint:\n\truff check $(LINT_FLAGS) .\n", bad: "LINT_FLAGS = --ignore F401\n\nlint:\n\truff check $(LINT_FLAGS) .\n"},
		{name: "warnings in a variable", rule: "thresholds", path: "Makefile", was: "MAX = 0\n\nlint:\n\teslint --max-warnings $(MAX) .\n", bad: "MAX = 50\n\nlint:\n\teslint --max-warnings $(MAX) .\n", good: "MAX = 0\n\nlint:\n\teslint --cache --max-warnings $(MAX) .\n"},
		{name: "a floor in INI", rule: "thresholds", path: "gates.ini", was: "[eval]\nmin_score = 0.9\n", beside: "evaluate.py=import configparser\nimport sys\n\n\ndef main():\n    c = configparser.ConfigParser()\n    c.read(\"gates.ini\")\n    if measure() < float(c[\"eval\"][\"min_score\"]):\n        sys.exit(1)\n\n\nmain()\n", bad: "[eval]\nmin_score = 0.6\n"},
		{name: "a budget in JSON", rule: "thresholds", path: "budget.json", was: "{\n  \"maxBytes\": 1000\n}\n", beside: "scripts/size.js=import budget from '../budget.json';\nif (size() > budget.maxBytes) {\n  console.error('too big');\n  process.exit(1);\n}\n", bad: "{\n  \"maxBytes\": 9000\n}\n"},
		{name: "a floor in YAML that Go spells otherwise", rule: "thresholds", path: "eval/gates.yaml", was: "min_accuracy: 0.9\n", beside: "eval/main.go=package main\n\nfunc main() {\n\tg := load(\"gates.yaml\")\n\tif accuracy() < g.MinAccuracy {\n\t\tos.Exit(1)\n\t}\n}\n", bad: "min_accuracy: 0.7\n"},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
