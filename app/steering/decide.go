package steering

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Said is one text of one person for a goal.
type Said struct {
	ID      string // comment:<id> or review:<id>
	Comment int64
	Number  int // of the issue or pull request it stands on
	By      string
	Text    string
	At      time.Time
	As      time.Time // when the text became what it is; zero: not known
	Early   bool      // older than the question that stands
	Beside  bool      // said on the pull request and to nobody by name: it answers no question
	Command Command
	Threads []app.Thread // comments on lines that Text holds
	Untick  string       // of a ticked box: how its comment reads without the tick
}

// Decision is what follows from it.
type Decision struct {
	Entries  []app.Entry
	Reaction string // eyes, rocket, confused; empty: none
}

// Refuse records that a text is not used, and shows it by a reaction.
func Refuse(s Said, reason string) Decision {
	return Decision{
		Entries:  []app.Entry{app.Say(app.InstructionRefused{ID: s.ID, By: s.By, Reason: reason, As: s.As, Number: s.Number})},
		Reaction: "confused",
	}
}

// Decide applies a permitted person's text to the goal. What is said behind a
// verb is for the agent.
func Decide(g *app.Goal, s Said) Decision {
	if s.Command.Fault != "" {
		return Refuse(s, s.Command.Fault)
	}
	d := follow(g, s)
	if s.Command.Carries() && d.Reaction != "confused" {
		d.Entries = append([]app.Entry{app.By(app.Actor(s.By), app.InstructionAccepted{Instruction: s.instruction()})}, d.Entries...)
	}
	return d
}

func follow(g *app.Goal, s Said) Decision {
	actor := app.Actor(s.By)
	switch s.Command.Verb {
	case VerbApprove:
		return approve(g, s)
	case VerbPause:
		if g.Hold.Paused {
			return Refuse(s, "the goal is paused already")
		}
		return seen(app.By(actor, app.Paused{By: s.By, Reason: s.Command.Text, Said: s.ID}))
	case VerbResume:
		if !g.Hold.Paused && g.Hold.NotBefore.IsZero() {
			return Refuse(s, "the goal is not paused")
		}
		return seen(app.By(actor, app.Resumed{By: s.By, Said: s.ID}))
	case VerbStop:
		_, name, _ := strings.Cut(s.By, ":")
		reason := "stopped by " + cmp.Or(name, s.By)
		if s.Command.Text != "" {
			reason += ": " + s.Command.Text
		}
		return seen(app.By(actor, app.Ended{State: app.StateStopped, Reason: reason, By: s.By}))
	case VerbExtend:
		return extend(g, s)
	case VerbAllow, VerbFreeze:
		return rescope(g, s)
	case VerbRetry:
		return retry(g, s)
	}
	return reply(g, s)
}

func seen(entries ...app.Entry) Decision { return Decision{Entries: entries, Reaction: "eyes"} }

// Answers tells whether a command may lift a breakpoint as the answer to its
// question: whoever gives it must have seen the question.
func Answers(b *app.Breakpoint, c Command) bool {
	if b == nil || c.Verb == VerbApprove || c.Verb == VerbRetry {
		return b != nil
	}
	_, offered := option(b, c.Text)
	return c.Verb == VerbReply && (offered || b.Kind == app.BreakpointAsk)
}

// Early tells whether a text is older than the comment that asks. GitHub dates
// to the second and numbers comments in their order.
func Early(question app.Comment, s Said) bool {
	if at := question.CreatedAt.Truncate(time.Second); !s.At.Truncate(time.Second).Equal(at) {
		return s.At.Before(at)
	}
	return s.Comment != 0 && s.Comment < question.ID
}

const early = "it was written before the question it would answer; say it again if it still holds"

// approve lifts what only an approval lifts, and names what was seen.
func approve(g *app.Goal, s Said) Decision {
	b := g.Hold.Breakpoint
	if b == nil {
		return Refuse(s, "nothing waits for an approval now")
	}
	if s.Beside {
		return Refuse(s, "on a pull request it may speak of the code; `/goal approve` answers the question that waits")
	}
	if b.Kind == app.BreakpointSetup {
		return Refuse(s, "the goal cannot go on without its set-up; `/goal retry` tries it again")
	}
	if s.Early {
		return Refuse(s, early)
	}
	if b.Start != nil {
		return takeUp(b, s, "approve")
	}
	if b.Kind == app.BreakpointBudget {
		for _, m := range g.Spent() {
			if m.State { // a new run finds the change as large as it is
				return Refuse(s, fmt.Sprintf("an approval does not raise the limit of changed %s; `/goal extend %s=N` does", m.Name, m.Name))
			}
		}
	}
	given := app.ApprovalGiven{By: s.By}
	if b.Kind == app.BreakpointPlan && g.Plan != nil {
		given.Plan = g.Plan.Version
	}
	if cp := g.LastCheckpoint(); cp != nil {
		given.Checkpoint = cp.Seq
	}
	actor := app.Actor(s.By)
	return seen(
		app.By(actor, given),
		app.By(actor, app.BreakpointAnswered{N: b.N, By: s.By, Answer: "approve", Reason: s.Command.reason(), Said: s.ID}),
	)
}

