package tree

import (
	"slices"
	"strings"
)

// conditions are those of a makefile around the line that is read, the outermost
// first.
type conditions struct {
	open    []verdict
	set     variables // by the lines before
	define  bool      // inside of a variable of several lines
	skipped bool      // some lines do not count
}

type verdict int

const (
	unsure verdict = iota
	holds
	fails
	held // a branch before it does
)

// skips reports a line that is no rule: of a condition, or of what stands under one
// that does not hold or in a variable.
func (c *conditions) skips(line string) bool {
	words := strings.Fields(line)
	if len(words) == 0 || line[0] == '\t' && len(c.open) == 0 {
		return c.define
	}
	n := len(c.open) - 1
	switch words[0] {
	case "define":
		c.define = true
	case "endef":
		c.define = false
		return true
	case "ifdef", "ifndef", "ifeq", "ifneq":
		c.open = append(c.open, c.judge(words))
		return true
	case "else":
		if n >= 0 {
			if c.open[n] = []verdict{unsure: unsure, holds: held, fails: holds, held: held}[c.open[n]]; len(words) > 1 && c.open[n] == holds {
				c.open[n] = c.judge(words[1:])
			}
		}
		return true
	case "endif":
		c.open = c.open[:max(n, 0)]
		return true
	}
	if c.define || slices.ContainsFunc(c.open, func(v verdict) bool { return v == fails || v == held }) {
		c.skipped = c.skipped || !c.define
		return true
	}
	c.set.set(line)
	return false
}

// judge says whether a condition holds; only of a variable that nothing sets it is
// sure.
func (c *conditions) judge(words []string) verdict {
	if _, set := c.set[words[min(len(words)-1, 1)]]; len(words) != 2 || set || strings.Contains(words[1], "$") || slices.Contains([]string{"CI", "OS", "HOME", "USER", "SHELL", "PATH", "MAKE", "MAKEFLAGS", "CURDIR"}, words[1]) {
		return unsure
	}
	switch words[0] {
	case "ifdef":
		return fails
	case "ifndef":
		return holds
	}
	return unsure
}
