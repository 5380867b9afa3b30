// Package tree answers whether what a goal names exists in a repository: paths,
// npm scripts, make targets, Go packages and files that commands run.
//
// In comes a read-only file system and a path pattern or a command; out comes
// a reason, or nothing. A command it does not fully understand is never called
// missing. Files are only read, only as far as a limit, and the tree is walked
// once, however much is asked.
package tree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Limits of what is looked at.
const (
	maxFile  = 1 << 20 // bytes of one file
	maxPaths = 300_000 // of the whole tree
	maxDepth = 200     // of directories: what is deeper costs its depth at each look
)

// Tree is a repository's files. What was looked up is remembered, so it serves
// one lint and one caller at a time.
type Tree struct {
	fs        fs.FS
	paths     []string        // in the order of a walk; nil before it
	names     map[string]bool // of files and directories; nil before it
	spelled   string          // all of them; empty before it was asked
	cut       bool            // there are more
	texts     map[string]string
	makefiles map[string]*targets // by directory
	scripts   map[string]*scripts
	npmDirs   []string        // directories with a package.json; nil before it was asked
	goDirs    map[string]bool // directories with Go files; with "/..." also those above
}

// New is the tree of a file system.
func New(files fs.FS) *Tree {
	return &Tree{fs: files, texts: map[string]string{}, makefiles: map[string]*targets{}, scripts: map[string]*scripts{}}
}

// errCut ends a walk.
var errCut = errors.New("cut")

// all walks the tree once.
func (t *Tree) all() []string {
	if t.paths != nil {
		return t.paths
	}
	t.paths, t.names = []string{}, map[string]bool{}
	deep := false
	err := fs.WalkDir(t.fs, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case len(t.paths) == maxPaths:
			return errCut
		case p != ".":
			t.paths = append(t.paths, p)
			t.names[d.Name()] = true
		}
		if d.IsDir() && strings.Count(p, "/") >= maxDepth {
			deep = true
			return fs.SkipDir
		}
		return nil
	})
	t.cut = deep || errors.Is(err, errCut)
	return t.paths
}

// Named reports whether a file or directory has a name, wherever it is, or may have it.
func (t *Tree) Named(name string) bool {
	t.all()
	return t.names[name] || t.cut
}

// Holds reports whether a name in the tree holds some letters, or may.
func (t *Tree) Holds(letters string) bool {
	if t.all(); t.spelled == "" {
		t.spelled = strings.Join(slices.Collect(maps.Keys(t.names)), "/")
	}
	return strings.Contains(t.spelled, letters) || t.cut
}

// Below are the paths under a directory, "." for all. complete is false when
// the tree is too large to tell.
func (t *Tree) Below(dir string) (paths []string, complete bool) {
	list := t.all()
	if dir == "." {
		return list, !t.cut
	}
	from, found := slices.BinarySearchFunc(list, dir, inWalkOrder)
	if !found {
		return nil, !t.cut
	}
	to := from + 1
	for to < len(list) && strings.HasPrefix(list[to], dir+"/") {
		to++
	}
	return list[from+1 : to], !t.cut
}

// inWalkOrder compares two paths segment by segment.
func inWalkOrder(a, b string) int {
	for i := range min(len(a), len(b)) {
		switch {
		case a[i] == b[i]:
		case a[i] == '/':
			return -1
		case b[i] == '/':
			return 1
		default:
			return int(a[i]) - int(b[i])
		}
	}
	return len(a) - len(b)
}

// Exists reports whether a literal path stands in the tree.
func (t *Tree) Exists(name string) bool {
	name = path.Clean(strings.Trim(name, "/"))
	if !fs.ValidPath(name) {
		return false
	}
	_, err := fs.Stat(t.fs, name)
	return err == nil
}

// read is the text of a file, empty when there is none or it is too large.
func (t *Tree) read(name string) string {
	text, ok := t.texts[name]
	if !ok {
		text = t.load(name)
		t.texts[name] = text
	}
	return text
}

func (t *Tree) load(name string) string {
	data, err := ReadFile(t.fs, name)
	if err != nil {
		return ""
	}
	return string(data)
}

// ReadFile reads a regular file that is not too large; anything else, such as a
// pipe that never ends, is an error and is not opened.
func ReadFile(files fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(files, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read %s: not a regular file", name)
	case info.Size() > maxFile:
		return nil, fmt.Errorf("read %s: larger than %d bytes", name, maxFile)
	}
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("read %s: larger than %d bytes", name, maxFile)
	}
	return data, err
}
