package script

import (
	"errors"
	"fmt"
)

// position is a place in a play: a step and how often it has been played in a row.
type position struct {
	step, played int
}

var (
	errEnd  = errors.New("all steps are played, but the conversation goes on")
	errLoop = errors.New("the branches lead round in a circle")
)

// locate works out the step that answers the conversation. It starts behind the last call that this play made itself, which
// the call's id tells, or at the first step, and goes on by one step for every answer after that.
func (p *play) locate(c *conversation) (position, captures, error) {
	at, start := p.anchor(c)
	for i := start; i < len(c.Messages); i++ {
		if c.Messages[i].Role != "assistant" {
			continue
		}
		reached, _, err := p.arrive(at, c.until(i))
		if err != nil {
			return position{}, nil, err
		}
		at = p.leave(reached)
	}
	return p.arrive(at, c)
}

func (p *play) anchor(c *conversation) (position, int) {
	for i := len(c.Messages) - 1; i >= 0; i-- {
		for _, call := range c.Messages[i].ToolCalls {
			var at position
			if n, err := fmt.Sscanf(call.ID, "call_%d_%d_", &at.step, &at.played); err != nil || n < 2 {
				continue
			}
			if at.step >= 0 && at.step < len(p.steps) && at.played >= 0 {
				return p.leave(at), i + 1
			}
		}
	}
	return position{}, 0
}

// callID is the id of the i-th call that the step makes after so many messages: it carries the position, and no other call of
// the conversation has it.
func callID(at position, messages, i int) string {
	return fmt.Sprintf("call_%d_%d_%d_%d", at.step, at.played, messages, i)
}

// arrive follows the branches from a position.
func (p *play) arrive(at position, c *conversation) (position, captures, error) {
	got := captures{}
	for range len(p.steps) + 1 {
		if at.step >= len(p.steps) {
			return at, nil, errEnd
		}
		to, followed := p.follow(&p.steps[at.step], c, got)
		if !followed {
			return at, got, nil
		}
		at = position{step: to}
	}
	return at, nil, errLoop
}

func (p *play) follow(s *step, c *conversation, got captures) (to int, followed bool) {
	for _, b := range s.branches {
		groups := captures{}
		if b.when.unmet(c, groups) != "" {
			continue
		}
		for name, value := range groups {
			got[name] = value
		}
		return p.named(b.to), true
	}
	return 0, false
}

// leave is the position after the step has answered.
func (p *play) leave(at position) position {
	s := p.steps[at.step]
	switch {
	case at.played+1 < s.times:
		return position{step: at.step, played: at.played + 1}
	case s.next != "":
		return position{step: p.named(s.next)}
	default:
		return position{step: at.step + 1}
	}
}

func (p *play) named(name string) int {
	for i := range p.steps {
		if p.steps[i].name == name {
			return i
		}
	}
	return len(p.steps)
}

// title names a step in messages for people.
func (p *play) title(at position) string {
	if at.step >= len(p.steps) {
		return "the end"
	}
	if name := p.steps[at.step].name; name != "" {
		return fmt.Sprintf("step %d (%s)", at.step+1, name)
	}
	return fmt.Sprintf("step %d", at.step+1)
}
