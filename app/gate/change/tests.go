package change

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// How far the tests of the base are looked for, how many of them are read for a
// change, and how many speak of one file.
const (
	maxWalk  = 20_000
	maxRead  = 400
	maxTests = 60
)

var errEnough = errors.New("enough")

// shelf holds the tests of a change and of its result by what they may speak of.
type shelf struct {
	changed []*language.Source            // both sides of them
	few     []*language.Source            // all, where they are few
	beside  map[string][]*language.Source // by directory
	naming  map[string][]*language.Source // by the product file whose name they hold
}

// TestsOf are the tests that may speak of a file: those beside it, those that
// name it and, where they are few, all that changed, or all there are.
func (s *Set) TestsOf(f *File) []*language.Source {
	all := Memo(s, "shelf", func() *shelf { return s.shelve() })
	return language.Fact(&f.Is.Facts, "tests of", func() []*language.Source { return all.of(s, f) })
}

func (all *shelf) of(s *Set, f *File) []*language.Source {
	out := slices.Clip(all.few)
	if len(out) == 0 && len(all.changed) <= maxTests {
		out = slices.Clip(all.changed)
	}
	most := len(out) + maxTests
	for _, t := range slices.Concat(all.naming[stem(f.Path)], all.beside[path.Dir(f.Path)]) {
		if len(out) < most && !slices.Contains(out, t) && (s.at[t.Path] != nil || !f.Is.Lang.Code() || t.Lang == f.Is.Lang) {
			out = append(out, t)
		}
	}
	return out
}

// shelve reads the tests; of those that did not change the ones beside a product
// file of the change, or of its name, come first.
func (s *Set) shelve() *shelf {
	out := &shelf{beside: map[string][]*language.Source{}, naming: map[string][]*language.Source{}}
	for _, f := range s.Files {
		if (!f.Is.Test() || !f.Is.Lang.Code()) && f.New != "" {
			out.beside[path.Dir(f.Path)], out.naming[stem(f.Path)] = nil, nil
		}
	}
	for _, f := range s.Files {
		if f.Is.Test() && f.Is.Lang.Code() {
			out.changed = append(out.changed, f.Is)
		}
		if f.Was.Test() && f.Was.Lang.Code() && f.New != f.Old {
			out.changed = append(out.changed, f.Was)
		}
	}
	for _, t := range out.changed {
		out.add(t)
	}
	for _, p := range s.unchanged(out) {
		if b, err := fs.ReadFile(s.Candidate, p); err == nil {
			t := language.Read(p, string(b))
			out.add(t)
			out.few = append(out.few, t)
		}
	}
	if out.few = append(out.few, out.changed...); len(out.few) > maxTests {
		out.few = nil
	}
	return out
}

// unchanged are the paths of tests that did not change, those that are near a
// product file of the change first.
func (s *Set) unchanged(of *shelf) []string {
	var near, far []string
	seen := 0
	_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
		if seen++; seen > maxWalk {
			return errEnough
		}
		switch {
		case err != nil:
			return fs.SkipDir
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "vendor" || d.Name() == ".git"):
			return fs.SkipDir
		case d.IsDir() || s.at[p] != nil || !language.IsTest(p):
		case of.near(p):
			near = append(near, p)
		default:
			far = append(far, p)
		}
		return nil
	})
	all := slices.Concat(near, far)
	return all[:min(len(all), maxRead)]
}

// near tells whether a path stands beside a product file of the change, or has
// the name of one.
func (s *shelf) near(p string) bool {
	_, beside := s.beside[path.Dir(p)]
	_, named := s.naming[stem(p)]
	return beside || named
}

// add puts a test where it belongs.
func (s *shelf) add(t *language.Source) {
	if all, ok := s.beside[path.Dir(t.Path)]; ok {
		s.beside[path.Dir(t.Path)] = append(all, t)
	}
	file := func(word string) {
		if all, ok := s.naming[word]; ok && (len(all) == 0 || all[len(all)-1] != t) {
			s.naming[word] = append(all, t)
		}
	}
	file(stem(t.Path))
	for word := range strings.FieldsFuncSeq(t.Text, func(c rune) bool { return c != '-' && c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		file(word)
	}
}

// stem is the name of a file, or of what a test of that name is about.
func stem(p string) string {
	name, _, _ := strings.Cut(path.Base(p), ".")
	return strings.TrimSuffix(strings.TrimPrefix(name, "test_"), "_test")
}
