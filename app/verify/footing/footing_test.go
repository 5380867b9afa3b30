package footing

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// tree is a small repository.
type tree map[string]string

func (t tree) fs() fstest.MapFS {
	out := fstest.MapFS{}
	for p, text := range t {
		out[p] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// with is the tree with other files; one without text is gone.
func (t tree) with(change tree) tree {
	out := maps.Clone(t)
	for p, text := range change {
		if out[p] = text; text == "" {
			delete(out, p)
		}
	}
	return out
}

// sidesOf judges a change of files for one check.
func (t tree) sidesOf(command string, change tree, agreed ...string) Sides {
	var changes []workspace.Change
	for _, p := range slices.Sorted(maps.Keys(change)) {
		c := workspace.Change{Path: p, Status: workspace.Modified}
		if _, was := t[p]; was {
			c.Old, c.OldMode = "a", 0o100644
		}
		if change[p] != "" {
			c.New, c.Mode = "b", 0o100644
		}
		changes = append(changes, c)
	}
	return Change{t.fs(), t.with(change).fs(), changes, command, true, func(p string) bool { return slices.Contains(agreed, p) }}.Sides()
}

var (
	shells = tree{
		"greet.sh": "echo hello\n", "Makefile": "test:\n\tsh t/check_it.sh\n\nhold: build\n\tsh hold.sh\n\nbuild:\n\tsh build.sh > /dev/null\n\nshow:\n\tsh greet.sh | diff - shown.txt\n\nrun:\n\tsh greet.sh\n",
		"t/check_it.sh": "sh greet.sh | grep -q 'hello, world'\n", "hold.sh": "grep -q echo greet.sh\n", "build.sh": "mkdir -p out\n", "shown.txt": "hello, world\n",
		"verify.sh": ". ./lib.sh\nexpect \"$(sh greet.sh)\" 'hello, world'\nsh greet.sh | diff - expected.txt\n", "lib.sh": "expect() { [ \"$1\" = \"$2\" ] || exit 1; }\n", "expected.txt": "hello, world\n",
		"sub/verify.sh": "here=$(dirname \"$0\")\n. \"$here/common.sh\"\nsh ../greet.sh | cmp - want/out\n", "sub/common.sh": "fail() { echo no; exit 1; }\n", "sub/want/out": "hello, world\n", "sub/Makefile": "include rules.mk\ntest: all\n", "sub/rules.mk": "all:\n\tsh verify.sh\n",
		"t/run.sh": "for f in t/*.t; do sh $f || exit 1; done\n", "t/world.t": "sh greet.sh | grep -q 'hello, world'\n", "names.txt": "world\n", "hello.sh": "cat names.txt\n", "regen.sh": "sh greet.sh > expected.txt\n",
		"say.sh": "sh hello.sh | diff - names.txt\n", "notes.md": "hello\n", "docs.sh": "grep -q hello notes.md\n",
	}
	pythons = tree{
		"price.py": "import json\n\n\ndef total(net, tax):\n    return net - tax\n\n\ndef rates():\n    return json.load(open('rates.json'))\n", "rates.json": "{}\n", "utils.py": "def cents(n):\n    return n * 100\n",
		"test_price.py": "import json\nimport unittest\n\nimport price\nfrom helpers import same\n\n\nclass Price(unittest.TestCase):\n    def test_all(self):\n        for net, tax, want in json.load(open('expected.json')):\n            same(self, price.total(net, tax), want)\n        price.rates() == json.load(open('rates.json'))\n",
		"helpers.py":    "def same(case, got, want):\n    case.assertEqual(got, want)\n", "expected.json": "[[3, 0, 3]]\n", "test_utils.py": "from utils import cents\n\n\ndef test_cents():\n    assert cents(1) == 100\n",
		"tests/test_more.py": "from pkg import tools\nfrom pkg.check_tools import close\nimport pathlib\n\nfor p in (pathlib.Path(__file__).parent.parent / 'cases').glob('*.in'):\n    pass\n", "cases/a.in": "1\n", "pkg/tools.py": "X = 1\n", "pkg/check_tools.py": "import unittest\n",
		"pyproject.toml": "[project]\nname = \"price\"\ndependencies = [\n  \"a\",\n]\n\n[tool.pytest.ini_options]\naddopts = \"-q\"\n", "tox.ini": "[testenv]\ncommands = pytest\n", "mypkg/selftest.py": "assert True\n", "mypkg/greet.py": "print('hi')\n",
		"tests/conftest.py": "import pytest\n\n\n@pytest.fixture\ndef db():\n    return {}\n",
	}
	scripts = tree{
		"package.json":     `{"name": "g", "version": "1.0.0", "scripts": {"test": "jest && npm run check", "check": "node scripts/check.js", "build": "node build.js"}, "dependencies": {"a": "1"}, "jest": {"verbose": true}}`,
		"scripts/check.js": "const want = require('fs').readFileSync('./wanted.json')\n", "wanted.json": "{}\n", "build.js": "build()\n", "jest.config.js": "module.exports = { setupFiles: ['./setup-tests-env.js'] }\n", "setup-tests-env.js": "expect.extend({})\n",
		"src/render.js": "module.exports = 1\n", "src/render.test.js": "const r = require('./render')\nconst { near } = require('../test-utils/near')\nexpect(r).toBe(1)\n", "test-utils/near.js": "exports.near = (a, b) => Math.abs(a - b) < 1\n",
	}
	gos = tree{
		"go.mod": "module example.com/m\n", "m.go": "package m\n", "m_test.go": "package m\n\nimport \"example.com/m/internal/testutil\"\n", "internal/testutil/assert.go": "package testutil\n\nimport \"testing\"\n\nfunc Equal(t *testing.T) {}\n",
		"testing_helpers.go": "package m\n\nimport (\n\t\"testing\"\n)\n\nfunc must(t *testing.T) {}\n", "internal/parse/parse.go": "package parse\n", "helpers_test.go": "package m\n\nfunc world() {}\n",
	}
)

var web = tree{
	"web/package.json": `{"scripts": {"test": "jest"}}`, "web/jest.config.js": "module.exports = { setupFilesAfterEach: ['<rootDir>/cfg/setup.ts'] }\n", "web/cfg/setup.ts": "beforeEach(() => {})\n", "web/src/app.ts": "export {}\n",
	"ci.sh": "set -e\nsource \"$(dirname \"$0\")/lib/assert.sh\"\npython3 site.py > out\npython3 tools/compare.py out ref/page\n", "lib/assert.sh": "same() { cmp $1 $2; }\n", "tools/compare.py": "import sys\n", "site.py": "print('x')\n", "ref/page": "y\n",
	"Makefile": ".DEFAULT_GOAL := all\nfirst:\n\techo\n\ntest-%:\n\tsh ci.sh $*\n\nall: first\n\tsh last.sh\n", "last.sh": "grep -q x out\n",
	"Taskfile.yml": "version: '3'\ntasks:\n  check:\n    cmds:\n      - sh ci.sh\n", "m_test.go": "package m\n\n//go:embed cases\nvar cases embed.FS\n", "cases/one.txt": "1\n",
	"check.py": "import site\nfrom checklib import same\n", "checklib.py": "def same(a, b):\n    return a == b\n", "vite.config.ts": "export default { test: { globals: true } }\n", "phpunit.xml": "<phpunit></phpunit>\n",
	"ask.sh": "grep -q '<h1>' index.html && [ -s page.css ] && grep -q 1 app.yml\ntest \"$(head -1 version.txt)\" = 2\n", "index.html": "<p>\n", "page.css": "p {}\n", "app.yml": "a: 0\n", "version.txt": "1\n",
	"page.test.js": "const html = fs.readFileSync('index.html'), app = fs.readFileSync('./app.yml')\n",
	"inst.sh":      ". ./greet_lib.sh\nsh install.sh x && greet\n", "install.sh": "[ -d $1 ]\n", "greet_lib.sh": "greet() { echo; }\n",
}

var far = tree{
	"internal/selfcheck/main.go": "package main\n", "cmd/greet/main.go": "package main\n", "verify.sh": "while read a b; do echo $a; done < table.txt\nexec ./scripts/run-suite\n", "scripts/run-suite": "#!/bin/sh\ngrep -q x y\n", "table.txt": "a b\n",
	"all.py": "import glob, runpy\nfor c in glob.glob('checks/c_*.py'):\n    runpy.run_path(c)\nyaml.load(open('tests.yml'))\n", "checks/c_one.py": "x = 1\n", "tests.yml": "a: 1\n", ".golangci.yml": "linters:\n", ".eslintrc.json": "{\"a\": 1}\n",
	"m.go": "package m\n\n//go:embed schema.json\nvar s string\n", "m_test.go": "package m\n\nvar f = \"schema.json rows.csv\"\n", "schema.json": "{\"a\": 1}\n", "rows.csv": "1\n", "bin/report": "#!/bin/sh\nawk -F, '{ print }' rows.csv\n",
}

var rows = tree{
	"Makefile":     "each:\n\t@for t in suite/*; do \\\n\t  sh $$t || exit 1; \\\n\tdone\n\nbraces:\n\tfor one in suite/*; do ./$${one}; done\n\nbuild:\n\tfor f in src/*; do $(CC) -c $$f; done\n\nLIST = suite/b\nlisted:\n\tfor t in $(LIST); do sh $$t; done\nRUN = sh ${LIST}\nheld:\n\t$(RUN)\nALL = held\nneeded: \\\n  $(ALL)\ninline: ; sh suite/b\n",
	"rules/own.mk": "own:\n\tsh suite/b\n", "package.json": `{"workspaces": ["pkg"], "scripts": {"test": "true"}}`, "pkg/package.json": `{"scripts": {"test": "sh run.sh"}}`, "pkg/run.sh": "grep -q x y\n",
	"named.sh": "for one in ./suite/a\ndo\n  sh \"$one\"\ndone\n", "suite/a": "grep -q x y\n", "suite/b": "grep -q x y\n", "src/a.c": "int a;\n",
}

// TestWhatACheckStandsOn: where the base's tests judge, what a check stands on is
// as the base has it, and the product as the change left it.
func TestWhatACheckStandsOn(t *testing.T) {
	for _, c := range []struct {
		base    tree
		command string
		change  tree
		back    string
	}{
		// what a runner looks the command up in
		{shells, "make test", tree{"Makefile": "test:\n\t@true\n"}, "Makefile"},
		{shells, "make", tree{"Makefile": "test:\n\t@true\n"}, "Makefile"},
		{shells, "make -C sub test", tree{"sub/Makefile": "test:\n", "Makefile": "x:\n"}, "sub/Makefile"},
		{shells, "cd sub && make test", tree{"sub/rules.mk": "all:\n"}, "sub/rules.mk"},
		{shells, "make greet", tree{"Makefile": "greet:\n\tsh greet.sh\n"}, ""},
		{shells, "make test", tree{"GNUmakefile": "test:\n\t@true\n"}, "GNUmakefile"},
		{scripts, "npm test", tree{"package.json": strings.Replace(scripts["package.json"], "jest && npm run check", "exit 0", 1)}, "package.json"},
		{scripts, "npm test", tree{"package.json": strings.Replace(scripts["package.json"], "node scripts/check.js", "exit 0", 1)}, "package.json"},
		{scripts, "yarn test", tree{"package.json": strings.Replace(scripts["package.json"], `"build"`, `"pretest": "rm -r test-utils", "build"`, 1)}, "package.json"},
		{scripts, "npm t", tree{"package.json": strings.Replace(scripts["package.json"], `"verbose": true`, `"testMatch": []`, 1)}, "package.json"},
		{scripts, "npm test", tree{"package.json": strings.NewReplacer(`"a": "1"`, `"a": "1", "b": "2"`, "1.0.0", "1.1.0", "node build.js", "node build.js --all").Replace(scripts["package.json"])}, ""},
		{scripts, "npm run greet", tree{"package.json": strings.Replace(scripts["package.json"], `"build"`, `"greet": "node greet.js", "build"`, 1)}, ""},
		{scripts, "npx jest", tree{"jest.config.js": "module.exports = {}\n"}, "jest.config.js"},
		{scripts, "npx jest", tree{"setup-tests-env.js": "expect = () => {}\n"}, "setup-tests-env.js"},
		{scripts, "npm run build", tree{"build.js": "build(2)\n"}, ""},
		{pythons, "tox -q", tree{"tox.ini": "[testenv]\ncommands = true\n"}, "tox.ini"},
		{pythons, "pytest", tree{"pyproject.toml": strings.Replace(pythons["pyproject.toml"], "-q", "-k nothing", 1)}, "pyproject.toml"},
		{pythons, "pytest", tree{"pyproject.toml": strings.Replace(pythons["pyproject.toml"], `"a",`, `"a",`+"\n"+`  "b",`, 1)}, ""},
		{pythons, "pytest", tree{"pyproject.toml": ""}, "pyproject.toml"},
		{pythons, "pytest", tree{"pytest.ini": "[pytest]\naddopts = -k x\n"}, "pytest.ini"},
		{shells, "pytest", tree{"pytest.ini": "[pytest]\naddopts = -k x\n"}, ""},
		// what it runs, takes in and compares with
		{shells, "make test", tree{"t/check_it.sh": "true\n", "greet.sh": "echo bye\n"}, "t/check_it.sh"},
		{shells, "make hold", tree{"hold.sh": "true\n", "greet.sh": "echo bye\n", "build.sh": "true\n"}, "hold.sh"},
		{shells, "make show", tree{"shown.txt": "bye\n", "greet.sh": "echo bye\n"}, "shown.txt"},
		{shells, "make hold", tree{"shown.txt": "bye\n"}, ""},
		{shells, "make run", tree{"greet.sh": "echo bye\n"}, ""},
		{shells, "sh verify.sh", tree{"lib.sh": "expect() { :; }\n", "greet.sh": "echo bye\n"}, "lib.sh"},
		{shells, "sh verify.sh", tree{"expected.txt": "bye\n", "greet.sh": "echo bye\n"}, "expected.txt"},
		{shells, "cd sub && sh verify.sh", tree{"sub/verify.sh": "true\n"}, "sub/verify.sh"},
		{shells, "cd sub && sh verify.sh", tree{"sub/common.sh": "true\n", "greet.sh": "echo\n", "sub/want/out": "bye\n"}, "sub/common.sh sub/want/out"},
		{shells, "sh t/run.sh", tree{"t/world.t": "", "greet.sh": "echo\n"}, "t/world.t"},
		{shells, "sh t/run.sh", tree{"t/world.t": "exit 0\n", "t/new.t": "exit 0\n"}, "t/world.t"},
		{shells, "sh say.sh", tree{"names.txt": "moon\n", "hello.sh": "cat names.txt names.txt\n"}, ""},
		{shells, "sh docs.sh", tree{"notes.md": "hello, world\n"}, ""},
		{pythons, "python3 -m unittest", tree{"helpers.py": "def same(*_):\n    pass\n", "price.py": "def total(*_):\n    return 1\n"}, "helpers.py"},
		{pythons, "python3 -m unittest", tree{"expected.json": "[]\n", "rates.json": "{\"a\": 1}\n"}, "expected.json"},
		{pythons, "pytest -q", tree{"utils.py": "def cents(n):\n    return n\n", "pkg/tools.py": "X = 2\n"}, ""},
		{pythons, "pytest -q", tree{"cases/a.in": "2\n", "pkg/check_tools.py": "def close(*_):\n    return True\n"}, "cases/a.in pkg/check_tools.py"},
		{pythons, "python -m mypkg.selftest", tree{"mypkg/selftest.py": "\n"}, "mypkg/selftest.py"},
		{pythons, "python -m mypkg.greet", tree{"mypkg/greet.py": "\n"}, ""},
		{scripts, "npm run check", tree{"scripts/check.js": "\n"}, "scripts/check.js"},
		{scripts, "npm test", tree{"wanted.json": "{\"a\": 1}\n"}, "wanted.json"},
		{scripts, "npm test", tree{"test-utils/near.js": "exports.near = () => true\n", "src/render.js": "module.exports = 2\n"}, "test-utils/near.js"},
		{gos, "go test ./...", tree{"internal/testutil/assert.go": "package testutil\n", "internal/parse/parse.go": "package parse // new\n", "m.go": "package m // new\n"}, "internal/testutil/assert.go"},
		{gos, "go test ./...", tree{"testing_helpers.go": "package m\n", "go.mod": "module example.com/m\n\nrequire x v1\n"}, "testing_helpers.go"},
		// what is new and comes between tests and runner
		{pythons, "pytest", tree{"tests/__init__.py": "import unittest\nunittest.TestCase.assertEqual = print\n"}, "tests/__init__.py"},
		{pythons, "pytest", tree{"tests/__init__.py": "\n", "newpkg/__init__.py": "X = 1\n"}, ""},
		{pythons, "pytest", tree{"conftest.py": "def pytest_runtest_makereport(): pass\n"}, "conftest.py"},
		{pythons, "python3 -m unittest", tree{"unittest.py": "print('OK')\n"}, "unittest.py"},
		{pythons, "sh x.sh", tree{"sitecustomize.py": "import os\n"}, "sitecustomize.py"},
		{shells, "pytest", tree{"conftest.py": "import pytest\n", "test_new.py": "def test(): pass\n"}, ""},
		{gos, "go test ./...", tree{"main_test.go": "package m\n\nfunc TestMain(m *testing.M) {}\n", "new_test.go": "package m\n"}, "main_test.go"},
		{scripts, "npm test", tree{"__mocks__/fs.js": "module.exports = {}\n"}, "__mocks__/fs.js"},
		// further on
		{web, "npm --prefix web test", tree{"web/package.json": `{"scripts": {"test": "true"}}`}, "web/package.json"},
		{web, "cd web && yarn run test", tree{"web/jest.config.js": "\n", "web/cfg/setup.ts": "\n"}, "web/cfg/setup.ts web/jest.config.js"},
		{web, "bash -ec 'sh ci.sh'", tree{"lib/assert.sh": "\n", "ci.sh": "true\n"}, "ci.sh lib/assert.sh"},
		{web, "timeout 60 sh ci.sh", tree{"tools/compare.py": "\n", "site.py": "\n", "ref/page": "x\n"}, "ref/page tools/compare.py"},
		{web, "make test-unit", tree{"Makefile": "test-%:\n\ttrue\n"}, "Makefile"},
		{web, "make", tree{"last.sh": "exit 0\n"}, "last.sh"},
		{web, "task check", tree{"Taskfile.yml": "tasks:\n"}, "Taskfile.yml"},
		{web, "task greet", tree{"Taskfile.yml": "tasks:\n"}, ""},
		{web, "go test ./...", tree{"cases/one.txt": "2\n", "checklib.py": "\n"}, "cases/one.txt"},
		{web, "python3 check.py", tree{"checklib.py": "def same(*_): return True\n", "site.py": "\n"}, "checklib.py"},
		{web, "npx vitest run", tree{"vite.config.ts": "export default {}\n"}, "vite.config.ts"},
		{web, "vendor/bin/phpunit", tree{"phpunit.xml": "<phpunit/>\n"}, "phpunit.xml"},
		{far, "go run ./internal/selfcheck", tree{"internal/selfcheck/main.go": "package main\n"}, "internal/selfcheck/main.go"},
		{far, "go run ./cmd/greet", tree{"cmd/greet/main.go": "package main // new\n"}, ""},
		{far, "sh verify.sh", tree{"scripts/run-suite": "#!/bin/sh\n", "table.txt": "\n"}, "scripts/run-suite table.txt"},
		{far, "python3 all.py", tree{"checks/c_one.py": "\n", "tests.yml": "\n", "schema.json": "{}\n"}, "checks/c_one.py tests.yml"},
		{far, "golangci-lint run", tree{".golangci.yml": "\n", ".eslintrc.json": "{}\n"}, ".eslintrc.json .golangci.yml"},
		{far, "ruff check", tree{"ruff.toml": "x = 1\n"}, ""},
		// what runs one after another
		{rows, "make each", tree{"suite/a": "exit 0\n", "src/a.c": "\n"}, "suite/a"},
		{rows, "make braces", tree{"suite/a": "exit 0\n"}, "suite/a"},
		{rows, "make build", tree{"src/a.c": "\n", "suite/a": "exit 0\n"}, ""},
		{rows, "make listed", tree{"suite/b": "exit 0\n", "src/a.c": "\n"}, "suite/b"},
		{rows, "make held", tree{"suite/b": "exit 0\n", "suite/a": "exit 0\n"}, "suite/b"},
		{rows, "make needed", tree{"suite/b": "exit 0\n"}, "suite/b"},
		{rows, "make inline", tree{"suite/b": "exit 0\n"}, "suite/b"},
		{rows, "make -f rules/own.mk", tree{"rules/own.mk": "own:\n", "Makefile": "each:\n"}, "rules/own.mk"},
		{tree{"rules/own.mk": "own:\n\tsh check.sh\n", "rules/check.sh": "true\n", "check.sh": "grep -q x y\n"}, "make -f rules/own.mk", tree{"check.sh": "exit 0\n", "rules/check.sh": "exit 0\n"}, "check.sh"},
		{rows, "make -j 2 inline", tree{"suite/b": "exit 0\n"}, "suite/b"},
		{rows, "npm test -w pkg", tree{"pkg/run.sh": "exit 0\n"}, "pkg/run.sh"},
		{rows, "npm test -- --prefix pkg", tree{"pkg/run.sh": "exit 0\n"}, ""},
		{rows, "sh named.sh", tree{"suite/a": "exit 0\n", "suite/b": "exit 0\n"}, "suite/a"},
		// the product by other names
		{far, "go test ./...", tree{"schema.json": "{}\n", "rows.csv": "2\n"}, ""},
		{web, "sh ask.sh", tree{"index.html": "<h1>\n", "app.yml": "a: 1\n", "version.txt": "2\n", "page.css": "\n"}, ""},
		{web, "node page.test.js", tree{"index.html": "<h1>\n", "app.yml": "a: 1\n"}, ""},
		{web, "sh inst.sh", tree{"install.sh": "[ -d x ] || exit 1\n", "greet_lib.sh": "greet() { :; }\n"}, ""},
		{tree{"utils.py": "def cents(n):\n    return n\n", "test_cents.py": "from utils import cents\n"}, "pytest", tree{"utils.py": "\n"}, ""},
		{tree{"lib.sh": "greet() { echo hi; }\n", "verify.sh": ". ./lib.sh\n[ \"$(greet)\" = hello ]\n"}, "sh verify.sh", tree{"lib.sh": "greet() { echo hello; }\n"}, ""},
		{tree{"src/utils.js": "exports.a = 1\n", "src/index.js": "require('./utils')\n", "test/all.js": "require('../src/utils')\n"}, "npm test", tree{"src/utils.js": "\n"}, ""},
		// data and tests of the work's own
		{pythons, "pytest", tree{"tests/data/new.json": "{}\n", "tests/test_new.py": "open('tests/data/new.json')\n", "price.py": "\n"}, ""},
	} {
		p := c.base.sidesOf(c.command, c.change)
		if got := strings.Join(slices.Sorted(slices.Values(p.Back())), " "); got != c.back {
			t.Errorf("%s with %v changed: %q goes back, want %q", c.command, slices.Sorted(maps.Keys(c.change)), got, c.back)
		}
	}
}

// TestWorkOnWhatACheckStandsOn is the product where people agreed to it, but for
// tests themselves; and new tests go with what they need.
func TestWorkOnWhatACheckStandsOn(t *testing.T) {
	for name, c := range map[string]struct {
		base                         tree
		command                      string
		change                       tree
		agreed                       string
		tests, bent, along, code, of string
	}{
		"a wrong helper that the plan names":  {pythons, "pytest", tree{"helpers.py": "def same(*_): pass\n"}, "helpers.py", "", "", "", "helpers.py", ""},
		"one that lies with the tests":        {pythons, "pytest", tree{"tests/conftest.py": "def pytest_x(): pass\n"}, "tests/conftest.py", "", "", "", "tests/conftest.py", ""},
		"a test that the plan names":          {pythons, "pytest", tree{"test_price.py": "\n"}, "test_price.py", "test_price.py", "", "", "", ""},
		"data that the issue names":           {shells, "sh verify.sh", tree{"expected.txt": "x\n", "greet.sh": "echo x\n"}, "expected.txt", "", "", "", "expected.txt greet.sh", ""},
		"a target that people agreed to":      {shells, "make test", tree{"Makefile": "test:\n\tsh greet.sh\n"}, "Makefile", "", "", "", "Makefile", ""},
		"a new fixture, and its new test":     {pythons, "pytest", tree{"tests/conftest.py": pythons["tests/conftest.py"] + "\n\ndef clock():\n    return 1\n", "tests/test_clock.py": "def test_now(clock):\n    assert clock\n", "tests/test_other.py": "def test(db): pass\n"}, "", "tests/conftest.py tests/test_clock.py tests/test_other.py", "tests/conftest.py", "tests/test_clock.py", "", ""},
		"a new helper of Go, and its tests":   {gos, "go test ./...", tree{"helpers_test.go": gos["helpers_test.go"] + "\nfunc moon() {}\n", "moon_test.go": "package m\n\nfunc TestMoon(t *testing.T) { moon() }\n"}, "", "helpers_test.go moon_test.go", "helpers_test.go", "moon_test.go", "", ""},
		"a check that names the new test":     {pythons, "pytest tests/test_clock.py", tree{"conftest.py": "import pytest\n\n\n@pytest.fixture\ndef clock():\n    return 1\n", "tests/test_clock.py": "def test_now(clock):\n    assert clock\n"}, "", "conftest.py tests/test_clock.py", "", "", "", ""},
		"new rows of data, and their test":    {pythons, "pytest", tree{"expected.json": "[[1, 1, 2]]\n", "tests/test_rows.py": "open('expected.json')\n"}, "", "expected.json tests/test_rows.py", "expected.json", "tests/test_rows.py", "", ""},
		"a dependency and a narrowed runner":  {scripts, "npm test", tree{"package.json": strings.NewReplacer(`"a": "1"`, `"a": "2"`, `"verbose": true`, `"testMatch": ["x"]`).Replace(scripts["package.json"])}, "", "", "", "", "package.json", "package.json"},
		"a dependency, and people's own word": {scripts, "npm test", tree{"package.json": strings.Replace(scripts["package.json"], `"verbose": true`, `"testMatch": ["x"]`, 1)}, "package.json", "", "", "", "package.json", ""},
	} {
		p := c.base.sidesOf(c.command, c.change, c.agreed)
		var parts []string
		for _, one := range p.Parts {
			parts = append(parts, one.Path)
		}
		join := func(list []string) string { return strings.Join(list, " ") }
		if join(p.Tests) != c.tests || join(p.Bent) != c.bent || join(p.Along) != c.along || join(p.Code) != c.code || join(parts) != c.of {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

// TestAgreement: people agreed to what became of tests where they let one change that
// was there, and each that did. A new test is no word of theirs.
func TestAgreement(t *testing.T) {
	changed, added := tree{"test_price.py": "\n"}, tree{"tests/test_new.py": "def test(): pass\n"}
	for name, c := range map[string]struct {
		change tree
		agreed []string
		want   bool
	}{
		"a test that was there":              {changed, []string{"test_price.py"}, true},
		"beside a new one":                   {tree{"tests/test_new.py": "\n"}.with(changed), []string{"test_price.py"}, true},
		"taken out":                          {tree{"test_price.py": ""}, []string{"test_price.py"}, true},
		"one of two":                         {tree{"helpers.py": "\n"}.with(changed), []string{"test_price.py"}, false},
		"a new test alone":                   {added, nil, false},
		"a new test that the plan names":     {added, []string{"tests/test_new.py"}, false},
		"the product that the plan names":    {tree{"price.py": "\n"}, []string{"price.py"}, false},
		"a new test beside what nobody let":  {added.with(changed), nil, false},
		"a test that nobody let":             {changed, nil, false},
		"a new test, and the product's plan": {added.with(tree{"price.py": "\n"}), []string{"price.py", "tests/test_new.py"}, false},
	} {
		if got := pythons.sidesOf("pytest", c.change, c.agreed...).Agreed(); got != c.want {
			t.Errorf("%s: agreed %v", name, got)
		}
	}
}

// TestFilesInParts: of a file that says what the product is and how it is tested,
// either half is taken from another side.
func TestFilesInParts(t *testing.T) {
	for name, c := range map[string]struct{ file, checks, product, want string }{
		"scripts and runner": {
			"package.json", `{"scripts": {"test": "jest"}, "jest": {"a": 1}, "dependencies": {"a": "1"}, "type": "commonjs"}`, `{"scripts": {"test": "true", "pretest": "rm x", "greet": "g"}, "mocha": {}, "dependencies": {"b": "1"}, "type": "module"}`,
			"{\n  \"dependencies\": {\n    \"b\": \"1\"\n  },\n  \"jest\": {\n    \"a\": 1\n  },\n  \"scripts\": {\n    \"greet\": \"g\",\n    \"test\": \"jest\"\n  },\n  \"type\": \"module\"\n}\n",
		},
		"nothing of tests":  {"package.json", `{"scripts": {"test": "jest", "x": "1"}}`, `{"scripts": {"test":"jest", "x": "2"}, "type": "module"}`, `{"scripts": {"test":"jest", "x": "2"}, "type": "module"}`},
		"what is no object": {"package.json", `{"a": 1}`, `[]`, `{"a": 1}`},
		"sections":          {"pyproject.toml", "[project]\nname = 'a'\n\n[tool.pytest.ini_options]\naddopts = '-q'\n", "[project]\nname = 'b'\n\n[tool.pytest.ini_options]\naddopts = '-k x'\n\n[tool.poetry.dependencies]\nb = '1'\n", "[project]\nname = 'b'\n\n[tool.poetry.dependencies]\nb = '1'\n[tool.pytest.ini_options]\naddopts = '-q'\n"},
		"of setup.cfg":      {"setup.cfg", "[metadata]\nname = a\n[tool:pytest]\nx = 1\n", "[metadata]\nname = b\n[options.extras_require]\nt =\n  a\n", "[metadata]\nname = b\n[options.extras_require]\nt =\n  a\n[tool:pytest]\nx = 1\n"},
	} {
		if got := string(parted(c.file, []byte(c.checks), []byte(c.product), []string{"test"})); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestFilesThatACheckAsksFor are the product where people ask for them or have
// approved the plan that does, and so are documents; what a check runs, or the
// agent asks for itself, is judged as a test.
func TestFilesThatACheckAsksFor(t *testing.T) {
	for command, product := range map[string]bool{
		"test -f a.txt": true, "! test -e a.txt": true, "[ -s a.txt ] && grep -q 'hello' a.txt": true, "test -f a.txt; test -d docs": true, "grep x a.txt; test $? -eq 1": true,
		"sh a.txt": false, "test -f a.txt && sh a.txt": false, "grep -f a.txt b.txt": false, "grep -qf a.txt b.txt": false,
		"test -n x | sh a.txt": false, "test $(sh a.txt) = ok": false, "grep -q x a.txt & sh a.txt": false, "test -f a.txt; ": false,
	} {
		for _, peoples := range []bool{true, false} {
			for _, file := range []string{"a.txt", "a.md"} {
				command := strings.ReplaceAll(command, "a.txt", file)
				s := Change{tree{}.fs(), tree{file: ""}.fs(), []workspace.Change{{Path: file, New: "b1", Mode: 0o100644}}, command, peoples, func(string) bool { return false }}.Sides()
				if got := len(s.Code) == 1 && len(s.Tests) == 0; got != (peoples && (product || file == "a.md")) {
					t.Errorf("%q, that people stand behind: %v: %+v", command, peoples, s)
				}
			}
		}
	}
}
