package main

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/config"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
)

// TestClaimsProveNothing lets an agent claim success over checks that fail, are
// weakened, or stand on what was, skip, flicker or do not run: one goal for each, in
// one world. No goal is proven, and nothing is opened as if it were.
func TestClaimsProveNothing(t *testing.T) {
	t.Parallel()
	const weaken = `
- calls:
  - {tool: write_file, args: {path: tests/test_bent.sh, content: "exit 0\n"}}
  - {tool: write_file, args: {path: skip.txt, content: "yes\n"}}
  - {tool: write_file, args: {path: Makefile, content: "test:\n\t@true\n"}}
  - {tool: write_file, args: {path: lib.sh, content: "expect() { :; }\n"}}
  - {tool: write_file, args: {path: expected.txt, content: "hello, world\n"}}
  - {tool: write_file, args: {path: sub/verify.sh, content: "exit 0\n"}}
  - {tool: write_file, args: {path: cases/moon.case, content: "exit 0\n"}}
  - {tool: write_file, args: {path: tests/__init__.py, content: "import unittest\n\nunittest.TestCase.assertEqual = lambda *_: None\n"}}
`
	finish := strings.Repeat(again(stepFinish), 3)
	claims := []struct{ name, command, kind string }{
		{"it fails", "sh fail.sh", "must_change"},
		{"it fails behind an exit status of 0", "sh masked.sh", "must_change"},
		{"its test was bent", "sh tests/test_bent.sh", "must_change"},
		{"its test is skipped", "sh skips.sh", "must_change"},
		{"it is green and red", "sh flaky.sh", "must_change"},
		{"it runs into its limit", "sh slow.sh", "must_change"},
		{"its command is not there", "sh runner.sh", "must_change"},
		{"no test runs", "sh nothing.sh", "must_change"},
		{"its runner dies half way", "sh dies.sh", "must_change"},
		{"what held breaks", "sh regress.sh", "must_hold"},
		{"its recipe was bent", "make test", "must_change"},
		{"what it takes in was bent", "sh takes.sh", "must_change"},
		{"what it compares with was bent", "sh compares.sh", "must_change"},
		{"it was bent where it runs", "cd sub && sh verify.sh", "must_change"},
		{"one of those it runs was bent", "sh cases.sh", "must_change"},
	}
	if _, err := exec.LookPath("/usr/bin/python3"); err == nil {
		claims = append(claims, struct{ name, command, kind string }{"what is new comes before it", "/usr/bin/python3 -m unittest -v tests.test_regress", "must_hold"})
	}
	w := start(t, setup{
		script: stepPlan + stepWrite + weaken + finish,
		files: map[string]string{
			".github/goalkeeper.yml": "approve_plan: never\ncheck_timeout: 2s\nverification_timeout: 60s\n",
			"fail.sh":                "exit 1\n",
			"masked.sh":              "grep -q world greet.sh || exit 1\nprintf 'TAP version 13\\n1..1\\nnot ok 1 - greets\\n'\n",
			"tests/test_bent.sh":     "exit 1\n",
			"skips.sh":               "if [ -f skip.txt ]; then printf 'TAP version 13\\n1..1\\nok 1 - greets # SKIP later\\n'; else printf 'TAP version 13\\n1..1\\nnot ok 1 - greets\\n'; exit 1; fi\n",
			"flaky.sh":               "grep -q world greet.sh || exit 1\nfor n in 1 2 3 4 5 6 7 8; do test $(($(od -An -N1 -tu1 /dev/urandom) % 2)) = 0 || exit 1; done\n",
			"runner.sh":              "grep -q world greet.sh || exit 1\nno-such-runner --all\n",
			"slow.sh":                "grep -q world greet.sh || exit 1\nsleep 600\n",
			"nothing.sh":             "grep -q world greet.sh || exit 1\nprintf 'TAP version 13\\n1..0\\n'\n",
			"dies.sh":                "grep -q world greet.sh || exit 1\nprintf 'TAP version 13\\n1..2\\nok 1 - first\\n'\n",
			"regress.sh":             "! grep -q world greet.sh\n",
			"tests/test_regress.py":  "import unittest\n\n\nclass Greet(unittest.TestCase):\n    def test_greet(self):\n        self.assertEqual(open('greet.sh').read().count('world'), 0)\n",
			"Makefile":               "test:\n\tsh regress.sh && exit 1\n\tgrep -q moon greet.sh\n",
			"lib.sh":                 "expect() { [ \"$1\" = \"$2\" ] || exit 1; }\n",
			"takes.sh":               ". ./lib.sh\nexpect \"$(sh greet.sh)\" 'hello, moon'\n",
			"expected.txt":           "hello, moon\n",
			"compares.sh":            "sh greet.sh | diff - expected.txt\n",
			"sub/verify.sh":          "grep -q moon ../greet.sh\n",
			"cases.sh":               "for f in cases/*.case; do sh $f || exit 1; done\n",
			"cases/moon.case":        "grep -q moon greet.sh\n",
		},
	})
	for _, c := range claims {
		w.issue = w.open(maintainer, "Greet: "+c.name, fmt.Sprintf("### Goal\n\nRunning greet.sh greets the whole world.\n\n### Evidence\n\n- `%s` passes. [%s]\n", c.command, c.kind))
		w.label(maintainer)
	}
	w.wait("every goal is before people or over", func() bool {
		all := w.goals()
		for _, s := range all {
			if g := w.fold(s.ID); breakpointOf(g) == nil && !g.State.Over() {
				return false
			}
		}
		return len(all) == len(claims)
	})
	for _, s := range w.goals() {
		g := w.fold(s.ID)
		for _, c := range verify.Judge(g) {
			if c.Outcome == app.OutcomeProven || c.Outcome == app.OutcomeInspection || c.Why == "" {
				t.Errorf("%s: %s is %s (%s)", g.Contract.Goal.Outcome(), c.Text, c.Outcome, c.Why)
			}
			t.Logf("%s: %s, %s", c.Text, c.Outcome, c.Why)
		}
		if b := breakpointOf(g); b == nil || b.Kind != app.BreakpointVerify || g.Pull != nil {
			t.Errorf("goal of issue %d is %s at %+v", s.Number, g.State, b)
		}
	}
	if len(w.pulls()) != 0 {
		t.Errorf("%d pull requests", len(w.pulls()))
	}
}

