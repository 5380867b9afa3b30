package tree

import (
	"fmt"
	"path"
	"strings"
)

// target checks the goals given to make.
func (t *Tree) target(dir string, args []string) string {
	var wanted []string
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
	if beyond(dir) {
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
