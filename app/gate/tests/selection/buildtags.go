package selection

import (
	gobuild "go/build/constraint"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var tagOption = regexp.MustCompile(`\s?-tags[= ]["']?([\w.,]+)["']?`)

// tagsOf are the build tags that commands of tests give to Go.
func tagsOf(lines ...string) (out []string) {
	for _, l := range lines {
		if !strings.Contains(l, "-tags") || !suite.Runner.MatchString(l) && !suite.Addopts.MatchString(l) {
			continue
		}
		for _, m := range tagOption.FindAllStringSubmatch(l, -1) {
			out = append(out, strings.Split(m[1], ",")...)
		}
	}
	return out
}

// untagged is a command without its build tags, where it kept those it had and each
// that came is for something, and for no file to be left out.
func untagged(s *change.Set, text string, old []string) string {
	now, had := tagsOf(text), tagsOf(old...)
	if len(now) == 0 || len(suite.Without(had, now)) > 0 || !slices.ContainsFunc(old, suite.RanTests) || slices.ContainsFunc(suite.Without(now, had), func(tag string) bool {
		return builtOnly(s, tag, false) || !builtOnly(s, tag, true) && !s.Asked(tag)
	}) {
		return text
	}
	return tagOption.ReplaceAllString(text, "")
}

// builtOnly tells whether a file of Go in the result is built only with a tag, or
// only without it.
func builtOnly(s *change.Set, tag string, with bool) bool {
	all, complete := constraints(s)
	return !complete || slices.ContainsFunc(all, func(x gobuild.Expr) bool {
		return slices.ContainsFunc([]bool{true, false}, func(others bool) bool {
			built := func(there bool) bool {
				return x.Eval(func(t string) bool { return t == tag && there || t != tag && others })
			}
			return built(with) && !built(!with)
		})
	})
}

// constraints are the conditions under which files of Go in the result are built;
// complete is false where there are too many files to look at.
func constraints(s *change.Set) (all []gobuild.Expr, complete bool) {
	type found struct {
		all      []gobuild.Expr
		complete bool
	}
	f := change.Memo(s, "constraints", func() (out found) {
		left := suite.MaxCollected
		out.complete = true
		_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
			if left--; err != nil || left < 0 {
				out.complete = false
				return fs.SkipAll
			}
			if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "vendor" || d.Name() == ".git") {
				return fs.SkipDir
			}
			if d.IsDir() || path.Ext(p) != ".go" {
				return nil
			}
			text, err := fs.ReadFile(s.Candidate, p)
			if head, _, _ := strings.Cut("\n"+string(text), "\npackage "); err == nil && strings.Contains(head, "//go:build") {
				for l := range strings.SplitSeq(head, "\n") {
					if x, err := gobuild.Parse(l); err == nil && gobuild.IsGoBuild(l) {
						out.all = append(out.all, x)
					}
				}
			}
			return nil
		})
		return out
	})
	return f.all, f.complete
}
