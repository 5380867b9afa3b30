package report

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// TestMuteFiles: a file that node passes as a whole is no test. Where it holds some,
// it ended before it told of them; where it is a script, its exit status says all.
func TestMuteFiles(t *testing.T) {
	const loads, imports, script, helped = "import t from 'node:test'\n", "const { test } = require(\"node:test\")\n", "require('assert').equal(1, 1)\n", "import { it } from './kit.js'\nit.only('half', () => {})\n"
	const own = "function test(name, run) { run() }\ntest('half', () => {})\n"
	for name, c := range map[string]struct {
		out, text string
		tests     []string
		whole     bool
	}{
		"TAP":                       {"TAP version 13\n# Subtest: /w/a.js\nok 1 - /w/a.js\n1..1\n", loads, nil, false},
		"TAP, beside a test":        {"TAP version 13\n# Subtest: half\nok 1 - half\n# Subtest: /w/a.mjs\nok 2 - /w/a.mjs\n1..2\n", imports, []string{"half"}, false},
		"TAP, from where it runs":   {"TAP version 13\nok 1 - test/a.js\n1..1\n", loads, nil, false},
		"TAP, a script":             {"TAP version 13\nok 1 - /w/a.js\n1..1\n", script, nil, true},
		"TAP, tests within":         {"TAP version 13\n# Subtest: /w/a.js\n    # Subtest: half\n    ok 1 - half\n    1..1\nok 1 - /w/a.js\n1..1\n", loads, []string{"/w/a.js > half"}, true},
		"TAP, red":                  {"TAP version 13\nnot ok 1 - test/a.js\n1..1\n", script, nil, true},
		"a harness of its own":      {"TAP version 13\nok 1 - test/a.js\n1..1\n", own, nil, true},
		"one beside node's":         {"TAP version 13\nok 1 - test/a.js\n1..1\n", loads + own, nil, false},
		"by a helper":               {"TAP version 13\nok 1 - test/a.js\n1..1\n", "import { all } from './all.js';\nall([])\n", nil, false},
		"by a helper's helper":      {"TAP version 13\nok 1 - test/a.js\n1..1\n", "require('./kit.cjs').all([])\n", nil, false},
		"by a folder of them":       {"TAP version 13\nok 1 - /w/a.js\n1..1\n", "require(\"./test\")('half')\n", nil, false},
		"a helper for a clock":      {"TAP version 13\nok 1 - test/a.js\n1..1\n", "import { stop } from './clock.js';\nstop()\n", nil, true},
		"a helper of its own":       {"TAP version 13\nok 1 - test/a.js\n1..1\n", "import { test } from './silent.js'\n", nil, true},
		"what is not there":         {"TAP version 13\nok 1 - test/a.js\n1..1\n", "import './gone.js'\n", nil, true},
		"for people":                {"✔ /w/a.js (1.2ms)\nℹ tests 1\nℹ duration_ms 3.4\n", helped, nil, false},
		"for people, a script":      {"✔ src/a.test.ts (1.2ms)\nℹ tests 1\nℹ duration_ms 3.4\n", script, nil, true},
		"a test named for a file":   {"✔ reads src/a.js (1.2ms)\n✔ parse.js (1.2ms)\nℹ tests 2\nℹ duration_ms 3.4\n", loads, []string{"parse.js", "reads src/a.js"}, true},
		"JUnit":                     {`<testsuites><testcase name="/w/a.js" classname="test"/></testsuites>`, loads, nil, false},
		"JUnit, a script":           {`<testsuites><testcase name="/w/a.js" classname="test"/></testsuites>`, script, nil, true},
		"JUnit, a test beside them": {`<testsuites><testcase name="half" classname="test"/></testsuites>`, loads, []string{"test.half"}, true},
	} {
		r, ok := Of("node --test").Output([]byte(c.out))
		if c.out[0] == '<' {
			r, ok = Files(map[string][]byte{"junit.xml": []byte(c.out)})
		}
		r.Heard(func(file string) string {
			helpers := map[string]string{
				"test/all.js":      "import test from 'node:test';\nexport const all = (cases) => { for (const c of cases) test(c.name, c.run); };\n",
				"test/kit.cjs":     "module.exports = require('./all');\n",
				"test/clock.js":    "import { mock } from 'node:test';\nexport const stop = () => mock.timers.enable();\n",
				"test/silent.js":   "export const test = (run) => run();\ntest(() => {});\n",
				"/w/test/index.js": "const { it } = require('node:test');\nmodule.exports = (n) => it(n, () => {});\n",
			}
			if text, is := helpers[file]; is {
				return text
			}
			if strings.HasPrefix(path.Base(file), "a.") {
				return c.text
			}
			return ""
		})
		var tests []string
		for test := range r.Tests {
			tests = append(tests, test)
		}
		slices.Sort(tests)
		if !ok || !slices.Equal(tests, c.tests) || r.Complete != c.whole {
			t.Errorf("%s: read %v, tests %q, whole %v (%s)", name, ok, tests, r.Complete, r.Why)
		}
	}
}
