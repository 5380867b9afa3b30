package agent

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

const (
	// promptMessages is how many messages the fixed beginning has.
	promptMessages = 2
	// bytesPerToken is the usual ratio for English text and code.
	bytesPerToken = 4
)

// Full tells whether the next request would take more than four fifths of a
// window of so many tokens, and compacting would make room.
func (c *Conversation) Full(window int) bool {
	if window <= 0 || c.compacting || len(c.open) > 0 {
		return false
	}
	all, _ := c.measure(nil)
	tokens := c.context + (all-c.contextBytes)/bytesPerToken
	return tokens > window/5*4 && c.beyondPrompt() > window // a quarter of it, in bytes
}

// Compacted tells whether the conversation was compacted and not answered since:
// compacting it again would not help.
func (c *Conversation) Compacted() bool { return c.compacting }

func (c *Conversation) beyondPrompt() int {
	n := 0
	for _, size := range c.sizes[min(promptMessages, len(c.sizes)):] {
		n += size
	}
	return n
}

// Compact is the next snapshot of a goal: the fixed beginning, what the harness
// knows of the work, and the last turns as far as they fit a quarter of what
// there was or of the window. It is worked out from the log alone.
func Compact(g *app.Goal, c *Conversation, window int) (app.Compacted, error) {
	all, _ := c.measure(nil)
	room := all / 4
	if window > 0 {
		room = min(room, window)
	}
	tail := c.tail(room)
	messages := slices.Clone(c.messages[:min(promptMessages, len(c.messages))])
	messages = append(messages, llm.Message{Role: llm.User, Content: snapshot(g, c, len(tail) > 0)})
	p := app.Compacted{Version: g.Snapshots + 1, Through: g.Seq}
	for _, m := range append(messages, tail...) {
		raw, err := json.Marshal(m)
		if err != nil {
			return p, fmt.Errorf("encode message: %w", err)
		}
		p.Replace = append(p.Replace, raw)
	}
	return p, nil
}

// tail are the last turns that fit into room bytes. The last of all stays in any
// case, its results cut to the room: without it the same would be done again.
func (c *Conversation) tail(room int) []llm.Message {
	first := promptMessages
	if c.shortened {
		first++ // the snapshot before
	}
	start, whole := len(c.messages), false
	for n, used := len(c.messages)-1, 0; n >= first; n-- {
		used += c.sizes[n]
		if used > room && whole {
			break
		}
		if c.messages[n].Role != llm.ToolRole {
			start = n
		}
		if c.messages[n].Role == llm.Assistant {
			whole = true
			if used > room {
				return shortened(c.messages[n:], room)
			}
		}
	}
	return c.messages[min(start, len(c.messages)):]
}

// shortened cuts what is long in a turn.
func shortened(turn []llm.Message, room int) []llm.Message {
	out := slices.Clone(turn)
	for n := range out {
		if out[n].Role != llm.Assistant {
			out[n].Content = clip(out[n].Content, max(room/len(out), 400))
		}
	}
	return out
}

// heard keeps what people said, in their words and in order.
func (c *Conversation) heard(g *app.Goal, e app.Event) error {
	switch e.Kind {
	case app.EventInstructionDelivered:
		return tell(e, func(p app.InstructionDelivered) {
			for _, i := range g.Instructions {
				if i.ID == p.ID {
					c.said = append(c.said, fmt.Sprintf("Instruction from %s (turn %d):\n%s", i.By, p.Turn, p.Text))
				}
			}
		})
	case app.EventBreakpointAnswered:
		return tell(e, func(p app.BreakpointAnswered) {
			if b := g.Hold.Breakpoint; b != nil && b.N == p.N && (b.Kind == app.BreakpointAsk || b.Kind == app.BreakpointConflict) {
				c.said = append(c.said, fmt.Sprintf("You asked: %s\n%s answered:\n%s", b.Question, p.By, p.Answer))
			}
		})
	case app.EventInstructionRefused:
		return tell(e, func(p app.InstructionRefused) {
			for _, i := range g.Instructions {
				if i.ID == p.ID && i.Delivered > 0 && !p.Edited {
					c.said = append(c.said, fmt.Sprintf("The instruction of %s from turn %d was withdrawn.", i.By, i.Delivered))
				}
			}
		})
	case app.EventContractFrozen:
		return tell(e, func(p app.ContractFrozen) {
			if p.Contract.Version > 1 {
				c.said = append(c.said, fmt.Sprintf("The contract changed (version %d): %s", p.Contract.Version, p.Why))
			}
		})
	}
	return nil
}