// TestFlickeringSuites: what fails half of the time is not proven, whether a run takes
// a moment or a second; what is steady is, by a dozen runs of a second.
func TestFlickeringSuites(t *testing.T) {
	t.Parallel()
	const coin = "grep -q world greet.sh || exit 1\ntest $(($(od -An -N1 -tu1 /dev/urandom) % 2)) = 0\n"
	w := start(t, setup{
		tune:   func(c *config.Config) { c.Repeats, c.Concurrency = config.Default().Repeats, 3 },
		script: stepPlan + stepWrite + strings.Repeat(again(stepFinish), 3),
		files: map[string]string{
			".github/goalkeeper.yml": "approve_plan: never\n",
			"quick.sh":               coin,
			"slow.sh":                "sleep 1\n" + coin,
			"steady.sh":              "sleep 1\ngrep -q world greet.sh\n",
		},
	})
	for _, command := range []string{"sh quick.sh", "sh slow.sh", "sh steady.sh"} {
		w.issue = w.open(maintainer, "Greet by "+command, fmt.Sprintf("### Goal\n\nRunning greet.sh greets the whole world.\n\n### Evidence\n\n- `%s` passes. [must_change]\n", command))
		w.label(maintainer)
	}
	w.wait("every goal is before people or in review", func() bool {
		all := w.goals()
		for _, s := range all {
			if g := w.fold(s.ID); breakpointOf(g) == nil && g.State != app.StateInReview {
				return false
			}
		}
		return len(all) == 3
	})
	for _, s := range w.goals() {
		g := w.fold(s.ID)
		c := verify.Judge(g)[0]
		if steady := c.Check.Command == "sh steady.sh"; (c.Outcome == app.OutcomeProven) != steady || steady && c.Trial.Candidate.Green != 12 {
			t.Errorf("%s is %s (%s) by %+v", c.Check.Command, c.Outcome, c.Why, c.Trial.Candidate)
		}
		t.Logf("%s: %s, %s", c.Check.Command, c.Outcome, c.Why)
	}
}

// TestCommitMessagesClaimNothing: what the agent says of runs stands in the description,
// where it is held against them, and in no history.
func TestCommitMessagesClaimNothing(t *testing.T) {
	t.Parallel()
	const summary = `"Greet the world\n\nThe moon stays out. All 214 tests pass, coverage rose to 97 %, and I verified it by hand."`
	w := begin(t, setup{script: stepPlan + stepWrite + strings.Replace(stepFinish, "Greet the world", summary, 1)})
	w.waitPull()
	w.settled()
	pull := w.pulls()[0]
	commit, _, err := w.as(maintainer).Git.GetCommit(w.ctx, w.owner, repository, pull.GetHead().GetSHA())
	w.check(err)
	if !strings.HasPrefix(commit.GetMessage(), "Greet the world\n\nThe moon stays out.\n\nCo-authored-by: ") {
		t.Errorf("the commit says\n%s", commit.GetMessage())
	}
	if !strings.Contains(pull.GetBody(), "**Not borne out:** “All 214 tests pass") {
		t.Errorf("the description says\n%s", pull.GetBody())
	}
}

// fold reads one goal from its log.
func (w *world) fold(id app.GoalID) *app.Goal {
	w.Helper()
	events, err := w.st.Events(w.ctx, id, 0)
	w.check(err)
	g := &app.Goal{}
	for _, e := range events {
		w.check(g.Apply(e))
	}
	return g
}
