package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/config"
)

// TestBudgetEnds asks people, keeps the work, and goes on with a grant.
func TestBudgetEnds(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{files: policy("budget: {actions: 2}\n")})
	g := w.waitBreakpoint(app.BreakpointBudget)
	if !strings.Contains(g.Hold.Breakpoint.Question, "actions") || len(w.pulls()) != 0 {
		t.Errorf("asked %q", g.Hold.Breakpoint.Question)
	}
	no := w.comment(stranger, "/goal extend actions=100")
	w.wait("😕 on the stranger's grant", func() bool { return slices.Contains(w.reactions(no), "confused") })
	w.comment(maintainer, "/goal extend actions=5")
	g = w.waitPull()
	if n := len(happened[app.ToolFinished](w)); n != 3 || g.Limits.Actions != 7 {
		t.Errorf("%d calls, limit %d", n, g.Limits.Actions)
	}
}

// TestQuestionsEnd: one beyond the budget is shown where more is asked for, and
// what people say there is its answer.
func TestQuestionsEnd(t *testing.T) {
	t.Parallel()
	ask := "- calls:\n  - {tool: ask, args: {question: \"%s?\", options: [with, without]}}\n"
	w := begin(t, setup{files: policy("budget: {questions: 1}\n"), script: stepPlan + fmt.Sprintf("\n"+ask+ask, "With a comma", "With a full stop") + stepWrite + stepFinish})
	w.waitBreakpoint(app.BreakpointAsk)
	w.comment(maintainer, "without")
	w.wait("people are asked again", func() bool { return len(w.marked("breakpoint")) == 2 })
	w.waitBreakpoint(app.BreakpointBudget)
	if text := w.marked("breakpoint")[1]; !strings.Contains(text, "With a full stop?") || !strings.Contains(text, "/goal extend questions=") {
		t.Errorf("asked by\n%s", text)
	}
	w.comment(maintainer, "/goal extend actions=5") // of another meter
	w.comment(maintainer, "No full stop.")
	w.wait("both are heard", func() bool { g := w.goal(); return g.Limits.Actions == 55 && len(g.Waiting()) == 1 })
	if breakpointOf(w.goal()) == nil {
		t.Error("the grant of another meter let it go on")
	}
	w.comment(maintainer, "/goal extend questions=1")
	if g := w.waitPull(); g.Usage.Questions != 2 || g.Limits.Questions != 2 || !w.model.told("No full stop.") {
		t.Errorf("%d questions of %d", g.Usage.Questions, g.Limits.Questions)
	}
}

// TestGoalThatIsMetAlready ends without a change: where the issue says how it is
// proven without a plan, so that the model's answer is not waited for, and where
// the plan does, with it.
func TestGoalThatIsMetAlready(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ body, script string }{
		"by the issue": {issueBody, "- delay: 1h\n  say: Hm.\n"},
		"by the plan": {
			strings.Replace(issueBody, ": `sh check.sh` [must_change]", "", 1),
			strings.Replace(stepPlan, "checks: []", "checks: [{criterion: C1, command: sh check.sh}]", 1) + "\n- delay: 1h\n  say: Hm.\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, setup{files: map[string]string{"greet.sh": "echo 'hello, world'\n"}, body: c.body, script: c.script})
			g := w.waitState(app.StateNothingToDo)
			w.settled()
			w.wait("the end is told", func() bool { return len(w.marked("end")) == 1 })
			if len(w.pulls()) != 0 || (g.Plan == nil) != (c.body == issueBody) {
				t.Errorf("%d pull requests, plan %+v", len(w.pulls()), g.Plan)
			}
			if text := w.marked("end")[0]; strings.Count(text, "| green |") != 2 || !strings.Contains(text, "`sh check.sh`") {
				t.Errorf("the proof is not shown:\n%s", text)
			}
		})
	}
}

// TestPushIsAskedFor where the policy says so: nothing leaves before.
func TestPushIsAskedFor(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{files: policy("before_push: approval\n"), script: usual + again(stepFinish)})
	g := w.waitBreakpoint(app.BreakpointPolicy)
	_, answer, err := w.as(maintainer).Repositories.GetBranch(w.ctx, w.owner, repository, g.Contract.Branch, 0)
	if answer == nil || answer.StatusCode != 404 || len(w.pulls()) != 0 {
		t.Fatalf("the branch is there already: %v", err)
	}
	w.comment(maintainer, "/goal approve Nice work.") // words behind it are for afterwards, and ask for no second approval
	w.wait("the words are worked off", func() bool {
		g = w.goal()
		return g.Pull != nil && g.State == app.StateInReview && g.Round == 2
	})
	if g.Pull.Draft || len(happened[app.BreakpointOpened](w)) != 1 || !w.model.told("Nice work.") {
		t.Errorf("draft %v, asked %d times", g.Pull.Draft, len(happened[app.BreakpointOpened](w)))
	}
}

// TestGateAsks before a change that the plan does not name, and its answer is
// no answer to anything else.
func TestGateAsks(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: requirements.txt, content: "left-pad==1.0\n"}}
  - {tool: write_file, args: {path: greet.sh, content: "echo hello there\n"}}
  - {tool: finish, args: {summary: Greet with a library}}
