package report

import (
	"regexp"
	"slices"
	"strings"
)

// scriptFile is the name under which node's runner shows a file as a whole.
var scriptFile = regexp.MustCompile(`^(?:test\.)?(?:/\S+|(?:\S+/)?(?:(?:tests?|__tests__)/\S+|\S+[._-](?:test|spec)|test))\.[cm]?[jt]sx?$`)

// whole tells whether a name is that of a file as a whole: jest says itself which of
// these it could not load.
func (r *Report) whole(name string) bool {
	return !strings.Contains(r.Format, "jest") && scriptFile.MatchString(name)
}

// mute notes a file that passed without a test of its own.
func (r *Report) mute(name string) {
	name = strings.TrimPrefix(name, "test.")
	if len(r.Mute) < maxUnloaded && !slices.Contains(r.Mute, name) {
		r.Mute = append(r.Mute, name)
	}
}

// importsTests takes tests from node's runner, and declares is one, as a file holds it.
var (
	importsTests = regexp.MustCompile(`['"]node:test['"]`)
	declares     = regexp.MustCompile(`(?m)^\s*(?:await\s+)?(?:test|it|describe|suite)(?:\.\w+)?\(`)
)

// harness is a file's own function of such a name: what is called is not node's.
var harness = regexp.MustCompile(`(?m)^\s*(?:async\s+)?function\s+(?:test|it|describe|suite)\s*\(`)

// holdsTests tells whether a file holds tests of node's runner.
func holdsTests(text string) bool {
	return importsTests.MatchString(text) || declares.MatchString(text) && !harness.MatchString(text)
}

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
		if holdsTests(text(name)) && !within(name) {
			r.broken(name + " holds tests, and none of them was told of")
		}
	}
}
