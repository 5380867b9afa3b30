package verify

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

const asyncTests = `import unittest
import m


class AddTest(unittest.IsolatedAsyncioTestCase):
    async def test_add(self):
        self.assertEqual(m.add(1, 2), 3)
`

// TestHonest: what tests are made of and how they are asked for keeps none of an honest
// product from being proof.
func TestHonest(t *testing.T) {
	if testing.Short() {
		t.Skip("starts runners many times")
	}
	const (
		goodGo  = "package m\n\nfunc Add(a, b int) int { return a + b }\n"
		goodPy  = "def add(a, b):\n    return a + b\n"
		goodJS  = "exports.add = (a, b) => a + b;\n"
		adds    = "import unittest\nimport m\n\n\nclass AddTest(unittest.TestCase):\n    def test_sum(self):\n        self.assertEqual(m.add(1, 2), 3)\n"
		example = "import m\n\n\ndef f():\n    \"\"\"\n    >>> m.add(1, 2)\n    3\n    \"\"\"\n"
	)
	results := map[string]string{"m.go": goodGo, "m.py": goodPy, "m.js": goodJS}
	for name, s := range map[string]suite{
		"unittest, tests of a class elsewhere":  unittests.by("python3 -m unittest test_g").with("test_g.py", "import unittest\nimport base\n\n\nclass GTest(base.Base, unittest.TestCase):\n    a, b, c = 1, 2, 3\n").with("base.py", "import m\n\n\nclass Base:\n    def test_base(self):\n        self.assertEqual(m.add(self.a, self.b), self.c)\n"),
		"unittest, tests taken over":            unittests.by("python3 -m unittest test_g").with("test_g.py", "from cases import AddTest\n").with("cases.py", adds),
		"unittest, made by a loop":              unittests.with("test_m.py", "import unittest\nimport m\n\n\nclass AddTest(unittest.TestCase):\n    pass\n\n\nfor n in range(2):\n    setattr(AddTest, f'test_{n}', lambda self, n=n: self.assertEqual(m.add(n, 2), n + 2))\n"),
		"unittest, doctests":                    unittests.by("python3 -m unittest test_d").with("test_d.py", "import doctest\nimport d\n\n\ndef load_tests(loader, tests, ignore):\n    tests.addTests(doctest.DocTestSuite(d))\n    return tests\n").with("d.py", example),
		"doctest":                               unittests.by("python3 -m doctest -v d.py").with("d.py", example),
		"unittest, a guard in front":            unittests.with("test_m.py", "import sys\nif __name__ == '__main__':\n    sys.path.insert(0, '..')\n"+adds),
		"unittest, run without a guard":         unittests.by("python3 test_m.py").with("test_m.py", "import sys\n"+adds+"\n\ndef main():\n    unittest.main(verbosity=2)\n\n\nmain()\n"),
		"unittest, by a pattern":                unittests.by("python3 -m unittest discover -p 'check_*.py'").with("check_m.py", adds),
		"unittest, by a module":                 unittests.by("python3 -m unittest quality.sums.AddTest").with("quality/sums.py", adds),
		"unittest, parts and clean-up":          unittests.by("python3 -m unittest").with("test_m.py", "import unittest\nimport m\n\n\nclass AddTest(unittest.TestCase):\n    @classmethod\n    def setUpClass(cls):\n        cls.n = 1\n\n    def tearDown(self):\n        self.n = 0\n\n    def test_add(self):\n        for a in (1, 2):\n            with self.subTest(a=a):\n                self.assertEqual(m.add(a, 2), a + 2)\n"),
		"unittest, expected failures and skips": unittests.with("test_m.py", adds+"\n    @unittest.expectedFailure\n    def test_x(self):\n        self.assertEqual(m.add(1, 2), 4)\n\n    @unittest.skip('later')\n    def test_y(self):\n        self.fail()\n"),
		"unittest, tests that wait":             unittests.with("test_m.py", asyncTests),
		"pytest, classes and fixtures":          pytests.with("test_m.py", "import pytest\nimport m\n\n\n@pytest.fixture\ndef two():\n    yield 2\n\n\nclass TestAdd:\n    @pytest.mark.parametrize('a', [1, 2])\n    def test_add(self, a, two):\n        assert m.add(a, two) == a + 2\n"),
		"pytest, doctests":                      pytests.by("python3 -m pytest --doctest-modules d.py").with("d.py", example),
		"node, some by name":                    nodeTests.by("node --test --test-name-pattern=adds"),
		"node, groups and hooks":                nodeTests.with("m.test.js", "const { describe, it, beforeEach, afterEach } = require('node:test');\nconst { add } = require('./m');\n\ndescribe('m', () => {\n  let n;\n  beforeEach(() => { n = 1; });\n  afterEach(() => { n = 0; });\n  for (const c of [1, 2]) it(`adds ${c}`, async () => { require('assert').equal(add(n, c), n + c); });\n});\n"),
		"node, by a helper":                     nodeTests.with("m.test.js", "const { sum } = require('./kit');\n\nsum('adds', 1, 2, 3);\n").with("kit.js", "const { test } = require('node:test');\nconst { add } = require('./m');\n\nexports.sum = (n, a, b, c) => test(n, () => require('assert').equal(add(a, b), c));\n"),
		"jest, tables":                          jestTests.with("m.test.js", "const { add } = require('./m');\n\ndescribe.each([[1, 2], [2, 4]])('%i', (a, b) => {\n  test.each`\n    c\n    ${3}\n  `('adds $c', ({ c }) => { expect(add(a, c)).toBe(a + c); });\n});\n"),
		"jest, of many":                         jestTests.by("jest --ci m.test.js").with("n.test.js", "test('n', () => {});\n"),
		"mocha, hooks":                          mochaTests.with("m.test.js", "const assert = require('assert');\nconst { add } = require('./m');\n\ndescribe('m', function () {\n  this.timeout(500);\n  afterEach(() => {});\n  it('adds', (done) => { assert.equal(add(1, 2), 3); done(); });\n});\n"),
		"go, parts that run beside each other":  goSuite.by("go test -v -run 'TestAdd/one' .").with("m_test.go", "package m\n\nimport \"testing\"\n\nfunc TestAdd(t *testing.T) {\n\tt.Parallel()\n\tt.Cleanup(func() {})\n\tfor _, n := range []string{\"one\", \"two\"} {\n\t\tt.Run(n, func(t *testing.T) {\n\t\t\tt.Parallel()\n\t\t\tif Add(1, 2) != 3 {\n\t\t\t\tt.Error(\"sum\")\n\t\t\t}\n\t\t})\n\t}\n}\n"),
		"go, an example":                        goSuite.by("go test -v -run Example .").with("e_test.go", "package m\n\nimport \"fmt\"\n\nfunc ExampleAdd() {\n\tfmt.Println(Add(1, 2))\n\t// Output: 3\n}\n"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := s.tried(t, results[s.product])
			trial := s.Trial()
			if o, why := Weigh(s.Check, trial, false); o != app.OutcomeProven {
				t.Errorf("%s (%s): %+v", o, why, trial)
			}
		})
	}
}
