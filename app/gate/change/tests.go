package change

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// How far the tests of the base are looked for, and how much of them is read.
const (
	maxWalk  = 20_000
	maxTests = 60
)

var errEnough = errors.New("enough")

// TestsOf are the tests of the result, not of the change, that belong to a
// product file: those beside it, and those that name it.
func (s *Set) TestsOf(f *File) []*language.Source {
	stem := strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path))
	changed := map[string]bool{}
	for _, c := range s.Files {
		changed[c.Path] = true
	}
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
		case d.IsDir() || changed[p] || !language.IsTest(p) || f.Is.Lang.Code() && language.Of(p) != f.Is.Lang:
		case strings.Contains(path.Base(p), stem) || path.Dir(p) == path.Dir(f.Path):
			near = append(near, p)
		default:
			far = append(far, p)
		}
		return nil
	})
	var out []*language.Source
	for _, p := range append(near, far...) {
		if len(out) >= maxTests {
			break
		}
		b, err := fs.ReadFile(s.Candidate, p)
		if err == nil && (slices.Contains(near, p) || strings.Contains(string(b), stem)) {
			out = append(out, language.Read(p, string(b)))
		}
	}
	return out
}
