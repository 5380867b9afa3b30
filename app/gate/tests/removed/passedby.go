package removed

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

// passedBy finds files of tests of a script that lie under a name to which no command
// leads the runner that led there before: their patterns have another ending, or folder.
func passedBy(s *change.Set) (out []change.Finding) {
	for _, f := range s.Files {
		if f.Old != "" || f.New == "" || f.From == "" || f.Was.Lang.Name != "JavaScript" || len(f.Was.Tests()) == 0 {
			continue
		}
		both := change.Memo(s, "collectors", func() [2]collectors {
			base, candidate := s.Counted()
			return [2]collectors{collectorsOf(s, s.Base, base), collectorsOf(s, s.Candidate, candidate)}
		})
		if both[0].lead(f.From) && !both[1].unknown && len(both[1].all) > 0 && !both[1].lead(f.Path) {
			out = append(out, f.Whole("no command leads the runner to the tests of "+path.Base(f.From)+" any more: it is called otherwise, or lies elsewhere."))
		}
	}
	return out
}

// collectors are what commands lead runners of scripts to.
type collectors struct {
	all     []collector
	unknown bool // some of it cannot be read
}

// collector is one: patterns of paths below a directory.
type collector struct {
	dir, key string
	patterns []string
	anywhere bool // a part of a path is enough
}

func (c collectors) lead(p string) bool {
	return slices.ContainsFunc(c.all, func(one collector) bool {
		at := p
		if one.dir != "." {
			rest, below := strings.CutPrefix(p, one.dir+"/")
			if !below {
				return false
			}
			at = rest
		}
		return suite.Selects(one.key, one.patterns, at) || one.anywhere && slices.ContainsFunc(one.patterns, func(part string) bool { return strings.Contains(at, part) })
	})
}

var (
	ofScripts = regexp.MustCompile(`\b(jest|vitest|mocha|node)\b`)
	handedOn  = regexp.MustCompile("[$`]|\\bxargs\\b|\\bfind\\b")
)

// byCustom is what a runner takes for tests where nobody says.
var byCustom = map[string][]string{
	"jest":   {"**/__tests__/**/*", "**/*.{test,spec}.*", "**/{test,spec}.*"},
	"vitest": {"**/*.{test,spec}.*"},
	"mocha":  {"test/*", "test/**/*"},
	"node":   {"**/*.test.*", "**/*-test.*", "**/*_test.*", "**/test-*.*", "**/test.*", "**/test/**/*"},
}

func collectorsOf(s *change.Set, tree fs.FS, units []change.Unit) (out collectors) {
	add := func(dir, line string) {
		for _, one := range suite.Separates.Split(line, -1) {
			m := suite.Runner.FindString(one)
			tool := ofScripts.FindString(m)
			switch {
			case tool == "":
			case handedOn.MatchString(line):
				out.unknown = true
			default:
				out.all = append(out.all, collecting(tree, dir, tool, suite.Arguments(one))...)
			}
		}
	}
	for _, u := range units {
		for _, line := range u.Commands {
			add(path.Dir(u.Path), line)
		}
	}
	if s.Plan != nil {
		for _, k := range s.Plan.Checks {
			add(".", k.Command)
		}
	}
	return out
}

// collecting is what a runner looks at in a directory: what it is given, else what its
// configuration says, else what it takes for tests by custom.
func collecting(tree fs.FS, dir, tool string, given []string) (out []collector) {
	for n := range given {
		given[n] = strings.Trim(given[n], `'"`)
	}
	if len(given) > 0 {
		return []collector{{dir: dir, patterns: given, anywhere: tool == "jest" || tool == "vitest"}}
	}
	entries, _ := fs.ReadDir(tree, dir)
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || !suite.ConfigFile.MatchString(name) || !strings.Contains(name, tool) && name != "package.json" && !(tool == "vitest" && strings.HasPrefix(name, "vite.")) {
			continue
		}
		text, _ := fs.ReadFile(tree, path.Join(dir, name))
		for _, l := range suite.Listings(language.Read(name, string(text))) {
			if suite.Collects.MatchString(l.Key) && len(l.Values) > 0 && !(name == "package.json" && !runnersKey.MatchString(l.Key)) {
				out = append(out, collector{dir: dir, key: l.Key, patterns: l.Values})
			}
		}
	}
	if len(out) == 0 {
		out = append(out, collector{dir: dir, patterns: byCustom[tool]})
	}
	return out
}

// runnersKey is a key of a package that is no other tool's.
var runnersKey = regexp.MustCompile(`(?i)^(testMatch|testRegex|spec)$`)
