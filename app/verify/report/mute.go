package report

import (
	"regexp"
	"slices"
	"strings"
)

// scriptFile is the name under which node's runner shows a file as a whole.
var scriptFile = regexp.MustCompile(`^(?:test\.)?(?:/\S+|(?:\S+/)?(?:(?:tests?|__tests__)/\S+|\S+[._-](?:test|spec)|test))\.[cm]?[jt]sx?$`)

// mute notes a file that passed without a test of its own.
func (r *Report) mute(name string) {
	name = strings.TrimPrefix(name, "test.")
	if len(r.Mute) < maxUnloaded && !slices.Contains(r.Mute, name) {
		r.Mute = append(r.Mute, name)
	}
}

// declares is a test of node's runner, as a file holds it.
var declares = regexp.MustCompile(`['"]node:test['"]|(?m)^\s*(?:await\s+)?(?:test|it|describe|suite)(?:\.\w+)?\(`)

// Heard holds what mute files are against the report: one that holds tests ended
// before it told of them.
func (r *Report) Heard(text func(file string) string) {
	within := func(file string) bool {
		for test := range r.Tests {
			if strings.HasPrefix(test, file+nested) {
				return true
			}
		}
		return false
	}
	for _, name := range r.Mute {
		if declares.MatchString(text(name)) && !within(name) {
			r.broken(name + " holds tests, and none of them was told of")
		}
	}
}
