package language

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestBlockOfALine shows what belongs to a marked line.
func TestBlockOfALine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ path, text, want string }{
		"a function":                 {"a.py", "x = 1\n\n\ndef f():\n    y = 2  # HERE\n\n    return y\n\n\nz = 3\n", "def f():\n    y = 2  # HERE\n\n    return y"},
		"a class, between functions": {"a.py", "class A:\n    x = 1  # HERE\n\n    def f(self):\n        return 1\n\n\nz = 3\n", "class A:\n    x = 1  # HERE\n\n    def f(self):\n        return 1"},
		"what decorates a class":     {"a.py", "z = 3\n\n\n@skip  # HERE\nclass A:\n    x = 1\n\n    y = 2\n\n\nclass B:\n    x = 1\n", "@skip  # HERE\nclass A:\n    x = 1\n\n    y = 2"},
		"marks of several lines":     {"a.py", "z = 3\n\n\n@each(\n    \"a\",\n    [1, 2],  # HERE\n)\n@slow\ndef f(a):\n    y = a\n", "@each(\n    \"a\",\n    [1, 2],  # HERE\n)\n@slow\ndef f(a):\n    y = a"},
		"no mark above a function":   {"a.py", "call(\n    1,  # HERE\n)\n\ndef f(a):\n    y = a\n", "call(\n    1,  # HERE\n)"},
		"a try on its own":           {"a.py", "import a\n\ntry:\n    b()\nexcept E:  # HERE\n    pass\n\nc()\n", "try:\n    b()\nexcept E:  # HERE\n    pass"},
		"a note above a function":    {"a.js", "one();\n\n// HERE\nfunction f() {\n  g();\n\n  h();\n}\n\ntwo();\n", "// HERE\nfunction f() {\n  g();\n\n  h();\n}"},
		"a step of a workflow":       {"ci.yml", "jobs:\n  a:\n    - name: x\n      run: y # HERE\n    - name: z\n", "    - name: x\n      run: y # HERE"},
		"what a bracket closes":      {"a.json", "{\n  \"a\": {\n    \"HERE\": [\n      1\n    ],\n    \"c\": 2\n  },\n  \"d\": 1\n}\n", "  \"a\": {\n    \"HERE\": [\n      1\n    ],\n    \"c\": 2\n  },"},
		"a part of a flat file":      {"a.ini", "[a]\nb=1\n\n[c]\nd=HERE\ne=2\n", "[c]\nd=HERE\ne=2"},
	} {
		s := Read(c.path, c.text)
		for n, l := range s.Lines {
			if strings.Contains(l, "HERE") {
				start, end := s.Block(n)
				if got := Part(s.Lines, start, end); got != c.want {
					t.Errorf("%s: %q, want %q", name, got, c.want)
				}
			}
		}
	}
}

// TestBlockHoldsItsLine, whatever stands around it.
func TestBlockHoldsItsLine(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"", "a", "  b", "\tc:", "    d", "}", "  )", "def f():", "class A:", "  def g(self):", "# e"})).Draw(t, "lines"), "\n")
		s := Read(rapid.SampledFrom([]string{"a.py", "a.js", "a.go", "a.yml"}).Draw(t, "path"), text)
		for n, l := range s.Lines {
			start, end := s.Block(n)
			if start < 0 || end > len(s.Lines) || strings.TrimSpace(l) != "" && (n < start || n >= end) {
				t.Fatalf("line %d of %q stands in [%d, %d)", n, text, start, end)
			}
		}
	})
}
