package verify

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/doomed"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/footing"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// suite is a product with its tests, and what starts them.
type suite struct {
	command string
	needs   []string // programs
	files   map[string]string
	product string // the file that the goal is about
	wrong   string // it as the base has it
}

var (
	goSuite = suite{
		"go test ./...",
		[]string{"go"},
		map[string]string{"go.mod": "module m\n\ngo 1.21\n", "m_test.go": "package m\n\nimport \"testing\"\n\nfunc TestAdd(t *testing.T) {\n\tif Add(1, 2) != 3 {\n\t\tt.Error(\"sum\")\n\t}\n}\n"},
		"m.go", "package m\n\nfunc Add(a, b int) int { return a - b }\n",
	}
	unittests = suite{
		"python3 -m unittest -v",
		[]string{"python3"},
		map[string]string{"test_m.py": "import unittest\n\nimport m\n\n\nclass AddTest(unittest.TestCase):\n    def test_add(self):\n        self.assertEqual(m.add(1, 2), 3)\n\n\nif __name__ == '__main__':\n    unittest.main()\n"},
		"m.py", "def add(a, b):\n    return a - b\n",
	}
	pytests = suite{
		"python3 -m pytest -q",
		[]string{"python3", "pytest"},
		map[string]string{"test_m.py": "import m\n\n\ndef test_add(tmp_path):\n    assert m.add(1, 2) == 3\n"},
		"m.py", "def add(a, b):\n    return a - b\n",
	}
	nodeTests = suite{
		"node --test",
		[]string{"node"},
		map[string]string{"package.json": "{}\n", "m.test.js": "const { test } = require('node:test');\nconst { add } = require('./m');\n\ntest('adds', () => { require('assert').equal(add(1, 2), 3); });\n"},
		"m.js", "exports.add = (a, b) => a - b;\n",
	}
)

var nodeModules = suite{
	"node --test",
	[]string{"node"},
	map[string]string{"package.json": "{\"type\": \"module\"}\n", "m.test.js": "import test from 'node:test';\nimport assert from 'node:assert';\nimport { add } from './m.js';\n\ntest('adds', () => { assert.equal(add(1, 2), 3); });\n"},
	"m.js", "export const add = (a, b) => a - b;\n",
}

var jestTests = suite{
	"jest --ci",
	[]string{"node", "jest"},
	map[string]string{"package.json": "{}\n", "m.test.js": "const { add } = require('./m');\n\ntest('adds', () => { expect(add(1, 2)).toBe(3); });\n"},
	"m.js", "exports.add = (a, b) => a - b;\n",
}

var mochaTests = suite{
	"mocha m.test.js",
	[]string{"node", "mocha"},
	map[string]string{"m.test.js": "const assert = require('assert');\nconst { add } = require('./m');\n\ndescribe('m', () => { it('adds', () => { assert.equal(add(1, 2), 3); }); });\n"},
	"m.js", "exports.add = (a, b) => a - b;\n",
}

var vitests = suite{
	"vitest run",
	[]string{"node", "vitest"},
	map[string]string{"package.json": "{\"type\": \"module\"}\n", "m.test.js": "import { test, expect } from 'vitest';\nimport { add } from './m.js';\n\ntest('adds', () => { expect(add(1, 2)).toBe(3); });\n"},
	"m.js", "export const add = (a, b) => a - b;\n",
}

func (s suite) by(command string) suite { s.command = command; return s }

// with has one file more.
func (s suite) with(name, text string) suite {
	s.files = maps.Clone(s.files)
	s.files[name] = text
	return s
}