// extend grants more at any time; at a used-up budget it lifts the breakpoint
// when nothing is used up any more.
func extend(g *app.Goal, s Said) Decision {
	actor := app.Actor(s.By)
	entries := []app.Entry{app.By(actor, app.LimitExtended{By: s.By, More: s.Command.More, Said: s.ID})}
	granted := *g
	granted.Limits = g.Limits.Plus(s.Command.More)
	if b := g.Hold.Breakpoint; b != nil && b.Kind == app.BreakpointBudget && len(granted.Spent()) == 0 {
		entries = append(entries, app.By(actor, app.BreakpointAnswered{N: b.N, By: s.By, Answer: "extended", Said: s.ID}))
	}
	return seen(entries...)
}

// rescope makes the next version of the contract. Allowing lifts a gate's
// question when nothing it asked about is left.
func rescope(g *app.Goal, s Said) Decision {
	if g.Contract == nil {
		return Refuse(s, "there is no contract yet")
	}
	next := *g.Contract
	next.Version++
	if s.Command.Verb == VerbFreeze {
		globs, err := readGlobs(s.Command.line())
		if err != nil {
			return Refuse(s, err.Error())
		}
		next.Freeze(globs...)
		next.Waivers = slices.Clone(next.Waivers)
		for n, w := range next.Waivers {
			next.Waivers[n].Except = slices.Concat(w.Except, globs)
		}
	} else {
		p, err := readPermit(s.Command.line())
		if err != nil {
			return Refuse(s, err.Error())
		}
		if before, reason := reasoned(s.Command.Words()); p.reason == "" && before == "" {
			p.reason = reason
		}
		if p.rule == app.RuleSecrets && p.reason == "" {
			return Refuse(s, fmt.Sprintf("say why it is none, or none that opens anything: `/goal allow secrets %s because …`", p.glob))
		}
		if why := p.unknown(g.Contract); why != "" {
			return Refuse(s, why)
		}
		if p.lapsed(s.At) {
			return Refuse(s, fmt.Sprintf("`until %s` is in the past", p.until.AddDate(0, 0, -1).Format(time.DateOnly)))
		}
		if p.until.IsZero() && !p.opens() {
			p.until = app.WaiverEnd(s.At)
		}
		next.Waivers = append(slices.Clone(next.Waivers), p.waivers(g.Verdict, slices.Concat(g.Waivers, next.Waivers), s.By)...)
		if p.opens() {
			next.Allow(p.rule, p.glob)
		}
	}
	entries := []app.Entry{app.By(app.Actor(s.By), app.ContractFrozen{
		Contract: next, Why: fmt.Sprintf("%s: %s %s", s.By, s.Command.Verb, s.Command.line()), Said: s.ID,
	})}
	if b := g.Hold.Breakpoint; b != nil && b.Kind == app.BreakpointGate && s.Command.Verb == VerbAllow && settled(g.Verdict, next.Waivers, s.At) {
		entries = append(entries, app.By(app.Actor(s.By), app.BreakpointAnswered{N: b.N, By: s.By, Answer: "allowed " + s.Command.line(), Said: s.ID}))
	}
	return seen(entries...)
}

// settled tells whether waivers cover everything the gates asked about.
func settled(v *app.Verdict, waivers []app.Waiver, now time.Time) bool {
	if v == nil {
		return true
	}
	for _, c := range v.Children {
		if c.Status == app.StatusPass || c.Action != app.ActionAsk {
			continue
		}
		for _, p := range c.Places {
			if !app.Waived(waivers, c.Rule, p, now) {
				return false
			}
		}
	}
	return true
}

