package main

import (
	"slices"
	"strings"
	"testing"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// tick ticks boxes of the newest breakpoint's comment, those whose lines hold
// one of the texts, in one edit.
func (w *world) tick(who string, texts ...string) int64 {
	w.Helper()
	var at *gh.IssueComment
	for _, c := range w.comments() {
		if c.GetUser().GetType() == "Bot" && strings.Contains(c.GetBody(), " kind=breakpoint ") {
			at = c
		}
	}
	body := at.GetBody()
	for _, text := range texts {
		from := strings.Index(body, "- [ ] "+text)
		if from < 0 {
			w.Fatalf("no box %q in\n%s", text, body)
		}
		body = body[:from] + "- [x]" + body[from+len("- [ ]"):]
	}
	_, _, err := w.as(who).Issues.EditComment(w.ctx, w.owner, repository, at.GetID(), &gh.IssueComment{Body: &body})
	w.check(err)
	return at.GetID()
}

// boxes tells whether a breakpoint's comment has such a box.
func (w *world) boxes(box string) bool {
	w.Helper()
	return slices.ContainsFunc(w.comments(), func(c *gh.IssueComment) bool {
		return strings.Contains(c.GetBody(), " kind=breakpoint ") && strings.Contains(c.GetBody(), "- "+box)
	})
}

// TestBoxIsAnAnswer: who ticks answers as if they had written it, and the
// answer is asked of them, not of whose comment it is.
func TestBoxIsAnAnswer(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{files: policy("approve_plan: always\n")})
	w.waitBreakpoint(app.BreakpointPlan)
	w.tick(writer, "`approve`")
	g := w.waitPull()
	if g.PlanBy != "github:"+writer {
		t.Errorf("the plan was approved by %s", g.PlanBy)
	}
	if answers := happened[app.BreakpointAnswered](w); len(answers) != 1 || answers[0].By != "github:"+writer {
		t.Errorf("answers %+v", answers)
	}
}

// TestTwoBoxesAreNoAnswer: it is refused with the reason, and a box ticked
// before counts for nothing in the next edit.
func TestTwoBoxesAreNoAnswer(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{files: policy("approve_plan: always\n")})
	w.waitBreakpoint(app.BreakpointPlan)
	on := w.tick(maintainer, "`approve`", "`/goal stop`")
	w.wait("😕 on the comment", func() bool { return slices.Contains(w.reactions(on), "confused") })
	w.wait("the reason", func() bool { return strings.Contains(w.goalComment(), "more than one box") })
	if b := breakpointOf(w.goal()); b == nil || b.N != 1 {
		t.Fatalf("the goal is at %+v", b)
	}
	w.comment(maintainer, "approve")
	w.waitPull()
	w.settled()
	if n := len(happened[app.BreakpointAnswered](w)); n != 1 {
		t.Errorf("%d answers", n)
	}
}

// TestBoxOfAQuestion answers with the option's words.
func TestBoxOfAQuestion(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- calls:
  - {tool: ask, args: {question: "Which world?", options: [this one, the next one]}}
` + stepWrite + stepFinish})
	w.waitBreakpoint(app.BreakpointAsk)
	w.tick(writer, "**2** the next one")
	w.waitPull()
	if !w.model.told("the next one") {
		t.Error("the agent does not have the answer")
	}
	if answers := happened[app.BreakpointAnswered](w); len(answers) != 1 || answers[0].Answer != "the next one" {
		t.Errorf("answers %+v", answers)
	}
}
