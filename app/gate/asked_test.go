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
		goTests = "package a\n\nimport \"testing\"\n\nfunc TestEqual(t *testing.T) {\n\tif got := Split(100); got != \"33/33/33\" {\n\t\tt.Error(got)\n\t}\n}\n\nfunc TestSum(t *testing.T) {\n\tif got := Sum(\"a\"); got != 99 {\n\t\tt.Error(got)\n\t}\n}\n"
		pyTests = "from bill import split, total\n\n\ndef test_equal():\n    assert split(100) == \"33/33/33\"\n\n\ndef test_sum():\n    assert total(\"a\") == 99\n"
		jsTests = "test('splits equally', () => {\n  expect(split(100)).toBe('33/33/33');\n});\n\ntest('sums', () => {\n  expect(sum(a)).toBe(99);\n});\n"
	)
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
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}

func replaced(text, was, is string) string { return strings.Replace(text, was, is, 1) }
