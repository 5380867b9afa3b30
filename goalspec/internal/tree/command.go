package tree

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Missing says what a command needs that the tree does not hold; empty when
// all is there or the command is beyond understanding. What a part before may have made
// counts as there.
func (t *Tree) Missing(command string) string {
	dir, ran := ".", false
	for _, part := range parts(command) {
		words := strings.Fields(part)
		var set []string
		for len(words) > 0 && (strings.Contains(words[0], "=") || words[0] == "!" || words[0] == "env" || words[0] == "time") {
			if strings.Contains(words[0], "=") {
				set = append(set, words[0])
			}
			words = words[1:]
		}
		switch {
		case len(words) == 0:
		case makes(words[0]):
			return "" // what the rest needs, perhaps
		case strings.ContainsAny(part, "\"'`$(){}<>*?\\#&"):
			if words[0] == "cd" {
				return ""
			}
		case words[0] == "cd" && len(words) == 2:
			why := t.directory(dir, words[1])
			if ran {
				why = ""
			}
			if dir = path.Join(dir, words[1]); why != "" || path.IsAbs(words[1]) || beyond(dir) || !t.Exists(dir) {
				return why
			}
		default:
			if why := t.missing(dir, words[0], words[1:], set); why != "" {
				return why
			}
			ran = true
		}
	}
	return ""
}

// parts cuts a command at the shell's separators; parentheses around all of it
// change nothing.
func parts(command string) []string {
	command = strings.TrimSpace(command)
	if in, ok := strings.CutPrefix(command, "("); ok && strings.IndexByte(in, ')') == len(in)-1 {
		command = strings.TrimSuffix(in, ")")
	}
	return strings.FieldsFunc(strings.ReplaceAll(command, "&&", ";"), func(r rune) bool { return r == ';' || r == '|' || r == '\n' })
}

// makes reports a program that makes directories or makefiles, or goes elsewhere.
func makes(name string) bool {
	switch name {
	case "cmake", "meson", "mkdir", "cp", "mv", "git", "tar", "unzip", "pushd", "popd", "./configure", "./autogen.sh", "./bootstrap":
		return true
	}
	return false
}

// beyond reports a directory that is not of the tree, or is filled before the work.
func beyond(dir string) bool {
	return path.IsAbs(dir) || strings.HasPrefix(path.Clean(dir), "..") || Fetched(dir)
}

func (t *Tree) missing(dir, name string, args, set []string) string {
	switch name {
	case "npm", "pnpm", "yarn", "bun":
		return t.script(dir, name, args)
	case "make", "gmake":
		return t.target(dir, slices.Concat(args, set))
	case "go":
		return t.packages(dir, args)
	case "sh", "bash", "python", "python3", "node", "ruby":
		if len(args) > 0 && strings.ContainsAny(args[0], "./") && args[0][0] != '-' {
			return t.file(dir, args[0])
		}
	case "pytest":
		for _, a := range args {
			file, _, _ := strings.Cut(a, "::")
			if a[0] != '-' && (strings.Contains(file, "/") || strings.HasSuffix(file, ".py")) {
				return t.file(dir, file)
			}
		}
	default:
		if strings.HasPrefix(name, "./") || strings.Contains(name, "/") && path.Ext(name) != "" {
			return t.file(dir, name)
		}
	}
	return ""
}

// file checks one that a command runs or reads; a program without an ending, and what lies
// where builds leave it, may be made first.
func (t *Tree) file(dir, name string) string {
	at := path.Join(dir, name)
	if path.IsAbs(name) || beyond(at) || path.Ext(at) == "" || ofBuild(at) || t.Exists(at) {
		return ""
	}
	return "there is no " + at
}

// directory checks the argument of cd.
func (t *Tree) directory(dir, name string) string {
	at := path.Join(dir, name)
	if strings.ContainsAny(name[:1], "-~") || path.IsAbs(name) || beyond(at) || ofBuild(at) || t.Exists(at) {
		return ""
	}
	return "there is no directory " + at
}

// ofBuild reports a path in a directory that builds usually make.
func ofBuild(at string) bool {
	top, _, _ := strings.Cut(at, "/")
	return slices.Contains([]string{"bin", "build", "dist", "out", "target"}, strings.TrimLeft(top, "._"))
}

// Fetched tells whether a path is one that a set-up fills before the work, so
// that no tree need hold it.
func Fetched(name string) bool {
	top, _, _ := strings.Cut(path.Clean(name), "/")
	return top == "inputs" || top == "node_modules" || top == ".venv" || top == "venv"
}

// packages checks the arguments of the go command that are directories.
func (t *Tree) packages(dir string, args []string) string {
	elsewhere, args := goesTo(args)
	if dir = path.Join(dir, elsewhere); len(args) == 0 || beyond(dir) {
		return ""
	}
	switch args[0] {
	case "test", "vet", "build", "run", "list", "generate":
	default:
		return ""
	}
	for i, a := range args[1:] {
		if in, ok := strings.CutPrefix(a+"/", t.module()+"/"); ok && dir == "." {
			a = "./" + strings.TrimSuffix(in, "/")
		}
		if !strings.HasPrefix(a, "./") || strings.HasPrefix(args[i], "-o") {
			continue
		}
		below, all := strings.CutSuffix(path.Clean(a), "...")
		below = path.Join(dir, strings.TrimSuffix(below, "/"))
		want := below
		if all {
			want = path.Join(below, "...")
		}
		found := t.goPackages()[want] || t.cut
		if !found && t.read(below) == "" {
			return fmt.Sprintf("there is no Go package in ./%s", path.Join(dir, a))
		}
	}
	return ""
}

// goesTo takes the directory to which the go command goes first from its words.
func goesTo(args []string) (dir string, rest []string) {
	for n, a := range args {
		if in, joined := strings.CutPrefix(a, "-C="); joined {
			return in, slices.Concat(args[:n], args[n+1:])
		} else if a == "-C" && n+1 < len(args) {
			return args[n+1], slices.Concat(args[:n], args[n+2:])
		}
	}
	return "", args
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
