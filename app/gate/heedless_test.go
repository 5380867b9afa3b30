package gate

import (
	"slices"
	"strings"
	"testing"
)

// TestTestsThatCannotFail: tests that no runner collects any more, and assertions whose
// failure nobody sees; beside them what looks like it.
func TestTestsThatCannotFail(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		issue = "Read the ledger once\n\nReading the ledger takes long, as it is read twice. What comes out stays.\n"
		py    = "from shop import fee\n\n\ndef test_even():\n    assert fee(140) == 20\n\n\ndef test_odd():\n    assert fee(164) == 23\n"
		odd   = "def test_odd():\n    assert fee(164) == 23\n"
		class = "from shop import fee\n\n\nclass TestFee:\n    def test_even(self):\n        assert fee(140) == 20\n"
		js    = "import { fee, load } from './shop.js';\n\nit('even', () => {\n  expect(fee(140)).toBe(20);\n});\n\nit('odd', async () => {\n  await expect(load(164)).resolves.toBe(23);\n});\n"
		even  = "it('even', () => {\n  expect(fee(140)).toBe(20);\n});\n"
		later = "  await expect(load(164)).resolves.toBe(23);\n"
		goOdd = "package shop\n\nimport \"testing\"\n\nfunc TestFee(t *testing.T) {\n\tif got := Fee(164); got != 23 {\n\t\tt.Errorf(\"got %d\", got)\n\t}\n}\n"
	)
	for name, c := range map[string]struct{ path, was, is, also, want string }{
		"in a function":             {"test_shop.py", py, replaced(py, odd, "def helper():\n    def test_odd():\n        assert fee(164) == 23\n"), "", "tests-removed"},
		"under what never holds":    {"test_shop.py", py, replaced(py, odd, "if False:\n\n    def test_odd():\n        assert fee(164) == 23\n"), "", "tests-removed"},
		"under a platform":          {"test_shop.py", py, replaced(py, odd, "if os.name:\n\n    def test_odd():\n        assert fee(164) == 23\n"), "", ""},
		"taken away":                {"test_shop.py", py, py + "\n\ndel test_odd\n", "", "tests-removed"},
		"taken away, of two":        {"test_shop.py", py, py + "\n\ndel test_even, test_odd\n", "", "tests-removed"},
		"made nothing":              {"test_shop.py", py, py + "\n\ntest_odd = None\n", "", "tests-removed"},
		"another name taken away":   {"test_shop.py", py, py + "\n\nrows = []\ndel rows\n", "", ""},
		"made a fixture":            {"test_shop.py", py, replaced(py, odd, "@pytest.fixture\n"+odd), "", "tests-removed"},
		"given a fixture":           {"test_shop.py", py, replaced(py, odd, "@pytest.fixture\ndef n():\n    return 164\n\n\ndef test_odd(n):\n    assert fee(n) == 23\n"), "", ""},
		"one that yields":           {"test_shop.py", py, replaced(py, "    assert fee(164)", "    yield\n    assert fee(164)"), "", "tests-removed"},
		"one in which one yields":   {"test_shop.py", py, replaced(py, "    assert fee(164) == 23", "    def rows():\n        yield 164\n\n    assert [fee(n) for n in rows()] == [23]\n    assert fee(164) == 23"), "", ""},
		"a class made with more":    {"test_shop.py", class, replaced(class, "    def test", "    def __init__(self):\n        self.n = 1\n\n    def test"), "", "tests-removed"},
		"a class set up":            {"test_shop.py", class, replaced(class, "    def test", "    def setup_method(self):\n        self.n = 1\n\n    def test"), "", ""},
		"another class beside it":   {"test_shop.py", class, replaced(class, "class", "class Row:\n    def __init__(self):\n        self.n = 1\n\n\nclass"), "", ""},
		"a case made with more":     {"test_shop.py", replaced(class, "TestFee", "TestFee(unittest.TestCase)"), replaced(replaced(class, "TestFee", "TestFee(unittest.TestCase)"), "    def test", "    def __init__(self, *args):\n        super().__init__(*args)\n\n    def test"), "", ""},
		"waited for by nobody":      {"test_shop.py", py, replaced(py, "def test_odd", "async def test_odd"), "", "tests-removed"},
		"waited for by a mark":      {"test_shop.py", py, replaced(py, "def test_odd", "@pytest.mark.asyncio\nasync def test_odd"), "", ""},
		"waited for by settings":    {"test_shop.py", py, replaced(py, "def test_odd", "async def test_odd"), "pytest.ini=[pytest]\nasyncio_mode = auto\n", ""},
		"a pair":                    {"test_shop.py", py, replaced(py, "assert fee(164) == 23", "assert (fee(164) == 23, \"wrong (odd)\")"), "", "assertions"},
		"a pair in lines":           {"test_shop.py", py, replaced(py, "assert fee(164) == 23", "assert (\n        fee(164) == 23,\n        f\"wrong {fee(164)}\",\n    )"), "", "assertions"},
		"brackets and words":        {"test_shop.py", py, replaced(py, "assert fee(164) == 23", "assert (\n        fee(164) == 23\n    ), \"wrong\""), "", ""},
		"two at once":               {"test_shop.py", py, replaced(py, "assert fee(164) == 23", "assert (fee(164), fee(140)) == (23, 20)"), "", ""},
		"a promise left":            {"shop.test.js", js, replaced(js, even, "it('even', () => {\n  expect(fee(140)).toBe(20);\n  expect(load(7)).resolves.toBe(1);\n});\n"), "", "assertions"},
		"a refusal left":            {"shop.test.js", js, js + "\nit('none', () => {\n  expect(load('x')).rejects.toThrow('no number');\n});\n", "", "assertions"},
		"a promise waited for":      {"shop.test.js", js, js + "\nit('none', async () => {\n  await expect(load('x'))\n    .rejects.toThrow('no number');\n});\n", "", ""},
		"a promise handed back":     {"shop.test.js", js, js + "\nit('none', () =>\n  expect(load('x')).rejects.toThrow('no number'));\n", "", ""},
		"promises waited for":       {"shop.test.js", js, js + "\nit('none', async () => {\n  await Promise.all([\n    expect(load('x')).rejects.toThrow('no number'),\n    expect(load('y')).rejects.toThrow('no number'),\n  ]);\n});\n", "", ""},
		"in a timer":                {"shop.test.js", js, replaced(js, "  expect(fee(140)).toBe(20);", "  setTimeout(() => expect(fee(140)).toBe(20), 0);"), "", "assertions"},
		"in a timer, in lines":      {"shop.test.js", js, replaced(js, "  expect(fee(140)).toBe(20);", "  setImmediate(() => {\n    expect(fee(140)).toBe(20);\n  });"), "", "assertions"},
		"in a timer that is run":    {"shop.test.js", js, replaced(js, "  expect(fee(140)).toBe(20);", "  vi.useFakeTimers();\n  let got;\n  setTimeout(() => { got = fee(140); }, 0);\n  vi.runAllTimers();\n  expect(fee(140)).toBe(20);\n  expect(got).toBe(20);"), "", ""},
		"in a timer, told":          {"shop.test.js", js, js + "\nit('soon', (done) => {\n  setTimeout(() => {\n    expect(fee(7)).toBe(1);\n    done();\n  }, 0);\n});\n", "", ""},
		"in a timer of Go":          {"shop_test.go", goOdd, replaced(goOdd, "\tif got := Fee(164); got != 23 {\n\t\tt.Errorf(\"got %d\", got)\n\t}\n", "\ttime.AfterFunc(0, func() {\n\t\tif got := Fee(164); got != 23 {\n\t\t\tt.Errorf(\"got %d\", got)\n\t\t}\n\t})\n"), "", "assertions"},
		"a snapshot of another":     {"shop.test.js", js, replaced(js, "toBe(20)", "toMatchInlineSnapshot(`21`)"), "", "snapshots"},
		"a snapshot of the same":    {"shop.test.js", js, replaced(js, "toBe(20)", "toMatchInlineSnapshot(`20`)"), "", ""},
		"a record by a bound":       {"testdata/fee.golden", "fee 2\n", "fee 1\n", "shop.py=def fee(n):\n    return n // 7 if n > 1 else 0\n\x00test_shop.py=from pathlib import Path\n\nfrom shop import fee\n\n\ndef test_fee():\n    assert Path('testdata/fee.golden').read_text() == f'fee {fee(14)}\\n'\n", "snapshots"},
		"a record by what it gives": {"testdata/fee.golden", "fee 2\n", "fee 1\n", "shop.py=def fee(n):\n    return 1 if n > 7 else 0\n\x00test_shop.py=from pathlib import Path\n\nfrom shop import fee\n\n\ndef test_fee():\n    assert Path('testdata/fee.golden').read_text() == f'fee {fee(14)}\\n'\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			base, after := tree{}, tree{}
			put(base, "shop.py=def fee(n):\n    return n // 7\n\x00shop.js=export const fee = (n) => Math.trunc(n / 7);\n\x00shop.go=package shop\n\nfunc Fee(n int) int { return n / 7 }\n")
			put(after, "shop.py=def fee(n):\n    if not n:\n        return 0\n    return n // 7\n\x00shop.js=export const fee = (n) => Math.trunc(n / 7) || 0;\n")
			base[c.path], after[c.path] = c.was, c.is
			put(after, c.also)
			found := judged(t, gates, ruleCase{base: base, issue: issue, plan: []string{"shop.py", "shop.js", "shop.go", "pytest.ini"}}, after)
			at := slices.IndexFunc(found, func(f string) bool { return strings.HasPrefix(f, c.want+" ") })
			if c.want != "" && at < 0 || c.want == "" && slices.ContainsFunc(found, func(f string) bool {
				rule, _, _ := strings.Cut(f, " ")
				return slices.Contains([]string{"tests-removed", "assertions", "snapshots", "skips"}, rule)
			}) {
				t.Errorf("found %q, not %q", found, c.want)
			}
		})
	}
}
