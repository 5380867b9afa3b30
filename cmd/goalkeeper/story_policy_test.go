package main

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestCategoriesNeedAPerson: a command that deploys is not run and a file that
// deploys does not leave before somebody permits it.
func TestCategoriesNeedAPerson(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- calls:
  - {tool: run, args: {command: cd . && kubectl apply -f .}}
- expect: {tool: run, status: refused, last_tool_result_contains: categories.deploy}
  calls:
  - {tool: ask, args: {question: "May I look at the cluster?"}}
- calls:
  - {tool: run, args: {command: kubectl get pods || echo there is none}}
- expect: {tool: run, status: ok, last_tool_result_contains: there is none}
  calls:
  - {tool: write_file, args: {path: deploy/greeter.yaml, content: "replicas: 1\n"}}
` + stepWrite + stepFinish})
	w.waitBreakpoint(app.BreakpointAsk)
	w.comment(maintainer, "/goal allow categories.deploy kubectl")
	w.wait("the permission", func() bool { return w.goal().Contract.Version == 2 })
	w.comment(maintainer, "Look, but change nothing.")
	w.wait("the second question", func() bool { return len(w.marked("breakpoint")) == 2 })
	if text := w.marked("breakpoint")[1]; !strings.Contains(text, "deploy/greeter.yaml") || !strings.Contains(text, "deploy always needs a person") {
		t.Errorf("people are not told what it is about:\n%s", text)
	}
	w.comment(maintainer, "/goal allow categories.deploy deploy/**")
	if g := w.waitPull(); g.Pull.Draft || len(g.Stat.Files) != 2 {
		t.Errorf("draft %v, files %+v", g.Pull.Draft, g.Stat.Files)
	}
}

// TestPlanNamesWhatNeedsAPerson: whoever approved the plan is not asked again
// about the files it names.
func TestPlanNamesWhatNeedsAPerson(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("approve_plan: never\n"),
		script: strings.Replace(stepPlan, "[greet.sh]", "[greet.sh, deploy/greeter.yaml]", 1) + `
- calls:
  - {tool: write_file, args: {path: deploy/greeter.yaml, content: "replicas: 1\n"}}
` + stepWrite + stepFinish,
	})
	w.waitBreakpoint(app.BreakpointPlan)
	w.comment(maintainer, "approve")
	if g := w.waitPull(); g.Breakpoints != 1 {
		t.Errorf("%d questions", g.Breakpoints)
	}
}

// TestPreservedFileIsPutBack: what says @preserve on the base stays, whoever
// writes it and however, until a person lets it in.
func TestPreservedFileIsPutBack(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: map[string]string{"logo.txt": "# @preserve\nas drawn\n"},
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: logo.txt, content: "redrawn\n"}}
  - {tool: run, args: {command: "echo redrawn > logo.txt"}}
- calls:
  - {tool: run, args: {command: cat logo.txt}}
` + stepWrite + stepFinish,
	})
	g := w.waitPull()
	results := happened[app.ToolFinished](w)
	if r := results[1].Result; r.Status != app.ToolRefused || r.Refusal == nil || r.Refusal.Rule != "preserve" || !strings.Contains(r.Text, "line 1") {
		t.Errorf("the file tool answered %+v", r)
	}
	if text := results[3].Result.Text; !strings.Contains(text, "as drawn") {
		t.Errorf("the file afterwards: %q", text)
	}
	if len(g.Stat.Files) != 1 {
		t.Errorf("the change has %+v", g.Stat.Files)
	}
}
