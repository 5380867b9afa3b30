package suite

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Whose tests a file of the result holds, as a configuration sees it.
const (
	nobodys  = iota // there are none in it
	Anothers        // another runner's
	Theirs          // those of the tool that is configured
)

// TestsFor tells whose tests a file holds.
func TestsFor(s *change.Set, config *change.File, p string) int {
	text, err := fs.ReadFile(s.Candidate, p)
	if err != nil {
		return Theirs
	}
	src := language.Read(p, string(text))
	if !slices.ContainsFunc(src.Funcs(), func(fn language.Func) bool { return fn.Test }) {
		return nobodys
	}
	own := ""
	for name, module := range modules {
		if strings.Contains(config.Base(), name) {
			own = module
		}
	}
	takes := takesRunner.FindAllStringSubmatch(src.Text, -1)
	if own == "" || len(takes) == 0 || slices.ContainsFunc(takes, func(m []string) bool { return m[1] == own }) {
		return Theirs
	}
	return Anothers
}

var (
	takesRunner = regexp.MustCompile(`(?m)(?:\bfrom\s*|^\s*import\s*|\brequire\(\s*)["'](vitest|@jest/globals|node:test|@playwright/test|cypress|ava|mocha|bun:test|tap|uvu|k6)(?:/[^"']*)?["']`)
	// modules are what tests import from a runner, by a word in the names of its configurations.
	modules = map[string]string{"vite": "vitest", "jest": "@jest/globals", "playwright": "@playwright/test", "cypress": "cypress", "ava": "ava", "mocha": "mocha"}
)

// Idle tells whether a value is a pattern of paths, from the root or from where
// a configuration stands, that names no file of the result that counts: to leave
// it out leaves nothing out.
func Idle(s *change.Set, config *change.File, v string, counts func(p string) bool) bool {
	v = strings.Trim(v, "^$")
	if !strings.ContainsAny(v, "/*") && !built.MatchString(v) || strings.Trim(v, "./*") == "" {
		return false
	}
	dir := path.Dir(config.Path) + "/"
	below := strings.Trim(strings.TrimPrefix(v, "<rootDir>"), "./*") + "/"
	names := func(p string) bool { return Selects("", []string{v}, p) || strings.HasPrefix(p, below) }
	seen, found := 0, false
	_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
		if seen++; err != nil || seen > MaxCollected {
			found = true
			return fs.SkipAll
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return fs.SkipDir
		}
		if found = !d.IsDir() && (names(p) || strings.HasPrefix(p, dir) && names(p[len(dir):])) && counts(p); found {
			return fs.SkipAll
		}
		return nil
	})
	return !found
}
