package gate

import (
	"slices"
	"strings"
	"testing"
)

// TestWhatATestHoldsItsCodeTo reads one line of a test of the base that says something
// else now, while product code changes too.
func TestWhatATestHoldsItsCodeTo(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const told, fine = true, false
	for _, c := range []struct {
		lang, was, is, issue string
		tell                 bool
	}{
		// A sign is a part of the value.
		{"go", "if got := Span(40, 9); got != 31 {", "if got := Span(40, 9); got != -4 {", "", told},
		{"js", "assert.equal(span(40, 9), 31);", "assert.equal(span(40, 9), -4);", "", told},
		{"js", "expect(span(9, 40)).toBe(-31);", "expect(span(9, 40)).toBe(31);", "", told},
		{"py", "assert span(40, 9) == 31", "assert span(40, 9) == -4", "", told},
		{"py", "assert span(40, 9) > 3", "assert span(40, 9) > -3", "", told},
		{"py", "assert span(9, 40) == 31", "assert span(9, 40) == -31", "`span(9, 40)` has to be -31.", fine},
		{"js", "assert.equal(span(9, 40), 31);", "assert.equal(span(9, 40), -31);", "A span that runs backwards is negative.", fine},
		{"go", "if got := Span(40, 9); got != 31 {", "if got := Span(40, 9); got != 9-40 {", "`Span(40, 9)` is -31.", fine},

		// A call is held against what it has to give, not against itself.
		{"go", "if got := Span(40, 9); got != 31 {", "if got := Span(40, 9); got != Span(40, 9) {", "", told},
		{"js", "assert.equal(span(40, 9), 31);", "assert.equal(span(40, 9), (span(40, 9)));", "", told},
		{"js", "expect(span(40, 9)).toEqual(31);", "const want = span(40, 9);\n  expect(span(40, 9)).toEqual(want);", "", told},
		{"py", "got = span(40, 9)\n    assert got == 31", "got = span(40, 9)\n    assert got == span(40, 9)", "", told},
		{"py", "assert span(40, 9) == 31", "assert span(40, 9) == span(9, 40)", "A span has one length: `span(40, 9)` and `span(9, 40)` are equal.", fine},
		{"js", "assert.equal(span(40, 9), 31);", "assert.equal(span(40, 9), 31);\n  assert.equal(span(40, 9), span(40, 9));", "", fine},
		{"js", "assert.equal(span(40, 9), 31);", "const want = 31;\n  assert.equal(span(40, 9), want);", "", fine},

		// A bound stays where it is.
		{"go", "if Span(40, 9) < least {", "if Span(40, 9) < 0 {", "", told},
		{"js", "assert.ok(span(40, 9) >= least);", "assert.ok(span(40, 9) >= 0);", "", told},
		{"js", "expect(span(40, 9)).toBeLessThan(most);", "expect(span(40, 9)).toBeLessThan(1000);", "", told},
		{"py", "assert span(40, 9) >= least", "assert span(40, 9) >= -least", "", told},
		{"py", "assert span(40, 9) < most", "assert span(40, 9) < 400", "", told},
		{"py", "assert span(40, 9) < most", "assert span(40, 9) < 35", "", fine},
		{"go", "if Span(40, 9) < least {", "if Span(40, 9) < 25 {", "", fine},
		{"js", "assert.ok(span(40, 9) >= least);", "assert.ok(span(40, 9) >= 12);", "A span is at least 12.", fine},

		// There is one way to pass.
		{"go", "if got := Span(40, 9); got != 31 {", "if got := Span(40, 9); got != 31 && got != 49 {", "", told},
		{"go", "if Span(40, 9) < least {", "if Span(40, 9) < least && Span(40, 9) >= 0 {", "", told},
		{"js", "assert.ok(span(40, 9) >= least);", "assert.ok(span(40, 9) >= least || span(9, 40) < least);", "", told},
		{"py", "assert span(40, 9) >= least", "assert span(40, 9) >= least or span(9, 40) < 7", "", told},
		{"py", "assert span(40, 9) >= least", "assert span(40, 9) >= least and span(9, 40) < 7", "", fine},
		{"js", "assert.ok(span(40, 9) >= least);", "assert.ok(span(40, 9) >= least || span(40, 9) === -31);", "Where it runs backwards, -31 is fine too.", fine},
	} {
		base, result, code := heldTo(c.lang, c.was), heldTo(c.lang, c.is), spans[c.lang]
		found := judged(t, gates, ruleCase{base: base, issue: c.issue}, result.over(tree{code.path: code.now}))
		tells := slices.ContainsFunc(found, func(f string) bool {
			return strings.HasPrefix(f, "expectations ") || strings.HasPrefix(f, "assertions ")
		})
		if tells != c.tell {
			t.Errorf("%s: %s → %s (%s): told %v, found %q", c.lang, c.was, c.is, c.issue, tells, found)
		}
	}
}

var spans = map[string]struct{ path, was, now string }{
	"go": {"span.go", "package span\n\nfunc Span(to, from int) int { return to - from }\n", "package span\n\nfunc Span(to, from int) int {\n\tlength := to - from\n\treturn length\n}\n"},
	"js": {"src/span.js", "export const span = (to, from) => to - from;\n", "export const span = (to, from) => {\n  const length = to - from;\n  return length;\n};\n"},
	"py": {"span.py", "def span(to, begin):\n    return to - begin\n", "def span(to, begin):\n    length = to - begin\n    return length\n"},
}

// heldTo is a module, and its test with a line.
func heldTo(lang, line string) tree {
	out := tree{spans[lang].path: spans[lang].was}
	switch lang {
	case "go":
		out["span_test.go"] = "package span\n\nimport \"testing\"\n\nconst (\n\tleast = 20\n\tmost = 40\n)\n\nfunc TestSpan(t *testing.T) {\n\t" + line + "\n\t\tt.Errorf(\"another span\")\n\t}\n}\n"
	case "js":
		out["test/span.test.js"] = "import { span } from '../src/span.js';\n\nconst least = 20;\nconst most = 40;\n\ntest('a span', () => {\n  " + line + "\n});\n"
	default:
		out["test_span.py"] = "from span import span\n\nleast = 20\nmost = 40\n\n\ndef test_span():\n    " + line + "\n"
	}
	return out
}
