package publish

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// BreakpointComment asks people what the goal waits for: what was found, the
// question, the answers as boxes and as commands, and how far the work is.
func BreakpointComment(v View) string {
	b := v.Goal.Hold.Breakpoint
	if b == nil {
		return ""
	}
	return fit(maxBody, v, func(p page) []string {
		return []string{
			"### " + p.asks(b), p.prose(b.Question), p.found(b),
			titled("**Tick one box, or answer in a comment:**", p.answerable(b)),
			"Until then the goal waits and uses nothing; the work so far is saved." + p.patience(),
			p.phaseBehind(), p.soFar(b),
		}
	})
}

// AnsweredComment is what becomes of the comment of the question that v's goal
// waits with: who answered it, or why nobody is asked any more.
func AnsweredComment(v View, a app.BreakpointAnswered, end *app.Ended) string {
	b := v.Goal.Hold.Breakpoint
	return fit(maxBody, v, func(p page) []string {
		head, by := "No longer asked", "Another question took its place."
		switch {
		case a.N != 0:
			head, by = "Answered", p.answer(b, a)
		case end != nil:
			by = "The goal ended: " + p.words(end.Reason) + "."
		}
		return []string{"### " + head + ": " + lowered(p.asks(b)), by, p.ticked(b, a.Answer), p.prose(b.Question), p.found(b), p.phaseBehind(), p.soFar(b)}
	})
}

// answer is who answered, and what; what people said in their own words stands
// in their comments.
func (p page) answer(b *app.Breakpoint, a app.BreakpointAnswered) string {
	line := fmt.Sprintf("By %s, %s", p.who(a.By), moment(p.Now))
	if verb, _, _ := strings.Cut(a.Answer, " "); slices.Contains(b.Options, a.Answer) || slices.Contains([]string{"approve", "retry", "extended", "allowed", "pushed"}, verb) {
		line += ": " + p.words(a.Answer)
	}
	var comment int64
	if _, err := fmt.Sscanf(a.Said, "comment:%d", &comment); err == nil {
		line += " (" + p.commentLink(comment) + ")"
	}
	return line + "."
}

// ReminderComment tells people once more what the goal waits for.
func ReminderComment(v View) string {
	b := v.Goal.Hold.Breakpoint
	if b == nil {
		return ""
	}
	return fit(maxBody, v, func(p page) []string {
		return []string{
			"### Still waiting for you: " + lowered(p.asks(b)), p.prose(b.Question),
			fmt.Sprintf("The question was put at %s; the comment that puts it has the boxes.%s", moment(b.At), p.patience()),
			youCanSay, deeds(answers(b)),
		}
	})
}

// patience is how long the goal waits.
func (p page) patience() string {
	if p.GivesUp.IsZero() {
		return ""
	}
	return fmt.Sprintf(" Without an answer it is stopped at %s, and the work is kept.", moment(p.GivesUp))
}

func lowered(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// outgrown tells the question about a change that has outgrown its plan from
// the one about the plan itself: only the former lists what it is about.
func outgrown(b *app.Breakpoint) bool { return b.Kind == app.BreakpointPlan && b.Holds() }

// asks is the heading of a breakpoint.
func (p page) asks(b *app.Breakpoint) string {
	if b.Title != "" {
		return p.words(b.Title)
	}
	switch b.Kind {
	case app.BreakpointPlan:
		if outgrown(b) {
			return "The change has outgrown the plan"
		}
		if p.Goal.Plan != nil {
			return fmt.Sprintf("Plan version %d waits for your approval", p.Goal.Plan.Version)
		}
		return "The plan waits for your approval"
	case app.BreakpointGate:
		return "The change needs your permission"
	case app.BreakpointAsk:
		return "The agent has a question"
	case app.BreakpointBudget:
		return "The budget is used up"
	case app.BreakpointRepeat:
		return "The work does not get on"
	case app.BreakpointConflict:
		if p.Goal.Conflicts != nil {
			return "A merge conflict waits for you"
		}
		return "The contract cannot hold as it stands"
	case app.BreakpointPolicy:
		if len(b.Points) > 0 {
			return "A person is to be asked here"
		}
		return "The policy asks for your approval"
	case app.BreakpointVerify:
		return "Verification does not succeed"
	case app.BreakpointSetup:
		return "Set-up fails"
	}
	return "The goal needs you"
}

// found is what people have to know to answer.
func (p page) found(b *app.Breakpoint) string {
	switch b.Kind {
	case app.BreakpointPlan:
		if p.Goal.Plan != nil && !outgrown(b) {
			return p.plan(p.Goal.Plan)
		}
	case app.BreakpointGate:
		if flags := p.flags(app.ActionAsk); flags != "" {
			return flags
		}
	case app.BreakpointSetup:
		return p.setUpFailure()
	case app.BreakpointVerify:
		return filledJoin(p.unproven(), p.logs(open(p.proofs())))
	}
	return p.prose(b.Detail)
}

// soFar is the change, the proof and the budget at this moment, folded.
func (p page) soFar(b *app.Breakpoint) string {
	body := []string{titled("**Budget of this run**", p.budget())}
	if len(p.Goal.Stat.Files) > 0 {
		body = append([]string{titled("**Changed so far**", p.diffstat(p.Goal.Stat))}, body...)
	}
	if b.Kind != app.BreakpointVerify && p.Goal.Plan != nil && len(p.Goal.Evidence) > 0 {
		body = append(body, titled("**Evidence so far**", filledJoin(p.tally().String()+".", p.evidence())))
	}
	return markdown.Details("How far the goal is", filledJoin(body...))
}
