package recipe

import (
	"slices"
	"strings"
)

// Call is what a command asks a runner for.
type Call struct {
	Dir       string   // from where it runs; "" for there
	File      string   // "" for the usual one
	Workspace string   // a package by its name or place
	Words     []string // that are no options: targets, or what of a package
	Options   []string // of which nothing is known
	Sets      bool     // variables
	runner    string
	sure      int // words before the first of these options that may have a value
}

// Options with a value, by what it is.
const (
	dir = iota
	file
	workspace
	other
	number // or none
)

var (
	ofAll      = map[string]int{"-C": dir, "--directory": dir, "--prefix": dir, "--cwd": dir, "--dir": dir, "--working-directory": dir, "--working-dir": dir}
	ofRules    = map[string]int{"-f": file, "--file": file, "--makefile": file, "--justfile": file, "--taskfile": file, "-I": other, "--include-dir": other, "-o": other, "-W": other, "-j": number, "--jobs": number, "-l": number}
	ofPackages = map[string]int{"-w": workspace, "--workspace": workspace, "-F": workspace, "--filter": workspace}
)

// Call reads the words behind a runner's name.
func (r Runner) Call(args []string) (c Call) {
	c.runner, c.sure = r.name, -1
	of := ofRules
	if r.packages() {
		of = ofPackages
	}
	for n := 0; n < len(args) && args[n] != "--"; n++ {
		name, value, joined := strings.Cut(strings.Trim(args[n], `"'`), "=")
		if !strings.HasPrefix(name, "-") {
			c.word(name, joined)
			continue
		}
		if len(name) > 2 && name[1] != '-' && !r.packages() {
			name, value, joined = name[:2], name[2:], true
		}
		what, known := of[name]
		if !known {
			what, known = ofAll[name]
		}
		known = known && (name != "-w" || r.name == "npm") // the root of all packages, to others
		switch {
		case !known:
			if c.Options = append(c.Options, name); c.sure < 0 && name != "-s" && name != "--silent" {
				c.sure = len(c.Words)
			}
			continue
		case !joined && n+1 < len(args) && (what != number || strings.Trim(args[n+1], "0123456789.") == ""):
			n++
			value = args[n]
		}
		*[]*string{dir: &c.Dir, file: &c.File, workspace: &c.Workspace, other: new(string), number: new(string)}[what] = strings.Trim(value, `"'`)
	}
	return c
}

// word takes one that is no option.
func (c *Call) word(w string, sets bool) {
	if sets {
		c.Sets = true
	} else if w != "" && !strings.ContainsAny(w, "<>&") {
		c.Words = append(c.Words, w)
	}
	if c.runner == "yarn" && len(c.Words) == 3 && c.Words[0] == "workspace" {
		c.Workspace, c.Words, c.sure = c.Words[1], c.Words[2:], -1
	}
}

// Script is one of a package.
type Script struct {
	Name string
	Said bool // the command says that it is a script
	Sure bool // no option stands before the name that may have it for its value
}

// Script is the script for which a manager of packages may be asked.
func (c Call) Script() Script {
	words, npm := c.Words, c.runner == "npm"
	if len(words) == 0 {
		return Script{}
	}
	switch first := words[0]; {
	case (first == "run" || first == "run-script") && len(words) > 1:
		return Script{words[1], true, c.sure < 0 || c.sure >= 2}
	case (npm || c.runner == "pnpm") && (first == "t" || first == "tst"):
		return Script{"test", true, c.sure != 0}
	case npm && !slices.Contains([]string{"test", "start", "stop", "restart"}, first):
		return Script{}
	default:
		return Script{first, npm && first != "restart", c.sure != 0}
	}
}
