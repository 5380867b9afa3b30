package tree

import (
	"fmt"
	"path"
	"slices"
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
		if !m.has(w) {
			return fmt.Sprintf("the Makefile%s has no target %q", in(dir), w)
		}
	}
	return ""
}

// targets are the names that make makes.
type targets struct {
	fault    string
	unknown  bool // any name may be one
	names    map[string]bool
	forms    []form // of the rules for many names
	included int    // files that are read beside the makefile
}

// form is how the names begin and end that one rule makes.
type form struct{ front, end string }

// has reports a name, or one of a form that stands in any directory.
func (m *targets) has(name string) bool {
	return m.names[name] || slices.ContainsFunc(m.forms, func(f form) bool {
		fits := func(n string) bool {
			return len(n) > len(f.front)+len(f.end) && strings.HasPrefix(n, f.front) && strings.HasSuffix(n, f.end)
		}
		return fits(name) || fits(path.Base(name))
	})
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
			m := &targets{names: map[string]bool{}}
			m.read(t, dir, text)
			return m
		}
		if t.Exists(name) {
			return &targets{unknown: true}
		}
	}
	return &targets{fault: "there is no Makefile" + in(dir)}
}

// maxIncluded bounds the files that a makefile includes, one by another.
const maxIncluded = 50

var (
	// includes is a line that names more files with rules, and settings one that only takes
	// in variables or what a compiler lists.
	includes = regexp.MustCompile(`^ *[-s]?include\b([^#]*)`)
	settings = regexp.MustCompile(`^ *[-s]?include +\S*\.(?:env|d)\b\S*\s*$`)
	// madeRules is a line by which there may be rules for any name.
	madeRules = regexp.MustCompile(`\$[({]eval\b|^\.DEFAULT\b`)
)

// read takes in the rules of a makefile, wherever they stand, and those of the files that it
// includes: of one that is not in the tree, or is named by a variable, any name may be.
func (m *targets) read(t *Tree, dir, text string) {
	for line := range strings.Lines(strings.NewReplacer("\\\r\n", " ", "\\\n", " ").Replace(text)) {
		switch files := includes.FindStringSubmatch(line); {
		case m.unknown:
			return
		case settings.MatchString(line):
		case files != nil:
			for _, name := range strings.Fields(files[1]) {
				m.include(t, dir, name)
			}
		case madeRules.MatchString(line):
			m.unknown = true
		default:
			m.rule(line)
		}
	}
}

func (m *targets) include(t *Tree, dir, name string) {
	at, text := path.Join(dir, name), ""
	if m.included++; m.included <= maxIncluded && !path.IsAbs(name) && !beyond(at) {
		text = t.read(at)
	}
	if text == "" {
		m.unknown = true
		return
	}
	m.read(t, dir, text)
}

// rule takes the names that a line makes.
func (m *targets) rule(line string) {
	names, _, _ := recipe.Head(strings.Trim(line, " \r\n"))
	for _, n := range strings.Fields(names) {
		front, end, many := strings.Cut(strings.ReplaceAll(n, "$", "%"), "%")
		if end = end[strings.LastIndexByte(end, '%')+1:]; !many {
			m.names[n] = true
			continue
		}
		m.forms, m.unknown = append(m.forms, form{front, end}), m.unknown || front+end == ""
	}
}
