package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestCategoriesNeedAPerson: a command that deploys is not run and a file that
// deploys does not leave before somebody permits it; what is permitted ahead
// holds for the file as it was then.
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
  - {tool: finish_phase, args: {summary: One replica}}
- calls:
  - {tool: write_file, args: {path: deploy/greeter.yaml, content: "replicas: 90\n"}}
` + stepWrite + stepFinish})
	w.waitBreakpoint(app.BreakpointAsk)
	w.comment(maintainer, "/goal allow categories.deploy kubectl")
	w.comment(maintainer, "/goal allow categories.deploy deploy/**")
	w.wait("the permissions", func() bool { return w.goal().Contract.Version == 3 })
	w.comment(maintainer, "Look, but change nothing.")
	w.wait("the second question", func() bool { return len(w.marked("breakpoint")) == 2 })
	text := w.marked("breakpoint")[1]
	if !strings.Contains(text, "deploy/greeter.yaml") || !strings.Contains(text, "deploy always needs a person") || !strings.Contains(text, maintainer+" permitted `deploy/**` as it stood before") {
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
// writes it and however, until a person lets it in, and a generated file stays
// what its generator writes.
func TestPreservedFileIsPutBack(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: map[string]string{
			"logo.txt": "# @preserve\nas drawn\n", "gen.sh": "tr a-z A-Z < words > words.gen\n", "words": "a\n", "words.gen": "A\n", "other.gen": "by hand\n",
			".github/goalkeeper.yml": "generate: [sh gen.sh]\ngenerated: ['*.gen']\n",
		},
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: logo.txt, content: "redrawn\n"}}
  - {tool: run, args: {command: "echo redrawn > logo.txt"}}
- calls:
  - {tool: run, args: {command: cat logo.txt}}
  - {tool: write_file, args: {path: words, content: "b\n"}}
  - {tool: write_file, args: {path: words.gen, content: "C\n"}}
` + stepWrite + stepFinish + `
- expect: {tool: finish, status: failed, last_tool_result_contains: "words.gen: it stands in another way than ` + "`sh gen.sh`" + ` writes it"}
  calls:
  - {tool: run, args: {command: sh gen.sh}}
` + strings.Replace(stepFinish, "name: finish", "name: again", 1),
	})
	g := w.waitPull()
	results := happened[app.ToolFinished](w)
	if r := results[1].Result; r.Status != app.ToolRefused || r.Refusal == nil || r.Refusal.Rule != "preserve" || !strings.Contains(r.Text, "line 1") {
		t.Errorf("the file tool answered %+v", r)
	}
	if text := results[3].Result.Text; !strings.Contains(text, "as drawn") {
		t.Errorf("the file afterwards: %q", text)
	}
	if len(g.Stat.Files) != 3 {
		t.Errorf("the change has %+v", g.Stat.Files)
	}
	var ran []app.Evidence
	for _, e := range g.Evidence {
		if e.Arm == app.ArmGenerate {
			ran = append(ran, e)
		}
	}
	if len(ran) != 3 || !slices.Equal(ran[0].Planted, []string{"words.gen"}) || !slices.Equal(ran[1].Differs, []string{"words.gen"}) || ran[2].Status != app.StatusPass {
		t.Errorf("the generator's runs: %+v", ran)
	}
}

// TestPeopleOfThePolicy: who may steer need not be one who may approve, and
// whoever started the goal is no second person, nor by an edit.
func TestPeopleOfThePolicy(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files:  policy("approve_plan: always\nwho: {approve: {users: [" + maintainer + ", " + writer + "]}, steer: {users: [" + maintainer + "]}, four_eyes: true}\n"),
		script: stepPlan + stepWrite + stepFinish,
	})
	w.waitBreakpoint(app.BreakpointPlan)
	own := w.comment(maintainer, "approve")
	w.wait("😕 on the starter's approval", func() bool { return slices.Contains(w.reactions(own), "confused") })
	no := w.comment(writer, "Use another greeting.")
	w.wait("😕 on steering by one who may only approve", func() bool { return slices.Contains(w.reactions(no), "confused") })
	if g := w.goal(); g.Hold.Breakpoint == nil || len(g.Instructions) != 0 {
		t.Fatalf("at %+v with %+v", g.Hold.Breakpoint, g.Instructions)
	}
	later := w.comment(maintainer, "/goal queue Mind the comma.")
	w.wait("👀 on text for later", func() bool { return slices.Contains(w.reactions(later), "eyes") })
	w.rewrite(maintainer, later, "/goal approve")
	w.wait("😕 on the starter's approval by an edit", func() bool { return slices.Contains(w.reactions(later), "confused") })
	if g := w.goal(); g.Hold.Breakpoint == nil || len(happened[app.ApprovalGiven](w)) != 0 || !g.Instructions[0].Withdrawn {
		t.Fatalf("at %+v with %+v", g.Hold.Breakpoint, g.Instructions)
	}
	w.wait("the reasons", func() bool {
		text := w.goalComment()
		return strings.Contains(text, "second person") && strings.Contains(text, "not among the people")
	})
	refused := len(w.goal().Refused)
	w.tick(maintainer, "`approve`")
	w.wait("the starter's tick is taken back", func() bool { return len(w.goal().Refused) > refused && w.boxes("[ ] `approve`") })
	w.tick(writer, "`approve`")
	w.waitPull()
	if !w.boxes("[x] `approve`") {
		t.Error("the answer does not stand")
	}
}

// TestStartedByTheWrongPerson: the policy narrows who starts goals, and one
// whom it names can start what another labelled.
func TestStartedByTheWrongPerson(t *testing.T) {
	t.Parallel()
	w := start(t, setup{files: policy("who: {start: {users: [" + maintainer + "]}}\n")})
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(writer)
	w.wait("the reason", func() bool { return strings.Contains(w.goalComment(), "not among the people") })
	w.settled()
	if n := len(w.model.requests()); n != 0 {
		t.Errorf("%d requests to the model", n)
	}
	w.comment(maintainer, "/goal retry")
	w.waitPull()
}

// TestVerificationOfThePolicy is proven beside the issue's own criteria, and
// what fails it does not pass. What an issue's check asks already is run once.
func TestVerificationOfThePolicy(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("verification: [test ! -e litter, sh hold.sh]\n"),
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: litter, content: "x\n"}}
` + stepWrite + stepFinish + `
- calls:
  - {tool: run, args: {command: rm litter}}
` + again(stepFinish),
	})
	g := w.waitPull()
	if g.Round != 2 || g.Pull.Draft {
		t.Errorf("round %d, draft %v", g.Round, g.Pull.Draft)
	}
	body := w.pulls()[0].GetBody()
	if !strings.Contains(body, "test ! -e litter") {
		t.Errorf("the pull request does not tell of it:\n%s", body)
	}
	rows := regexp.MustCompile("(?m)^\\|.*\\| `sh hold.sh` (\\| green.* \\| green.*) \\|$").FindAllStringSubmatch(body, -1)
	if len(rows) != 2 || rows[0][1] != rows[1][1] || !strings.Contains(rows[1][1], "/logs/") {
		t.Errorf("the evidence of both stands in\n%s", body)
	}
	ran := 0
	for _, e := range g.Evidence {
		if e.Arm == app.ArmCandidate && e.Round == g.Round && !e.Reused && e.Check.Command == "sh hold.sh" {
			ran++
		}
	}
	if ran != 3 {
		t.Errorf("what both ask ran %d times", ran)
	}
}

// TestRiskThatRises after the plan is shown and waits for a person; the level's
// budget is the run's.
func TestRiskThatRises(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("risk: {low: {paths: [greet.sh], budget: {actions: 30}}, high: {paths: [auth], approve_plan: always}, otherwise: low}\n"),
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: auth/token.sh, content: "true\n"}}
` + stepWrite + stepFinish,
	})
	g := w.waitBreakpoint(app.BreakpointPolicy)
	if q := g.Hold.Breakpoint.Question; !strings.Contains(q, "risk high") || !strings.Contains(q, "auth/token.sh") || g.Limits.Actions != 30 {
		t.Errorf("limit %d, asked %q", g.Limits.Actions, q)
	}
	w.wait("the level in the goal comment", func() bool { return strings.Contains(w.goalComment(), "**Risk:** high") })
	w.comment(maintainer, "approve")
	w.waitPull()
}
