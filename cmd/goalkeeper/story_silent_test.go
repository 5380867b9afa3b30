package main

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
)

// TestProductThatEndsItsTests: the product leaves before a test is told of, tells of it
// itself, or takes from what tests are made of, and each time a new test comes along. What holds such
// a test proves nothing; a new test that runs to its end proves what it did before.
func TestProductThatEndsItsTests(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("/usr/bin/python3"); err != nil {
		t.Skip("the system has no python3")
	}
	const python = "/usr/bin/python3 -m unittest -v "
	cases := []struct{ command, kind, why string }{
		{python + "tests.test_round", "must_change", "it is green and silent about tests, where its run on the base was not, so nobody can see that they ran: let the command show its tests' report when it is green, too, or name one that does"},
		{python + "tests.test_rates", "must_hold", "tests that ran on the base, or with its code, did not run on the result (tests.test_rates.Rates.test_1)"},
		{python + "tests.test_greet", "must_change", ""},
		{python + "tests.test_vat", "must_change", "it is green in a copy in which its tests were made to fail, and reports them as passed: something other than its tests answers"},
	}
	if _, err := exec.LookPath("/usr/bin/node"); err == nil {
		cases = append(cases, struct{ command, kind, why string }{"/usr/bin/node --test test/round.test.js", "must_change", "the check fails on the result"})
	}
	const suite = "import unittest\n\n%s\n\n\nclass %s(unittest.TestCase):\n    def test_it(self):\n        %s\n"
	w := start(t, setup{
		script: stepPlan + stepWrite +
			writes("inv/__init__.py", "raise SystemExit(0)\n") +
			renamed("vat", writes("vat.py", "import os\nimport sys\n\nprint('test_it (tests.test_vat.Vat.test_it) ... ok', '', 'Ran 1 test in 0.001s', '', 'OK', sep=chr(10), file=sys.stderr, flush=True)\nos._exit(0)\n")) +
			renamed("rates", writes("rates.py", "CASES = [(100, 1)]\n")) +
			renamed("tax", writes("src/tax.js", "process.exit(0);\nexport const tax = (n, r) => Math.floor(n * r / 100);\n")) +
			renamed("round", writes("tests/test_round.py", fmt.Sprintf(suite, "from inv.tax import tax", "Round", "self.assertEqual(tax(50, 1), 1)"))) +
			renamed("greet", writes("tests/test_greet.py", fmt.Sprintf(suite, "import subprocess", "Greet", "self.assertIn('world', subprocess.run(['sh', 'greet.sh'], capture_output=True, text=True).stdout)"))) +
			renamed("half", writes("test/round.test.js", "import test from 'node:test';\nimport assert from 'node:assert';\nimport { tax } from '../src/tax.js';\n\ntest('half', () => { assert.equal(tax(50, 1), 1); });\n")) +
			strings.Repeat(again(stepFinish), 3),
		files: map[string]string{
			".github/goalkeeper.yml": "approve_plan: never\n",
			"inv/__init__.py":        "",
			"inv/tax.py":             "def tax(net, rate):\n    return net * rate // 100\n",
			"rates.py":               "CASES = [(100, 1), (1000, 10)]\n",
			"tests/__init__.py":      "",
			"vat.py":                 "def vat(net):\n    return 0\n",
			"tests/test_vat.py":      fmt.Sprintf(suite, "from vat import vat", "Vat", "self.assertEqual(vat(100), 19)"),
			"tests/test_rates.py":    "import unittest\n\nfrom rates import CASES\n\n\nclass Rates(unittest.TestCase):\n    pass\n\n\nfor n, (net, rate) in enumerate(CASES):\n    setattr(Rates, f'test_{n}', lambda self, net=net, rate=rate: self.assertEqual(net // 100, rate))\n",
			"src/tax.js":             "export const tax = (n, r) => Math.floor(n * r / 100);\n",
			"package.json":           "{\"type\": \"module\"}\n",
		},
	})
	for _, c := range cases {
		w.issue = w.open(maintainer, "Greet: "+c.command, fmt.Sprintf("### Goal\n\nRunning greet.sh greets the whole world.\n\n### Evidence\n\n- `%s` passes. [%s]\n", c.command, c.kind))
		w.label(maintainer)
	}
	w.wait("every goal is before people or in review", func() bool {
		all := w.goals()
		for _, s := range all {
			if g := w.fold(s.ID); breakpointOf(g) == nil && g.State != app.StateInReview {
				return false
			}
		}
		return len(all) == len(cases)
	})
	why := map[string]string{}
	for _, c := range cases {
		why[c.command] = c.why
	}
	for _, s := range w.goals() {
		got := verify.Judge(w.fold(s.ID))[0]
		want, known := why[got.Check.Command]
		if delete(why, got.Check.Command); !known || (got.Outcome == app.OutcomeProven) != (want == "") || want != "" && got.Why != want {
			t.Errorf("%s: %s (%s), want %q: %+v", got.Check.Command, got.Outcome, got.Why, want, got.Trial)
		}
	}
}

func renamed(name, step string) string { return strings.Replace(step, "bend", name, 1) }
