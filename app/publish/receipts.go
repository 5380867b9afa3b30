package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// receipts tell of every instruction where it is: 👀 stored, 🚀 the agent has
// it, 😕 refused with the reason.
func (p page) receipts() string {
	g := p.Goal
	var lines []string
	texts := map[string]string{}
	for _, i := range g.Instructions {
		texts[i.ID] = i.Text
		if !i.Withdrawn {
			lines = append(lines, p.receipt(i))
		}
	}
	for n, r := range g.Refused {
		if slices.ContainsFunc(g.Refused[n+1:], func(x app.InstructionRefused) bool { return x.ID == r.ID }) {
			continue // the newest counts
		}
		if r.Gone && texts[r.ID] == "" {
			continue // it was not stored
		}
		line := "😕 " + p.who(r.By)
		if text := texts[r.ID]; text != "" {
			line += ": " + p.quoted(text)
		}
		lines = append(lines, line+" – refused: "+p.words(r.Reason))
	}
	if over := len(lines) - p.items; over > 0 {
		lines = append([]string{fmt.Sprintf("%d earlier", over)}, lines[over:]...)
	}
	return markdown.List(lines)
}

// earlier names the comments that were there before the goal and that the agent
// was given at its start.
func (p page) earlier() string {
	var out []string
	for _, e := range first(p.Goal.Earlier, p.items) {
		out = append(out, p.who(e.By)+", "+p.commentLink(e.Comment))
	}
	if len(out) == 0 {
		return ""
	}
	return "Read at the start: " + strings.Join(more(out, len(p.Goal.Earlier)), "; ") + "."
}

func (p page) commentLink(id int64) string {
	return markdown.Link("comment", fmt.Sprintf("%s#issuecomment-%d", p.Goal.Issue.URL, id))
}

func (p page) receipt(i app.Instruction) string {
	head := p.who(i.By)
	if i.Comment != 0 && i.Number == p.Goal.Issue.Number {
		head += ", " + p.commentLink(i.Comment)
	}
	head += ": " + p.quoted(i.Text)
	switch {
	case i.Delivered > 0:
		return fmt.Sprintf("🚀 %s – delivered in turn %d", head, i.Delivered)
	case p.Goal.State.Over():
		return "👀 " + head + " – not delivered: the goal had ended"
	case i.Queued:
		return "👀 " + head + " – queued until the phase has ended"
	}
	return "👀 " + head + " – " + p.waits()
}

// waits tells what a stored instruction waits for.
func (p page) waits() string {
	switch b := p.Goal.Hold.Breakpoint; {
	case b == nil:
		return "stored for the next request"
	case b.Holds():
		return "kept until somebody approves, which it does not"
	case b.Kind == app.BreakpointBudget:
		return "kept until somebody extends the budget"
	case b.Kind == app.BreakpointSetup:
		return "kept until the set-up succeeds"
	}
	return "kept until the question is answered"
}

// quoted is the beginning of what somebody wrote.
func (p page) quoted(s string) string { return "“" + markdown.Line(s, min(p.line, 160)) + "”" }
