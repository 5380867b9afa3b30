package tree

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// script checks "npm run NAME" and the scripts that have a command of their
// own.
func (t *Tree) script(args []string) string {
	if len(args) == 0 {
		return ""
	}
	name := args[0]
	switch name {
	case "run", "run-script":
		if len(args) < 2 {
			return ""
		}
		name = args[1]
	case "test", "start":
	case "t":
		name = "test"
	default:
		return ""
	}
	if strings.HasPrefix(name, "-") || strings.Contains(strings.Join(args, " "), "--prefix") || strings.Contains(strings.Join(args, " "), "-w") {
		return ""
	}
	if t.scripts == nil {
		t.scripts = t.readScripts()
	}
	if t.scripts.fault != "" || t.scripts.unknown || t.scripts.names[name] || name == "start" && t.Exists("server.js") {
		return t.scripts.fault
	}
	return fmt.Sprintf("package.json has no script %q", name)
}

// yarn checks "yarn run NAME", which also runs what a dependency brings.
func (t *Tree) yarn(args []string) string {
	if len(args) < 2 || args[0] != "run" {
		return ""
	}
	why := t.script(args)
	if why == "" || t.scripts == nil {
		return why
	}
	for _, d := range t.scripts.needs {
		if strings.Contains(d, args[1]) || len(args[1]) <= 3 {
			return ""
		}
	}
	return why
}

// scripts are the names that npm runs.
type scripts struct {
	fault   string
	unknown bool // any name may be one
	names   map[string]bool
	needs   []string // what the package depends on
}

func (t *Tree) readScripts() *scripts {
	text := t.read("package.json")
	if text == "" {
		if t.Exists("package.json") {
			return &scripts{unknown: true}
		}
		return &scripts{fault: "there is no package.json"}
	}
	var pkg struct {
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
	return &scripts{names: names, needs: needs}
}

// target checks the goals given to make.
func (t *Tree) target(args []string) string {
	var wanted []string
	dir := "."
	for i := 0; i < len(args); i++ {
		a := args[i]
		in, long := strings.CutPrefix(a, "--directory=")
		switch {
		case long:
			dir = path.Join(dir, in)
		case (a == "-C" || a == "--directory") && i+1 < len(args):
			i++
			dir = path.Join(dir, args[i])
		case strings.HasPrefix(a, "-C"):
			dir = path.Join(dir, a[2:])
		case strings.HasPrefix(a, "-f") || strings.HasPrefix(a, "--file"):
			return ""
		case strings.HasPrefix(a, "-") || strings.Contains(a, "="):
		default:
			wanted = append(wanted, a)
		}
	}
	if strings.HasPrefix(dir, "..") || path.IsAbs(dir) || Fetched(dir) {
		return ""
	}
	m := t.readMakefile(dir)
	if m.fault != "" || m.unknown {
		return m.fault
	}
	for _, w := range wanted {
		if !m.names[w] {
			return fmt.Sprintf("the Makefile%s has no target %q", in(dir), w)
		}
	}
	return ""
}

// targets are the names that make makes.
type targets struct {
	fault   string
	unknown bool // any name may be one
	names   map[string]bool
}

// in says where a directory other than the root is.
func in(dir string) string {
	if dir == "." {
		return ""
	}
	return " in " + dir
}

func (t *Tree) readMakefile(dir string) *targets {
	if m := t.makefiles[dir]; m != nil {
		return m
	}
	t.makefiles[dir] = t.loadMakefile(dir)
	return t.makefiles[dir]
}

func (t *Tree) loadMakefile(dir string) *targets {
	for _, name := range []string{"GNUmakefile", "makefile", "Makefile"} {
		name = path.Join(dir, name)
		if text := t.read(name); text != "" {
			return targetsIn(text)
		}
		if t.Exists(name) {
			return &targets{unknown: true}
		}
	}
	return &targets{fault: "there is no Makefile" + in(dir)}
}

// targetsIn reads a makefile; one that includes others, or makes names by
// rules, has any.
func targetsIn(text string) *targets {
	has := map[string]bool{}
	for line := range strings.Lines(text) {
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word == "include" || word == "-include" || word == "sinclude" {
			return &targets{unknown: true}
		}
		names, _, ok := strings.Cut(line, ":")
		if !ok || line[0] == '\t' || line[0] == '#' || strings.ContainsAny(names, "=") {
			continue
		}
		if strings.ContainsAny(names, "%$") {
			return &targets{unknown: true}
		}
		for _, n := range strings.Fields(names) {
			has[n] = true
		}
	}
	return &targets{names: has}
}
