package tree

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// options are where else than here a command works.
type options struct{ dir, workspace string }

// take sets what flags name, each with its value behind a blank or "=", and gives
// back the other words, up to "--".
func (o *options) take(args []string, flags map[string]*string) (rest []string) {
	for i := 0; i < len(args) && args[i] != "--"; i++ {
		name, value, joined := strings.Cut(args[i], "=")
		to := flags[name]
		switch {
		case to == nil:
			rest = append(rest, args[i])
		case joined:
			*to = value
		case i+1 < len(args):
			i++
			*to = args[i]
		}
	}
	return rest
}

// elsewhere are the flags of each tool for a directory or a package of a
// workspace.
func (o *options) elsewhere(tool string) map[string]*string {
	switch tool {
	case "npm":
		return map[string]*string{"--prefix": &o.dir, "-C": &o.dir, "-w": &o.workspace, "--workspace": &o.workspace}
	case "pnpm":
		return map[string]*string{"--dir": &o.dir, "-C": &o.dir, "-F": &o.workspace, "--filter": &o.workspace}
	}
	return map[string]*string{"--cwd": &o.dir, "--filter": &o.workspace}
}

// script checks "npm run NAME", and the like of its kin, and the scripts that have
// a command of their own.
func (t *Tree) script(dir, tool string, args []string) string {
	var o options
	args = o.take(args, o.elsewhere(tool))
	if len(args) > 2 && tool == "yarn" && args[0] == "workspace" {
		o.workspace, args = args[1], args[2:]
	}
	name := scriptNamed(tool, args)
	if dir = path.Join(dir, o.dir); name == "" || beyond(dir) {
		return ""
	}
	if o.workspace != "" {
		in, known := t.workspace(dir, o.workspace)
		switch {
		case !known:
			return ""
		case in == "":
			return fmt.Sprintf("no package is called %q", o.workspace)
		}
		dir = in
	}
	s := t.readScripts(dir)
	switch {
	case s.fault != "" || s.unknown || s.names[name] || name == "start" && t.Exists(path.Join(dir, "server.js")):
		return s.fault
	case (tool == "yarn" || tool == "bun") && t.brings(dir, name), tool == "yarn" && strings.Contains(name, ":") && t.anyScript(name):
		return ""
	}
	return fmt.Sprintf("package.json%s has no script %q", in(dir), name)
}

// scriptNamed is the script that a command runs for certain; "" for none, or when
// a flag may change which.
func scriptNamed(tool string, args []string) string {
	for len(args) > 0 && (args[0] == "-s" || args[0] == "--silent") {
		args = args[1:]
	}
	for _, a := range args {
		switch a {
		case "--if-present", "-r", "--recursive", "-ws", "--workspaces", "--workspace-root":
			return ""
		}
	}
	switch {
	case len(args) == 0:
		return ""
	case args[0] == "run" || args[0] == "run-script":
		if args = args[1:]; len(args) > 0 && (args[0] == "-s" || args[0] == "--silent") {
			args = args[1:]
		}
		if len(args) > 0 && args[0][0] != '-' && !(tool == "bun" && strings.ContainsAny(args[0], "./")) {
			return args[0]
		}
	case tool == "npm" || tool == "pnpm":
		switch args[0] {
		case "test", "t":
			return "test"
		case "start":
			return "start"
		}
	}
	if onlyScript.MatchString(args[0]) && !ownCommand(tool, args[0]) {
		return args[0]
	}
	return ""
}

// onlyScript is a name that scripts have, and hardly a program that a dependency brings.
var onlyScript = regexp.MustCompile(`^(?:tests?|lint|build|dev|start|check|format|typecheck|type-check|coverage|verify|validate|e2e)(?::[\w:-]+)?$`)

// ownCommand reports what a tool itself does by a name that scripts have, or does not do
// without "run".
func ownCommand(tool, name string) bool {
	switch tool {
	case "bun":
		return name == "test" || name == "build"
	case "yarn":
		return name == "check"
	}
	return tool == "npm"
}

// scripts are the names that npm runs.
type scripts struct {
	fault   string
	unknown bool // any name may be one
	called  string
	names   map[string]bool
	needs   []string // what the package depends on
}

// brings reports what a dependency of the package, or of one around it, may bring to run.
func (t *Tree) brings(dir, name string) bool {
	for ; ; dir = path.Dir(dir) {
		if s := t.readScripts(dir); s.unknown || slices.ContainsFunc(s.needs, func(d string) bool {
			return path.Base(d) == name || !onlyScript.MatchString(name) && (len(name) <= 3 || strings.Contains(d, name))
		}) {
			return true
		}
		if dir == "." || dir == "/" {
			return false
		}
	}
}

// anyScript reports a script of any package, which Yarn finds by a name with a colon.
func (t *Tree) anyScript(name string) bool {
	return t.cut || slices.ContainsFunc(t.all(), func(p string) bool {
		return path.Base(p) == "package.json" && !strings.Contains("/"+p, "/node_modules/") && t.readScripts(path.Dir(p)).names[name]
	})
}

// workspace is the directory of a package by its name or place, "" when there is
// none; known is false when more than one may be meant.
func (t *Tree) workspace(dir, name string) (at string, known bool) {
	if strings.ContainsAny(name, "*!{}[]^") || strings.Contains(name, "...") {
		return "", false
	}
	for _, p := range t.all() {
		if path.Base(p) != "package.json" || strings.Contains("/"+p, "/node_modules/") {
			continue
		}
		if at := path.Dir(p); at == path.Join(dir, name) || t.readScripts(at).called == name {
			return at, true
		}
	}
	return "", !t.cut
}

func (t *Tree) readScripts(dir string) *scripts {
	if s := t.scripts[dir]; s != nil {
		return s
	}
	t.scripts[dir] = t.loadScripts(dir)
	return t.scripts[dir]
}

func (t *Tree) loadScripts(dir string) *scripts {
	file := path.Join(dir, "package.json")
	text := t.read(file)
	if text == "" {
		if t.Exists(file) {
			return &scripts{unknown: true}
		}
		return &scripts{fault: "there is no package.json" + in(dir)}
	}
	var pkg struct {
		Name            string            `json:"name"`
		Scripts         map[string]string `json:"scripts"`
		Dependencies    map[string]any    `json:"dependencies"`
		DevDependencies map[string]any    `json:"devDependencies"`
	}
	if err := json.Unmarshal([]byte(text), &pkg); err != nil {
		return &scripts{unknown: true}
	}
	names := map[string]bool{}
	for name := range pkg.Scripts {
		names[name] = true
	}
	needs := slices.Concat(slices.Collect(maps.Keys(pkg.Dependencies)), slices.Collect(maps.Keys(pkg.DevDependencies)))
	return &scripts{called: pkg.Name, names: names, needs: needs}
}
