package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
)

// TestClaimsProveNothing lets an agent claim success over checks that fail, are
// weakened, skip, flicker or do not run: one goal for each, in one world. No
// goal is proven, and nothing is opened as if it were.
func TestClaimsProveNothing(t *testing.T) {
	t.Parallel()
	const weaken = `
- calls:
  - {tool: write_file, args: {path: tests/test_bent.sh, content: "exit 0\n"}}
  - {tool: write_file, args: {path: skip.txt, content: "yes\n"}}
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
	}
	w := start(t, setup{
		script: stepPlan + stepWrite + weaken + finish,
		files: map[string]string{
			".github/goalkeeper.yml": "check_timeout: 2s\nverification_timeout: 60s\n",
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
