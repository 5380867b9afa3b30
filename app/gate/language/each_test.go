package language

import (
	"fmt"
	"testing"
)

// TestTestsOverTables holds how a test over a table is read, wherever its title stands.
func TestTestsOverTables(t *testing.T) {
	for text, want := range map[string]string{
		"it.each([[1, 2]])('adds %i', (a, b) => {\n  expect(a).toBe(b);\n});\n":          "adds %i 0-3",
		"it.each([\n  [1, 2],\n  [3, 4],\n])('adds %i', (a, b) => {\n});\n":              "adds %i 0-5",
		"    it.each([\n[1, 2],\n]\n)\n('adds %i', (a, b) => {\n});\n":                   "adds %i 0-6",
		"    test.each(\n  rows\n)(\n  'adds %i',\n  (a, b) => {\n    f(a);\n  },\n);\n": "adds %i 0-8",
		"test.each`\n  a | b\n  ${1} | ${2}\n`('adds $a', ({a, b}) => {\n});\n":          "adds $a 0-5",
		"it.each(rows);\n\n\n": "",
	} {
		got := ""
		for _, f := range Read("a.test.js", text).Funcs() {
			if f.Test {
				got += fmt.Sprintf("%s %d-%d", f.Name, f.Start, f.End)
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
