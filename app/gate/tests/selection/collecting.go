package selection

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var leavesOut = regexp.MustCompile(`(?i)^(exclude|ignore)$`)

// readsOnly are the configurations of tools that read tests and do not run them.
var readsOnly = regexp.MustCompile(`(?i)eslint|biome|golangci|pylint|flake8|ruff|mypy|pyright|tsconfig`)

// uncollected are the tests of the tree that the lists of a configuration led
// the runner to and do not lead it to any more. ok is false where there are no
// lists or tests to tell by.
func uncollected(s *change.Set, f *change.File) (found []change.Finding, ok bool) {
	tests := collectedBelow(s, f)
	if len(tests) == 0 || readsOnly.MatchString(f.Base()) || f.From == "" && !ranBefore(s, f) {
		return nil, false
	}
	was, is := byKey(suite.Listings(f.Was)), byKey(suite.Listings(f.Is))
	for _, key := range slices.Sorted(maps.Keys(is)) {
		before := was[key]
		for n, l := range is[key] {
			var old []string
			if n < len(before) {
				old = before[n].Values
			}
			if slices.Equal(old, l.Values) || f.From == "" && s.Went(f.Is.Lines[l.Line]) {
				continue
			}
			for _, t := range tests {
				from, at, t := t.from, t.at, t.path
				had, has := len(old) == 0 && language.Of(from).Collects(from) || suite.Selects(key, old, from), suite.Selects(key, l.Values, at)
				if leavesOut.MatchString(key) {
					had, has = len(old) == 0 || !suite.Selects(key, old, from), !suite.Selects(key, l.Values, at)
				}
				if !has && f.From == "" && !leavesOut.MatchString(key) {
					has = slices.ContainsFunc(is[key], func(o suite.Listing) bool { return suite.Selects(key, o.Values, at) }) // of several projects
				}
				if had && !has && suite.TestsFor(s, f, t) == suite.Theirs && !(leavesOut.MatchString(key) && (suite.ElsewhereRun(s, f, l.Line, newcomers(l.Values, old)) || suite.Selects(key, l.Values, from) && pathsLeftAsAsked(s, newcomers(l.Values, old)))) {
					found = append(found, f.At(l.Line, "the configuration leads the runner past "+t+"."))
					break
				}
			}
		}
	}
	return found, true
}

func newcomers(all, old []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(v string) bool { return slices.Contains(old, v) || suite.Defaults.MatchString(v) })
}

func byKey(all []suite.Listing) map[string][]suite.Listing {
	out := map[string][]suite.Listing{}
	for _, l := range all {
		out[l.Key] = append(out[l.Key], l)
	}
	return out
}

// aTest is a file that a runner may collect tests from.
type aTest struct {
	path     string
	from, at string // where it stood, and where it stands, as a configuration writes it
}

// collectedBelow are the files below a configuration that its runner may collect tests from.
func collectedBelow(s *change.Set, config *change.File) (out []aTest) {
	dir := ""
	if d := path.Dir(config.Path); d != "." {
		dir = d + "/"
	}
	add := func(from, p string) {
		if strings.HasPrefix(p, dir) && (path.Ext(p) == ".py") == forPython(config) {
			out = append(out, aTest{p, strings.TrimPrefix(from, dir), p[len(dir):]})
		}
	}
	for _, t := range change.Memo(s, "collected", func() []string { return collected(s) }) {
		add(t, t)
	}
	for _, f := range s.Files {
		if f.Old == "" && f.From != "" && slices.ContainsFunc(f.Was.Funcs(), func(fn language.Func) bool { return fn.Test }) {
			add(f.From, f.Path)
		}
	}
	return out
}

// forPython tells whether a configuration is for a runner of Python.
func forPython(config *change.File) bool {
	ext := path.Ext(config.Path)
	return ext == ".ini" || ext == ".cfg" || ext == ".toml" || ext == ".py"
}

// ranBefore tells whether the runner that a new configuration is for ran the tests of the
// base, and no part of another file told it how.
func ranBefore(s *change.Set, config *change.File) bool {
	if oldSection(s, config) != nil {
		return false
	}
	own := suite.RunnerOf(config)
	if own == "" {
		return forPython(config)
	}
	return slices.ContainsFunc([]string{path.Join(path.Dir(config.Path), "package.json"), "package.json"}, func(at string) bool {
		text, err := fs.ReadFile(s.Base, at)
		return err == nil && regexp.IndexWord(string(text), own, func(before, after byte) bool { return !regexp.InWord(before) && !regexp.InWord(after) }) >= 0
	})
}

// collected are the files of both trees that a runner may collect tests from.
func collected(s *change.Set) []string {
	var out []string
	seen := 0
	_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
		if seen++; err != nil || seen > suite.MaxCollected {
			return fs.SkipAll
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "vendor" || d.Name() == ".git") {
			return fs.SkipDir
		}
		if !d.IsDir() && language.IsTest(p) && language.Of(p).Code() && s.Find(p) == nil {
			out = append(out, p)
		}
		return nil
	})
	for _, f := range s.Files {
		if f.Old != "" && f.New != "" && f.Is.Test() && f.Is.Lang.Code() {
			out = append(out, f.Path)
		}
	}
	return out
}
