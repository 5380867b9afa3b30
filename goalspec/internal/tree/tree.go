// Package tree answers whether what a goal names exists in a repository: paths,
// npm scripts, make targets, Go packages and files that commands run.
//
// In comes a read-only file system and a path pattern or a command; out comes
// a reason, or nothing. A command it does not fully understand is never called
// missing. Files are only read, and only as far as a limit.
package tree

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
)

// maxFile bounds how much of one file is read.
const maxFile = 1 << 20

// Tree is a repository's files.
type Tree struct{ FS fs.FS }

// Match decides whether a path, relative to the root, is meant.
type Match func(path string) bool

// errFound ends a walk.
var errFound = errors.New("found")

// Any reports whether some file or directory satisfies match. prefix is a
// literal directory below which all candidates lie; "." for anywhere.
func (t Tree) Any(prefix string, match Match) bool {
	err := fs.WalkDir(t.FS, prefix, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fs.SkipDir
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case p != "." && match(p):
			return errFound
		}
		return nil
	})
	return errors.Is(err, errFound)
}

// Exists reports whether a literal path stands in the tree.
func (t Tree) Exists(name string) bool {
	name = path.Clean(strings.Trim(name, "/"))
	if !fs.ValidPath(name) {
		return false
	}
	_, err := fs.Stat(t.FS, name)
	return err == nil
}

// read is the text of a file, empty when there is none or it is too large.
func (t Tree) read(name string) string {
	f, err := t.FS.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil || len(data) > maxFile {
		return ""
	}
	return string(data)
}