// retry lifts what waits for a world that has changed: a limit, a failed
// verification, a contract to be read again.
func retry(g *app.Goal, s Said) Decision {
	actor := app.Actor(s.By)
	if g.State == app.StateDraft {
		return seen(app.By(actor, app.Resumed{By: s.By, Said: s.ID}))
	}
	if b := g.Hold.Breakpoint; b != nil {
		switch b.Kind {
		case app.BreakpointRepeat, app.BreakpointConflict, app.BreakpointVerify, app.BreakpointSetup:
			if s.Early {
				return Refuse(s, early)
			}
			return seen(app.By(actor, app.BreakpointAnswered{N: b.N, By: s.By, Answer: "retry", Said: s.ID}))
		case app.BreakpointBudget:
			return Refuse(s, "the budget is still used up; `/goal extend` grants more")
		}
		return Refuse(s, "the question waits for an answer, not for another try")
	}
	if !g.Hold.NotBefore.IsZero() {
		return seen(app.By(actor, app.Resumed{By: s.By, Said: s.ID}))
	}
	return Refuse(s, "nothing waits to be tried again")
}

// reply stores an instruction. At the agent's own question it is the answer,
// unless it was written before the question; at a plan or a gate it goes to the agent, who revises and is asked about
// again; where only an approval goes on it is kept for the agent until then.
func reply(g *app.Goal, s Said) Decision {
	in := s.instruction()
	actor := app.Actor(s.By)
	b := g.Hold.Breakpoint
	if verb, ok := option(b, in.Text); ok && !in.Queued {
		s.Command = Command{Verb: verb}
		return Decide(g, s)
	}
	if have, known := g.Instruction(s.ID); known && !have.Withdrawn {
		return Decision{} // told twice
	}
	if b != nil && !in.Queued {
		switch {
		case b.Start != nil && !s.Early && !s.Beside:
			return takeUp(b, s, in.Text)
		case b.Kind == app.BreakpointAsk && !s.Early && !s.Beside:
			return seen(app.By(actor, app.BreakpointAnswered{N: b.N, By: s.By, Answer: choice(b, in.Text), Said: s.ID}))
		case b.Kind == app.BreakpointAsk, b.Kind == app.BreakpointBudget, b.Kind == app.BreakpointSetup, b.Holds():
			return seen(app.By(actor, app.InstructionAccepted{Instruction: in}))
		}
		return seen(
			app.By(actor, app.InstructionAccepted{Instruction: in}),
			app.By(actor, app.BreakpointAnswered{N: b.N, By: s.By, Answer: "revise", Said: s.ID}),
		)
	}
	return seen(app.By(actor, app.InstructionAccepted{Instruction: in}))
}

// option reads a plain word that the breakpoint offers as a command: "retry"
// where "/goal retry" is an option.
func option(b *app.Breakpoint, text string) (Verb, bool) {
	if b == nil {
		return "", false
	}
	word := strings.ToLower(strings.TrimRight(strings.TrimSpace(text), ".!"))
	if !slices.Contains(b.Options, "/goal "+word) {
		return "", false
	}
	return Verb(word), word == string(VerbRetry) || word == string(VerbStop)
}

// choice turns the number of an option, or its text as people may spell it, into
// its text.
func choice(b *app.Breakpoint, text string) string {
	said := plain(own(text))
	for n, o := range b.Options {
		if strings.TrimPrefix(said, "option ") == fmt.Sprint(n+1) {
			return o
		}
	}
	for _, o := range b.Options {
		if said != "" && said == plain(o) {
			return o
		}
	}
	return text
}

// plain is a text without what changes nothing of a short answer.
func plain(text string) string {
	return strings.Join(strings.Fields(strings.ToLower(strings.Trim(text, " \t\n.,!)`*\"'"))), " ")
}

// takeUp answers the offer to go on from saved work. What is neither a yes nor a
// no leaves it as it stands: the work would be thrown away.
func takeUp(b *app.Breakpoint, s Said, text string) Decision {
	answer := choice(b, text)
	switch said := plain(own(text)); {
	case slices.Contains(b.Options, answer):
	case slices.Contains([]string{"yes", "yes please", "yes, please", "ok", "okay", "go on", "continue", "approve", "approved"}, said):
		answer = b.Options[0]
	case slices.Contains([]string{"no", "no thanks", "no, thanks", "afresh"}, said):
		answer = b.Options[1]
	default:
		return Refuse(s, fmt.Sprintf("the saved work still waits, and this does not tell what becomes of it: answer `1` (%s) or `2` (%s), and say the rest in a comment of its own", b.Options[0], b.Options[1]))
	}
	return seen(app.By(app.Actor(s.By), app.BreakpointAnswered{N: b.N, By: s.By, Answer: answer, Said: s.ID}))
}

func (s Said) instruction() app.Instruction {
	return app.Instruction{
		ID: s.ID, Comment: s.Comment, Number: s.Number, By: s.By, Text: s.Command.Words(), At: s.At, As: s.As, Threads: s.Threads,
		Queued: s.Command.Verb == VerbQueue,
	}
}
