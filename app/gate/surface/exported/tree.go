// Package exported reads what a Go package offers to those who import it, by
// the types of its declarations: signatures, fields, method sets with what they
// have through embedding, and what shows of unexported types.
//
// In comes a tree, out go names with their shapes. The package's own sources and
// those of its module are type-checked without their function bodies; nothing
// is run, and no toolchain is needed: what lies outside of the module is known
// by its name alone. Nothing is written, so a process that dies here reads
// again.
package exported

import (
	"errors"
	"go/ast"
	"go/build/constraint"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ErrLarge says that a tree has given as many files as it may.
var ErrLarge = errors.New("more files than are read")

// maxFiles bounds what is read of one tree.
const maxFiles = 1500

// Tree is one side of a change. It serves one caller at a time.
type Tree struct {
	fs      fs.FS
	sources *sources
	read    map[string]*types.Package // by directory; nil: it is being read, or holds nothing
	outside map[string]*types.Package // by import path
	modules map[string]module         // by directory
	left    int
}

// New takes a tree whose files are read when they are asked for.
func New(tree fs.FS) *Tree {
	return &Tree{
		fs: tree, sources: &sources{token.NewFileSet(), map[source]*ast.File{}},
		read: map[string]*types.Package{}, outside: map[string]*types.Package{}, modules: map[string]module{}, left: maxFiles,
	}
}

// Both are the sides of a change: a file that is the same on both is read once.
func Both(base, result fs.FS) (before, after *Tree) {
	before, after = New(base), New(result)
	after.sources = before.sources
	return before, after
}

// module is where a directory's module begins and what it is called.
type module struct{ dir, path string }

var moduleLine = regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)`)

func (t *Tree) module(dir string) module {
	if m, known := t.modules[dir]; known {
		return m
	}
	var m module
	if text, err := fs.ReadFile(t.fs, path.Join(dir, "go.mod")); err == nil {
		if name := moduleLine.FindSubmatch(text); name != nil {
			m = module{dir, string(name[1])}
		}
	} else if dir != "." {
		m = t.module(path.Dir(dir))
	}
	t.modules[dir] = m
	return m
}

// holds is the directory of an imported package that lies in the module.
func (m module) holds(imported string) (dir string, ok bool) {
	rest, ok := strings.CutPrefix(imported, m.path)
	if m.path == "" || !ok || rest != "" && rest[0] != '/' {
		return "", false
	}
	return path.Join(m.dir, rest), true
}

// importPath is what others of its module call a directory.
func (m module) importPath(dir string) string {
	if m.dir == "." {
		return path.Join(m.path, dir)
	}
	return path.Join(m.path, strings.TrimPrefix(dir, m.dir))
}

// load type-checks the package in a directory; nil when it holds none.
func (t *Tree) load(dir string) (*types.Package, error) {
	if pkg, known := t.read[dir]; known {
		return pkg, nil
	}
	t.read[dir] = nil
	parsed, err := t.parse(dir)
	if err != nil || len(parsed) == 0 {
		return nil, err
	}
	in := importer{tree: t, module: t.module(dir)}
	for _, f := range parsed {
		t.meet(f, in.module)
	}
	conf := types.Config{
		Importer: &in, FakeImportC: true, IgnoreFuncBodies: true, DisableUnusedImportCheck: true,
		Error: func(error) {}, // what cannot be told has an invalid type
	}
	pkg, _ := conf.Check(in.module.importPath(dir), t.sources.files, parsed, nil)
	t.read[dir] = pkg
	return pkg, in.err
}

// parse reads the sources of a directory that a build for Linux takes. Of two
// packages in one directory it is the one that most files belong to.
func (t *Tree) parse(dir string) ([]*ast.File, error) {
	entries, err := fs.ReadDir(t.fs, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	byName := map[string][]*ast.File{}
	for _, e := range entries {
		if !e.Type().IsRegular() || !Built(e.Name(), "") {
			continue
		}
		if t.left--; t.left < 0 {
			return nil, ErrLarge
		}
		name := path.Join(dir, e.Name())
		f, err := t.file(name, e)
		if err != nil {
			return nil, err
		}
		if f != nil {
			byName[f.Name.Name] = append(byName[f.Name.Name], f)
		}
	}
	var most []*ast.File
	for _, files := range byName {
		if len(files) > len(most) || len(files) == len(most) && files[0].Name.Name < most[0].Name.Name {
			most = files
		}
	}
	return most, nil
}

// Built tells whether a source that is no test is part of a build for Linux.
func Built(name, text string) bool {
	base, isGo := strings.CutSuffix(path.Base(name), ".go")
	if !isGo || strings.HasSuffix(base, "_test") || strings.HasPrefix(base, "_") || strings.HasPrefix(base, ".") {
		return false
	}
	for _, part := range strings.Split(base, "_")[1:] {
		if slices.Contains(elsewhere(), part) {
			return false
		}
	}
	for l := range strings.Lines(text) {
		l = strings.TrimSpace(l)
		if l != "" && !strings.HasPrefix(l, "//") {
			break
		}
		if constraint.IsGoBuild(l) {
			x, err := constraint.Parse(l)
			return err == nil && x.Eval(here)
		}
	}
	return true
}

func here(tag string) bool {
	return slices.Contains([]string{"linux", "amd64", "unix", "cgo", "gc"}, tag) || strings.HasPrefix(tag, "go1.")
}

func elsewhere() []string {
	return []string{
		"windows", "darwin", "freebsd", "netbsd", "openbsd", "dragonfly", "solaris", "illumos", "aix", "android", "ios", "js", "wasip1", "plan9",
		"386", "arm", "arm64", "loong64", "mips", "mipsle", "mips64", "mips64le", "ppc64", "ppc64le", "riscv64", "s390x", "wasm",
	}
}
