package exported

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// sources are files that were read.
type sources struct {
	files *token.FileSet
	read  map[source]*ast.File
}

// source is a file whose bytes its tree names.
type source struct {
	path  string
	entry object.Entry
	of    module
}

// file reads the file of an entry; nil for one that no build for Linux takes.
func (t *Tree) file(name string, e fs.DirEntry) (*ast.File, error) {
	entry, named := object.Entry{}, false
	if e, is := e.(interface{ Sys() any }); is {
		entry, named = e.Sys().(object.Entry)
	}
	key := source{name, entry, t.module(path.Dir(name))}
	if f, known := t.sources.read[key]; known {
		return f, nil
	}
	text, err := fs.ReadFile(t.fs, name)
	if err != nil {
		return nil, err
	}
	f, _ := parser.ParseFile(t.sources.files, name, bodiless(text), parser.SkipObjectResolution)
	if f != nil && (f.Name == nil || !Built(e.Name(), string(text))) {
		f = nil
	}
	if named {
		t.sources.read[key] = f
	}
	return f, nil
}
