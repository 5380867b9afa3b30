package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// priced is a repository with a test suite, an issue that wants a test of it to
// hold, and an agent that writes what it is told to.
func priced(t *testing.T, check, write string) setup {
	t.Helper()
	if _, err := exec.LookPath("/usr/bin/python3"); err != nil {
		t.Skip("the system has no python3")
	}
	return setup{
		files: map[string]string{
			"price.py":      "def total(net, tax):\n    return net - tax\n\n\ndef free(net):\n    return net == 0\n",
			"test_price.py": "import unittest\n\nimport price\n\n\nclass Price(unittest.TestCase):\n    def test_free(self):\n        self.assertTrue(price.free(0))\n\n    def test_not_free(self):\n        self.assertFalse(price.free(3))\n",
		},
		body:   strings.Replace(issueBody, "still a greeting: `sh hold.sh`", "suite holds; run: `"+check+"`", 1),
		script: stepPlan + stepWrite + write + stepFinish + "- name: again\n  calls:\n  - tool: ask\n    args: {question: Which way}\n",
	}
}

const unittests = "/usr/bin/python3 -m unittest -v"

func writes(path, content string) string {
	return "- name: bend\n  calls:\n  - tool: write_file\n    args: {path: " + path + ", content: \"" + strings.ReplaceAll(strings.ReplaceAll(content, `"`, `\"`), "\n", `\n`) + "\"}\n"
}

// proofOf is what the last verification says of a criterion.
func (w *world) proofOf(id string) (app.Trial, []app.Evidence) {
	w.Helper()
	g := w.goal()
	var runs []app.Evidence
	for _, e := range g.Evidence {
		if e.Check.Criterion == id && e.Round == g.Round && e.Arm != app.ArmPhase {
			runs = append(runs, e)
		}
	}
	if len(runs) == 0 || runs[len(runs)-1].Trial == nil {
		w.Fatalf("%s was not judged: %d runs", id, len(runs))
	}
	return *runs[len(runs)-1].Trial, runs
}

// TestSuiteIsJudgedTestByTest: a suite that holds is shown able to fail.
func TestSuiteIsJudgedTestByTest(t *testing.T) {
	t.Parallel()
	w := begin(t, priced(t, unittests, writes("price.py", "def total(net, tax):\n    return net + tax\n\n\ndef free(net):\n    return net == 0\n")))
	w.waitPull()
	trial, runs := w.proofOf("C2")
	if trial.Counts[app.TestHolding] != 2 || trial.Shown != "planted" || trial.Base.Green != 3 || trial.Candidate.Green != 3 {
		t.Errorf("the suite: %+v", trial)
	}
	if n := slices.IndexFunc(runs, func(e app.Evidence) bool { return e.Arm == app.ArmPlanted }); n < 0 || !slices.Contains(runs[n].Planted, "price.py") {
		t.Errorf("nothing was planted: %+v", runs)
	}
}

// TestBentTestProvesNothing: the suite is green because the agent made it so.
func TestBentTestProvesNothing(t *testing.T) {
	t.Parallel()
	s := priced(t, unittests, writes("price.py", "def free(net):\n    return True\n")+
		strings.Replace(writes("test_price.py", "import unittest\n\nimport price\n\n\nclass Price(unittest.TestCase):\n    def test_free(self):\n        self.assertTrue(price.free(0))\n\n    def test_not_free(self):\n        pass\n"), "bend", "bend2", 1))
	w := begin(t, s)
	w.waitBreakpoint(app.BreakpointAsk)
	trial, _ := w.proofOf("C2")
	if trial.Guard == nil || trial.Guard.Red == 0 || !slices.Equal(trial.Named(app.TestContradicts), []string{"test_price.Price.test_not_free"}) {
		t.Errorf("the bent test: %+v", trial)
	}
	if !w.model.told("it passes only with the changed test_price.py; as the base has it, it does not") {
		t.Error("the agent was not told")
	}
}

// TestPermissionForOneTestAgreesToNoOther: a person lets one test go, and later
// the agent bends the one beside it, which no rule sees.
func TestPermissionForOneTestAgreesToNoOther(t *testing.T) {
	t.Parallel()
	step := func(name, code, beside string) string {
		tests := "import unittest\n\nimport price\n\n\nclass Price(unittest.TestCase):\n    def test_free(self):\n        pass\n\n    def test_not_free(self):\n        " + beside + "\n"
		return strings.Replace(writes("price.py", "def free(net):\n    return "+code+"\n"), "bend", name, 1) + strings.Replace(writes("test_price.py", tests), "bend", name+"2", 1)
	}
	finish := func(name string) string { return strings.Replace(stepFinish, "finish", name, 1) }
	ask := func(name string) string {
		return "- name: " + name + "\n  calls:\n  - tool: ask\n    args: {question: Which way}\n"
	}
	s := priced(t, unittests, "")
	s.script = stepPlan + stepWrite + step("bend", "net == 1", "self.assertFalse(price.free(3))") + stepFinish + ask("ask") +
		step("again", "True", "self.assertTrue(price.free(3))") + finish("finish2") + ask("more") + finish("finish3")
	w := begin(t, s)
	allow := func(questions int) {
		w.wait("a question", func() bool { return len(w.marked("breakpoint")) == questions }) // an earlier word answers nothing
		w.comment(maintainer, "/goal allow tests-removed test_price.py because nothing is free")
		w.comment(maintainer, "/goal allow assertions test_price.py because nothing is free")
	}
	allow(1)
	w.comment(maintainer, "go on")
	allow(2)
	if trial, _ := w.proofOf("C2"); trial.Guard == nil || !slices.Equal(trial.Named(app.TestContradicts), []string{"test_price.Price.test_not_free"}) {
		t.Errorf("the test that nobody let go: %+v", trial)
	}
	w.comment(maintainer, "go on")
	w.waitPull()
	if trial, _ := w.proofOf("C2"); trial.Guard != nil {
		t.Errorf("permitted again, as the file is now: %+v", trial)
	}
}

// TestSuiteThatStopsHalfway leaves with status 0 before its end.
func TestSuiteThatStopsHalfway(t *testing.T) {
	t.Parallel()
	w := begin(t, priced(t, unittests, writes("price.py", "import os\n\n\ndef free(net):\n    os._exit(0)\n")))
	w.waitBreakpoint(app.BreakpointAsk)
	trial, _ := w.proofOf("C2")
	if trial.Counts[app.TestMissing] != 2 {
		t.Errorf("the suite that stops: %+v", trial)
	}
}
