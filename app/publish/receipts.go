package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// receipts tell of every text where it is: 👀 stored, 🚀 the agent has it, 😕
// refused with the reason. Each stands once.
func (p page) receipts() string {
	var lines []string
	for _, i := range p.Goal.Instructions {
		if !i.Withdrawn {
			lines = append(lines, p.receipt(i))
		}
	}
	lines = append(lines, p.unused()...)
	if over := len(lines) - p.items; over > 0 {
		lines = append([]string{fmt.Sprintf("%d earlier", over)}, lines[over:]...)
	}
	return markdown.List(lines)
}

// since is what became of a stored text's comment later.
func (p page) since(i app.Instruction) (last app.InstructionRefused) {
	for _, r := range p.Goal.Refused {
		if r.ID == i.ID {
			last = r
		}
	}
	return last
}

// unused are the texts that are not used, with the reason.
func (p page) unused() []string {
	var lines []string
	all := p.Goal.Refused
	for n, r := range all {
		if slices.ContainsFunc(all[n+1:], func(x app.InstructionRefused) bool { return x.ID == r.ID }) {
			continue // the newest counts
		}
		if line := p.refused(r); line != "" {
			lines = append(lines, "😕 "+line)
		}
	}
	return lines
}

// refused tells why a text is not used; empty: it is used by now, or was never
// more than talk. What people deleted is not shown.
func (p page) refused(r app.InstructionRefused) string {
	i, stored := p.Goal.Instruction(r.ID)
	switch {
	case stored && !i.Withdrawn: // its receipt tells
		return ""
	case !stored && (r.Gone || !r.Edited && slices.Contains(p.Goal.Heard, r.ID)):
		return ""
	case r.Gone:
		return p.who(r.By) + " – not used: " + p.words(r.Reason)
	}
	head := p.who(r.By)
	var comment int64
	if _, err := fmt.Sscanf(r.ID, "comment:%d", &comment); err == nil && r.Number == p.Goal.Issue.Number {
		head += ", " + p.commentLink(comment)
	}
	if stored {
		head += ": " + p.beginning(i.Text)
	}
	return head + " – refused: " + p.words(r.Reason)
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
	head, since := p.who(i.By), p.since(i)
	if i.Delivered > 0 && since.Gone {
		return fmt.Sprintf("🚀 %s – delivered in turn %d; its comment was deleted since", head, i.Delivered)
	}
	if i.Comment != 0 && i.Number == p.Goal.Issue.Number {
		head += ", " + p.commentLink(i.Comment)
	}
	head += ": " + p.beginning(i.Text)
	switch {
	case i.Delivered > 0 && since.Edited:
		return fmt.Sprintf("🚀 %s – delivered in turn %d; edited since, which changes nothing: a new comment can correct it", head, i.Delivered)
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

// beginning is that of what somebody wrote, quoted.
func (p page) beginning(s string) string {
	p.line = min(p.line, 160)
	return p.quoted(s)
}
