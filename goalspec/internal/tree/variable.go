package tree

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// variables are those that a makefile sets, by their values; "$" is one that is not known.
type variables map[string]string

const maxValue = 4 << 10 // bytes of a value

var (
	// assigned is a line that sets a variable, and variable is where one stands.
	assigned = regexp.MustCompile(`^ *(?:(?:export|override) +)*([\w.-]+)[ \t]*((?:::?|[?+!])?=)[ \t]*([^#\r\n]*)`)
	variable = regexp.MustCompile(`\$[({]([\w.-]+)[)}]`)
)

// set takes a line that sets a variable: of one that is set twice the value is not known.
func (v variables) set(line string) {
	m := assigned.FindStringSubmatch(line)
	if m == nil {
		return
	}
	name, value := m[1], strings.TrimRight(m[3], " \t")
	old, again := v[name]
	switch {
	case again && (m[2] == "?=" || old == "$"):
		return
	case m[2] == "+=":
		value = strings.TrimLeft(old+" "+value, " ")
	case again, m[2] == "!=":
		value = "$"
	}
	if len(value) > maxValue {
		value = "$"
	}
	v[name] = value
}

// in are words with the values of the variables in them.
func (v variables) in(s string) string {
	const deepest = 4
	for i := 0; i < deepest && strings.Contains(s, "$"); i++ {
		s = variable.ReplaceAllStringFunc(s, func(use string) string {
			if value, ok := v[use[2:len(use)-1]]; ok {
				return value
			}
			return use
		})
		if len(s) > maxValue {
			return "$"
		}
	}
	return s
}
