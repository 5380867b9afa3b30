// Package doomed makes tests fail at their end.
//
// In comes a tree and the files in which its tests are; out come those files with the
// tests made to fail once they have run, none where the language is not known. A runner
// that comes to their end turns red; a product that ends the run before, or puts words of
// its own in the place of the runner's, does not know. Pure functions over text.
package doomed

import (
	"io/fs"
	"path"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// Tests are those of a tree that fail.
type Tests struct {
	Names map[string]map[string]bool // by language, as runners end theirs with
	All   map[string]bool            // languages of which none was left out
}

// maxSource bounds a file, in bytes.
const maxSource = 1 << 20

// Tree dooms the tests in files of a tree, and tells which these are.
func Tree(tree fs.FS, files []string) (map[string][]byte, Tests) {
	texts, spared := map[string][]byte{}, map[string]bool{}
	t := Tests{Names: map[string]map[string]bool{}, All: map[string]bool{}}
	for _, p := range files {
		l := language.Of(p).Name
		text, err := fs.ReadFile(tree, p)
		if err != nil || len(text) > maxSource {
			spared[l] = true
			continue
		}
		f := Of(p, text)
		spared[l] = spared[l] || f.Spares
		if f.Text != nil {
			texts[p] = f.Text
		}
		for _, name := range f.Names {
			if t.Names[l] == nil {
				t.Names[l] = map[string]bool{}
			}
			t.Names[l][name] = true
		}
	}
	for l := range t.Names {
		t.All[l] = !spared[l]
	}
	return texts, t
}

// File is one whose tests fail.
type File struct {
	Text   []byte
	Names  []string // of its tests, as runners end theirs with
	Spares bool     // it may hold others, which do not fail
}

// why is what the tests say.
const why = "made to fail by goalkeeper"

// Of dooms the tests of a file; it has no text where there are none.
func Of(p string, text []byte) File {
	switch path.Ext(p) {
	case ".go":
		return golang(text)
	case ".py":
		return python(string(text))
	case ".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts":
		return script(p, string(text))
	}
	return File{}
}
