package tree

import (
	"encoding/json"
	"fmt"
	"strings"
)

// script checks "npm run NAME" and the scripts that have a command of their
// own.
func (t Tree) script(args []string) string {
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
	text := t.read("package.json")
	if text == "" {
		if t.Exists("package.json") {
			return ""
		}
		return "there is no package.json"
	}
	var pkg struct {
		Scripts map[string]string `json:"scripts"`
	}
	if err := json.Unmarshal([]byte(text), &pkg); err != nil {
		return ""
	}
	if _, ok := pkg.Scripts[name]; ok || name == "start" && t.Exists("server.js") {
		return ""
	}
	return fmt.Sprintf("package.json has no script %q", name)
}

// target checks the goals given to make.
func (t Tree) target(args []string) string {
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
	for _, name := range []string{"GNUmakefile", "makefile", "Makefile"} {
		if text := t.read(name); text != "" {
			return noTarget(text, wanted)
		}
		if t.Exists(name) {
			return ""
		}
	}
	return "there is no Makefile"
}

// noTarget says which target a makefile does not have; one that includes
// others, or makes names by rules, has any.
func noTarget(text string, wanted []string) string {
	has := map[string]bool{}
	for line := range strings.Lines(text) {
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word == "include" || word == "-include" || word == "sinclude" {
			return ""
		}
		names, _, ok := strings.Cut(line, ":")
		if !ok || line[0] == '\t' || line[0] == '#' || strings.ContainsAny(names, "=") {
			continue
		}
		if strings.ContainsAny(names, "%$") {
			return ""
		}
		for _, n := range strings.Fields(names) {
			has[n] = true
		}
	}
	for _, w := range wanted {
		if !has[w] {
			return fmt.Sprintf("the Makefile has no target %q", w)
		}
	}
	return ""
}
