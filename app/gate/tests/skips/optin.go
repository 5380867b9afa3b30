package skips

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	readsEnv = regexp.MustCompile(`os\.(?:Getenv|LookupEnv)\(\s*"(\w+)"|(?:os\.)?(?:environ(?:\.get)?|getenv)[\[(]\s*["'](\w+)["']|["'](\w+)["']\s+(?:not\s+)?in\s+os\.environ|process\.env\.(\w+)|process\.env\[\s*["'](\w+)["']`)
	given    = regexp.MustCompile(`^(CI|HOME|PATH|USER|SHELL|LANG|TMPDIR|TEMP|TERM|DISPLAY|GITHUB_\w+|RUNNER_\w+|GO\w+|NODE_ENV|TZ)$`)
	// optsOut is a condition by which what is set leaves a test out.
	optsOut = regexp.MustCompile(`(?:\bif\s*\(?\s*|\bskip[iI]f\(\s*|\bskip\s*:\s*(?:!!)?)(?:os\.Getenv\("\w+"\)\s*!= ""|os\.(?:environ\.get|getenv)\(["']\w+["']\)\s*(?:[:,)]|==)|["']\w+["']\s+in\s+os\.environ|process\.env\.\w+\s*(?:[),}]|===?))`)
)

// neverGiven tells whether a new test that leaves itself out asks, in its condition
// or where that has its name, for a variable of the environment that nothing in the
// result sets and nobody named.
func neverGiven(s *change.Set, src *language.Source, n int) bool {
	asked := suite.ConditionOf(src, n)
	if optsOut.MatchString(asked) {
		return false
	}
	for _, m := range readsEnv.FindAllStringSubmatch(asked, -1) {
		if name := strings.Join(m[1:], ""); !given.MatchString(name) && !s.Asked(name) && !setSomewhere(s, name) {
			return true
		}
	}
	return false
}

// setSomewhere tells whether a file of the result that is neither code nor prose
// names a variable.
func setSomewhere(s *change.Set, name string) bool {
	seen, found := 0, false
	_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
		if seen++; err != nil || seen > suite.MaxCollected {
			return fs.SkipAll
		}
		if d.IsDir() {
			if d.Name() == "node_modules" || d.Name() == "vendor" || d.Name() == ".git" {
				return fs.SkipDir
			}
			return nil
		}
		if language.Of(p).Code() || path.Ext(p) == ".md" {
			return nil
		}
		text, err := fs.ReadFile(s.Candidate, p)
		if found = err == nil && slices.Contains(suite.Words.FindAllString(string(text), -1), name); found {
			return fs.SkipAll
		}
		return nil
	})
	return found
}
