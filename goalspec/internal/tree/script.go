package tree

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/recipe"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// script checks "npm run NAME", and the like of its kin, and the scripts that have
// a command of their own.
func (t *Tree) script(dir, tool string, args []string) string {
	r, _ := recipe.Of(tool)
	c := r.Call(args)
	name := scriptNamed(tool, c)
	root := c
	root.Workspace = ""
	file, _ := r.Find(dir, root, t.Exists)
	if dir = path.Join(dir, c.Dir); name == "" || beyond(dir) {
		return ""
	}
	if file != "" {
		dir = path.Dir(file)
	}
	if c.Workspace != "" {
		in, known := t.workspace(dir, c.Workspace)
		switch {
		case !known:
			return ""
		case in == "":
			return fmt.Sprintf("no package is called %q", c.Workspace)
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
// an option may change which.
func scriptNamed(tool string, c recipe.Call) string {
	s := c.Script()
	open := slices.ContainsFunc(c.Options, func(o string) bool {
		return slices.Contains([]string{"--if-present", "-r", "--recursive", "-ws", "--workspaces", "--workspace-root"}, o)
	})
	switch {
	case !s.Sure || open || s.Said && tool == "bun" && strings.ContainsAny(s.Name, "./"):
		return ""
	case s.Said || onlyScript.MatchString(s.Name) && !ownCommand(tool, s.Name):
		return s.Name
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
	return t.cut || slices.ContainsFunc(t.npmPackages(), func(dir string) bool { return t.readScripts(dir).names[name] })
}

// npmPackages are the directories of all packages but those that are installed.
func (t *Tree) npmPackages() []string {
	if t.npmDirs == nil {
		t.npmDirs = []string{}
		for _, p := range t.all() {
			if path.Base(p) == "package.json" && !strings.Contains("/"+p, "/node_modules/") {
				t.npmDirs = append(t.npmDirs, path.Dir(p))
			}
		}
	}
	return t.npmDirs
}

// workspace is the directory of a package by its name or place, "" when there is
// none; known is false when more than one may be meant.
func (t *Tree) workspace(dir, name string) (at string, known bool) {
	if strings.ContainsAny(name, "*!{}[]^") || strings.Contains(name, "...") {
		return "", false
	}
	for _, at := range t.npmPackages() {
		if at == path.Join(dir, name) || t.readScripts(at).called == name {
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
