package report

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

func data(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(name string, b []byte) (Report, bool) {
	if strings.HasSuffix(name, ".xml") {
		return Files(map[string][]byte{name: b})
	}
	runner, _, _ := strings.Cut(strings.TrimSuffix(name, filepath.Ext(name)), "-")
	command := map[string]string{
		"go": "go test -v ./...", "unittest": "python3 -m unittest -v", "node": "node --test", "jest": "npx jest", "cargo": "cargo test",
		"nextest": "cargo nextest run", "pytest": "pytest -v", "mocha": "npx mocha", "vitest": "npx vitest run",
	}[runner]
	if strings.HasSuffix(name, ".json") {
		command += " --json"
	}
	return Of(command).Output(b)
}

// TestReaders reads what runners wrote.
func TestReaders(t *testing.T) {
	const p, f, e, s = app.StatusPass, app.StatusFail, app.StatusError, app.StatusSkipped
	for name, c := range map[string]struct {
		counts app.TestCounts
		tests  map[string]app.Status // some of them
	}{
		"go.json": {app.TestCounts{Format: "go test -json", Passed: 11, Failed: 2, Skipped: 1, Errors: 2, Unloaded: 1}, map[string]app.Status{
			"example.com/billing/invoice.TestTotal/case_1": p, "example.com/billing/invoice.TestRed": f, "example.com/billing/invoice.ExampleTotal": p,
			"example.com/billing/invoice.TestSkipped": s,
			"example.com/billing/quit.TestFails":      f, "example.com/billing/stop.TestExits": e, // though both packages say ok
		}},
		"go-green.json": {app.TestCounts{Format: "go test -json", Complete: true, Passed: 9, Skipped: 1}, nil},
		"go-none.json":  {app.TestCounts{Format: "go test -json", Complete: true}, nil},
		"go-v.txt": {app.TestCounts{Format: "go test", Passed: 11, Failed: 2, Skipped: 1, Errors: 2, Unloaded: 1}, map[string]app.Status{
			"example.com/billing/quit.TestFails": f, "example.com/billing/stop.TestExits": e, "example.com/billing/panics.TestPanics": e,
		}},
		"unittest-v.txt": {app.TestCounts{Format: "unittest", Complete: true, Passed: 2, Failed: 2, Skipped: 2, Errors: 1}, map[string]app.Status{
			"test_money.Money.test_add": p, "test_money.Money.test_red": f, "test_money.Money.test_error": e, "test_money.Money.test_sub": f,
			"test_money.Money.test_plain": p, "test_money.Money.test_known": s, "test_money.Money.test_skipped": s,
		}},
		"unittest.txt": {app.TestCounts{Format: "unittest", Complete: true, Passed: 2, Failed: 2, Errors: 1}, map[string]app.Status{"test_money.Money.test_red": f}},
		"node.tap": {app.TestCounts{Format: "TAP", Complete: true, Passed: 2, Failed: 3, Skipped: 2}, map[string]app.Status{
			"adds": p, "group > inner red": f, "group": f, "later": s, "todo one": s,
		}},
		"node-spec.txt": {app.TestCounts{Format: "node --test", Complete: true, Passed: 2, Failed: 3, Skipped: 2}, map[string]app.Status{"group > inner red": f, "later": s}},
		"node-junit.xml": {app.TestCounts{Format: "JUnit XML", Complete: true, Passed: 2, Failed: 2, Skipped: 2}, map[string]app.Status{
			"test.adds": p, "test.red": f, "test.later": s,
		}},
		"jest.json":      {app.TestCounts{Format: "jest --json", Complete: true, Passed: 1, Failed: 1, Skipped: 2}, map[string]app.Status{"sum.test.js > money adds": p}},
		"jest-junit.xml": {app.TestCounts{Format: "JUnit XML", Complete: true, Passed: 2, Failed: 1, Skipped: 1}, map[string]app.Status{"money red": f}},
		"cargo.txt":      {app.TestCounts{Format: "cargo test", Complete: true, Passed: 2, Failed: 1, Skipped: 1}, map[string]app.Status{"src/lib.rs > tests::panics": p}},
		"pytest-v.txt": {app.TestCounts{Format: "pytest", Complete: true, Passed: 2, Failed: 1, Skipped: 2, Errors: 1}, map[string]app.Status{
			"test_style.py::test_param[2]": f, "test_style.py::test_err": e, "test_style.py::test_xfail": s,
		}},
		"pytest.xml":   {app.TestCounts{Format: "JUnit XML", Complete: true, Passed: 2, Failed: 1, Skipped: 2, Errors: 1}, map[string]app.Status{"test_style.test_err": e}},
		"surefire.xml": {app.TestCounts{Format: "JUnit XML", Complete: true, Passed: 1, Failed: 1, Skipped: 1}, map[string]app.Status{"org.acme.MoneyTest.red": f}},
		"nextest.txt": {app.TestCounts{Format: "cargo nextest", Complete: true, Passed: 2, Failed: 2}, map[string]app.Status{
			"money > tests::red": f, "money > tests::waits": p, "money::basic > flips": f, // green in its second try
		}},
		"jest-verbose.txt": {app.TestCounts{Format: "jest", Complete: true, Passed: 1, Failed: 1, Skipped: 2}, map[string]app.Status{
			"sum.test.js > money adds": p, "sum.test.js > money red": f, "sum.test.js > money later": s,
		}},
		"vitest.txt": {app.TestCounts{Format: "vitest", Complete: true, Passed: 3, Failed: 1, Errors: 1, Unloaded: 1}, map[string]app.Status{"a.test.js > group > fails": f, "a.test.js > group > throws": e}},
		"mocha.txt":  {app.TestCounts{Format: "mocha", Complete: true, Passed: 3, Failed: 1, Skipped: 2, Errors: 1, Unloaded: 1}, map[string]app.Status{"slow": p, "fails": f, "throws": e, "skips": s}},
		"jest.txt": {app.TestCounts{Format: "jest", Complete: true, Passed: 5, Failed: 1, Unloaded: 1}, map[string]app.Status{
			"sum.test.js": f,
		}},
		"nextest.xml": {app.TestCounts{Format: "JUnit XML", Complete: true, Passed: 1, Failed: 1}, map[string]app.Status{"money.tests::red": f}},
	} {
		t.Run(name, func(t *testing.T) {
			r, ok := read(name, data(t, name))
			if !ok || r.Counts() != c.counts {
				t.Errorf("read %v: %+v, want %+v (%s)\n%v", ok, r.Counts(), c.counts, r.Why, r.Tests)
			}
			for test, want := range c.tests {
				if got, ok := r.Tests[test]; !ok || got != want {
					t.Errorf("%s is %q, want %q", test, got, want)
				}
			}
			if !r.Complete && r.Why == "" {
				t.Error("not complete, and no reason")
			}
		})
	}
}

// TestUnloaded: what stands for tests that could not be loaded is red, and is no
// test that could be missed later.
func TestUnloaded(t *testing.T) {
	for name, out := range map[string]string{
		"unittest, a module":          "test_b (unittest.loader._FailedTest.test_b) ... ERROR\n\n======\nERROR: test_b (unittest.loader._FailedTest.test_b)\n------\nImportError: Failed to import test module: test_b\n\n------\nRan 1 test in 0.000s\n\nFAILED (errors=1)\n",
		"unittest, an older Python":   "test_b (unittest.loader._FailedTest) ... ERROR\n\nERROR: test_b (unittest.loader._FailedTest)\n\nRan 1 test in 0.000s\n\nFAILED (errors=1)\n",
		"unittest, a class":           "setUpClass (tests.test_a.A) ... ERROR\n\nERROR: setUpClass (tests.test_a.A)\n\nRan 0 tests in 0.001s\n\nFAILED (errors=1)\n",
		"unittest, tells no names":    "E\n======\nERROR: tests.test_b (unittest.loader._FailedTest.tests.test_b)\n\nRan 1 test in 0.001s\n\nFAILED (errors=1)\n",
		"go, a package that is not":   `{"Action":"start","Package":"./label"}` + "\n" + `{"Action":"output","Package":"./label","Output":"FAIL\t./label [setup failed]\n"}` + "\n" + `{"Action":"fail","Package":"./label"}` + "\n",
		"go, one that does not build": "FAIL\texample.com/shop/label [build failed]\nFAIL\n",
		"node":                        "TAP version 13\n# Subtest: /work/tree/a.test.mjs\nnot ok 1 - /work/tree/a.test.mjs\n  ---\n  exitCode: 1\n  ...\n1..1\n",
		"node, for people":            "✖ /work/tree/a.test.js (145.5ms)\nℹ tests 1\nℹ pass 0\nℹ fail 1\nℹ duration_ms 150.7\n",
		"jest":                        "FAIL ./b.test.js\n  ● Test suite failed to run\n\n    Cannot find module './gone'\n\nTests:       0 total\nRan all test suites.\n",
		"jest, as JSON":               `{"numTotalTests":0,"testResults":[{"name":"/w/b.test.js","status":"failed","assertionResults":[]}]}`,
		"pytest":                      `<testsuites><testsuite name="pytest" errors="1" tests="1"><testcase classname="" name="tests.test_b"><error message="collection failure">ImportError</error></testcase></testsuite></testsuites>`,
	} {
		r, ok := Of("make test").Output([]byte(out))
		if strings.HasPrefix(out, "<") {
			r, ok = Files(map[string][]byte{"x": []byte(out)})
		}
		if c := r.Counts(); !ok || len(r.Tests) > 0 || c.Unloaded != 1 || c.Ran() != 0 {
			t.Errorf("%s: %v %+v, tests %v", name, ok, c, r.Tests)
		}
	}
}

// TestCrashed: where the code broke a test off, that test has compared nothing,
// whatever its runner calls it; and a test that holds only such parts has not either.
func TestCrashed(t *testing.T) {
	const p, f, e = app.StatusPass, app.StatusFail, app.StatusError
	goLine := func(test, action, text string) string {
		return fmt.Sprintf(`{"Action":%q,"Package":"x","Test":%q,"Output":%q}`, action, test, text) + "\n"
	}
	pytest := func(message string) string {
		return fmt.Sprintf(`<testsuites name="pytest tests"><testsuite name="pytest" tests="1"><testcase classname="a" name="t"><failure message=%q>x</failure></testcase></testsuite></testsuites>`, message)
	}
	for name, c := range map[string]struct {
		command, out string
		want         map[string]app.Status
	}{
		"pytest, the code raised":      {"pytest", pytest("TypeError: unsupported operand"), map[string]app.Status{"a.t": e}},
		"pytest, of the product":       {"pytest", pytest("shop.errors.Insufficient"), map[string]app.Status{"a.t": e}},
		"pytest, rewritten":            {"pytest", pytest("assert 2 == 1"), map[string]app.Status{"a.t": f}},
		"pytest, with words":           {"pytest", pytest("AssertionError: TypeError: wanted"), map[string]app.Status{"a.t": f}},
		"pytest, did not raise":        {"pytest", pytest("Failed: DID NOT RAISE ValueError"), map[string]app.Status{"a.t": f}},
		"pytest, as text":              {"pytest", "a.py::t FAILED\na.py::u FAILED\nFAILED a.py::t - KeyError: 'x'\nFAILED a.py::u - assert 1 == 2\n==== 2 failed in 0.05s ====\n", map[string]app.Status{"a.py::t": e, "a.py::u": f}},
		"another's words for it":       {"make", `<testsuite name="s" tests="1"><testcase name="t"><failure message="Total: 3">x</failure></testcase></testsuite>`, map[string]app.Status{"t": f}},
		"jest-junit":                   {"make", `<testsuite name="s" tests="2"><testcase name="t"><failure>TypeError: x is undefined</failure></testcase><testcase name="u"><failure>Error: expect(received)</failure><system-out>TypeError: told</system-out></testcase></testsuite>`, map[string]app.Status{"t": e, "u": f}},
		"jest, as JSON":                {"jest --json", `{"numTotalTests":2,"testResults":[{"name":"/a.js","assertionResults":[{"fullName":"t","status":"failed","failureMessages":["TypeError: x"]},{"fullName":"u","status":"failed","failureMessages":["TypeError: x","Error: expect(received)"]}]}]}`, map[string]app.Status{"a.js > t": e, "a.js > u": f}},
		"jest, and what it shows":      {"jest --json", `{"numTotalTests":1,"testResults":[{"name":"/a.js","assertionResults":[{"fullName":"t","status":"failed","failureMessages":["TypeError: x"]}]}]}` + "\nFAIL a.js\n  ✕ t\nTests: 1 failed, 1 total\nRan all test suites.\n", map[string]app.Status{"a.js > t": e}},
		"node, the group has no other": {"node --test", "TAP version 13\n# Subtest: g\n    # Subtest: t\n    not ok 1 - t\n      ---\n      name: 'TypeError'\n      ...\n    1..1\nnot ok 1 - g\n  ---\n  failureType: 'subtestsFailed'\n  ...\n1..1\n", map[string]app.Status{"g": e, "g > t": e}},
		"node, the group has another":  {"node --test", "TAP version 13\n# Subtest: g\n    # Subtest: t\n    not ok 1 - t\n      ---\n      name: 'TypeError'\n      ...\n    # Subtest: u\n    not ok 2 - u\n      ---\n      name: 'AssertionError'\n      ...\n    1..2\nnot ok 1 - g\n1..1\n", map[string]app.Status{"g": f, "g > t": e, "g > u": f}},
		"node, for people":             {"node --test", "▶ g\n  ✖ t (1ms)\n    RangeError [Error]: Invalid array length\n        at x\n\n✖ g (1ms)\n✖ u (1ms)\n  Error: x\nℹ tests 2\nℹ duration_ms 1\n", map[string]app.Status{"g": e, "g > t": e, "u": f}},
		"node, said behind the counts": {"node --test", "▶ g\n  ✖ t (1ms)\n✖ g (1ms)\nℹ tests 1\nℹ duration_ms 1\n\n✖ failing tests:\n\ntest at a.js:1:1\n✖ t (1ms)\n  TypeError: x\n", map[string]app.Status{"g": e, "g > t": e}},
		"go, a part of a test": {"go test -json", goLine("T", "run", "") + goLine("T/a", "run", "") + goLine("U", "run", "") + goLine("T/a", "output", "panic: boom\n") +
			goLine("T/a", "fail", "") + goLine("T", "fail", "") + goLine("U", "fail", ""), map[string]app.Status{"x.T": e, "x.T/a": e, "x.U": f}},
		"go, as text": {
			"go test -v", "=== RUN   T\n--- FAIL: T (0.00s)\n    x_test.go:7: not 3\n=== RUN   U\n=== RUN   U/a\n--- FAIL: U (0.00s)\n    --- FAIL: U/a (0.00s)\npanic: boom [recovered]\n\tpanic: boom\nFAIL\tx\t0.1s\n",
			map[string]app.Status{"x.T": f, "x.U": e, "x.U/a": e},
		},
		"go, no test": {"go test -v", "panic: in init\nFAIL\tx\t0.1s\n=== RUN   T\n--- PASS: T (0.00s)\nok  \ty\t0.1s\n", map[string]app.Status{"y.T": p}},
	} {
		r, _ := Of(c.command).Output([]byte(c.out))
		if strings.HasPrefix(c.out, "<") {
			r, _ = Files(map[string][]byte{"x": []byte(c.out)})
		}
		if !maps.Equal(r.Tests, c.want) {
			t.Errorf("%s: %v, want %v (%s)", name, r.Tests, c.want, r.Why)
		}
	}
}

// TestLinters: what a linter writes as JUnit is no report of tests, whether it found
// something or not; tests that are named like it are.
func TestLinters(t *testing.T) {
	const eslint = `<testsuite package="org.eslint" time="0" tests="1" errors="1" name="/w/a.js"><testcase time="0" name="org.eslint.no-unused-vars" classname="/w/a"><failure message="x"/></testcase></testsuite>`
	const clean = `<testsuite package="org.eslint" time="0" tests="1" errors="0" name="/w/b.test.js"><testcase time="0" name="/w/b.test.js" classname="/w/b.test"/></testsuite>`
	for name, c := range map[string]struct {
		xml   string
		tests int // -1: it is no report
	}{
		"eslint":                  {"<testsuites>" + eslint + clean + "</testsuites>", -1},
		"eslint, nothing found":   {"<testsuites>" + clean + "</testsuites>", -1},
		"ruff":                    {`<testsuites name="ruff" tests="1"><testsuite name="src/a.py" tests="1" package="org.ruff"><testcase name="org.ruff.F401" classname="src/a" line="1"><failure message="x"/></testcase></testsuite></testsuites>`, -1},
		"ruff, nothing found":     {`<testsuites name="ruff" tests="1"><testsuite name="ruff" tests="1" package="org.ruff"><testcase name="No errors found" classname="ruff"/></testsuite></testsuites>`, -1},
		"golangci":                {`<testsuites><testsuite name="a/b.go" tests="1" errors="0" failures="1"><testcase name="errcheck" classname="a/b.go:12:3"><failure message="x" type="">a</failure></testcase></testsuite></testsuites>`, -1},
		"golangci, nothing found": {`<testsuites></testsuites>`, -1},
		"tests of a linter":       {`<testsuite package="org.eslint" name="RuleTest" tests="1"><testcase name="testRule" classname="org.eslint.RuleTest"/></testsuite>`, 1},
		"a package of tests":      {`<testsuite package="shop" name="Chrome" tests="1"><testcase name="adds" classname="Chrome.shop.cart"/></testsuite>`, 1},
		"a test called for it":    {`<testsuite package="com.shop" name="Cart" tests="1"><testcase name="Cart" classname="com.shop.Cart"/></testsuite>`, 1},
		"a linter beside tests":   {"<testsuites>" + eslint + `<testsuite name="unit" tests="1"><testcase name="adds" classname="cart"/></testsuite></testsuites>`, 2},
		"tests, none of them ran": {`<testsuites tests="0"></testsuites>`, 0},
		"a suite without tests":   {`<testsuites><testsuite name="pytest" tests="0"/></testsuites>`, 0},
	} {
		r, ok := Files(map[string][]byte{"junit.xml": []byte(c.xml)})
		if ok != (c.tests >= 0) || ok && r.Counts().Ran() != c.tests {
			t.Errorf("%s: a report %v of %d tests: %+v", name, ok, r.Counts().Ran(), r)
		}
	}
}

// TestNothingToRun: a runner that found no test to run says so in its own words.
func TestNothingToRun(t *testing.T) {
	const idle = "ok  \tx/p\t0.003s [no tests to run]\n"
	for name, c := range map[string]struct {
		command, out string
		ran          int
	}{
		"go":                   {"go test -run None ./... | tee log", idle, 0},
		"go, behind make":      {"make test", idle, 0},
		"go -v":                {"make test", "testing: warning: no tests to run\nPASS\n" + idle, 0},
		"go, a package of two": {"make test", idle + "ok  \tx/q\t0.003s\n", 1},
		"a binary of go's":     {"make test", "testing: warning: no tests to run\nPASS\n", 0},
		"jest":                 {"npx jest --passWithNoTests new", "No tests found, exiting with code 0\n", 0},
		"mocha":                {"npx mocha -g new", "\n\n  0 passing (10ms)\n\n", 0},
		"vitest":               {"npm test", "\nNo test files found, exiting with code 0\n", 0},
		"pytest":               {"make test", "collected 0 items\n\n===== no tests ran in 0.01s =====\n", 0},
		"pytest -q":            {"pytest -q -p no:junitxml", "\nno tests ran in 0.01s\n", 0},
		"pytest, none fits":    {"pytest -k none", "1 deselected in 0.02s\nplatform linux, pytest-7\n", 0},
	} {
		if r, ok := Of(c.command).Output([]byte(c.out)); !ok || r.Counts().Ran() != c.ran {
			t.Errorf("%s: read %v, %d ran: %+v", name, ok, r.Counts().Ran(), r)
		}
	}
}

// TestBrokenOff cuts what was recorded at every line: half a report is none,
// is not complete, or misses tests.
func TestBrokenOff(t *testing.T) {
	for _, name := range []string{
		"go-green.json", "unittest-v.txt", "node.tap", "node-spec.txt", "jest.json", "cargo.txt", "pytest-v.txt", "pytest.xml", "surefire.xml", "nextest.xml", "jest-junit.xml",
		"nextest.txt", "jest-verbose.txt", "jest.txt", "mocha.txt", "vitest.txt",
	} {
		whole := data(t, name)
		full, _ := read(name, whole)
		all := bytes.SplitAfter(bytes.TrimRight(whole, "\n"), []byte("\n"))
		for n := range len(all) - 1 {
			r, ok := read(name, bytes.Join(all[:n], nil))
			if ok && r.Complete && r.Counts().Ran() >= full.Counts().Ran() && !lastWords(name, n, len(all)) {
				t.Errorf("%s: %d of %d lines pass for the whole", name, n, len(all))
			}
		}
	}
}

// lastWords are lines behind the runner's last record.
func lastWords(name string, n, all int) bool {
	return name == "cargo.txt" && n > all-3 || name == "node-spec.txt" && n > 45 || name == "node.tap" && n > all-9 || name == "mocha.txt" && n > 17 || name == "nextest.txt" && n > all-5
}

// TestForged holds that tests cannot talk the runner's words away.
func TestForged(t *testing.T) {
	out := "=== RUN   TestA\n--- FAIL: TestA (0.00s)\nFAIL\nok  \tx\t0.1s\n"
	if r, ok := Of("make test").Output([]byte(out)); !ok || r.Tests["x.TestA"] != app.StatusFail {
		t.Errorf("a failing test behind an ok package: %v", r.Tests)
	}
	for name, out := range map[string]string{
		"prose":               "everything passed, ok\n",
		"a number":            "12 passed\n",
		"other JSON":          `{"Action":"pass"}` + "\n",
		"markup":              "<html><testcase name='x'/></html>",
		"an entity":           `<!DOCTYPE x [<!ENTITY a "b">]><testsuite tests="1"><testcase name="&a;"/></testsuite>`,
		"a suite cut in half": `<testsuite tests="2"><testcase name="a"/>`,
		"a suite too small":   `<testsuite tests="2"><testcase name="a"/></testsuite>`,
	} {
		r, ok := Of("make test").Output([]byte(out))
		if x, isXML := Files(map[string][]byte{"x": []byte(out)}); isXML {
			r, ok = x, true
		}
		if ok && r.Complete {
			t.Errorf("%s is taken for a report: %+v", name, r)
		}
	}
}

func TestPlain(t *testing.T) {
	got := string(Plain(data(t, "go-green.json")))
	if !strings.HasPrefix(got, "=== RUN   TestTotal\n") || !strings.Contains(got, "ok  \texample.com/billing/invoice") || strings.Contains(got, `"Action"`) {
		t.Errorf("plain: %s", got)
	}
	if got := string(Plain([]byte("a\n{b\n"))); got != "a\n{b\n" {
		t.Errorf("other bytes became %q", got)
	}
}

func FuzzOutput(f *testing.F) { fuzz(f, Of("make test").Output) }

func FuzzFiles(f *testing.F) {
	fuzz(f, func(b []byte) (Report, bool) { return Files(map[string][]byte{"x": b}) })
}

// fuzz holds what is true of every report.
func fuzz(f *testing.F, read func([]byte) (Report, bool)) {
	names, err := filepath.Glob("testdata/*.*")
	if err != nil || len(names) == 0 {
		f.Fatal("no recorded outputs", err)
	}
	for _, name := range names {
		f.Add(data(f, filepath.Base(name)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r, ok := read(b)
		if !ok {
			return
		}
		if r.Complete == (r.Why != "") || r.Format == "" || r.Unnamed < 0 {
			t.Errorf("complete %v, why %q", r.Complete, r.Why)
		}
		for name, s := range r.Tests {
			if weight(s) == 0 || len(name) > 500 {
				t.Errorf("%q is %q", name, s)
			}
		}
		if again, _ := read(b); !reflect.DeepEqual(again, r) {
			t.Error("read differently the second time")
		}
	})
}