// TestForgedReports: what a product says in the place of the runner proves nothing,
// with the runners themselves: their report as if the tests had passed, written where
// they write it, and the run ended with status 0; and assertions that were made to hold.
// The same tests of a product that does what they ask prove it.
func TestForgedReports(t *testing.T) {
	if testing.Short() {
		t.Skip("starts runners many times")
	}
	const (
		goodGo = "package m\n\nfunc Add(a, b int) int { return a + b }\n"
		goodPy = "def add(a, b):\n    return a + b\n"
		goodJS = "exports.add = (a, b) => a + b;\n"
		goExit = "package m\n\nimport (\n\t\"os\"\n)\n\nfunc init() {\n\tif len(os.Args) > 1 {\n\t\tSAY\n\t\tos.Exit(0)\n\t}\n}\n\nfunc Add(a, b int) int { return 0 }\n"
		pyXML  = "<testsuites><testsuite name=\"pytest\" tests=\"1\"><testcase classname=\"test_m\" name=\"test_add\"/></testsuite></testsuites>"
	)
	said := func(text string) string {
		return strings.Replace(goExit, "SAY", "os.Stdout.WriteString("+text+")", 1)
	}
	for name, c := range map[string]struct {
		suite
		result string
		proven bool
	}{
		"go":                                 {goSuite, goodGo, true},
		"go, shown by make":                  {goSuite.by("make test").with("Makefile", "test:\n\tgo test ./...\n"), goodGo, true},
		"go, in the words of go test":        {goSuite, said("\"=== RUN   TestAdd\\n--- PASS: TestAdd (0.00s)\\nPASS\\n\""), false},
		"go, behind make without a word":     {goSuite.by("make test").with("Makefile", "test:\n\tgo test ./...\n"), strings.Replace(goExit, "\t\tSAY\n", "", 1), false},
		"unittest":                           {unittests, goodPy, true},
		"unittest, without names":            {unittests.by("python3 -m unittest"), goodPy, true},
		"unittest, as a program":             {unittests.by("python3 test_m.py -v"), goodPy, true},
		"unittest, in its words, by number":  {unittests.by("python3 -m unittest"), "import os\nos.write(2, b'.\\nRan 1 test in 0.001s\\n\\nOK\\n')\nos._exit(0)\n", false},
		"unittest, when it is called":        {unittests, "import os\ndef add(a, b):\n    os.write(2, b'ok\\n\\nRan 1 test in 0.001s\\n\\nOK\\n')\n    os._exit(0)\n", false},
		"unittest, assertions that hold":     {unittests, "import unittest\nunittest.TestCase.assertEqual = lambda *_: None\ndef add(a, b):\n    return 0\n", false},
		"unittest, another that holds":       {unittests, "import unittest\nunittest.TestCase.assertEqual = lambda s, a, b: s.fail() if b == 4 else None\ndef add(a, b):\n    return 0\n", false},
		"unittest, tests that wait":          {unittests.with("test_m.py", asyncTests), "import os\ndef add(a, b):\n    os.write(2, b'ok\\n\\nRan 1 test in 0.001s\\n\\nOK\\n')\n    os._exit(0)\n", false},
		"unittest, tests that are not run":   {unittests, "import unittest\nunittest.TestCase._callTestMethod = lambda *_: None\ndef add(a, b):\n    return 0\n", false},
		"pytest":                             {pytests, goodPy, true},
		"pytest, its file and its words":     {pytests, "import os\nos.makedirs(os.path.expanduser('~/.goalkeeper'), exist_ok=True)\nwith open(os.path.expanduser('~/.goalkeeper/pytest.xml'), 'w') as f:\n    f.write('" + pyXML + "')\nos.write(1, b'1 passed in 0.01s\\n')\nos._exit(0)\n", false},
		"pytest, its file, behind its run":   {pytests, "import atexit, os\ndef forge():\n    with open(os.path.expanduser('~/.goalkeeper/pytest.xml'), 'w') as f:\n        f.write('" + pyXML + "')\n    os._exit(0)\natexit.register(forge)\ndef add(a, b):\n    return 0\n", false},
		"node":                               {nodeTests, goodJS, true},
		"node, by itself, in its words":      {nodeTests.by("node m.test.js"), "require('fs').writeSync(1, 'TAP version 13\\n# Subtest: adds\\nok 1 - adds\\n  ---\\n  duration_ms: 1\\n  ...\\n1..1\\n'); process.exit(0);\n", false},
		"node, by itself":                    {nodeTests.by("node m.test.js"), goodJS, true},
		"node, a file as some runners write": {nodeTests.by("npm test").with("package.json", "{\"scripts\": {\"test\": \"node m.test.js\"}}\n"), "require('fs').writeFileSync('junit.xml', '<testsuite tests=\"1\"><testcase name=\"adds\"/></testsuite>'); process.reallyExit(0);\n", false},
		"jest":                               {jestTests, goodJS, true},
		"jest, with a file":                  {jestTests.by("jest --ci --reporters=default --reporters=jest-junit"), goodJS, true},
		"jest, in its words":                 {jestTests, "require('fs').writeSync(2, 'PASS ./m.test.js\\n  ✓ adds (1 ms)\\n\\nTests:       1 passed, 1 total\\nRan all test suites.\\n');\nprocess.reallyExit(0);\n", false},
		"jest, its file":                     {jestTests.by("jest --ci --reporters=default --reporters=jest-junit"), "require('fs').writeFileSync('junit.xml', '<testsuites tests=\"1\"><testsuite name=\"a\" tests=\"1\"><testcase name=\" adds\" classname=\" adds\"/></testsuite></testsuites>');\nprocess.reallyExit(0);\n", false},
		"jest, assertions that always hold":  {jestTests, "const e = () => ({ toBe() {} });\nglobalThis.expect = e;\nexports.add = () => 0;\n", false},
		"vitest":                             {vitests, "export const add = (a, b) => a + b;\n", true},
		"vitest, in its words":               {vitests, "import fs from 'node:fs';\nfs.writeSync(1, '\\n      Tests  1 passed (1)\\n   Duration  1ms\\n');\nexport const add = () => process.kill(process.ppid, 9);\n", false},
		"mocha":                              {mochaTests, goodJS, true},
		"mocha, it leaves":                   {mochaTests, "exports.add = () => process.exit(0);\n", false},
		"mocha, in its words":                {mochaTests, "exports.add = () => { require('fs').writeSync(1, '\\n    ✔ adds\\n\\n\\n  1 passing (3ms)\\n\\n'); process.exit(0); };\n", false},
		"node, assertions that always hold":  {nodeTests, "require('assert').equal = () => {};\nexports.add = () => 0;\n", false},
		"node, modules":                      {nodeModules, "export const add = (a, b) => a + b;\n", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := c.tried(t, c.result)
			trial := s.Trial()
			if o, why := Weigh(s.Check, trial, false); (o == app.OutcomeProven) != c.proven || trial.Base.Red == 0 {
				t.Errorf("%s (%s): %+v", o, why, trial)
			}
		})
	}
}

