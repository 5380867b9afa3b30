package thresholds

import (
	"io/fs"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// movedAlong tells whether what pytest reads beside tests moved as it was, and with it
// all tests of the base that it was there for.
func movedAlong(s *change.Set, f *change.File) bool {
	dir := path.Dir(f.Path)
	if f.Base() != "conftest.py" || dir == "." {
		return false
	}
	to := ""
	for _, o := range s.Files {
		if o.From == f.Path && o.Old == "" && o.Base() == f.Base() && len(o.Hunks) == 0 {
			to = path.Dir(o.Path)
		}
	}
	if to == "" {
		return false
	}
	stays := false
	_ = fs.WalkDir(s.Candidate, dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir() && p == to:
			return fs.SkipDir
		case !d.IsDir() && language.Of(p).Collects(p):
			o := s.Find(p)
			stays = stays || o == nil || o.From != "" && strings.HasPrefix(o.From, dir+"/")
		}
		return nil
	})
	return !stays
}