` + stepWrite + stepFinish})
	w.waitBreakpoint(app.BreakpointGate)
	if text := w.marked("breakpoint")[0]; !strings.Contains(text, "requirements.txt") {
		t.Errorf("people are not told what it is about:\n%s", text)
	}
	w.comment(maintainer, "approve")
	g := w.waitPull()
	if g.Round != 2 || g.Pull.Draft {
		t.Errorf("round %d, draft %v: permission for a file was taken for more", g.Round, g.Pull.Draft)
	}
}

// TestSecretNeverLeaves: it goes back as soon as it is written.
func TestSecretNeverLeaves(t *testing.T) {
	t.Parallel()
	const secret = "AKIAZ7Q3XK2NVB5RJDWC"
	w := begin(t, setup{script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: key.txt, content: "aws_access_key_id = ` + secret + `\n"}}
- calls:
  - {tool: run, args: {command: ls}}
` + stepWrite + stepFinish})
	g := w.waitPull()
	if !w.model.told("key.txt back to its base version") || len(g.Stat.Files) != 1 {
		t.Errorf("it was not put back, or nobody said so: %+v", g.Stat.Files)
	}
	w.settled()
	for _, c := range w.comments() {
		if strings.Contains(c.GetBody(), secret) {
			t.Errorf("a comment shows it:\n%s", c.GetBody())
		}
	}
	pull := w.pulls()[0]
	if strings.Contains(pull.GetBody(), secret) {
		t.Errorf("the pull request shows it:\n%s", pull.GetBody())
	}
	commits, _, err := w.as(maintainer).PullRequests.ListCommits(w.ctx, w.owner, repository, pull.GetNumber(), nil)
	w.check(err)
	if len(commits) != 1 {
		t.Errorf("%d commits were pushed, want one: the secret may be in the first", len(commits))
	}
}

// TestSecretIsPermitted by the path of its file and with a reason.
func TestSecretIsPermitted(t *testing.T) {
	t.Parallel()
	const write = `
- calls:
  - {tool: write_file, args: {path: testdata/example.txt, content: "aws_access_key_id = AKIAZ7Q3XK2NVB5RJDWC\n"}}
`
	w := begin(t, setup{script: stepPlan + write + `
- calls:
  - {tool: ask, args: {question: May the example be there}}
` + write + stepWrite + stepFinish})
	w.wait("the question", func() bool { g := w.goal(); return g != nil && g.Hold.Breakpoint != nil })
	w.comment(maintainer, "/goal allow secrets testdata/example.txt")
	w.comment(maintainer, "/goal allow testdata/** because it is an example")
	w.settled()
	for _, waived := range w.goal().Contract.Waivers {
		if waived.Rule == app.RuleSecrets {
			t.Errorf("it is permitted by %+v", waived)
		}
	}
	w.comment(maintainer, "/goal allow secrets testdata/example.txt because it opens nothing")
	w.settled()
	w.comment(maintainer, "Now it may.")
	g := w.waitPull()
	if len(g.Stat.Files) != 2 {
		t.Errorf("the change has %+v", g.Stat.Files)
	}
	if body := w.pulls()[0].GetBody(); !strings.Contains(body, "it opens nothing") {
		t.Errorf("the pull request does not tell why:\n%s", body)
	}
}

// TestEarlierComments of people who may write are read at the start.
func TestEarlierComments(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.issue = w.open(stranger, issueTitle, issueBody)
	w.comment(maintainer, "Keep it in one line.")
	w.comment(stranger, "Make it blink.")
	w.label(maintainer)
	w.waitPull()
	if !w.model.told("Keep it in one line.") || w.model.told("Make it blink.") {
		t.Error("the wrong comments were read")
	}
}

// TestFollowUpBecomesAnIssue of its own.
func TestFollowUpBecomesAnIssue(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- calls:
  - {tool: follow_up, args: {title: The README is thin, body: "It says nothing about @writer or exit codes."}}
` + stepWrite + stepFinish})
	w.waitPull()
	w.settled()
	issues, _, err := w.as(maintainer).Issues.ListByRepo(w.ctx, w.owner, repository, nil)
	w.check(err)
	var found int
	for _, i := range issues {
		if i.GetTitle() == "The README is thin" && i.GetUser().GetType() == "Bot" {
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d follow-up issues", found)
	}
	if n := len(w.goals()); n != 1 {
		t.Errorf("%d goals", n)
	}
}

// TestGoalsQueueForSlots: more goals than slots all come to their end, and
// those that wait say so.
func TestGoalsQueueForSlots(t *testing.T) {
	t.Parallel()
	w := start(t, setup{tune: func(c *config.Config) { c.Concurrency = 1 }})
	first, fourth := w.model.hold(1), w.model.hold(4)
	var issues []int
	for range 3 {
		w.issue = w.open(maintainer, issueTitle, issueBody)
		issues = append(issues, w.issue)
		w.label(maintainer)
		if len(issues) == 1 {
			w.waitFor("the first request", first.reached)
			continue
		}
		place := fmt.Sprintf("number %d in the queue", len(issues)-1)
		w.wait(place, func() bool { return strings.Contains(w.goalComment(), place) })
	}
	close(first.release)
	w.waitFor("the second goal's first request", fourth.reached)
	w.wait("the last one moves up", func() bool { return strings.Contains(w.goalComment(), "number 1 in the queue") })
	close(fourth.release)
	w.wait("three pull requests", func() bool { return len(w.pulls()) == 3 })
	w.settled()
	for _, s := range w.goals() {
		if s.State != app.StateInReview {
			t.Errorf("goal of issue %d is %s", s.Number, s.State)
		}
	}
	for _, w.issue = range issues {
		w.wait(fmt.Sprintf("the comment on issue %d says so", w.issue), func() bool { return strings.Contains(w.goalComment(), "In review") })
	}
}
