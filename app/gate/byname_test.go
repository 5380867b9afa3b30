package gate

import "testing"

// TestByName holds that a wait is known by its name, and a command in another file or a
// matrix.
func TestByName(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		ciMat = "jobs:\n  test:\n    strategy:\n      matrix:\n        include:\n          - name: all\n            args: tests\n    steps:\n      - run: pytest ${{ matrix.args }}\n"
		pyA   = "\x00tests/test_a.py=def test_a():\n    assert a() == 1\n\x00tests/test_b.py=def test_b():\n    assert b() == 1\n"
	)
	for _, c := range []principle{
		{name: "a unit of time by its name", rule: "timeouts", path: "tests/test_x.py", was: "SECOND = 1\n\n\ndef test_x():\n    assert wait(timeout=2 * SECOND)\n", good: "ROWS = 20\nSECOND = 1\n\n\ndef test_x():\n    assert wait(timeout=2 * SECOND)\n", bad: "SECOND = 10\n\n\ndef test_x():\n    assert wait(timeout=2 * SECOND)\n"},
		{name: "a unit of time by its name, in JavaScript", rule: "timeouts", path: "test/x.test.js", was: "const SECOND = 1000;\n\nit('x', async () => {\n  await wait();\n}, 2 * SECOND);\n", bad: "const SECOND = 10000;\n\nit('x', async () => {\n  await wait();\n}, 2 * SECOND);\n"},
		{name: "a wait by its name, in Go", rule: "timeouts", path: "x_test.go", was: "package a\n\nconst patience = 2 * time.Second\n\nfunc TestX(t *testing.T) {\n\tselect {\n\tcase <-done:\n\tcase <-time.After(patience):\n\t\tt.Fatal(\"late\")\n\t}\n}\n", good: "package a\n\nconst patience = 1500 * time.Millisecond\n\nfunc TestX(t *testing.T) {\n\tselect {\n\tcase <-done:\n\tcase <-time.After(patience):\n\t\tt.Fatal(\"late\")\n\t}\n}\n", bad: "package a\n\nconst patience = 2 * time.Minute\n\nfunc TestX(t *testing.T) {\n\tselect {\n\tcase <-done:\n\tcase <-time.After(patience):\n\t\tt.Fatal(\"late\")\n\t}\n}\n"},
		{name: "a recipe of another file", rule: "selection", path: "build/test.mk", was: "test:\n\tpytest tests\n", beside: "Makefile=include build/test.mk\n" + pyA, bad: "test:\n\tpytest tests -k 'not b'\n", good: "test:\n\tpytest tests -q\n"},
		{name: "what a job of a matrix runs", rule: "selection", path: ".github/workflows/ci.yml", was: ciMat, beside: pyA[1:], bad: replaced(ciMat, "args: tests", "args: tests -k \"not b\""), good: replaced(ciMat, "args: tests", "args: tests -q")},
		{name: "a mask in a recipe of another file", rule: "masking", path: "build/test.mk", was: "test:\n\tpytest tests\n", beside: "Makefile=include build/test.mk\n" + pyA, bad: "test:\n\t-pytest tests\n", good: "test:\n\tpytest tests -q\n"},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
