package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

const phased = issueBody + `
### After each phase

- Run ` + "`sh lint.sh`" + `
- Stop if any check fails

### Phases

Phase 1: Greeting
- work only on ` + "`greet.sh`" + `

Phase 2: Notes
- work only on ` + "`notes/**`" + `
`

// TestPhasesOfTheContract are worked on one after the other, each in its own
// paths, however they are written; the checks of the issue run at each end, and
// one that fails stops for a question where the issue says so.
func TestPhasesOfTheContract(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		body:  phased,
		files: map[string]string{"lint.sh": "! grep -r TODO notes 2>/dev/null\n"},
		script: stepPlan + stepWrite + `
- calls:
  - {tool: write_file, args: {path: notes/a.md, content: "too early"}}
  - {tool: run, args: {command: "mkdir -p notes && echo early > notes/b.md"}}
  - {tool: finish, args: {summary: Done already}}
  - {tool: finish_phase, args: {summary: Greet the world}}
- calls:
  - {tool: run, args: {command: "echo 'echo hello' > greet.sh; mkdir -p notes; echo TODO > notes/a.md"}}
  - {tool: finish_phase, args: {summary: Note it}}
- calls:
  - {tool: write_file, args: {path: notes/a.md, content: "The world is greeted."}}
  - {tool: finish_phase, args: {summary: Note it}}
` + again(stepFinish),
	})
	w.waitBreakpoint(app.BreakpointPolicy)
	w.wait("one comment at the end of the first phase", func() bool { return len(w.marked("phase")) == 1 })
	if text := w.marked("phase")[0]; !strings.Contains(text, "phase 2, Notes") || !strings.Contains(text, "lint.sh") {
		t.Errorf("the phase comment says:\n%s", text)
	}
	if text := w.marked("breakpoint")[0]; !strings.Contains(text, "lint.sh") {
		t.Errorf("asked:\n%s", text)
	}
	w.comment(maintainer, "approve")
	g := w.waitPull()
	var refused []string
	for _, f := range happened[app.ToolFinished](w) {
		if f.Result.Status == app.ToolRefused || f.Result.Status == app.ToolFailed {
			refused = append(refused, f.Tool)
		}
	}
	if want := []string{"write_file", "finish", "finish_phase"}; !slices.Equal(refused, want) {
		t.Errorf("refused %q, want %q", refused, want)
	}
	var titles []string
	for _, p := range g.Phases {
		titles = append(titles, p.Title)
	}
	if want := []string{"Greeting", "Notes", "Integration"}; !slices.Equal(titles, want) {
		t.Errorf("phases %q, want %q", titles, want)
	}
	var files []string
	for _, c := range g.Checkpoints[1].Stat.Files {
		files = append(files, c.Path)
	}
	if want := []string{"greet.sh", "notes/a.md"}; !slices.Equal(files, want) {
		t.Errorf("changed %q, want %q", files, want)
	}
	head := w.pulls()[0].GetHead().GetSHA()
	if got := w.file(head, "greet.sh"); got != "echo 'hello, world'\n" {
		t.Errorf("the second phase changed the first one's work: %q", got)
	}
}

// TestStepsAfterEachPhase: what the issue wants done at the end of each phase,
// and no command does, is given to the agent there, once a phase.
func TestStepsAfterEachPhase(t *testing.T) {
	t.Parallel()
	const step = "Say in notes/log.md what was done"
	done := func(phase string) string {
		return `
- expect: {last_tool_result_contains: "` + step + `"}
  calls:
  - {tool: run, args: {command: "mkdir -p notes && echo ` + phase + ` >> notes/log.md"}}
  - {tool: ` + phase + `, args: {summary: Greet the world}}
`
	}
	w := begin(t, setup{
		body: issueBody + "\n### After each phase\n\n1. " + step + "\n2. Run `sh hold.sh`\n\n### Phases\n\nPhase 1: Greeting\n\nPhase 2: Notes\n",
		script: stepPlan + stepWrite + `
- calls:
  - {tool: finish_phase, args: {summary: Greet the world}}
` + done("finish_phase") + `
- calls:
  - {tool: write_file, args: {path: notes/a.md, content: "The world is greeted."}}
  - {tool: finish_phase, args: {summary: Note it}}
` + done("finish_phase") + `
- calls:
  - {tool: finish, args: {summary: Greet the world}}
`,
	})
	g := w.waitPull()
	if got := w.file(w.pulls()[0].GetHead().GetSHA(), "notes/log.md"); got != "finish_phase\nfinish_phase\n" || len(g.Checkpoints) != 2 {
		t.Errorf("after %d checkpoints notes/log.md is %q", len(g.Checkpoints), got)
	}
}

// TestChecksAfterEachChange run once for each turn that wrote, and what fails
// reaches the agent.
func TestChecksAfterEachChange(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("after_change: [sh lint.sh]\n"),
		body:  issueBody + "\n### After each phase\n\n- Run the test suite after each change.\n",
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo goodbye\n"}}
  - {tool: write_file, args: {path: lint.sh, content: "echo no lint; exit 1\n"}}
- calls:
  - {tool: read_file, args: {path: greet.sh}}
- calls:
  - {tool: write_file, args: {path: lint.sh, content: "true\n"}}
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world'\n"}}
` + stepFinish,
	})
	w.waitPull()
	var ran []string
	for _, e := range happened[app.EvidenceRecorded](w) {
		if e.Evidence.Arm == app.ArmChange {
			ran = append(ran, e.Evidence.Check.Command+" "+string(e.Evidence.Status))
		}
	}
	if want := []string{"sh lint.sh fail", "sh hold.sh fail", "sh lint.sh pass", "sh hold.sh pass"}; !slices.Equal(ran, want) {
		t.Errorf("ran %q, want %q", ran, want)
	}
	if !w.model.told("no lint") || !w.model.told("After your change the harness ran `sh hold.sh`") {
		t.Error("the agent is not told")
	}
}
