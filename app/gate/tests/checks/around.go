package checks

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// around finds scripts of a package that came or changed and that its manager runs by
// itself before or behind one that a check runs.
func around(s *change.Set, f *change.File) []change.Finding {
	if path.Base(f.Path) != "package.json" || f.From == "" {
		return nil
	}
	was, is := change.Scripts(f.Was.Text), change.Scripts(f.Is.Text)
	var out []change.Finding
	for _, name := range slices.Sorted(maps.Keys(is)) {
		of := aroundName.FindStringSubmatch(name)
		if of == nil || is[name] == was[name] || !runs(s, is, of[1]) || only(s, f, is[name], was) || s.ScriptSaid(name, is[name]) {
			continue
		}
		found := f.About(name+" "+is[name], "it runs by itself around "+of[1]+", which a check runs.")
		found.Place.Line = 1 + slices.IndexFunc(f.Is.Lines, func(l string) bool { return strings.Contains(l, `"`+name+`"`) })
		out = append(out, found)
	}
	return out
}

var aroundName = regexp.MustCompile(`^(?:pre|post)(.+)$`)

// only tells whether all that a script does is to check code, to run tests, to run other
// scripts of the base, or to make room for what is no part of the tree.
func only(s *change.Set, f *change.File, command string, base map[string]string) bool {
	return !slices.ContainsFunc(change.Steps(command), func(c change.Step) bool {
		return base[c.Script] == "" && !suite.Checkers.MatchString(c.Tool) && !suite.Runner.MatchString(c.Tool) && !makesRoom(s, f, c)
	})
}

// makesRoom tells whether a command clears or makes directories, and the tree has none of
// them.
func makesRoom(s *change.Set, f *change.File, c change.Step) bool {
	return rooms[c.Tool] && !slices.ContainsFunc(c.Given, func(at string) bool {
		at = path.Join(path.Dir(f.Path), suite.FixedPart.FindString(strings.Trim(at, `"'`)))
		_, err := fs.Stat(s.Candidate, at)
		return !errors.Is(err, fs.ErrNotExist)
	})
}

var rooms = map[string]bool{"rm": true, "rimraf": true, "mkdir": true, "mkdirp": true, "del-cli": true}

// runs tells whether a check runs a script of a package, itself or by other ones.
func runs(s *change.Set, scripts map[string]string, name string) bool {
	if s.Plan == nil {
		return false
	}
	seen := map[string]bool{}
	var reach func(command string)
	reach = func(command string) {
		for _, c := range change.Steps(command) {
			if next := c.Script; next != "" && !seen[next] {
				seen[next] = true
				reach(scripts[next])
			}
		}
	}
	for _, k := range s.Plan.Checks {
		reach(k.Command)
	}
	return seen[name]
}