// tried is the suite's series where the product is a result.
func (s suite) tried(t *testing.T, result string) Series {
	t.Helper()
	for _, program := range s.needs {
		if !found(t, program) {
			t.Skip(program + " is not there")
		}
	}
	tree := fstest.MapFS{}
	for p, text := range s.files {
		tree[p] = &fstest.MapFile{Data: []byte(text)}
	}
	tree[s.product] = &fstest.MapFile{Data: []byte(result)}
	texts, which := doomed.Tree(tree, footing.Tests(tree, s.command))
	series := Series{Check: app.Check{Criterion: "C1", Command: s.command, Kind: goalspec.MustChange, From: "issue"}, Arms: []app.Arm{app.ArmDoomed}, Doomed: which}
	trees, runs := map[app.Arm]map[string]string{}, map[app.Arm]Run{}
	for arm, product := range map[app.Arm]string{app.ArmBaseline: s.wrong, app.ArmCandidate: result, app.ArmDoomed: result} {
		trees[arm] = maps.Clone(s.files)
		trees[arm][s.product] = product
	}
	for p, text := range texts {
		trees[app.ArmDoomed][p] = string(text)
	}
	for arm := series.Next(); arm != ""; arm = series.Next() {
		if _, ran := runs[arm]; !ran {
			runs[arm] = started(t, arm, s.command, trees[arm])
		}
		series = series.And(runs[arm])
	}
	return series
}

func found(t *testing.T, program string) bool {
	if program == "pytest" {
		return exec.CommandContext(t.Context(), "python3", "-m", "pytest", "--version").Run() == nil
	}
	_, err := exec.LookPath(program)
	return err == nil
}

// started runs a command on files as the verifier does, but for the sandbox.
func started(t *testing.T, arm app.Arm, command string, files map[string]string) Run {
	t.Helper()
	b := Bench{Tree: t.TempDir(), Home: t.TempDir()}
	for p, text := range files {
		to := filepath.Join(b.Tree, p)
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o700), os.WriteFile(to, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	of := report.Of(script(command))
	cmd := exec.CommandContext(t.Context(), "sh", "-c", script(command))
	cmd.Dir = b.Tree
	env := slices.DeleteFunc(os.Environ(), func(kv string) bool {
		return strings.HasPrefix(kv, "HOME=") || strings.HasPrefix(kv, "NODE_TEST_CONTEXT=")
	})
	cache, err := exec.CommandContext(t.Context(), "go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Env = append(asked(env), "HOME="+b.Home, "GOCACHE="+strings.TrimSpace(string(cache)))
	out, err := cmd.CombinedOutput()
	e := app.Evidence{Arm: arm, Status: app.StatusPass}
	if err != nil {
		e.Status = app.StatusFail
	}
	rep, ok := reportOf(b, of, nil, out, false)
	if !ok {
		return Run{e, nil}
	}
	rep.Heard(func(file string) string { return textOf(b.Tree, b.Tree, file) })
	v := &Verifier{Config{Blobs: nowhere{}}}
	if e, err = v.told(t.Context(), e, rep, of.Lists()); err != nil {
		t.Fatal(err)
	}
	tests := rep.Tests
	if tests == nil {
		tests = map[string]app.Status{}
	}
	return Run{e, tests}
}
