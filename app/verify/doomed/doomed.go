// Package doomed makes tests fail at their end.
//
// In come one file's path and text; out comes the same file with its tests made to
// fail once they have run, none where the language is not known. A runner that comes to
// their end turns red; a product that ends the run before, or puts words of its own in
// the place of the runner's, does not know. Pure functions over text.
package doomed

import (
	"path"
	"regexp"
	"strings"
)

// File is one whose tests fail.
type File struct {
	Text   []byte
	Names  []string // of its tests, as runners end theirs with
	Spares bool     // it holds others, which do not fail
}

// why is what the tests say.
const why = "made to fail by goalkeeper"

// Of dooms the tests of a file; it has no text where there are none.
func Of(p string, text []byte) File {
	switch path.Ext(p) {
	case ".go":
		return golang(text)
	case ".py":
		return python(string(text))
	case ".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts":
		return script(string(text))
	}
	return File{}
}

var (
	pythonTest = regexp.MustCompile(`(?m)^\s*(?:async\s+)?def\s+(test\w*)`)
	// pythonMain runs a file's tests from within it.
	pythonMain = regexp.MustCompile(`(?m)^(?:if __name__\b|unittest\.main\()`)
)

// afterwards wraps every test that a module holds by then. One whose assertions were
// taken their teeth does not fail, and is known by that.
const afterwards = `

def _goalkeeper():
    import functools
    import types

    why = "` + why + `"

    def bites(case, name, *args):
        try:
            getattr(case, name)(*args)
        except Exception:
            return True
        return False

    def doomed(test):
        @functools.wraps(test)
        def run(*args, **named):
            test(*args, **named)
            case = args[0] if args and hasattr(args[0], "assertEqual") else None
            if case is None or bites(case, "assertEqual", 1, why) and bites(case, "assertTrue", False) and bites(case, "assertIn", why, ()) and bites(case, "fail", why):
                raise AssertionError(why)
        return run

    here = globals()
    for name, one in list(here.items()):
        if getattr(one, "__module__", None) != __name__:
            continue
        if isinstance(one, types.FunctionType) and name.startswith("test"):
            here[name] = doomed(one)
        elif isinstance(one, type):
            for name in dir(one):
                if name.startswith("test") and isinstance(getattr(one, name), types.FunctionType):
                    setattr(one, name, doomed(getattr(one, name)))


_goalkeeper()

`

func python(text string) File {
	var f File
	for _, m := range pythonTest.FindAllStringSubmatch(text, -1) {
		f.Names = append(f.Names, m[1])
	}
	if len(f.Names) == 0 {
		return File{}
	}
	at := len(text)
	if m := pythonMain.FindStringIndex(text); m != nil {
		at = m[0]
	}
	f.Text = []byte(text[:at] + afterwards + text[at:])
	return f
}

var (
	scriptTest = regexp.MustCompile(`\b(?:test|it)(?:\.\w+)*\(\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|\x60([^\x60$]*)\x60)`)
	scriptAny  = regexp.MustCompile(`\b(?:test|it|describe|suite)(?:\.\w+)*\(`)
	module     = regexp.MustCompile(`(?m)^\s*(?:import|export)\b`)
)

// bites are assertions that do not hold, of node and of what most runners have.
const (
	nodeBites   = "[() => goalkeeperIs.ok(false), () => goalkeeperIs.equal(1, 2), () => goalkeeperIs.strictEqual(1, 2), () => goalkeeperIs.deepStrictEqual([1], [2]), () => goalkeeperIs.throws(() => {})]"
	expectBites = "[() => expect(1).toBe(2), () => expect([1]).toEqual([2]), () => expect(false).toBeTruthy(), () => expect(() => {}).toThrow()]"
)

// script fails in what its runner calls when the tests of a file are over.
func script(text string) File {
	if !scriptAny.MatchString(text) {
		return File{}
	}
	var f File
	for _, m := range scriptTest.FindAllStringSubmatch(text, -1) {
		f.Names = append(f.Names, m[1]+m[2]+m[3])
	}
	of := func(from string) bool {
		return strings.Contains(text, "'"+from+"'") || strings.Contains(text, `"`+from+`"`)
	}
	before, hook, bites := "", "(globalThis.afterAll || globalThis.after)", "typeof globalThis.expect === 'function' ? "+expectBites+" : []"
	switch {
	case of("node:test") && module.MatchString(text):
		before, hook, bites = "import { after as goalkeeper } from 'node:test'; import goalkeeperIs from 'node:assert';", "goalkeeper", nodeBites
	case of("node:test"):
		before, hook, bites = "const goalkeeperIs = require('node:assert');", "require('node:test').after", nodeBites
	case of("vitest"):
		before, hook, bites = "import { afterAll as goalkeeper, expect as goalkeeperIs } from 'vitest';", "goalkeeper", strings.ReplaceAll(expectBites, "expect(", "goalkeeperIs(")
	}
	f.Text = []byte(text + "\n;" + before + hook + "(() => { if ((" + bites + ").every((bite) => { try { bite(); } catch { return true; } })) throw new Error('" + why + "'); });\n")
	return f
}
