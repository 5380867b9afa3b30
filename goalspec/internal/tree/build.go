package tree

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/recipe"
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
	exists := t.existing(dir)
	for _, w := range c.Words {
		if c.Sets && m.branched {
			break // it may set what a condition asks for
		}
		if m.listed && strings.ContainsAny(w, "./") {
			continue // a list of dependencies may make it
		}
		if !m.has(w, 0, exists) {
			return fmt.Sprintf("the Makefile%s has no target %q", in(dir), w)
		}
	}
	return ""
}

// maxMade bounds the files that are looked for to know what make can make.
const maxMade = 500

// existing tells what stands in a directory, up to that many times.
func (t *Tree) existing(dir string) func(name string) bool {
	left := maxMade
	return func(name string) bool {
		left--
		return left <= 0 || t.Exists(path.Join(dir, name)) // too much to tell
	}
}

// targets are the names that make makes.
type targets struct {
	fault    string
	unknown  bool // any name may be one
	branched bool // some only under a condition that does not hold
	listed   bool // files may be made by lists of dependencies
	names    map[string]bool
	forms    []form
}

// form is how names begin and end that one rule makes.
type form struct {
	front, end string
	dir        bool     // they have a directory
	from       []string // what one is made from, with a % for the rest of the name
}

// has reports a name, or one that a rule makes: of a rule without a directory in
// any, and from what is there or made itself.
func (m *targets) has(name string, deep int, exists func(string) bool) bool {
	const deepest = 4
	return m.names[name] || slices.ContainsFunc(m.forms, func(f form) bool {
		dir, n := path.Split(name)
		if f.dir {
			dir, n = "", name
		}
		if strings.Contains(n, "/") != f.dir || len(n) <= len(f.front)+len(f.end) || !strings.HasPrefix(n, f.front) || !strings.HasSuffix(n, f.end) {
			return false
		}
		stem := n[len(f.front) : len(n)-len(f.end)]
		return !slices.ContainsFunc(f.from, func(p string) bool {
			p = dir + strings.Replace(p, "%", stem, 1)
			return !exists(p) && (deep == deepest || !m.has(p, deep+1, exists))
		})
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
			return t.targetsIn(dir, text)
		}
		if t.Exists(name) {
			return &targets{unknown: true}
		}
	}
	return &targets{fault: "there is no Makefile" + in(dir)}
}

// stems are the prerequisites behind a rule's colon that go by the name it makes; of
// a rule for names that are listed, and of what is not read, none.
func stems(target, behind string) (out []string) {
	behind, _, _ = strings.Cut(behind, ";")
	if strings.ContainsAny(behind, ":=|$") || strings.Contains(target, "$") {
		return nil
	}
	for _, p := range strings.Fields(behind) {
		if strings.Contains(p, "%") {
			out = append(out, p)
		}
	}
	return out
}
