package tree

import (
	"fmt"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/recipe"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// target checks the goals given to make.
func (t *Tree) target(dir string, args []string) string {
	r, _ := recipe.Of("make")
	c := r.Call(args)
	if dir = path.Join(dir, c.Dir); beyond(dir) || c.File != "" {
		return ""
	}
	m := t.readMakefile(dir)
	if m.fault != "" || m.unknown {
		return m.fault
	}
	for _, w := range c.Words {
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
	r, _ := recipe.Of("make")
	for _, name := range r.Files {
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

var (
	// moreRules is a line by which there may be rules that are not read, and settings one
	// that only takes in variables or what a compiler lists.
	moreRules = regexp.MustCompile(`^ *[-s]?include\b|\$[({]eval\b|^\.DEFAULT\b`)
	settings  = regexp.MustCompile(`^ *[-s]?include +\S*\.(?:env|d)\b\S*\s*$`)
)

// targetsIn are the names that the rules of a makefile make, wherever they stand; of one
// that takes in others, or has rules for names of some form, any.
func targetsIn(text string) *targets {
	m := &targets{names: map[string]bool{}}
	for line := range strings.Lines(strings.NewReplacer("\\\r\n", " ", "\\\n", " ").Replace(text)) {
		if moreRules.MatchString(line) && !settings.MatchString(line) {
			return &targets{unknown: true}
		}
		names, _, ok := recipe.Head(strings.Trim(line, " \r\n"))
		if !ok {
			continue
		}
		if strings.ContainsAny(names, "%$") {
			return &targets{unknown: true}
		}
		for _, n := range strings.Fields(names) {
			m.names[n] = true
		}
	}
	return m
}
