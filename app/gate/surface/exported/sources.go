package exported

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"reflect"
)

// sources are files that were read.
type sources struct {
	files *token.FileSet
	read  map[source]*ast.File
}

// source is a file whose bytes its tree names: what Sys gives of two entries is
// equal only if their bytes are, as an entry of a git tree is.
type source struct {
	path string
	sys  any
	of   module
}

// file reads the file of an entry; nil for one that no build for Linux takes.
func (t *Tree) file(name string, e fs.DirEntry) (*ast.File, error) {
	key := source{path: name, of: t.module(path.Dir(name))}
	if e, is := e.(interface{ Sys() any }); is {
		key.sys = e.Sys()
	}
	named := key.sys != nil && reflect.TypeOf(key.sys).Comparable()
	if named {
		if f, known := t.sources.read[key]; known {
			return f, nil
		}
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
