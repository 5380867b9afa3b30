package report

import (
	"maps"
	"reflect"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

const (
	runsRed  = "test_net (tests.T.test_net) ... FAIL\ntest_tax (tests.T.test_tax) ... ok\n\nFAIL: test_net (tests.T.test_net)\n\nRan 2 tests in 0.001s\n\nFAILED (failures=1)\n"
	quietRed = "F.\n======\nFAIL: test_net (tests.T.test_net)\n------\nRan 2 tests in 0.001s\n\nFAILED (failures=1)\n"
	skips    = "test_net (tests.T.test_net) ... skipped 'no'\ntest_tax (tests.T.test_tax) ... ok\n\nRan 2 tests in 0.001s\n\nOK (skipped=1)\n"
	records  = `{"Action":"run","Package":"tests.T","Test":"test_net"}` + "\n" + `{"Action":"output","Package":"tests.T","Test":"test_net","Output":"--- PASS: test_net (0.00s)\n"}` + "\n" + `{"Action":"pass","Package":"tests.T","Test":"test_net"}` + "\n"
	jestDone = `{"numTotalTests":1,"testResults":[{"name":"/w/sum.test.js","status":"passed","assertionResults":[{"fullName":"adds","status":"passed"}]}]}` + "\n"
	jestRed  = "FAIL ./sum.test.js\n  ✕ adds (1 ms)\n\nTests:       1 failed, 1 total\nRan all test suites.\n"
	good     = `<testsuite tests="1"><testcase classname="tests.T" name="test_net"/></testsuite>`
	tapRed   = "TAP version 13\n# Subtest: net\nnot ok 1 - net\n  ---\n  duration_ms: 1.5\n  ...\n1..1\n"
	specRed  = "✖ net (1.2ms)\nℹ tests 1\nℹ pass 0\nℹ fail 1\nℹ duration_ms 3.5\n"
)

// proves tells whether a report agrees with an exit status of 0, and has the
// test passed.
func proves(r Report, test string) bool {
	c := r.Counts()
	return r.Complete && c.Failed+c.Errors+c.Unloaded == 0 && c.Ran() > 0 && r.Tests[test] == app.StatusPass
}

// TestReplaced: what a product prints or writes beside the runner's report takes
// nothing red or skipped back.
func TestReplaced(t *testing.T) {
	for name, c := range map[string]struct {
		command, out string
		left         map[string]string
		test         string
	}{
		"records of go in front of unittest":    {command: "python3 -m unittest -v 2>&1 | tee log", out: records + runsRed},
		"the same, behind make":                 {command: "make test", out: records + runsRed},
		"the same, without names":               {command: "npm test", out: records + quietRed},
		"skipped, and said to have passed":      {command: "python3 -m unittest -v", out: records + skips},
		"the same, behind a script":             {command: "./ci/test.sh", out: records + skips},
		"skipped, and ok in the runner's words": {command: "python3 -m unittest -v", out: "test_net (tests.T.test_net) ... ok\n" + skips},
		"a verdict beside hidden names":         {command: "python3 -m unittest -v", out: "test_net (tests.T.test_net) ... ok\n\nRan 1 test in 0.1s\n\nFAILED (failures=1)\n"},
		"a verdict in front of the other":       {command: "python3 -m unittest -v", out: quietRed + "test_net (tests.T.test_net) ... ok\n\nRan 1 test in 0.1s\n\nOK\n"},
		"more names than tests":                 {command: "python3 -m unittest -v", out: "test_net (tests.T.test_net) ... ok\ntest_a (tests.T.test_a) ... ok\n\nRan 1 test in 0.1s\n\nOK\n"},
		"a file in the tree":                    {command: "python3 -m unittest", out: quietRed, left: map[string]string{"junit.xml": good}},
		"a file in the tree, behind make":       {command: "make test", out: quietRed, left: map[string]string{"junit.xml": good}},
		"a file that pytest would write":        {command: "python3 -m unittest", out: runsRed, left: map[string]string{PytestFile: good}},
		"a file over that of pytest":            {command: "pytest -q", out: "s\n1 skipped in 0.01s pytest\nFAILED tests.py::test_net - x\n1 failed in 0.02s\n", left: map[string]string{PytestFile: good}},
		"a file that makes a skip a pass":       {command: "pytest -v", out: "tests.py::test_net SKIPPED (no)\n==== 1 skipped in 0.02s ====\n", left: map[string]string{PytestFile: good}},
		"two files of one test":                 {command: "mvn test", left: map[string]string{"target/surefire-reports/TEST-a.xml": good, "target/surefire-reports/TEST-b.xml": strings.Replace(good, "/></", "><skipped/></testcase></", 1)}},
		"jest's document before its words":      {command: "npx jest", out: jestDone + jestRed, test: "sum.test.js > adds"},
		"the same, behind npm":                  {command: "npm test", out: jestDone + jestRed, test: "sum.test.js > adds"},
		"a document before jest's own":          {command: "npx jest --json", out: jestDone + strings.ReplaceAll(jestDone, `"passed"`, `"failed"`), test: "sum.test.js > adds"},
		"a document where jest is not run":      {command: "node --test", out: jestDone + specRed, test: "net"},
		"records of go where it gives none":     {command: "go test ./... | tee log", out: records + "--- FAIL: TestA (0.00s)\nFAIL\tx\t0.1s\n"},
		"green lines of go over a red one":      {command: "go test -v ./... | tee log", out: "--- FAIL: TestA (0.00s)\n--- PASS: TestA (0.00s)\nok  \tx\t0.1s\n", test: "x.TestA"},
		"counts before node's own":              {command: "node --test", out: "✔ net (1ms)\nℹ tests 1\nℹ duration_ms 1\n" + specRed, test: "net"},
		"node's line hidden, and told again":    {command: "node --test", out: "✔ net (1ms)\ntest at a.js:1:1\n" + specRed + "\n✖ failing tests:\n\ntest at a.js:1:1\n✖ net (1.2ms)\n", test: "net"},
		"TAP hidden in a block":                 {command: "node --test --test-reporter=tap", out: strings.Replace(tapRed, "# Subtest", "ok 1 - net\n  ---\n# Subtest", 1), test: "net"},
		"TAP hidden in a block of no test":      {command: "prove -v", out: strings.Replace(tapRed, "# Subtest", "---\n# Subtest", 1), test: "net"},
		"a document of TAP before the other":    {command: "prove -v", out: "TAP version 13\nok 1 - net\n1..1\n" + tapRed, test: "net"},
		"TAP beside what node shows":            {command: "node --test", out: "TAP version 13\nok 1 - net\n1..1\n" + specRed, test: "net"},
		"cargo, quiet, and a test less":         {command: "cargo test -q", out: "running 3 tests\n..\ntest result: ok. 2 passed; 0 failed; 0 ignored\n", test: " > net"},
		"cargo, a test more":                    {command: "cargo test", out: "running 1 test\ntest a ... ok\ntest net ... ok\ntest result: ok. 1 passed; 0 failed\n", test: " > net"},
		"pytest, a test more":                   {command: "pytest -v", out: "a.py::test_net PASSED\na.py::test_a PASSED\n==== 1 passed in 0.1s ====\n", test: "a.py::test_net"},
	} {
		left := map[string][]byte{}
		for name, b := range c.left {
			left[name] = []byte(b)
		}
		of := Of(c.command)
		maps.DeleteFunc(left, func(name string, _ []byte) bool { return !fits(of.Left(), name) })
		if r, _ := of.Read(left, []byte(c.out), false); proves(r, or(c.test, "tests.T.test_net")) {
			t.Errorf("%s: proven by %+v", name, r)
		}
	}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// TestHonest: what runners write of a green run is one, whatever stands beside.
func TestHonest(t *testing.T) {
	const (
		ok      = "test_net (tests.T.test_net) ... ok\n\n------\nRan 1 test in 0.001s\n\nOK\n"
		goJSON  = `{"Action":"start","Package":"x"}` + "\n" + `{"Action":"run","Package":"x","Test":"TestA"}` + "\n" + `{"Action":"output","Package":"x","Test":"TestA","Output":"FAILED (failures=1)\n"}` + "\n" + `{"Action":"output","Package":"x","Test":"TestA","Output":"--- PASS: TestA (0.00s)\n"}` + "\n" + `{"Action":"pass","Package":"x","Test":"TestA"}` + "\n" + `{"Action":"pass","Package":"x"}` + "\n"
		jest    = "PASS ./sum.test.js\n  ✓ adds (1 ms)\n\nTests:       1 passed, 1 total\nRan all test suites.\n"
		tapGood = "TAP version 13\n# Subtest: group\n    # Subtest: inner\n    ok 1 - inner\n      ---\n      duration_ms: 0.2\n      text: |-\n        ---\n        not ok 1 - quoted\n\n        ...\n      ...\n    1..1\nok 1 - group\n  ---\n  duration_ms: 1.5\n  ...\n1..1\n"
		spec    = "▶ group\n  ✔ inner (0.2ms)\n✔ group (1.4ms)\nℹ tests 1\nℹ suites 1\nℹ pass 1\nℹ duration_ms 5.5\n"
	)
	xml := func(name string) string { return strings.Replace(good, "test_net", name, 1) }
	for name, c := range map[string]struct {
		command, out string
		left         map[string]string
		format, test string
		counts       int // tests that ran
	}{
		"go, asked for records":          {command: "go test -json ./...", out: goJSON, format: "go test -json", test: "x.TestA", counts: 1},
		"go, behind make":                {command: "make test", out: goJSON, format: "go test -json", test: "x.TestA", counts: 1},
		"go, with and without records":   {command: "go test -v ./a && go test -json ./b", out: "=== RUN   TestB\n--- PASS: TestB (0.00s)\nok  \ty\t0.1s\n" + goJSON, format: "go test -json, go test", test: "y.TestB", counts: 2},
		"unittest through tee":           {command: "python3 -m unittest discover -v 2>&1 | tee log", out: ok, format: "unittest", test: "tests.T.test_net", counts: 1},
		"unittest, a skip without names": {command: "python3 -m unittest", out: "s.\nRan 2 tests in 0.1s\n\nOK (skipped=1)\n", format: "unittest", counts: 1},
		"unittest twice":                 {command: "python3 -m unittest a; python3 -m unittest b", out: ok + strings.ReplaceAll(ok, "net", "tax"), format: "unittest", test: "tests.T.test_tax", counts: 2},
		"pytest":                         {command: "pytest -q", out: ".\n1 passed in 0.01s\n", left: map[string]string{PytestFile: good}, format: "JUnit XML", test: "tests.T.test_net", counts: 1},
		"pytest, behind make":            {command: "make test", out: ".\n1 passed in 0.01s\n", left: map[string]string{PytestFile: good}, format: "JUnit XML", test: "tests.T.test_net", counts: 1},
		"pytest, a file of its own":      {command: "pytest --junitxml=test-results/a.xml", out: ".\n1 passed in 0.01s\n", left: map[string]string{"test-results/a.xml": good}, format: "JUnit XML", test: "tests.T.test_net", counts: 1},
		"pytest twice, the last file":    {command: "pytest a && pytest b", out: ".\n1 passed in 0.01s\n..\n2 passed in 0.01s\n", left: map[string]string{PytestFile: good}, format: "JUnit XML", test: "tests.T.test_net", counts: 1},
		"go and pytest":                  {command: "go test -v ./... && pytest", out: "=== RUN   TestB\n--- PASS: TestB (0.00s)\nok  \ty\t0.1s\n.\n1 passed in 0.01s\n", left: map[string]string{PytestFile: good}, format: "JUnit XML, go test", test: "y.TestB", counts: 2},
		"jest":                           {command: "npx jest", out: jest, format: "jest", test: "sum.test.js > adds", counts: 1},
		"jest, asked for its document":   {command: "npx jest --json", out: jest + jestDone, format: "jest --json", test: "sum.test.js > adds", counts: 1},
		"jest with jest-junit":           {command: "npm test", out: jest, left: map[string]string{"junit.xml": xml("adds")}, format: "JUnit XML", test: "tests.T.adds", counts: 1},
		"surefire, two modules":          {command: "./mvnw -q test", left: map[string]string{"a/target/surefire-reports/TEST-a.xml": good, "b/target/surefire-reports/TEST-b.xml": xml("test_b")}, format: "JUnit XML", test: "tests.T.test_b", counts: 2},
		"gradle":                         {command: "./gradlew test --tests 'A'", left: map[string]string{"build/test-results/test/TEST-a.xml": good}, format: "JUnit XML", test: "tests.T.test_net", counts: 1},
		"node --test":                    {command: "node --test", out: "a line of the product\n" + spec, format: "node --test", test: "group > inner", counts: 2},
		"cargo, quiet":                   {command: "cargo test -q", out: "\nrunning 3 tests\n..i\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n", format: "cargo test", counts: 2},
		"vitest, verbose":                {command: "npx vitest run --reporter=verbose", out: " ✓ b.test.js > group > other 2ms\nstdout | b.test.js > other\n  ✓ noise\n\n Test Files  1 passed (1)\n      Tests  1 passed (1)\n   Duration  366ms (transform 28ms)\n", format: "vitest", test: "b.test.js > group > other", counts: 1},
		"vitest, behind npm":             {command: "npm test", out: " ✓ b.test.js (2 tests) 1ms\n\n Test Files  1 passed (1)\n      Tests  2 passed (2)\n   Duration  1.36s\n", format: "vitest", counts: 2},
		"mocha twice":                    {command: "npm test", out: "\n  m\n    ✔ adds\n\n\n  1 passing (3ms)\n\n\n  n\n    ✔ takes (80ms)\n\n  1 passing (2s)\n\n", format: "mocha", test: "takes", counts: 2},
		"mocha, by dots":                 {command: "npx mocha -R dot", out: "\n  ..\n\n  2 passing (3ms)\n\n", format: "mocha", counts: 2},
		"node --test twice":              {command: "node --test a; node --test b", out: spec + strings.ReplaceAll(spec, "inner", "other"), format: "node --test", test: "group > other", counts: 3},
		"TAP with blocks":                {command: "node --test --test-reporter tap", out: tapGood, format: "TAP", test: "group > inner", counts: 2},
		"TAP twice":                      {command: "prove -v", out: tapGood + strings.ReplaceAll(tapGood, "inner", "other"), format: "TAP", test: "group > other", counts: 3},
	} {
		left := map[string][]byte{}
		of := Of(c.command)
		for file, b := range c.left {
			if !fits(of.Left(), file) {
				t.Errorf("%s: %s is not looked for", name, file)
			}
			left[file] = []byte(b)
		}
		r, _ := of.Read(left, []byte(c.out), false)
		if counts := r.Counts(); r.Format != c.format || counts.Ran() != c.counts || c.test != "" && !proves(r, c.test) || !r.Complete {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestCut: a runner's own end may lie behind what was kept of an output; what it
// left in a file is whole.
func TestCut(t *testing.T) {
	const out = "test_net (tests.T.test_net) ... ok\n\nRan 1 test in 0.1s\n\nOK\n"
	if r, ok := Of("python3 -m unittest -v").Read(nil, []byte(out), true); !ok || r.Complete {
		t.Errorf("read %+v", r)
	}
	if r, _ := Of("pytest").Read(map[string][]byte{PytestFile: []byte(good)}, []byte("noise"), true); !proves(r, "tests.T.test_net") {
		t.Errorf("read %+v", r)
	}
}

// TestFilesInOrder: the same files read alike each time, whichever comes first.
func TestFilesInOrder(t *testing.T) {
	all := map[string][]byte{"c.json": []byte(jestDone), "a.xml": []byte(`<testsuite name="a" tests="2"/>`), "b.xml": []byte(`<testsuite name="b" tests="2"/>`)}
	for range 50 {
		if r, _ := Files(all); r.Format != "JUnit XML, jest --json" || !strings.Contains(r.Why, `"a"`) {
			t.Fatalf("read %+v", r)
		}
	}
}

// TestJUnitCases: a case keeps the worst that its elements say.
func TestJUnitCases(t *testing.T) {
	const p, f, e, s = app.StatusPass, app.StatusFail, app.StatusError, app.StatusSkipped
	for in, want := range map[string]map[string]app.Status{
		`<testcase name="a"><skipped/><failure/></testcase>`:                                                   {"a": f},
		`<testcase name="a"><failure/><skipped/></testcase>`:                                                   {"a": f},
		`<testcase name="a"><skipped/><error/></testcase>`:                                                     {"a": e},
		`<testcase name="a"><skipped type="todo"/><failure/></testcase>`:                                       {"a": s},
		`<testcase name="a"><skipped type="pytest.xfail"/></testcase>`:                                         {"a": s},
		`<testcase name="a"><failure/><testcase name="b"/></testcase>`:                                         {"a": f, "b": p},
		`<testcase name="a"><testcase name="b"/><failure/></testcase>`:                                         {"a": f, "b": p},
		`<testcase name="a"><testcase name="b"><error/></testcase></testcase><testcase name="c"/>`:             {"a": p, "b": e, "c": p},
		`<testcase name="a"/><testcase name="a"><skipped/></testcase>`:                                         {"a": s},
		`<properties/><failure/><testcase name="a"><system-out>not ok</system-out></testcase><system-out/>`:    {"a": p},
		`<testcase name="a"><rerunFailure/><flakyFailure/></testcase>`:                                         {"a": p},
		`<testsuite tests="1"><testcase name="a"><failure/></testcase></testsuite><testcase name="b"/>`:        {"a": f, "b": p},
		`<testcase name="a"><skipped type="todo"/></testcase><testcase name="b"><failure/></testcase>`:         {"a": s, "b": f},
		`<testcase name="a"><skipped type="todo"/><testcase name="b"><failure/></testcase><error/></testcase>`: {"a": s, "b": f},
	} {
		r, ok := JUnit([]byte("<testsuite>" + in + "</testsuite>"))
		if !ok || !reflect.DeepEqual(r.Tests, want) {
			t.Errorf("%s: %v, want %v", in, r.Tests, want)
		}
	}
}

// TestAsked: records stand first only where a flag of the runner asks for them.
func TestAsked(t *testing.T) {
	const both, text = "jest --json", "jest"
	for command, want := range map[string]string{
		"npx jest --json":                           both,
		"npx jest --json --outputFile /dev/stdout":  both,
		"npx vitest run --reporter=json":            both,
		"npx vitest run --reporter json":            both,
		"npx jest --config jest.config.json":        text,
		"npx jest src/json":                         text,
		"npx jest":                                  text,
		"npm test":                                  text,
		"npm test -- --json":                        both,
		"python3 -m json.tool a.json && npx jest":   text,
		"cat package.json | grep x; yarn jest --ci": text,
	} {
		if r, _ := Of(command).Output([]byte(jestDone + jestRed)); r.Format != want {
			t.Errorf("%s reads %s first", command, r.Format)
		}
	}
	for command, want := range map[string]bool{
		"go test -json ./...":                true,
		"cd a && go test ./... --json":       true,
		"make test":                          true,
		"go test ./pkg-json/...":             false,
		"go test -run '-json' ./...":         false,
		"python3 -m unittest":                false,
		"npx jest --json":                    false,
		"go vet ./... && go test -v -json .": true,
	} {
		if got := Of(command).Records(); got != want {
			t.Errorf("%s may give records: %v", command, got)
		}
	}
}
