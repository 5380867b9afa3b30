package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestWaitingOwnsNothing: a goal at a breakpoint has no clone, no process and
// no goroutine, and goes on after a restart as if nothing had been. It runs
// alone, so that whatever is there belongs to it.
func TestWaitingOwnsNothing(t *testing.T) {
	w := begin(t, setup{script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world'\n"}}
  - {tool: ask, args: {question: "Which world?", options: [this one]}}
` + stepFinish})
	g := w.waitBreakpoint(app.BreakpointAsk)
	w.settled()
	w.wait("the goal rests", w.resting)
	dir := filepath.Join(w.cfg.DataDir, "work", string(g.ID))
	if _, err := os.Stat(filepath.Join(dir, "tree")); !os.IsNotExist(err) {
		t.Errorf("the clone is there: %v", err)
	}
	w.wait("no process is left", func() bool { return len(children(t)) == 0 })
	w.wait("no goroutine is left", func() bool { return !strings.Contains(stacks(), "app/pipeline.(*run)") })
	w.restart()
	if b := breakpointOf(w.goal()); b == nil || b.N != 1 {
		t.Fatalf("after a restart the goal is at %+v", b)
	}
	asked := w.tick(writer) // ticks nothing
	w.erase(maintainer, asked)
	w.wait("the question is asked anew", func() bool { return len(w.marked("breakpoint")) == 1 && w.tick(writer) != asked })
	w.tick(writer, "**1** this one")
	w.waitPull()
	if got := w.file(w.pulls()[0].GetHead().GetSHA(), "greet.sh"); got != "echo 'hello, world'\n" {
		t.Errorf("the work before the question: %q", got)
	}
}

func stacks() string {
	buf := make([]byte, 1<<22)
	return string(buf[:runtime.Stack(buf, true)])
}

// children are the processes that this one has started.
func children(t *testing.T) []int {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	var out []int
	for _, file := range all {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		_, rest, _ := strings.Cut(string(text), ") ")
		if f := strings.Fields(rest); len(f) > 1 && f[1] == strconv.Itoa(os.Getpid()) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
			out = append(out, pid)
		}
	}
	return out
}

// TestNobodyAnswers: one reminder, then the goal is stopped with its work
// saved, though the server was down when its time came.
func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("remind_after: 2s\nstop_after: 6s\n"),
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world'\n"}}
  - {tool: finish_phase, args: {summary: Greet the world}}
  - {tool: ask, args: {question: "Which world?"}}
`,
	})
	w.wait("the reminder", func() bool { return len(w.marked("reminder")) == 1 })
	if text := w.marked("reminder")[0]; !strings.Contains(text, "Which world?") || !strings.Contains(text, "stopped at") {
		t.Errorf("the reminder says:\n%s", text)
	}
	w.restart()
	g := w.waitState(app.StateStopped)
	w.wait("the end is told", func() bool { return len(w.marked("end")) == 1 })
	w.settled()
	if n := len(happened[app.Reminded](w)); n != 1 || len(g.Checkpoints) != 1 || !strings.Contains(g.Ended.Reason, "nobody answered") {
		t.Errorf("%d reminders, %d checkpoints, %s", n, len(g.Checkpoints), g.Ended.Reason)
	}
}

// TestDeclaredPoints of policy and issue are kept one after the other.
func TestDeclaredPoints(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("autonomy: {implementation: ask}\nbreakpoints: {before_phase: [integration, verification]}\n"),
		body:  issueBody + "\n### Stop and report\n\n- Ask on the first edit of `greet.sh`.\n",
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world'\n"}}
  - {tool: finish_phase, args: {summary: Greet the world}}
  - {tool: run, args: {command: "true"}}
` + stepFinish,
	})
	for n, want := range []string{"first edit of greet.sh", "after phase 1, before phase 2", "before verification"} {
		w.wait(want, func() bool {
			b := breakpointOf(w.goal())
			return b != nil && b.N == n+1 && len(w.marked("breakpoint")) == n+1
		})
		if got := strings.Join(breakpointOf(w.goal()).Points, ", "); got != want {
			t.Errorf("asked for %s, want %s", got, want)
		}
		if n == 1 {
			for _, c := range happened[app.ToolStarted](w) {
				if c.Tool == "run" {
					t.Error("a call ran before people were asked")
				}
			}
		}
		w.tick(maintainer, "`approve`")
	}
	if g := w.waitPull(); g.Pull.Draft || g.Approved != 0 {
		t.Errorf("draft %v, approved round %d", g.Pull.Draft, g.Approved)
	}
}

// TestTheSameFailureAsks with what was tried, though other things were done
// between.
func TestTheSameFailureAsks(t *testing.T) {
	t.Parallel()
	try := func(text string) string {
		return `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo ` + text + `\n"}}
  - {tool: run, args: {command: "sh check.sh || { echo no world; exit 1; }"}}
`
	}
	w := begin(t, setup{script: stepPlan + try("one") + try("two") + try("three") + stepWrite + stepFinish})
	g := w.waitBreakpoint(app.BreakpointRepeat)
	if n := len(happened[app.ToolFinished](w)); n != 7 {
		t.Errorf("%d calls before people were asked", n)
	}
	text := w.marked("breakpoint")[0]
	for _, want := range []string{"3 times", "write_file", "greet.sh", "no world"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not told:\n%s", want, text)
		}
	}
	if !strings.Contains(g.Hold.Breakpoint.Question, "same failure") {
		t.Error(g.Hold.Breakpoint.Question)
	}
	w.comment(writer, "Say hello, world.")
	w.waitPull()
}

// TestOutgrownPlanAsks: the sixth file is seen by a person when nobody approved
// a plan that names it.
func TestOutgrownPlanAsks(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + stepWrite + `
- calls:
  - {tool: run, args: {command: "for n in 1 2 3 4 5; do echo $n > note$n.txt; done"}}
` + stepFinish})
	w.waitBreakpoint(app.BreakpointPlan)
	if text := w.marked("breakpoint")[0]; !strings.Contains(text, "outgrown") || !strings.Contains(text, "note5.txt") {
		t.Errorf("asked:\n%s", text)
	}
	w.comment(maintainer, "approve")
	if g := w.waitPull(); g.PlanBy != "policy" || len(g.Seen) != 6 {
		t.Errorf("plan by %s, seen %q", g.PlanBy, g.Seen)
	}
}
