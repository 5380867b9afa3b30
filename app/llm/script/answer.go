package script

import (
	"fmt"
	"time"
)

// answer is what a step says to one request.
type answer struct {
	say    string
	think  string
	calls  []wireCall
	finish string
	usage  usage
	delay  time.Duration
	fault  *fault
}

// problem is a request that the script has no answer for; the author of the script should see it.
type problem struct {
	play, where, why string
}

func (p *problem) Error() string {
	if p.play == "" {
		return "script: " + p.why
	}
	return fmt.Sprintf("script: play %q, %s: %s", p.play, p.where, p.why)
}

// answer finds the play and the step for a conversation and renders what it says. tries counts how often the same request
// was made before, which matters to steps with faults only.
func (s *Script) answer(c *conversation, tries func(step string) int) (a *answer, where string, err error) {
	p := s.choose(c)
	if p == nil {
		return nil, "", &problem{why: "no play matches a conversation that opens with: " + shorten(c.opening())}
	}
	at, got, err := p.locate(c)
	where = fmt.Sprintf("%s: %s", p.name, p.title(at))
	if err != nil {
		return nil, where, &problem{play: p.name, where: p.title(at), why: err.Error()}
	}
	st := &p.steps[at.step]
	if why := st.expect.unmet(c, got); why != "" {
		return nil, where, &problem{play: p.name, where: p.title(at), why: "expected " + why}
	}
	a = st.render(c, at, got)
	if len(st.faults) > 0 {
		a.fault = st.fault(tries(where))
	}
	return a, where, nil
}

func (s *Script) choose(c *conversation) *play {
	for i := range s.plays {
		if s.plays[i].match.holds(c) {
			return &s.plays[i]
		}
	}
	return nil
}

// fault is the one that the try meets, nil when they are over.
func (s *step) fault(try int) *fault {
	for i := range s.faults {
		if try < s.faults[i].times {
			return &s.faults[i]
		}
		try -= s.faults[i].times
	}
	if s.answers() {
		return nil
	}
	return &s.faults[len(s.faults)-1]
}

func (s *step) render(c *conversation, at position, got captures) *answer {
	plain := func(v string) string { return v }
	inString := func(v string) string { q := quote(v); return string(q[1 : len(q)-1]) }
	a := &answer{say: got.expand(s.say, plain), think: got.expand(s.think, plain), finish: s.finish, delay: s.delay}
	for i, call := range s.calls {
		id := callID(at, len(c.Messages), i)
		if call.id != nil {
			id = *call.id
		}
		arguments := got.expand(call.arguments, plain)
		if call.args != nil {
			arguments = got.expand(string(call.args), inString)
		}
		a.calls = append(a.calls, wireCall{ID: id, Type: "function", Function: wireFunction{Name: call.tool, Arguments: arguments}})
	}
	if a.finish == "" {
		a.finish = "stop"
		if len(a.calls) > 0 {
			a.finish = "tool_calls"
		}
	}
	a.usage = a.count(c)
	if s.usage != nil {
		a.usage = *s.usage
	}
	return a
}

// count makes up the usage: a token for every four bytes, and what was there before the last answer counts as cached.
func (a *answer) count(c *conversation) usage {
	input, cached := 0, 0
	for _, m := range c.Messages {
		if m.Role == "assistant" {
			cached = input
		}
		input += len(m.text())
		for _, call := range m.ToolCalls {
			input += len(call.Function.Name) + len(call.Function.Arguments)
		}
	}
	output := len(a.say) + len(a.think)
	for _, call := range a.calls {
		output += len(call.Function.Name) + len(call.Function.Arguments)
	}
	return usage{input: input/4 + 1, cached: cached / 4, output: output/4 + 1}
}
