package doomed

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestOf: tests fail behind what they do, and nothing else of a file changes.
func TestOf(t *testing.T) {
	for name, c := range map[string]struct {
		path, text string
		want       string // of the new text; empty: it has none
		names      []string
		spares     bool
	}{
		"go":                        {"a_test.go", "package m\n\nfunc TestA(t *testing.T) { t.Log(1) }\n", "func TestA(t *testing.T) {defer t.Error(\"" + why + "\"); t.Log(1) }\n", []string{"TestA"}, false},
		"go, by another name":       {"a_test.go", "package m\n\nfunc TestA(tt *testing.T) {\n}\n", "{defer tt.Error(\"" + why + "\");\n}", []string{"TestA"}, false},
		"go, a fuzz test":           {"a_test.go", "package m\n\nfunc FuzzA(f *testing.F) {\n}\n", "defer f.Error", []string{"FuzzA"}, false},
		"go, an example":            {"a_test.go", "package m\n\nfunc ExampleA() {\n\t// Output: a\n}\n", "", nil, true},
		"go, beside an example":     {"a_test.go", "package m\n\nfunc ExampleA() {}\n\nfunc TestA(t *testing.T) {\n}\n", "defer t.Error", []string{"TestA"}, true},
		"go, without a name":        {"a_test.go", "package m\n\nfunc TestA(*testing.T) {}\n", "", nil, true},
		"go, what is no test":       {"a_test.go", "package m\n\nfunc TestMain(m *testing.M) {}\n\nfunc Testify(t *testing.T) {}\n\nfunc help(t *testing.T) {}\n\nfunc (s *S) TestA(t *testing.T) {}\n", "", nil, false},
		"go, no program":            {"a_test.go", "package m\n\nfunc TestA(t *testing.T) {\n", "", nil, true},
		"python":                    {"test_a.py", "def test_a():\n    pass\n", "def test_a():\n    pass\n\n\ndef _goalkeeper():\n", []string{"test_a"}, false},
		"python, a class":           {"test_a.py", "class A(T):\n    async def test_b(self):\n        pass", "        pass\n\ndef _goalkeeper():\n", []string{"test_b"}, false},
		"python, run as one":        {"test_a.py", "def test_a():\n    pass\n\n\nif __name__ == '__main__':\n    main()\n", "_goalkeeper()\n\nif __name__ == '__main__':\n    main()\n", []string{"test_a"}, false},
		"python, run by a call":     {"test_a.py", "def test_a():\n    pass\n\n\nclass B(A):\n    pass\n\n\nmain()\n", "_goalkeeper()\n\nmain()\n\n\ndef _goalkeeper():\n", []string{"test_a"}, false},
		"python, a guard in front":  {"test_a.py", "if __name__ == '__main__':\n    begin()\n\n\ndef test_a():\n    pass\n", "    pass\n\n\ndef _goalkeeper():\n", []string{"test_a"}, false},
		"python, a class elsewhere": {"test_a.py", "from base import A\n", "def _goalkeeper():\n", nil, false},
		"python, doctests":          {"test_a.py", "import doctest\n\n\ndef load_tests(a, b, c):\n    return b\n", "", nil, true},
		"python, a helper":          {"conftest.py", "def clock():\n    return 1\n", "", nil, false},
		"node":                      {"a.test.js", "const test = require('node:test');\ntest('adds', f);\n", ";const goalkeeperIs = require('node:assert');const goalkeeperEnd = () => {", []string{"adds"}, false},
		"node, a module":            {"a.test.mjs", "import test from \"node:test\";\ntest(\"it's\", f);\n", "import { after as goalkeeper, test as goalkeeperTest } from 'node:test'; import goalkeeperIs from 'node:assert';const goalkeeperEnd = () => {", []string{"it's"}, false},
		"jest":                      {"a.test.ts", "describe('g', () => {\n  it.only(`a`, f);\n});\n", "(globalThis.afterAll || globalThis.after)(goalkeeperEnd);", []string{"a"}, false},
		"vitest":                    {"a.spec.ts", "import { it } from 'vitest';\nit('a', f);\n", "import { afterAll as goalkeeper, expect as goalkeeperIs } from 'vitest';const goalkeeperEnd = () => {", []string{"a"}, false},
		"javascript, a helper":      {"test/kit.js", "module.exports = (a) => a;\n", "", nil, false},
		"javascript, an expression": {"spec/kit.js", "exports.is = (a) => /x/.test(a);\n", "", nil, false},
		"javascript, by a helper":   {"a.test.js", "check('adds', 1);\n", "globalThis.afterAll", nil, false},
		"javascript, no fixed name": {"a.test.js", "for (const c of all) test(`${c}`, f);\n", "globalThis.afterAll", nil, false},
		"another language":          {"a_test.rb", "def test_a\nend\n", "", nil, false},
	} {
		f := Of(c.path, []byte(c.text))
		if (f.Text != nil) != (c.want != "") || !strings.Contains(string(f.Text), c.want) || !slices.Equal(f.Names, c.names) || f.Spares != c.spares {
			t.Errorf("%s: %q, spares %v:\n%s", name, f.Names, f.Spares, f.Text)
		}
	}
}

// TestTree: tests are known by their language, and none of it is left out where every
// file of it fails.
func TestTree(t *testing.T) {
	tree := fstest.MapFS{
		"a_test.go":   {Data: []byte("package m\n\nfunc TestA(t *testing.T) {}\n\nfunc ExampleA() {}\n")},
		"test_a.py":   {Data: []byte("def test_a():\n    pass\n")},
		"conftest.py": {Data: []byte("import pytest\n")},
		"a.test.js":   {Data: []byte("test('a', f);\n")},
		"big.test.js": {Data: bytes.Repeat([]byte("\n"), maxSource+1)},
	}
	texts, which := Tree(tree, slices.Sorted(maps.Keys(tree)))
	if got := slices.Sorted(maps.Keys(texts)); !slices.Equal(got, []string{"a.test.js", "a_test.go", "test_a.py"}) {
		t.Errorf("doomed %q", got)
	}
	names := map[string]map[string]bool{"Go": {"TestA": true}, "Python": {"test_a": true}, "JavaScript": {"a": true}}
	if all := map[string]bool{"Go": false, "Python": true, "JavaScript": false}; !reflect.DeepEqual(which, Tests{names, all}) {
		t.Errorf("%+v", which)
	}
}
