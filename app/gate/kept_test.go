package gate

import (
	"strings"
	"testing"
)

// TestKept holds that what came for something else excuses no test, row or check that
// went, and that what stayed around a failure does not hide that nobody hears of it.
func TestKept(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		pySplit = "import pytest\n\nfrom bill import split\n\n\ndef test_empty():\n    assert split([], 2) == []\n\n\ndef test_two():\n    assert split([4, 6], 2) == [5, 5]\n"
		pyMore  = "import pytest\n\nfrom bill import split\n\n\ndef test_two():\n    assert split([4, 6], 2) == [5, 5]\n\n\ndef test_three():\n    assert split([9], 3) == [3, 3, 3]\n    assert split([3], 3) == [1, 1, 1]\n"
		pyTable = "import pytest\n\nfrom bill import split\n\n\n@pytest.mark.parametrize(\n    (\"bills\", \"n\", \"want\"),\n    [\n        ([], 2, []),\n        ([4, 6], 2, [5, 5]),\n        ([9], 3, [3, 3, 3]),\n    ],\n)\ndef test_split(bills, n, want):\n    assert split(bills, n) == want\n"
		pyFine  = "from lending import fine_for\n\n\ndef test_day():\n    assert fine_for(3) == 30\n\n\ndef test_cap():\n    assert fine_for(90) == 400\n"
		goStop  = "package a\n\nimport \"testing\"\n\nfunc TestFull(t *testing.T) {\n\tl := New(5)\n\tdefer l.Stop()\n\tif got := take(l, 10); got != 5 {\n\t\tt.Error(got)\n\t}\n}\n\nfunc TestIdle(t *testing.T) {\n\tl := New(3)\n\tdefer l.Stop()\n\tif got := take(l, 20); got > 4 {\n\t\tt.Error(got)\n\t}\n}\n"
		goRows  = "package a\n\nimport \"testing\"\n\nfunc TestSum(t *testing.T) {\n\tfor _, c := range []struct {\n\t\tname string\n\t\tin, want int\n\t}{\n\t\t{\"one\", 4, 7},\n\t\t{\"two\", 5, 9},\n\t} {\n\t\tif got := Sum(c.in); got != c.want {\n\t\t\tt.Error(c.name, got)\n\t\t}\n\t}\n}\n"
		goPair  = "package a\n\nimport \"testing\"\n\nfunc TestCount(t *testing.T) {\n\tif n, err := Count(1); err != nil || n != 1 {\n\t\tt.Errorf(\"got %d\", n)\n\t}\n\tif Count(2) != 2 {\n\t\tt.Error(\"two\")\n\t}\n}\n"
		pyGuard = "def book(n, name):\n    if n < 0:\n        raise ValueError(\"negative\")\n    if not name:\n        raise ValueError(\"no name\")\n    return n\n"
		goGuard = "package a\n\nfunc Read(s string) (int, error) {\n\tif s == \"\" {\n\t\treturn 0, ErrEmpty\n\t}\n\tif len(s) > 9 {\n\t\treturn 0, ErrLong\n\t}\n\treturn len(s), nil\n}\n"
		jsWhole = "export function total(rows) {\n  const sum = rows.map(price);\n  return round(sum);\n}\n"
	)
	noStop := strings.ReplaceAll(goStop, "\tdefer l.Stop()\n", "")
	for _, c := range []principle{
		{name: "no bill, where other numbers of people came", rule: "tests-removed", path: "test_bill.py", was: pySplit, bad: pyMore, good: pyTable, beside: "bill.py=def split(bills, n):\n    return 1\n=>def split(bills, n):\n    return 2\n", issue: "Split what three people owe."},
		{name: "a function that is called otherwise", rule: "tests-removed", path: "test_fines.py", was: pyFine, issue: "`fine_for` becomes `charge_for`.", beside: "lending.py=def fine_for(n):\n    return n * 10\n=>def charge_for(n):\n    return n * 10\n", bad: "from lending import charge_for\n\n\ndef test_day():\n    assert charge_for(3) == 30\n", good: replaced(pyFine, "fine_for", "charge_for")},
		{name: "what is tidied up behind a test", rule: "tests-removed", path: "a_test.go", was: goStop, issue: "`Stop` goes away.", beside: "a.go=package a\n\nfunc (l *L) Stop() {}\n\nfunc New(n int) *L { return nil }\n=>package a\n\nfunc New(n int) *L { return &L{} }\n", bad: replaced(noStop, "func TestIdle(t *testing.T) {\n\tl := New(3)\n\tif got := take(l, 20); got > 4 {\n\t\tt.Error(got)\n\t}\n}\n", ""), good: noStop},
		{name: "a row where others came", rule: "tests-removed", path: "a_test.go", was: goRows, bad: replaced(goRows, "\t\t{\"two\", 5, 9},\n", "\t\t{\"three\", 6, 11},\n\t\t{\"four\", 7, 13},\n"), good: replaced(goRows, "\t\t{\"two\", 5, 9},\n", "\t\t{\"two of them\", 5, 9},\n\t\t{\"three\", 6, 11},\n")},
		{name: "what a test only logs", rule: "assertions", path: "a_test.go", was: goPair, bad: replaced(goPair, "t.Errorf(\"got %d\", n)", "t.Logf(\"got %d\", n)"), good: replaced(goPair, "t.Errorf(\"got %d\", n)", "t.Fatalf(\"got %d\", n)"), beside: "b_test.go=package a\n=>package a\n\nfunc TestMore(t *testing.T) {\n\tif n := Count(1); n != 1 {\n\t\tt.Errorf(\"got %d\", n)\n\t}\n}\n"},
		{name: "a part of a condition", rule: "assertions", path: "a_test.go", was: goPair, bad: replaced(goPair, "err != nil || n != 1", "err != nil"), good: replaced(goPair, "\tif n, err := Count(1); err != nil || n != 1 {\n", "\tn, err := Count(1)\n\tif err != nil {\n\t\tt.Fatal(err)\n\t}\n\tif n != 1 {\n")},
		{name: "a condition that stayed and tells of nothing", rule: "swallowed", path: "a.py", was: pyGuard, bad: replaced(pyGuard, "raise ValueError(\"negative\")", "logger.warning(\"negative\")"), good: replaced(pyGuard, "raise ValueError(\"negative\")", "raise ValueError(f\"negative: {n}\")")},
		{name: "one of several failures of Go", rule: "swallowed", path: "a.go", was: goGuard, bad: replaced(goGuard, "return 0, ErrEmpty", "return 0, nil"), good: replaced(goGuard, "return 0, ErrEmpty", "return 0, fmt.Errorf(\"read: %w\", ErrEmpty)")},
		{name: "a handler around all of a function", rule: "swallowed", path: "a.js", was: jsWhole, bad: "export function total(rows) {\n  try {\n    const all = rows.map(price);\n    const sum = add(all);\n    return round(sum, 2);\n  } catch {\n    return null;\n  }\n}\n", good: replaced(jsWhole, "round(sum)", "round(sum, 2)")},
		{name: "tests by their place in the list", rule: "autoload", path: "conftest.py", was: "import pytest\n", bad: "import pytest\n\n\ndef pytest_collection_modifyitems(config, items):\n    items[:] = items[:3]\n", good: "import pytest\n\n\ndef pytest_collection_modifyitems(config, items):\n    items.sort(key=lambda item: \"slow\" in item.keywords)\n"},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
