// Package doomed makes tests fail at their end.
//
// In come one file's path and text; out comes the same file with its tests made to
// fail once they have run, none where the language is not known. A runner that comes to
// their end turns red; a product that ends the run before, or puts words of its own in
// the place of the runner's, does not know. Pure functions over text.
package doomed

import (
	"path"
	"regexp"
	"strings"
)

// File is one whose tests fail.
type File struct {
	Text   []byte
	Names  []string // of its tests, as runners end theirs with
	Spares bool     // it holds others, which do not fail
}

// why is what the tests say.
const why = "made to fail by goalkeeper"

// Of dooms the tests of a file; it has no text where there are none.
func Of(p string, text []byte) File {
	switch path.Ext(p) {
	case ".go":
		return golang(text)
	case ".py":
		return python(string(text))
	case ".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts":
		return script(string(text))
	}
	return File{}
}

var (
	pythonTest = regexp.MustCompile(`(?m)^\s*(?:async\s+)?def\s+(test\w*)`)
	// pythonMain runs a file's tests from within it.
	pythonMain = regexp.MustCompile(`(?m)^(?:if __name__\b|unittest\.main\()`)
)

// afterwards wraps every test that a module holds by then. Of a TestCase its own
// assertion fails, so that one which was taken its teeth is known by that.
const afterwards = `

def _goalkeeper():
    import functools
    import types

    def doomed(test):
        @functools.wraps(test)
        def run(*args, **named):
            test(*args, **named)
            if args and hasattr(args[0], "assertEqual"):
                args[0].assertEqual("passed", "` + why + `")
            else:
                raise AssertionError("` + why + `")
        return run

    here = globals()
    for name, one in list(here.items()):
        if getattr(one, "__module__", None) != __name__:
            continue
        if isinstance(one, types.FunctionType) and name.startswith("test"):
            here[name] = doomed(one)
        elif isinstance(one, type):
            for name in dir(one):
                if name.startswith("test") and isinstance(getattr(one, name), types.FunctionType):
                    setattr(one, name, doomed(getattr(one, name)))


_goalkeeper()

`

func python(text string) File {
	var f File
	for _, m := range pythonTest.FindAllStringSubmatch(text, -1) {
		f.Names = append(f.Names, m[1])
	}
	if len(f.Names) == 0 {
		return File{}
	}
	at := len(text)
	if m := pythonMain.FindStringIndex(text); m != nil {
		at = m[0]
	}
	f.Text = []byte(text[:at] + afterwards + text[at:])
	return f
}

var (
	scriptTest = regexp.MustCompile(`\b(?:test|it)(?:\.\w+)*\(\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|\x60([^\x60$]*)\x60)`)
	scriptAny  = regexp.MustCompile(`\b(?:test|it|describe|suite)(?:\.\w+)*\(`)
	module     = regexp.MustCompile(`(?m)^\s*(?:import|export)\b`)
)

// script fails in what its runner calls when the tests of a file are over.
func script(text string) File {
	if !scriptAny.MatchString(text) {
		return File{}
	}
	var f File
	for _, m := range scriptTest.FindAllStringSubmatch(text, -1) {
		f.Names = append(f.Names, m[1]+m[2]+m[3])
	}
	of := func(from string) bool {
		return strings.Contains(text, "'"+from+"'") || strings.Contains(text, `"`+from+`"`)
	}
	hook := "(globalThis.afterAll || globalThis.after)"
	switch {
	case of("node:test") && module.MatchString(text):
		hook = "import { after as goalkeeper } from 'node:test'; goalkeeper"
	case of("node:test"):
		hook = "require('node:test').after"
	case of("vitest"):
		hook = "import { afterAll as goalkeeper } from 'vitest'; goalkeeper"
	}
	f.Text = []byte(text + "\n;" + hook + "(() => { throw new Error('" + why + "'); });\n")
	return f
}
