package scope

import (
	"fmt"
	"maps"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	outward = regexp.MustCompile(`(^|[;&|(\s])(sudo|doas|ssh|scp|sftp|rsync|nc|ncat|telnet|ftp|socat|crontab|at|mount|umount|nsenter|unshare|docker|podman|kubectl)\s|\bgit\s+(push|remote\s+(add|set-url))\b|\b(curl|wget)\b[^|;]*\|\s*(ba|z|da)?sh\b|\brm\s+-\w*[rf]\w*\s+(/|~|\$HOME)(\s|$)|/proc/(1|self)/(environ|mem|root)|\.git/(hooks|config)\b|169\.254\.169\.254`)
	digits  = regexp.MustCompile(`\d+(\.\d+)?(ms|s|µs)?|0x[0-9a-f]+`)
)

func about(text, reason string) change.Finding {
	return change.Finding{Place: app.Place{Path: whole, Text: change.Clip(text), Bytes: change.Mark(text)}, Reason: reason}
}

// commands asks about what the agent ran; each command is told of once.
func commands(g *app.Goal, reason func(app.Step) string) []change.Finding {
	if g == nil {
		return nil
	}
	var out []change.Finding
	told := map[string]bool{}
	for _, step := range g.Trail {
		if step.Status == app.ToolRefused || step.Command == "" || told[step.Command] {
			continue
		}
		if why := reason(step); why != "" {
			told[step.Command] = true
			out = append(out, about(step.Command, "the agent ran it"+why+"."))
		}
	}
	return out
}

// Commands finds what the agent ran although a category of the policy names
// it, or because it reaches out of its work.
func Commands(s *change.Set) ([]change.Finding, error) {
	return commands(s.Goal, func(step app.Step) string {
		v := s.Policy.DecideCommand(s.Contract, step.Command, s.Now)
		if c, spoke := policy.Decisive(v); spoke {
			return ": " + c.Reason
		}
		if outward.MatchString(step.Command) {
			return ", and it reaches out of its work"
		}
		if step.Cut {
			return ", and it is too long for its end to be read"
		}
		return ""
	}), nil
}

// Network finds commands of the agent that looked for the network in vain.
func Network(s *change.Set) ([]change.Finding, error) {
	return commands(s.Goal, func(step app.Step) string {
		if step.Network == "" {
			return ""
		}
		return ", and it looked for the network (" + step.Network + ")"
	}), nil
}

// Repeats of one failure, and steps without a change, that are told.
const (
	maxSame  = 3
	maxStill = 30
)

// SameFailure finds checks that fail in the words in which they failed on other
// trees of the work before, and have not passed since.
func SameFailure(s *change.Set) ([]change.Finding, error) {
	if s.Goal == nil {
		return nil, nil
	}
	trees := map[string]map[string]map[app.Tree]bool{} // by command and words
	last := map[string]string{}
	for _, e := range s.Goal.Evidence {
		command, words := e.Check.Command, digits.ReplaceAllString(e.Excerpt, "0")
		switch {
		case e.Arm != app.ArmCandidate && e.Arm != app.ArmPhase && e.Arm != app.ArmChange: // what it should show there is another matter
			continue
		case e.Status == app.StatusPass:
			delete(trees, command)
			continue
		case trees[command] == nil:
			trees[command] = map[string]map[app.Tree]bool{}
		}
		if trees[command][words] == nil {
			trees[command][words] = map[app.Tree]bool{}
		}
		trees[command][words][e.Tree], last[command] = true, words
	}
	var out []change.Finding
	for _, command := range slices.Sorted(maps.Keys(trees)) {
		if n := len(trees[command][last[command]]); n >= maxSame {
			out = append(out, about(command, fmt.Sprintf("it failed in the same words on %d trees.", n)).Measuring("%d trees", n))
		}
	}
	return out, nil
}

// NoProgress finds a goal whose last steps left the tree as it was.
func NoProgress(s *change.Set) ([]change.Finding, error) {
	if s.Goal == nil {
		return nil, nil
	}
	still := 0
	for n := len(s.Goal.Trail) - 1; n >= 0 && !s.Goal.Trail[n].Moved; n-- {
		still++
	}
	if still < maxStill {
		return nil, nil
	}
	return []change.Finding{about("no progress", fmt.Sprintf("the last %d steps left the tree as it was.", still)).Measuring("%d steps", still)}, nil
}
