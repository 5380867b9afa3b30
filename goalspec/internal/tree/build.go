package tree

import (
	"encoding/json"
	"fmt"
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

// scripts are the names that npm runs.
type scripts struct {
	fault   string
	unknown bool // any name may be one
	names   map[string]bool
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
		Scripts map[string]string `json:"scripts"`
	}
	if err := json.Unmarshal([]byte(text), &pkg); err != nil {
		return &scripts{unknown: true}
	}
	names := map[string]bool{}
	for name := range pkg.Scripts {
		names[name] = true
	}
	return &scripts{names: names}
}

// target checks the goals given to make.
func (t *Tree) target(args []string) string {
	var wanted []string
	for _, a := range args {
		switch {
		case strings.HasPrefix(a, "-C") || strings.HasPrefix(a, "-f") || strings.HasPrefix(a, "--directory") || strings.HasPrefix(a, "--file"):
			return ""
		case strings.HasPrefix(a, "-") || strings.Contains(a, "="):
		default:
			wanted = append(wanted, a)
		}
	}
	if t.makefile == nil {
		t.makefile = t.readMakefile()
	}
	m := t.makefile
	if m.fault != "" || m.unknown {
		return m.fault
	}
	for _, w := range wanted {
		if !m.names[w] {
			return fmt.Sprintf("the Makefile has no target %q", w)
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

func (t *Tree) readMakefile() *targets {
	for _, name := range []string{"GNUmakefile", "makefile", "Makefile"} {
		if text := t.read(name); text != "" {
			return targetsIn(text)
		}
		if t.Exists(name) {
			return &targets{unknown: true}
		}
	}
	return &targets{fault: "there is no Makefile"}
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
