package script

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

type fields = map[string]func(*yaml.Node)

func (r *reader) script(n *yaml.Node) *Script {
	var s Script
	if n.Kind == yaml.MappingNode && hasKey(n, "plays") {
		r.mapping(n, "a script", fields{"plays": func(n *yaml.Node) {
			r.list(n, "plays", func(n *yaml.Node) { s.plays = append(s.plays, r.play(n)) })
		}})
		return &s
	}
	s.plays = append(s.plays, r.play(n))
	return &s
}

func hasKey(n *yaml.Node, key string) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}

func (r *reader) play(n *yaml.Node) play {
	p := play{name: "script"}
	r.mapping(n, "a play", fields{
		"name": r.word("name", &p.name),
		"match": func(n *yaml.Node) {
			r.mapping(n, "match", fields{
				"contains": r.words("contains", &p.match.contains),
				"matches":  r.expression("matches", &p.match.matches),
				"offers":   r.word("offers", &p.match.offers),
			})
		},
		"steps": func(n *yaml.Node) {
			r.list(n, "steps", func(n *yaml.Node) { p.steps = append(p.steps, r.step(n)) })
		},
	})
	if n.Kind == yaml.MappingNode && !hasKey(n, "steps") {
		r.fault(n, "a play must have steps")
	}
	r.targets(&p)
	return p
}

// targets checks that step names are unique and that every goto names one.
func (r *reader) targets(p *play) {
	named := map[string]bool{}
	for _, s := range p.steps {
		if s.name != "" && named[s.name] {
			r.fault(&yaml.Node{Line: s.line}, "the step name %q is taken", s.name)
		}
		named[s.name] = true
	}
	check := func(line int, to string) {
		if to != "" && !named[to] {
			r.fault(&yaml.Node{Line: line}, "goto %q: no step of this play has that name", to)
		}
	}
	for _, s := range p.steps {
		check(s.line, s.next)
		for _, b := range s.branches {
			check(b.line, b.to)
		}
	}
}

func (r *reader) step(n *yaml.Node) step {
	s := step{line: n.Line, times: 1}
	r.mapping(n, "a step", fields{
		"name":   r.word("name", &s.name),
		"expect": func(n *yaml.Node) { s.expect = r.condition(n, "expect") },
		"branches": func(n *yaml.Node) {
			r.list(n, "branches", func(n *yaml.Node) { s.branches = append(s.branches, r.branch(n)) })
		},
		"say":   r.word("say", &s.say),
		"think": r.word("think", &s.think),
		"calls": func(n *yaml.Node) {
			r.list(n, "calls", func(n *yaml.Node) { s.calls = append(s.calls, r.call(n)) })
		},
		"finish": r.finish(&s.finish),
		"usage":  func(n *yaml.Node) { s.usage = r.usage(n) },
		"delay":  r.duration("delay", &s.delay),
		"times":  r.number("times", 1, 10_000, &s.times),
		"goto":   r.word("goto", &s.next),
		"faults": func(n *yaml.Node) {
			r.list(n, "faults", func(n *yaml.Node) { s.faults = append(s.faults, r.fail(n)) })
		},
	})
	always := len(s.branches) > 0 && s.branches[len(s.branches)-1].when == nil
	if n.Kind == yaml.MappingNode && !s.answers() && len(s.faults) == 0 && !always {
		r.fault(n, "a step must have say, think, calls or faults, or end its branches with one that has no when")
	}
	return s
}

func (r *reader) finish(to *string) func(*yaml.Node) {
	known := []string{"stop", "tool_calls", "length", "content_filter"}
	return func(n *yaml.Node) {
		if !slices.Contains(known, n.Value) {
			r.fault(n, "finish must be one of %v", known)
			return
		}
		*to = n.Value
	}
}

func (r *reader) branch(n *yaml.Node) branch {
	b := branch{line: n.Line}
	r.mapping(n, "a branch", fields{
		"when": func(n *yaml.Node) { b.when = r.condition(n, "when") },
		"goto": r.word("goto", &b.to),
	})
	if n.Kind == yaml.MappingNode && !hasKey(n, "goto") {
		r.fault(n, "a branch must have goto")
	}
	return b
}

func (r *reader) condition(n *yaml.Node, what string) *condition {
	var c condition
	r.mapping(n, what, fields{
		"tool":                      r.word("tool", &c.tool),
		"status":                    r.word("status", &c.status),
		"last_tool_result_contains": r.words("last_tool_result_contains", &c.resultContains),
		"last_tool_result_matches":  r.expression("last_tool_result_matches", &c.resultMatches),
		"last_user_contains":        r.words("last_user_contains", &c.userContains),
		"last_user_matches":         r.expression("last_user_matches", &c.userMatches),
		"offers":                    r.word("offers", &c.offers),
	})
	if n.Kind == yaml.MappingNode && len(n.Content) == 0 {
		r.fault(n, "%s must have a condition", what)
	}
	return &c
}

func (r *reader) call(n *yaml.Node) call {
	var c call
	r.mapping(n, "a call", fields{
		"tool":      r.word("tool", &c.tool),
		"args":      r.args(&c.args),
		"arguments": r.text("arguments", &c.arguments),
		"id": func(n *yaml.Node) {
			c.id = new(string)
			r.text("id", c.id)(n)
		},
	})
	if n.Kind != yaml.MappingNode {
		return c
	}
	if !hasKey(n, "tool") {
		r.fault(n, "a call must have tool")
	}
	if hasKey(n, "args") && hasKey(n, "arguments") {
		r.fault(n, "a call has either args or arguments")
	}
	if !hasKey(n, "args") && !hasKey(n, "arguments") {
		c.arguments = "{}"
	}
	return c
}

func (r *reader) usage(n *yaml.Node) *usage {
	const most = 1 << 30
	var u usage
	r.mapping(n, "usage", fields{
		"input":  r.number("input", 0, most, &u.input),
		"cached": r.number("cached", 0, most, &u.cached),
		"output": r.number("output", 0, most, &u.output),
	})
	return &u
}

// fail reads a fault: exactly one of http, cut, empty and nonsense.
func (r *reader) fail(n *yaml.Node) fault {
	f := fault{times: 1}
	var empty string
	r.mapping(n, "a fault", fields{
		"http":        r.number("http", 400, 599, &f.status),
		"code":        r.word("code", &f.code),
		"message":     r.word("message", &f.message),
		"retry_after": r.duration("retry_after", &f.retryAfter),
		"cut":         r.number("cut", 0, 1<<30, &f.cut),
		"empty":       r.word("empty", &empty),
		"nonsense":    r.word("nonsense", &f.nonsense),
		"times":       r.number("times", 1, 10_000, &f.times),
	})
	if n.Kind != yaml.MappingNode {
		return f
	}
	if empty != "" && empty != "true" {
		r.fault(n, "empty can only be true")
	}
	kinds := 0
	for i, key := range []string{"http", "cut", "empty", "nonsense"} {
		if hasKey(n, key) {
			kinds++
			f.kind = faultHTTP + faultKind(i)
		}
	}
	if kinds != 1 {
		r.fault(n, "a fault is exactly one of http, cut, empty and nonsense")
	}
	for _, key := range []string{"code", "message", "retry_after"} {
		if hasKey(n, key) && f.kind != faultHTTP {
			r.fault(n, "%s goes with http only", key)
		}
	}
	return f
}
