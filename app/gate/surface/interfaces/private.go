package interfaces

import (
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxReaders bounds the files of a tree that are read for who uses a name.
const maxReaders = 1000

// private tells whether nobody but its own part of the product can have used
// what went: no other project can take it in, and no file of the result asks for
// it; or those who use its file, as tests and documents show, never named it.
func private(s *change.Set, name string, old product.Offer) bool {
	if old.File == nil || old.Shape == product.PackageEntry || old.Shape == product.PackageProgram {
		return false
	}
	if old.Shape == product.AllOf {
		return closed(s, old.File)
	}
	root, _, _ := strings.Cut(name, ".")
	if old.Used != nil {
		root = product.LastOf(name)
	}
	if closed(s, old.File) {
		return old.File.Was.Lang.Name == "Go" || !readersOf(s, "result", s.Candidate).nameBeside(old.File.Path, root)
	}
	base := readersOf(s, "base", s.Base)
	return !s.Speaks(usedOutside) && !base.nameBeside(old.File.From, root) && base.use(old.File)
}

// usedOutside speaks of what a project offers to others.
var usedOutside = regexp.MustCompile(`\b(every|all( the)?|each|any|other|our) (exported|public)\b|\b(callers?|importers?|consumers?|dependents?|integrators?|plugins?|scripts?|downstream|other (teams?|services?|projects?|repositories)) (\w+ ){0,2}(uses?|calls?|imports?|depends?|relies|rely)\b|\b(used|called|imported) (by|from|in) (\w+ ){0,3}(callers?|scripts?|plugins?|others?|elsewhere|outside|customers?|users?|teams?|services?|projects?|repositories)\b`)

// closed tells whether the project that holds a file says of itself that no other
// one can take it in: a module of Go by a path that nothing can be fetched from, a
// package of npm by its mark.
func closed(s *change.Set, f *change.File) bool {
	type project struct{ lang, dir string }
	dir := path.Dir(f.From)
	return change.Memo(s, project{f.Was.Lang.Name, dir}, func() bool {
		for ; ; dir = path.Dir(dir) {
			is, told := tellsClosed(s.Base, dir, f.Was.Lang.Name)
			if told || dir == "." || dir == "/" {
				return is
			}
		}
	})
}

// tellsClosed is what a directory says of the project that it holds.
func tellsClosed(base fs.FS, dir, lang string) (is, told bool) {
	switch lang {
	case "Go":
		text, err := fs.ReadFile(base, path.Join(dir, "go.mod"))
		m := modulePath.FindSubmatch(text)
		return m != nil && !strings.Contains(string(m[1]), "."), err == nil
	case "JavaScript":
		text, err := fs.ReadFile(base, path.Join(dir, "package.json"))
		var manifest struct{ Private bool }
		return json.Unmarshal(text, &manifest) == nil && manifest.Private, err == nil
	}
	return false, true
}

var modulePath = regexp.MustCompile(`(?m)^module\s+"?([^\s"/]+)`)

// readers are the files of a tree in which somebody may name what the product
// offers; there are none where they are too many to read.
type readers struct {
	texts map[string]string
	words map[string]string // the path of the file that has a word, empty for several
}

func readersOf(s *change.Set, side string, tree fs.FS) readers {
	return change.Memo(s, "readers of the "+side, func() readers {
		var paths []string
		_ = fs.WalkDir(tree, ".", func(p string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || len(paths) > maxReaders:
				return fs.SkipAll
			case d.IsDir() && slices.Contains([]string{"node_modules", "vendor", ".git"}, d.Name()):
				return fs.SkipDir
			case d.Type().IsRegular() && (language.Of(p).Code() || document.MatchString(p)):
				paths = append(paths, p)
			}
			return nil
		})
		r := readers{map[string]string{}, map[string]string{}}
		if len(paths) > maxReaders {
			return r
		}
		for _, p := range paths {
			if text, err := fs.ReadFile(tree, p); err == nil {
				r.add(p, string(text))
			}
		}
		return r
	})
}

func (r readers) add(at, text string) {
	r.texts[at] = text
	for word := range strings.FieldsFuncSeq(text, func(c rune) bool { return c > 127 || !regexp.InWord(byte(c)) }) {
		if by, known := r.words[word]; !known {
			r.words[word] = at
		} else if by != at {
			r.words[word] = ""
		}
	}
}

// nameBeside tells whether a file, but for one, has a name.
func (r readers) nameBeside(one, name string) bool {
	by, known := r.words[name]
	return len(r.texts) == 0 || known && by != one
}

// use tells whether one of the files takes in what a file of the base offers, and
// none takes in all of it unseen.
func (r readers) use(f *change.File) bool {
	stem := strings.TrimSuffix(path.Base(f.From), path.Ext(f.From))
	dir := path.Base(path.Dir(f.From))
	found := false
	for at, text := range r.texts {
		if at == f.From || !language.Of(at).Code() {
			continue
		}
		if f.Was.Lang.Name == "Go" {
			found = found || path.Dir(at) == path.Dir(f.From) && language.IsTest(at) || strings.Contains(text, "/"+dir+`"`)
			continue
		}
		if !strings.Contains(text, stem) {
			continue
		}
		for l := range strings.Lines(text) {
			if !regexp.HasWord(l, stem) || !takesIn.MatchString(l) {
				continue
			}
			if found = true; strings.Contains(l, "*") || !strings.ContainsAny(l, "{,") && strings.Contains(l, "export") {
				return false
			}
		}
	}
	return found
}

var (
	takesIn  = regexp.MustCompile(`\b(import|require|from|export)\b`)
	document = regexp.MustCompile(`(?i)\.(md|rst|txt|adoc|html|ya?ml|toml)$`)
)
