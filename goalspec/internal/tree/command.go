package tree

import (
	"fmt"
	"path"
	"strings"
)

// Missing says what a command needs that the tree does not hold; empty when
// all is there or the command is beyond understanding.
func (t *Tree) Missing(command string) string {
	for _, part := range parts(command) {
		words := strings.Fields(part)
		for len(words) > 0 && (strings.Contains(words[0], "=") || words[0] == "!" || words[0] == "env" || words[0] == "time") {
			words = words[1:]
		}
		if len(words) == 0 || strings.ContainsAny(part, "\"'`$(){}<>*?\\#&") {
			continue
		}
		if words[0] == "cd" || words[0] == "pushd" {
			return "" // elsewhere from here on
		}
		if why := t.missing(words[0], words[1:]); why != "" {
			return why
		}
	}
	return ""
}

// parts cuts a command at the shell's separators.
func parts(command string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(command, "&&", ";"), func(r rune) bool { return r == ';' || r == '|' || r == '\n' })
}

func (t *Tree) missing(name string, args []string) string {
	switch name {
	case "npm", "pnpm":
		return t.script(args)
	case "yarn":
		return t.yarn(args)
	case "make", "gmake":
		return t.target(args)
	case "go":
		return t.packages(args)
	case "sh", "bash", "python", "python3", "node", "ruby":
		if len(args) > 0 && strings.ContainsAny(args[0], "./") && args[0][0] != '-' {
			return t.file(args[0])
		}
	case "pytest":
		for _, a := range args {
			file, _, _ := strings.Cut(a, "::")
			if a[0] != '-' && (strings.Contains(file, "/") || strings.HasSuffix(file, ".py")) {
				return t.file(file)
			}
		}
	default:
		if strings.HasPrefix(name, "./") {
			return t.file(name)
		}
	}
	return ""
}

func (t *Tree) file(name string) string {
	if path.IsAbs(name) || strings.HasPrefix(path.Clean(name), "..") || Fetched(name) || t.Exists(name) {
		return ""
	}
	return fmt.Sprintf("there is no %s", path.Clean(name))
}

// Fetched tells whether a path is one that a set-up fills before the work, so
// that no tree need hold it.
func Fetched(name string) bool {
	top, _, _ := strings.Cut(path.Clean(name), "/")
	return top == "inputs" || top == "node_modules" || top == ".venv" || top == "venv"
}

// packages checks the arguments of the go command that are directories.
func (t *Tree) packages(args []string) string {
	if len(args) == 0 {
		return ""
	}
	switch args[0] {
	case "test", "vet", "build", "run", "list", "generate":
	default:
		return ""
	}
	for i, a := range args[1:] {
		if in, ok := strings.CutPrefix(a+"/", t.module()+"/"); ok {
			a = "./" + strings.TrimSuffix(in, "/")
		}
		if !strings.HasPrefix(a, "./") || args[i] == "-C" || strings.HasPrefix(args[i], "-o") {
			continue
		}
		dir, all := strings.CutSuffix(path.Clean(a), "...")
		dir = path.Clean(strings.TrimSuffix(dir, "/"))
		want := dir
		if all {
			want = path.Join(dir, "...")
		}
		found := t.goPackages()[want] || t.cut
		if !found && t.read(dir) == "" {
			return fmt.Sprintf("there is no Go package in %s", a)
		}
	}
	return ""
}

// goPackages are the directories that hold Go files and, with "/..." behind
// them, those that have such a directory below; a file counts for itself.
func (t *Tree) goPackages() map[string]bool {
	if t.goDirs != nil {
		return t.goDirs
	}
	t.goDirs = map[string]bool{}
	for _, p := range t.all() {
		if !strings.HasSuffix(p, ".go") {
			continue
		}
		t.goDirs[p], t.goDirs[path.Dir(p)] = true, true
		for dir := path.Dir(p); !t.goDirs[path.Join(dir, "...")]; dir = path.Dir(dir) {
			t.goDirs[path.Join(dir, "...")] = true
		}
	}
	return t.goDirs
}

// module is the path of the module at the root; one that nothing begins with
// when there is none.
func (t *Tree) module() string {
	for line := range strings.Lines(t.read("go.mod")) {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "module" {
			return words[1]
		}
	}
	return "\x00"
}
