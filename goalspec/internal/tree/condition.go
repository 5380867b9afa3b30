package tree

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// conditions are those of a makefile around the line that is read, the outermost
// first.
type conditions struct {
	open    []verdict
	set     map[string]bool // variables that the lines before set
	define  bool            // inside of a variable of several lines
	skipped bool            // some lines do not count
}

type verdict int

const (
	unsure verdict = iota
	holds
	fails
	held // a branch before it does
)

// assigned is a line that sets a variable.
var assigned = regexp.MustCompile(`^ *(?:(?:export|override) +)*([\w.-]+)[ \t]*(?:::?|[?+!])?=`)

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
	if m := assigned.FindStringSubmatch(line); m != nil {
		if c.set == nil {
			c.set = map[string]bool{}
		}
		c.set[m[1]] = true
	}
	return false
}

// judge says whether a condition holds; only of a variable that nothing sets it is
// sure.
func (c *conditions) judge(words []string) verdict {
	if len(words) != 2 || c.set[words[1]] || strings.Contains(words[1], "$") || slices.Contains([]string{"CI", "OS", "HOME", "USER", "SHELL", "PATH", "MAKE", "MAKEFLAGS", "CURDIR"}, words[1]) {
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
