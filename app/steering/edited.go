package steering

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Dismissed takes back the instruction of a review that was dismissed, unless
// the agent has it: then the dismissal says that the matter is settled.
func Dismissed(g *app.Goal, id string) (Decision, bool) {
	i, known := g.Instruction(id)
	if !known || i.Withdrawn || i.Delivered > 0 {
		return Decision{}, false
	}
	return Decision{Entries: []app.Entry{app.Say(app.InstructionRefused{ID: id, By: i.By, Reason: "the review was dismissed"})}}, true
}

// Withdrawn records that an instruction's comment was deleted. The agent, if it
// has the text already, is told.
func Withdrawn(g *app.Goal, id string) (Decision, bool) {
	i, known := g.Instruction(id)
	if !known || i.Withdrawn || slices.ContainsFunc(g.Refused, func(r app.InstructionRefused) bool { return r.ID == id && r.Gone }) {
		return Decision{}, false
	}
	reason := "its comment was deleted"
	if i.Delivered > 0 {
		reason += " after it was delivered; the agent is told"
	}
	return Decision{Entries: []app.Entry{app.Say(app.InstructionRefused{ID: id, By: i.By, Reason: reason, Gone: true})}}, true
}

// Edited applies the new text of a comment that was followed or stored. Before
// the delivery the new text counts, whatever it says; afterwards, and when it
// was a command, it is not used.
func Edited(g *app.Goal, s Said) (Decision, bool) {
	i, known := g.Instruction(s.ID)
	followed := slices.Contains(g.Heard, s.ID)
	switch {
	case known && (i.Withdrawn || s.As.Before(i.As)): // an edit from before the one we have comes late
		return Decision{}, false
	case known && i.Delivered == 0 && s.Command.speaks(followed):
		i.Text, i.As, i.Queued = s.Command.Words(), s.As, s.Command.Verb == VerbQueue
		if s.Threads != nil {
			i.Threads = s.Threads
		}
		return seen(app.By(app.Actor(s.By), app.InstructionAccepted{Instruction: i})), true
	case i.Delivered > 0 || followed && !known:
		if slices.ContainsFunc(g.Refused, func(r app.InstructionRefused) bool { return r.ID == s.ID }) {
			return Decision{}, false
		}
		reason := "edited after it was followed, which changes nothing; say in a new comment what is to be different"
		if i.Delivered > 0 {
			reason = "edited after it was delivered; the agent keeps the text it has, and a new comment can correct it"
		}
		return Decision{Reaction: "confused", Entries: []app.Entry{app.Say(app.InstructionRefused{ID: s.ID, By: s.By, Edited: true, Reason: reason, Number: s.Number})}}, true
	case !known:
		return Decision{}, false
	}
	gone := app.Say(app.InstructionRefused{ID: s.ID, By: s.By, Reason: "edited into something else before it was delivered", As: s.As, Number: s.Number})
	if s.Command.Ignore || s.Command.Fault != "" || followed {
		return Decision{Entries: []app.Entry{gone}}, true
	}
	d := Decide(g, s)
	d.Entries = append([]app.Entry{gone}, d.Entries...)
	return d, true
}

// speaks tells whether a command has words for the agent; behind a verb that
// was followed already only they count.
func (c Command) speaks(followed bool) bool {
	return c.Fault == "" && c.Words() != "" && (c.Verb == VerbReply || c.Verb == VerbQueue || followed && c.Carries())
}
