package readstests

import (
	"io/fs"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxNamed bounds the files of a tree whose names are looked at.
const maxNamed = 20_000

// dataName is a text that names files of data, or a pattern of such names.
var dataName = regexp.MustCompile(`["'\x60]([\w./*?-]*\.(?:json|ya?ml|csv|tsv|txt|xml|html|toml|ini|dat|bin|out|snap|golden))["'\x60]`)

// dataFiles are the files of data of the result: those of tests, and all others by
// their names.
type dataFiles struct{ tests, others []string }

func dataOf(s *change.Set) dataFiles {
	return change.Memo(s, "data", func() (out dataFiles) {
		seen := 0
		_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
			if seen++; err != nil || seen > maxNamed {
				return fs.SkipAll
			}
			switch {
			case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "vendor" || d.Name() == ".git"):
				return fs.SkipDir
			case d.IsDir() || language.Of(p).Code():
			case language.IsTest(p):
				out.tests = append(out.tests, p)
			default:
				out.others = append(out.others, path.Base(p))
			}
			return nil
		})
		return out
	})
}

// asksByName tells whether a line of the product names files that the tests have
// and nobody else.
func asksByName(s *change.Set, text string) bool {
	if !strings.Contains(text, ".") || !openers.MatchString(text) {
		return false
	}
	for _, m := range dataName.FindAllStringSubmatch(text, -1) {
		pattern := path.Base(m[1])
		if strings.Trim(pattern[:strings.LastIndexByte(pattern, '.')], "*?") == "" {
			continue
		}
		all := dataOf(s)
		if matches(all.tests, pattern) && !matches(all.others, pattern) {
			return true
		}
	}
	return false
}

func matches(names []string, pattern string) bool {
	for _, n := range names {
		if ok, err := path.Match(pattern, path.Base(n)); ok && err == nil {
			return true
		}
	}
	return false
}
