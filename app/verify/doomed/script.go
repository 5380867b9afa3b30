package doomed

import (
	"regexp"
	"strings"
)

var (
	scriptTest = regexp.MustCompile(`\b(?:test|it)(?:\.\w+)*\(\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|\x60([^\x60$]*)\x60)`)
	scriptAny  = regexp.MustCompile(`(?:^|[^.\w$])(?:test|it|describe|suite)(?:\.\w+)*[(\x60]`)
	scriptFile = regexp.MustCompile(`\.(?:test|spec)\.\w+$`) // its tests may be those of a helper
	module     = regexp.MustCompile(`(?m)^\s*(?:import|export)\b`)
)

// bites are assertions that do not hold, of node and of what most runners have.
const (
	nodeBites   = "[() => goalkeeperIs.ok(false), () => goalkeeperIs.equal(1, 2), () => goalkeeperIs.strictEqual(1, 2), () => goalkeeperIs.deepStrictEqual([1], [2]), () => goalkeeperIs.throws(() => {})]"
	expectBites = "[() => expect(1).toBe(2), () => expect([1]).toEqual([2]), () => expect(false).toBeTruthy(), () => expect(() => {}).toThrow()]"
)

// script fails in what its runner calls when the tests of a file are over. Node before
// 20.6 does not mind what happens there, so that a last test fails, too.
func script(p, text string) File {
	if !scriptAny.MatchString(text) && !scriptFile.MatchString(p) {
		return File{}
	}
	var f File
	for _, m := range scriptTest.FindAllStringSubmatch(text, -1) {
		f.Names = append(f.Names, m[1]+m[2]+m[3])
	}
	of := func(from string) bool {
		return strings.Contains(text, "'"+from+"'") || strings.Contains(text, `"`+from+`"`)
	}
	before, hooks, bites := "", []string{"(globalThis.afterAll || globalThis.after)"}, "typeof globalThis.expect === 'function' ? "+expectBites+" : []"
	switch {
	case of("node:test") && module.MatchString(text):
		before, hooks, bites = "import { after as goalkeeper, test as goalkeeperTest } from 'node:test'; import goalkeeperIs from 'node:assert';", []string{"goalkeeper", "goalkeeperTest"}, nodeBites
	case of("node:test"):
		before, hooks, bites = "const goalkeeperIs = require('node:assert');", []string{"require('node:test').after", "require('node:test').test"}, nodeBites
	case of("vitest"):
		before, hooks, bites = "import { afterAll as goalkeeper, expect as goalkeeperIs } from 'vitest';", []string{"goalkeeper"}, strings.ReplaceAll(expectBites, "expect(", "goalkeeperIs(")
	}
	out := text + "\n;" + before + "const goalkeeperEnd = () => { if ((" + bites + ").every((bite) => { try { bite(); } catch { return true; } })) throw new Error('" + why + "'); };"
	for _, hook := range hooks {
		out += hook + "(goalkeeperEnd);"
	}
	f.Text = []byte(out + "\n")
	return f
}
