package selection

import (
	"io/fs"
	"maps"
	"slices"

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
	tests := collectedFrom(s)
	if len(tests) == 0 || readsOnly.MatchString(f.Base()) {
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
			if slices.Equal(old, l.Values) {
				continue
			}
			for _, t := range tests {
				from, t := t[0], t[1]
				had, has := len(old) == 0 && language.Of(from).Collects(from) || suite.Selects(key, old, from), suite.Selects(key, l.Values, t)
				if leavesOut.MatchString(key) {
					had, has = len(old) == 0 || !suite.Selects(key, old, from), !suite.Selects(key, l.Values, t)
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

// collectedFrom are the files that a runner may collect tests from: where each stood in
// the base, and where it stands.
func collectedFrom(s *change.Set) (out [][2]string) {
	for _, t := range change.Memo(s, "collected", func() []string { return collected(s) }) {
		out = append(out, [2]string{t, t})
	}
	for _, f := range s.Files {
		if f.Old == "" && f.From != "" && slices.ContainsFunc(f.Was.Funcs(), func(fn language.Func) bool { return fn.Test }) {
			out = append(out, [2]string{f.From, f.Path})
		}
	}
	return out
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