// snapshot is what the agent believes from now on.
func snapshot(g *app.Goal, c *Conversation, more bool) string {
	s := &sheet{}
	s.line("# Where the work stands")
	s.line("The conversation so far became too long. This record of the harness, version %d, stands in its place; everything before it is gone. Read files again where you need them.", g.Snapshots+1)
	s.list("What people said, oldest first; where two contradict, the later stands", c.said)
	if g.Contract != nil && g.Contract.Version > 1 {
		s.list(fmt.Sprintf("The contract, version %d, besides what stands above", g.Contract.Version), slices.Concat(
			allowed(g.Contract), each("may not change: ", g.Contract.Frozen)))
	}
	s.plan(g)
	s.list("Your notes", notes(g))
	s.list("What the harness has run last", evidence(g))
	s.list("Changed against the base", changed(g))
	s.list("Checkpoints", checkpoints(g))
	s.line("Now: %s, phase %d (%s).", g.State, g.Phase.N, g.Phase.Title)
	for _, m := range g.Meters() {
		if m.Limit > 0 {
			s.line("Budget: %s %s used.", m.Name, m.Text)
		}
	}
	if more {
		s.line("Your last turns follow.")
	}
	return strings.Join(s.parts, "\n\n")
}

// sheet is a text in parts.
type sheet struct{ parts []string }

func (s *sheet) line(format string, args ...any) {
	s.parts = append(s.parts, fmt.Sprintf(format, args...))
}

func (s *sheet) list(title string, items []string) {
	if len(items) > 0 {
		s.parts = append(s.parts, "## "+title, "- "+strings.Join(items, "\n- "))
	}
}

func (s *sheet) plan(g *app.Goal) {
	p := g.Plan
	if p == nil {
		return
	}
	title := fmt.Sprintf("Your plan, version %d", p.Version)
	if g.PlanBy != "" {
		title += ", approved by " + g.PlanBy
	}
	items := []string{p.Summary}
	for _, step := range p.Steps {
		items = append(items, step.ID+": "+step.Text)
	}
	for _, check := range p.Checks {
		items = append(items, fmt.Sprintf("check of %s (%s): `%s`", check.Criterion, check.Kind, check.Command))
	}
	s.list(title, slices.Concat(items, each("file: ", p.Files), each("risk: ", p.Risks)))
}

func each(prefix string, list []string) []string {
	out := make([]string, len(list))
	for n, s := range list {
		out[n] = prefix + s
	}
	return out
}

// allowed are the paths that people let in, with the rule where it is one.
func allowed(c *app.Contract) []string {
	out := each("may change: ", c.Allowed)
	for n := range out {
		if rule := c.Lifted(n); rule != "" {
			out[n] += ", as far as the rule " + rule + " goes"
		}
	}
	return out
}

func notes(g *app.Goal) []string {
	var out []string
	for _, n := range g.Notes {
		out = append(out, n.Kind+": "+n.Text)
	}
	for _, f := range g.FollowUps {
		out = append(out, "follow-up recorded: "+f.Title)
	}
	return out
}

// evidence is the newest run of each check on each arm.
func evidence(g *app.Goal) []string {
	var out []string
	seen := map[string]bool{}
	for n := len(g.Evidence) - 1; n >= 0; n-- {
		e := g.Evidence[n]
		key := fmt.Sprint(e.Arm, e.Check.Criterion, e.Check.Command)
		if !seen[key] {
			out = append(out, fmt.Sprintf("%s, %s `%s`: %s, exit %d", e.Arm, e.Check.Criterion, e.Check.Command, e.Status, e.Exit))
		}
		seen[key] = true
	}
	slices.Reverse(out)
	return out
}

func changed(g *app.Goal) []string {
	var out []string
	for _, f := range g.Stat.Files {
		out = append(out, fmt.Sprintf("%s (%s, +%d −%d)", f.Path, f.Status, f.Added, f.Removed))
	}
	return out
}

func checkpoints(g *app.Goal) []string {
	var out []string
	for n, cp := range g.Checkpoints {
		out = append(out, fmt.Sprintf("%d: %s", n+1, clip(cp.Summary, 500)))
	}
	return out
}
