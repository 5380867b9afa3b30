package gate

import (
	"strings"
	"testing"
)

// TestKept holds that tests and rows which came for something else excuse none that went.
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
	)
	noStop := strings.ReplaceAll(goStop, "\tdefer l.Stop()\n", "")
	for _, c := range []principle{
		{name: "no bill, where other numbers of people came", rule: "tests-removed", path: "test_bill.py", was: pySplit, bad: pyMore, good: pyTable, beside: "bill.py=def split(bills, n):\n    return 1\n=>def split(bills, n):\n    return 2\n", issue: "Split what three people owe."},
		{name: "a function that is called otherwise", rule: "tests-removed", path: "test_fines.py", was: pyFine, issue: "`fine_for` becomes `charge_for`.", beside: "lending.py=def fine_for(n):\n    return n * 10\n=>def charge_for(n):\n    return n * 10\n", bad: "from lending import charge_for\n\n\ndef test_day():\n    assert charge_for(3) == 30\n", good: replaced(pyFine, "fine_for", "charge_for")},
		{name: "what is tidied up behind a test", rule: "tests-removed", path: "a_test.go", was: goStop, issue: "`Stop` goes away.", beside: "a.go=package a\n\nfunc (l *L) Stop() {}\n\nfunc New(n int) *L { return nil }\n=>package a\n\nfunc New(n int) *L { return &L{} }\n", bad: replaced(noStop, "func TestIdle(t *testing.T) {\n\tl := New(3)\n\tif got := take(l, 20); got > 4 {\n\t\tt.Error(got)\n\t}\n}\n", ""), good: noStop},
		{name: "a row where others came", rule: "tests-removed", path: "a_test.go", was: goRows, bad: replaced(goRows, "\t\t{\"two\", 5, 9},\n", "\t\t{\"three\", 6, 11},\n\t\t{\"four\", 7, 13},\n"), good: replaced(goRows, "\t\t{\"two\", 5, 9},\n", "\t\t{\"two of them\", 5, 9},\n\t\t{\"three\", 6, 11},\n")},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
