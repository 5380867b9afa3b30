package report

import (
	"path"
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

var (
	// importsTests takes tests from node's runner; declares and calls are one, at the
	// start of a line and anywhere.
	importsTests = regexp.MustCompile(`['"]node:test['"]`)
	declares     = regexp.MustCompile(`(?m)^\s*(?:await\s+)?(?:test|it|describe|suite)(?:\.\w+)?\(`)
	calls        = regexp.MustCompile(`\b(?:test|it|describe|suite)(?:\.\w+)?\(`)
	// harness is a file's own function of such a name: what is called is not node's.
	harness = regexp.MustCompile(`(?m)^\s*(?:async\s+)?function\s+(?:test|it|describe|suite)\s*\(`)
	// nearby is a file of the tree that another one loads.
	nearby = regexp.MustCompile(`(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"](\.{1,2}/[^'"]+)['"]`)
)

// maxNearby bounds the files that are looked at for one.
const maxNearby = 20

// holdsTests tells whether a file holds tests of node's runner, itself or by a helper
// that it loads and that declares them.
func holdsTests(file string, text func(file string) string) bool {
	if own := text(file); importsTests.MatchString(own) || declares.MatchString(own) && !harness.MatchString(own) {
		return true
	}
	files := []string{file}
	for n := 0; n < len(files) && n < maxNearby; n++ {
		own := text(files[n])
		if importsTests.MatchString(own) && calls.MatchString(own) {
			return true
		}
		for _, m := range nearby.FindAllStringSubmatch(own, maxNearby) {
			at := path.Join(path.Dir(files[n]), m[1])
			for _, one := range []string{at, at + ".js", at + ".mjs", at + ".cjs", at + ".ts", at + "/index.js"} {
				if !slices.Contains(files, one) && text(one) != "" {
					files = append(files, one)
				}
			}
		}
	}
	return false
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
		if holdsTests(name, text) && !within(name) {
			r.broken(name + " holds tests, and none of them was told of")
		}
	}
}
